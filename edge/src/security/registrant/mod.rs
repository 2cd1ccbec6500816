//! What somebody sees of how their account is kept: ways to them, where it is open, and what
//! happened to it.

mod backup;
mod email;
mod phone;
mod recovery;
mod sessions;
#[cfg(test)]
mod tests;

pub use backup::{KeepBackupCodes, Proof, SignInOnPaper};
pub use email::{ConfirmEmail, RemoveEmail, SendEmailCode};
pub use phone::{ChangePhone, FindOwner, SendPhoneCode, ShowOwner};
pub use recovery::{BeginRecovery, ReadDispute, RefuseRecovery, SendRecoveryCode};
pub use sessions::{EndOtherSessions, EndSession};

use crate::registrant::personal::Personal;
use crate::registrant::store::{FROM, Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, json};
use domain::security::{
    EmailView, SHOWN_EVENTS, SecurityEvent, SecurityNote, SecurityView, masked,
};
use serde::{Deserialize, Serialize};

/// How the signed-in person's account is kept.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowSecurity {
    /// Of the session that asks.
    pub session_hash: String,
}

impl<S: Sql> Personal<S> for ShowSecurity {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        store.security(person, &self.session_hash, now)
    }
}

impl<S: Sql> Store<S> {
    /// How somebody's account is kept, as one of their sessions sees it.
    fn security(&self, person: i64, session_hash: &str, now: Moment) -> Performed<SecurityView> {
        let (facts, record) = self.person(person)?;
        let confirmed_at = self.email_confirmed_at(person)?;
        let email = record.registration.email.map(|email| EmailView {
            address: email.as_str().to_owned(),
            confirmed_at,
        });
        Ok(Outcome::Done(SecurityView {
            phone: masked(&record.registration.phone),
            email,
            backup_codes_left: self.backup_codes_left(person)?,
            sessions: self.sessions(person, session_hash, now)?,
            events: self.security_events(person)?,
            time_zone: facts.zone,
        }))
    }

    fn security_events(&self, person: i64) -> Result<Vec<SecurityNote>, StoreError> {
        let kinds: Vec<_> = SecurityEvent::ALL.iter().map(|one| one.as_str()).collect();
        let rows = self.sql.run(
            "SELECT kind, at, sealed FROM event
             WHERE person = ? AND kind IN (SELECT value FROM json_each(?))
             ORDER BY id DESC LIMIT ?",
            &[person.into(), json(&kinds)?, i64::from(SHOWN_EVENTS).into()],
        )?;
        let mut events = vec![];
        for row in rows {
            let from = row.text_or_null(2)?;
            events.push(SecurityNote {
                event: SecurityEvent::find(row.text(0)?).ok_or(StoreError::Record)?,
                at: row.moment(1)?,
                from: from
                    .map(|from| self.unseal(FROM, person, &from))
                    .transpose()?,
            });
        }
        Ok(events)
    }
}
