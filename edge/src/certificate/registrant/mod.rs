//! A participant's certificates, as the shard keeps them: one sealed record, and
//! what follows in the outbox, in one transaction. What each step does is decided
//! in `domain::certificate`; files are moved by `crate::certificate`.

pub mod upload;

use crate::certificate::{kept_name, part_name};
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::signing::{Signed, Signing};
use crate::sql::{Moment, Outcome, Sql};
use chrono::{DateTime, Utc};
use domain::certificate::{
    CertificateView, Certificates, Evidence, Notice, Scanned, UploadId, Verdict, holidays,
};
use domain::incentive::Fact;
use domain::messages::{Code, Outgoing};
use domain::purchase::{Purchase, PurchaseId};
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    pub(crate) fn certificates(&self, person: i64) -> Result<Certificates, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM certificates WHERE person = ?",
            &[person.into()],
        )?;
        match row {
            Some(row) => self.unseal("certificates", person, row.text(0)?),
            None => Ok(Certificates::default()),
        }
    }

    /// What the account shows of them.
    pub(crate) fn shown_certificates(
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

    /// A platform has reported on a course: its certificate may count now.
    pub(crate) fn judge_certificate(
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
    pub(crate) fn certificate_at_platform(
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
    pub(crate) fn certificate_paid(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let Some(first) = self.purchases(person)?.first_completed().cloned() else {
            return Ok(());
        };
        let mut certificates = self.certificates(person)?;
        certificates.paid(&first, now);
        self.store_certificates(person, &certificates)
    }

    /// Accepts a course's certificate for evidence that is no file. Called in a
    /// transaction; again, it changes nothing.
    pub(crate) fn accept_certificate(
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

    pub(crate) fn store_certificates(
        &self,
        person: i64,
        certificates: &Certificates,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO certificates VALUES (?, ?)
             ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
            &[
                person.into(),
                self.seal("certificates", person, certificates)?.into(),
            ],
        )?;
        Ok(())
    }

    /// Stores certificates with all that follows from a step.
    pub(crate) fn follow_certificates(
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

/// Somebody's files that no scanner has answered for.
#[derive(Debug, Serialize, Deserialize)]
pub struct ListUnscanned {
    pub person: i64,
}

impl<S: Sql> Transaction<Store<S>> for ListUnscanned {
    type Answer = Outcome<Vec<UploadId>>;

    fn execute(self, store: &Store<S>) -> Performed<Vec<UploadId>> {
        let certificates = store.certificates(self.person)?;
        let ids = certificates.unscanned().map(|one| one.id().clone());
        Ok(Outcome::Done(ids.collect()))
    }
}

/// What a scanner said; it is asked again about files that are not named.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteScans {
    pub person: i64,
    pub verdicts: Vec<(UploadId, Scanned)>,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for NoteScans {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let Self {
            person,
            verdicts,
            now,
        } = self;
        let mut certificates = store.certificates(person)?;
        let mut notices = Vec::new();
        for (id, said) in verdicts {
            notices.extend(certificates.scanned(&id, said, now));
        }
        for purchase in store.purchases(person)?.list() {
            notices.extend(certificates.judge(purchase, now));
        }
        if certificates.unscanned().next().is_some() {
            store.put_off_scan(person, now)?;
        } else {
            store.settle_scan(person)?;
        }
        store.follow_certificates(person, &certificates, notices, now)?;
        Ok(Outcome::Done(()))
    }
}

/// A member of staff signs a decision about a course's certificate.
#[derive(Debug, Serialize, Deserialize)]
pub struct DecideCertificate {
    pub signing: Signing,
    pub number_hash: String,
    pub purchase: PurchaseId,
    pub decision: Verdict,
}

impl<S: Sql> Transaction<Store<S>> for DecideCertificate {
    type Answer = Outcome<CommandState>;

    fn execute(self, store: &Store<S>) -> Performed<CommandState> {
        let Self {
            signing,
            number_hash,
            purchase,
            decision,
        } = self;
        let now = signing.now;
        let row = store.sql.first(
            "SELECT id FROM person WHERE number_hash = ?",
            &[number_hash.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::refused(Code::StatusNotFound));
        };
        let person = row.int(0)?;
        if store.purchases(person)?.find(&purchase).is_none() {
            return Ok(Outcome::refused(Code::PurchaseUnknown));
        }
        Ok(match signing.take_in(&store.sql)? {
            Signed::Known(known) => known,
            Signed::Proposed => Outcome::Done(CommandState::Proposed),
            Signed::Agreed => {
                let mut certificates = store.certificates(person)?;
                match certificates.decide(&purchase, decision, now) {
                    Ok(notices) => {
                        store.follow_certificates(person, &certificates, notices, now)?
                    }
                    Err(code) => {
                        // A proposal that cannot be done is none.
                        signing.forget_in(&store.sql)?;
                        return Ok(Outcome::refused(code));
                    }
                }
                store.note(person, "certificate_decided", now)?;
                signing.done_in(&store.sql)?;
                Outcome::Done(CommandState::Done)
            }
        })
    }
}

#[cfg(test)]
pub mod tests;
