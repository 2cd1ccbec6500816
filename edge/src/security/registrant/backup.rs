//! Codes on paper: made, and used once each in the place of a text message.

use crate::account::registrant::{AccountView, ShowAccount};
use crate::challenge::{self, ShownCode};
use crate::crypto::Purpose;
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{BackupCode, Origin, SecurityEvent};
use serde::{Deserialize, Serialize};

/// What proves that somebody is who they say, where a session alone is not enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proof {
    /// A code that was sent.
    Sent(ShownCode),
    /// One on paper.
    Paper(BackupCode),
}

impl<S: Sql> Store<S> {
    /// A code is good for one NIK alone.
    fn backup_hash(&self, nik_hash: &str, code: &BackupCode) -> String {
        let parts = [nik_hash, &code.grouped()];
        self.keys.digest(Purpose::BackupCode, &parts).text()
    }

    /// How many somebody has left.
    pub(super) fn backup_codes_left(&self, person: i64) -> Result<u32, SqlError> {
        let row = self
            .sql
            .first(
                "SELECT COUNT(*) FROM backup_code WHERE person = ?",
                &[person.into()],
            )?
            .ok_or(SqlError::Column)?;
        Ok(u32::try_from(row.int(0)?).unwrap_or(u32::MAX))
    }

    /// Whose code it is; from then on nobody's.
    pub(crate) fn use_backup_code(
        &self,
        nik_hash: &str,
        code: &BackupCode,
    ) -> Result<Option<i64>, SqlError> {
        let used = self.sql.run(
            "DELETE FROM backup_code WHERE code_hash = ? RETURNING person",
            &[self.backup_hash(nik_hash, code).into()],
        )?;
        used.first().map(|row| row.int(0)).transpose()
    }

    /// Whether a proof is the signed-in person's.
    pub(crate) fn prove(
        &self,
        person: i64,
        subject: &str,
        proof: &Proof,
        now: Moment,
    ) -> Result<Outcome<()>, SqlError> {
        match proof {
            Proof::Sent(code) => challenge::verify_of(&self.sql, subject, code),
            Proof::Paper(code) => {
                let nik_hash = self.owner(person)?;
                if self.use_backup_code(&nik_hash, code)? != Some(person) {
                    return Ok(Outcome::refused(Code::BackupCodeWrong));
                }
                self.note(person, SecurityEvent::BackupCodeUsed.as_str(), now)?;
                Ok(Outcome::Done(()))
            }
        }
    }
}

/// Codes are made; those that there were are void.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeepBackupCodes {
    pub codes: Vec<BackupCode>,
}

impl<S: Sql> Personal<S> for KeepBackupCodes {
    type Answer = ();

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<()> {
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        store
            .sql
            .run("DELETE FROM backup_code WHERE person = ?", &[person.into()])?;
        let nik_hash = store.owner(person)?;
        for code in &self.codes {
            store.sql.run(
                "INSERT INTO backup_code VALUES (?, ?, ?)",
                &[
                    store.backup_hash(&nik_hash, code).into(),
                    person.into(),
                    stored(now),
                ],
            )?;
        }
        store.note(person, SecurityEvent::BackupCodesMade.as_str(), now)?;
        let told = JobKind::Message(Outgoing::BackupCodesMade);
        store.put_out(person, &told, now)?;
        Ok(Outcome::Done(()))
    }
}

/// Signs in with a code on paper.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignInOnPaper {
    pub nik_hash: String,
    pub code: BackupCode,
    pub session_hash: String,
    /// Keyed hash of the device's cookie, unless it is somebody else's device.
    pub device_hash: Option<String>,
    pub from: Origin,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for SignInOnPaper {
    type Answer = Outcome<AccountView>;

    fn execute(self, store: &Store<S>) -> Performed<AccountView> {
        let Self {
            nik_hash,
            code,
            session_hash,
            device_hash,
            from,
            now,
        } = self;
        let whose = store.use_backup_code(&nik_hash, &code)?;
        let Some(person) = whose else {
            return Ok(Outcome::refused(Code::BackupCodeWrong));
        };
        // Meanwhile the NIK may have become another's.
        let holders = store.holders(&nik_hash)?;
        if !holders.iter().any(|one| one.person == person) {
            return Ok(Outcome::refused(Code::BackupCodeWrong));
        }
        store.begin_session(person, &session_hash, &from, now)?;
        let is_known = match device_hash {
            Some(device_hash) => store.know_device(person, &device_hash, now)?,
            None => false,
        };
        store.note_from(person, SecurityEvent::BackupCodeUsed.as_str(), &from, now)?;
        if !is_known {
            // No code has come by SMS, so this does.
            let told = Outgoing::BackupCodeUsed {
                from: from.words(Locale::Id),
            };
            store.put_out(person, &JobKind::Message(told), now)?;
        }
        ShowAccount.execute(store, person, now)
    }
}
