//! How the signed-in person sends a certificate: announced, in parts or whole, and judged.
//! The file itself lies elsewhere (`crate::certificate`).

use crate::crypto::Purpose;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use domain::certificate::{
    Certificates, KeptFile, PartExpected, Transfer, UploadId, UploadRefused, UploadRequest,
    UploadView,
};
use domain::draw::Hex;
use domain::messages::Code;
use domain::purchase::PurchaseId;
use serde::{Deserialize, Serialize};

/// A sending that is to be closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClosingUpload {
    /// It is closed already.
    Closed(UploadView),
    /// Its file is to be judged.
    Judge(Closing),
}

/// A file that is to be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub id: UploadId,
    pub request: UploadRequest,
    /// Keyed hash of its sender.
    pub owner: String,
}

impl<S: Sql> Store<S> {
    fn closing(
        &self,
        person: i64,
        certificates: &Certificates,
        id: &UploadId,
        brought: Transfer,
    ) -> Result<ClosingUpload, Code> {
        let Some(upload) = certificates.closing(id, brought)? else {
            return view(certificates, id).map(ClosingUpload::Closed);
        };
        let owner = [&self.shard.to_string(), &*person.to_string()];
        Ok(ClosingUpload::Judge(Closing {
            id: id.clone(),
            request: upload.request().clone(),
            owner: self.keys.digest(Purpose::Owner, &owner).text(),
        }))
    }

    /// The same key of the same person always names the same sending, and nobody
    /// else's key ever does.
    fn upload_id(&self, person: i64, key: &str) -> Result<UploadId, StoreError> {
        let digest = self.keys.digest(
            Purpose::Upload,
            &[&self.shard.to_string(), &person.to_string(), key],
        );
        UploadId::parse(&Hex(digest.half()).to_string()).map_err(|_| StoreError::Record)
    }
}

/// Announce a file.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginUpload {
    pub key: String,
    pub request: UploadRequest,
}

impl<S: Sql> Personal<S> for BeginUpload {
    type Answer = UploadView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<UploadView> {
        let mut certificates = store.certificates(person)?;
        let id = store.upload_id(person, &self.key)?;
        let purchases = store.purchases(person)?;
        let purchase = purchases.find(&self.request.purchase);
        match certificates.begin(id.clone(), self.request, purchase, now) {
            Ok(notices) => {
                store.follow_certificates(person, &certificates, notices, now)?;
                Ok(view(&certificates, &id).into())
            }
            Err(refused) => Ok(refuse(refused)),
        }
    }
}

/// How far it is.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowUpload {
    pub id: UploadId,
}

impl<S: Sql> Personal<S> for ShowUpload {
    type Answer = UploadView;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<UploadView> {
        Ok(view(&store.certificates(person)?, &self.id).into())
    }
}

/// Whether a part is wanted.
#[derive(Debug, Serialize, Deserialize)]
pub struct ExpectPart {
    pub id: UploadId,
    pub part: u16,
    pub bytes: u32,
}

impl<S: Sql> Personal<S> for ExpectPart {
    type Answer = PartExpected;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<PartExpected> {
        let certificates = store.certificates(person)?;
        let expected = certificates.expects(&self.id, self.part, self.bytes);
        Ok(expected.map_or_else(refuse, Outcome::Done))
    }
}

/// A part is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotePart {
    pub id: UploadId,
    pub part: u16,
}

impl<S: Sql> Personal<S> for NotePart {
    type Answer = UploadView;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<UploadView> {
        let mut certificates = store.certificates(person)?;
        if let Err(refused) = certificates.took(&self.id, self.part) {
            return Ok(refuse(refused));
        }
        store.store_certificates(person, &certificates)?;
        Ok(view(&certificates, &self.id).into())
    }
}

/// Everything is there: what is needed to judge the whole.
#[derive(Debug, Serialize, Deserialize)]
pub struct CloseUpload {
    pub id: UploadId,
    /// Whether the file came whole.
    pub whole: bool,
}

impl<S: Sql> Personal<S> for CloseUpload {
    type Answer = ClosingUpload;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<ClosingUpload> {
        let certificates = store.certificates(person)?;
        let brought = match self.whole {
            true => Transfer::Whole,
            false => Transfer::InParts,
        };
        Ok(store
            .closing(person, &certificates, &self.id, brought)
            .into())
    }
}

/// It was kept, or refused.
#[derive(Debug, Serialize, Deserialize)]
pub struct SettleUpload {
    pub id: UploadId,
    pub outcome: Result<KeptFile, Code>,
}

impl<S: Sql> Personal<S> for SettleUpload {
    type Answer = UploadView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<UploadView> {
        let mut certificates = store.certificates(person)?;
        let notices = certificates.closed(&self.id, self.outcome, now);
        store.follow_certificates(person, &certificates, notices, now)?;
        let closed = certificates.closing(&self.id, Transfer::Whole);
        Ok(closed.and_then(|_| view(&certificates, &self.id)).into())
    }
}

/// It is taken back.
#[derive(Debug, Serialize, Deserialize)]
pub struct WithdrawUpload {
    pub id: UploadId,
}

impl<S: Sql> Personal<S> for WithdrawUpload {
    type Answer = UploadView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<UploadView> {
        let mut certificates = store.certificates(person)?;
        let notices = match certificates.withdraw(&self.id, now) {
            Ok(notices) => notices,
            Err(refused) => return Ok(refuse(refused)),
        };
        if !notices.is_empty() {
            store.note(person, "certificate_withdrawn", now)?;
            store.follow_certificates(person, &certificates, notices, now)?;
        }
        Ok(view(&certificates, &self.id).into())
    }
}

/// Whether one of the person's courses needs the file that it was given.
#[derive(Debug, Serialize, Deserialize)]
pub struct NeedsFile {
    pub purchase: PurchaseId,
}

impl<S: Sql> Personal<S> for NeedsFile {
    type Answer = bool;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<bool> {
        let certificates = store.certificates(person)?;
        Ok(Outcome::Done(certificates.needs_file(&self.purchase)))
    }
}

/// Whether it can be read.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadUpload {
    pub id: UploadId,
}

impl<S: Sql> Personal<S> for ReadUpload {
    type Answer = KeptFile;

    fn execute(self, store: &Store<S>, person: i64, _now: Moment) -> Performed<KeptFile> {
        let certificates = store.certificates(person)?;
        let upload = certificates.find(&self.id);
        let file = upload.and_then(|upload| upload.clean_file());
        Ok(file.ok_or(Code::CertificateUnknown).into())
    }
}

fn view(certificates: &Certificates, id: &UploadId) -> Result<UploadView, Code> {
    certificates
        .find(id)
        .map(UploadView::of)
        .ok_or(Code::CertificateUnknown)
}

fn refuse<T>(refused: UploadRefused) -> Outcome<T> {
    Outcome::Refused(refused.code(), refused.params())
}
