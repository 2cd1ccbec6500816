//! A participant's certificates, as the shard keeps them: one sealed record, and
//! what follows in the outbox, in one transaction. What each step does is decided
//! in `domain::certificate`; files are moved by `crate::certificate`.

use super::carried::{Closing, UploadAsk, UploadTold};
use super::outbox::JobKind;
use super::question::Answer;
use super::signed::Countersigned;
use super::store::{Answered, Store, StoreError};
use crate::certificate::{kept_name, part_name};
use crate::crypto::Purpose;
use crate::sql::{Moment, Outcome, Sql};
use crate::staff::Signing;
use chrono::{DateTime, Utc};
use domain::certificate::{
    Brought, CertificateView, Certificates, Evidence, Notice, Scanned, UploadId, UploadRefused,
    UploadView, Verdict, holidays,
};
use domain::draw::Hex;
use domain::incentive::Fact;
use domain::messages::{Code, Outgoing};
use domain::purchase::{Purchase, PurchaseId};
use domain::staff::CommandState;

impl<S: Sql> Store<S> {
    fn certificates(&self, person: i64) -> Result<Certificates, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM certificates WHERE person = ?",
            &[person.into()],
        )?;
        match row {
            Some(row) => self.unseal("certificates", row.text(0)?),
            None => Ok(Certificates::default()),
        }
    }

    /// What the account shows of them.
    pub(super) fn shown_certificates(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Vec<CertificateView>, StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(Vec::new());
        };
        let promises = self.scheme_of(&award)?.certificate_promises;
        let purchases = self.purchases(person)?;
        let certificates = self.certificates(person)?;
        Ok(certificates.shown(purchases.list(), promises, &holidays(), now))
    }

    /// The signed-in person's own sendings.
    pub(super) fn certificate(&self, session_hash: &str, ask: UploadAsk, now: Moment) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        let mut certificates = self.certificates(person)?;
        let told = match ask {
            UploadAsk::Begin { key, request } => {
                let id = self.upload_id(person, &key)?;
                let purchases = self.purchases(person)?;
                let purchase = purchases.find(&request.purchase);
                match certificates.begin(id.clone(), request, purchase, now) {
                    Ok(notices) => {
                        self.follow_certificates(person, &certificates, notices, now)?;
                        view(&certificates, &id)
                    }
                    Err(refused) => return Ok(refuse(refused)),
                }
            }
            UploadAsk::Show { id } => view(&certificates, &id),
            UploadAsk::Expects { id, part, bytes } => {
                match certificates.expects(&id, part, bytes) {
                    Ok(expected) => Ok(UploadTold::Part(expected)),
                    Err(refused) => return Ok(refuse(refused)),
                }
            }
            UploadAsk::Took { id, part } => match certificates.took(&id, part) {
                Ok(()) => {
                    self.store_certificates(person, &certificates)?;
                    view(&certificates, &id)
                }
                Err(refused) => return Ok(refuse(refused)),
            },
            UploadAsk::Closing { id } => self.closing(person, &certificates, &id, Brought::InParts),
            UploadAsk::ClosingWhole { id } => {
                self.closing(person, &certificates, &id, Brought::Whole)
            }
            UploadAsk::Closed { id, outcome } => {
                let notices = certificates.closed(&id, outcome, now);
                self.follow_certificates(person, &certificates, notices, now)?;
                match certificates.closing(&id, Brought::Whole) {
                    Ok(_) => view(&certificates, &id),
                    Err(code) => Err(code),
                }
            }
            UploadAsk::Read { id } => certificates
                .find(&id)
                .and_then(|upload| upload.clean_file())
                .map(UploadTold::Kept)
                .ok_or(Code::CertificateUnknown),
        };
        Ok(match told {
            Ok(told) => Outcome::Done(Answer::Certificate(Box::new(told))),
            Err(code) => Outcome::refused(code),
        })
    }

    fn closing(
        &self,
        person: i64,
        certificates: &Certificates,
        id: &UploadId,
        brought: Brought,
    ) -> Result<UploadTold, Code> {
        let Some(upload) = certificates.closing(id, brought)? else {
            return view(certificates, id);
        };
        let owner = [&self.shard.to_string(), &*person.to_string()];
        Ok(UploadTold::Closing(Closing {
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

    /// Gives up what is unfinished and whose time is up.
    pub fn end_upload(
        &self,
        job: i64,
        person: i64,
        id: &UploadId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let mut certificates = self.certificates(person)?;
            let notices = certificates.end(id, now);
            self.follow_certificates(person, &certificates, notices, now)?;
            Ok(self.forget_job(job)?)
        })
    }

    /// Somebody's files that no scanner has answered for.
    pub(super) fn unscanned(&self, person: i64) -> Answered {
        let certificates = self.certificates(person)?;
        let ids = certificates.unscanned().map(|one| one.id().clone());
        Ok(Outcome::Done(Answer::Unscanned(ids.collect())))
    }

    /// What a scanner said of some of them; it is asked again about the others.
    pub(super) fn scanned(
        &self,
        person: i64,
        verdicts: Vec<(UploadId, Scanned)>,
        now: Moment,
    ) -> Answered {
        let mut certificates = self.certificates(person)?;
        let mut notices = Vec::new();
        for (id, said) in verdicts {
            notices.extend(certificates.scanned(&id, said, now));
        }
        for purchase in self.purchases(person)?.list() {
            notices.extend(certificates.judge(purchase, now));
        }
        if certificates.unscanned().next().is_some() {
            self.put_off_scan(person, now)?;
        } else {
            self.settle_scan(person)?;
        }
        self.follow_certificates(person, &certificates, notices, now)?;
        Ok(Outcome::Done(Answer::Nothing))
    }

    /// A platform has reported on a course: its certificate may count now.
    pub(super) fn judge_certificate(
        &self,
        person: i64,
        purchase: &Purchase,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut certificates = self.certificates(person)?;
        let notices = certificates.judge(purchase, now);
        if notices.is_empty() {
            return Ok(());
        }
        self.follow_certificates(person, &certificates, notices, now)
    }

    /// The platform says that it has a course's certificate. A report cannot be
    /// of what is yet to come.
    pub(super) fn certificate_at_platform(
        &self,
        person: i64,
        purchase: &PurchaseId,
        received_at: DateTime<Utc>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut certificates = self.certificates(person)?;
        certificates.at_platform(purchase, received_at.min(now));
        self.store_certificates(person, &certificates)
    }

    /// The first incentive was paid: the last stretch of the way of the certificate
    /// that pays it.
    pub(super) fn certificate_paid(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let Some(first) = self.purchases(person)?.first_completed().cloned() else {
            return Ok(());
        };
        let mut certificates = self.certificates(person)?;
        certificates.paid(&first, now);
        self.store_certificates(person, &certificates)
    }

    /// Accepts a course's certificate for evidence that is no file. Called in a
    /// transaction; again, it changes nothing.
    pub(super) fn accept_certificate(
        &self,
        person: i64,
        purchase: &PurchaseId,
        evidence: Evidence,
        now: Moment,
    ) -> Result<(), StoreError> {
        let mut certificates = self.certificates(person)?;
        let notices = certificates.accept(purchase, evidence, now);
        self.follow_certificates(person, &certificates, notices, now)
    }

    /// One of two members of staff decides about a course's certificate.
    pub(super) fn decide_certificate(
        &self,
        signing: &Signing,
        (number_hash, purchase): (&str, &PurchaseId),
        verdict: Verdict,
    ) -> Answered {
        let now = signing.now;
        let row = self.sql.first(
            "SELECT id FROM person WHERE number_hash = ?",
            &[number_hash.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::refused(Code::StatusNotFound));
        };
        let person = row.int(0)?;
        if self.purchases(person)?.find(purchase).is_none() {
            return Ok(Outcome::refused(Code::PurchaseUnknown));
        }
        let state = match self.countersign(signing)? {
            Countersigned::Refused(code) => return Ok(Outcome::refused(code)),
            Countersigned::Known => CommandState::Done,
            Countersigned::Proposed => CommandState::Proposed,
            Countersigned::Agreed => {
                let mut certificates = self.certificates(person)?;
                match certificates.decide(purchase, verdict, now) {
                    Ok(notices) => self.follow_certificates(person, &certificates, notices, now)?,
                    Err(code) => return Ok(Outcome::refused(code)),
                }
                self.note(person, "certificate_decided", now)?;
                CommandState::Done
            }
        };
        Ok(Outcome::Done(Answer::Command(state)))
    }

    fn store_certificates(
        &self,
        person: i64,
        certificates: &Certificates,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO certificates VALUES (?, ?)
             ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
            &[
                person.into(),
                self.seal("certificates", certificates)?.into(),
            ],
        )?;
        Ok(())
    }

    /// Stores certificates with all that follows from a step.
    fn follow_certificates(
        &self,
        person: i64,
        certificates: &Certificates,
        notices: Vec<Notice>,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.store_certificates(person, certificates)?;
        for notice in notices {
            match notice {
                Notice::EndAt(id, at) => {
                    self.put_out(person, &JobKind::UploadEnds(Box::new(id)), at)?;
                }
                Notice::DropParts(id, parts) => {
                    let names = (0..parts).map(|n| part_name(&self.keys, &id, n)).collect();
                    self.put_out(person, &JobKind::DropFiles(names), now)?;
                }
                Notice::DropFile(id) => {
                    let names = vec![kept_name(&self.keys, &id)];
                    self.put_out(person, &JobKind::DropFiles(names), now)?;
                }
                Notice::Scan => self.put_out(person, &JobKind::Scan, now)?,
                Notice::Accepted(purchase) => self.certificate_accepted(person, &purchase, now)?,
                Notice::TellRefused => {
                    let message = JobKind::Message(Outgoing::CertificateRefused);
                    self.put_out(person, &message, now)?;
                }
            }
        }
        Ok(())
    }

    /// A course's certificate counts: it is noted and told, and incentives follow.
    fn certificate_accepted(
        &self,
        person: i64,
        purchase: &PurchaseId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.note(person, "certificate_accepted", now)?;
        let fact = Fact::CertificateAccepted {
            purchase: purchase.clone(),
            at: now,
        };
        self.learn(person, fact, now)?;
        let message = JobKind::Message(Outgoing::CertificateAccepted);
        self.put_out(person, &message, now)
    }
}

fn view(certificates: &Certificates, id: &UploadId) -> Result<UploadTold, Code> {
    certificates
        .find(id)
        .map(|upload| UploadTold::Upload(UploadView::of(upload)))
        .ok_or(Code::CertificateUnknown)
}

fn refuse(refused: UploadRefused) -> Outcome<Answer> {
    Outcome::Refused(refused.code(), refused.params())
}
