//! An e-mail address, which is the person's once a code that went there came back. Nothing
//! but that code goes there before.

use crate::challenge::{self, NewCode, ShownCode};
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{PLACE, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, Value, stored};
use domain::contact::Email;
use domain::messages::{Code, Outgoing};
use domain::security::{SecurityEvent, SecurityView};
use serde::{Deserialize, Serialize};

/// What a code to an address proves: the same for all addresses, so that one person has one
/// budget of codes. The address is part of what the code is compared by.
pub(super) fn subject(person: i64) -> String {
    format!("email {person}")
}

impl<S: Sql> Store<S> {
    /// Since when the registered address is known to be the person's.
    pub(crate) fn email_confirmed_at(&self, person: i64) -> Result<Option<Moment>, SqlError> {
        let row = self
            .sql
            .first("SELECT email_at FROM person WHERE id = ?", &[person.into()])?
            .ok_or(SqlError::Column)?;
        Ok(row.int_or_null(0)?.and_then(Moment::from_timestamp_millis))
    }

    /// Takes an address off, and tells nobody.
    pub(super) fn forget_email(&self, person: i64) -> Result<(), StoreError> {
        let (_, mut record) = self.person(person)?;
        record.registration.email = None;
        self.sql.run(
            "UPDATE person SET sealed = ?, email_at = NULL WHERE id = ?",
            &[self.seal(PLACE, &record)?.into(), person.into()],
        )?;
        Ok(())
    }

    /// Puts an address in the place of another. Whoever had confirmed one is told that it is
    /// gone.
    fn keep_email(&self, person: i64, email: Option<Email>, now: Moment) -> Result<(), StoreError> {
        let (
            _,
            Record {
                number,
                mut registration,
            },
        ) = self.person(person)?;
        let had_confirmed = self.email_confirmed_at(person)?.is_some();
        if had_confirmed && registration.email != email {
            self.put_out(person, &JobKind::Message(Outgoing::EmailReplaced), now)?;
        }
        let confirmed_at = email.as_ref().map(|_| stored(now));
        registration.email = email;
        let record = Record {
            number,
            registration,
        };
        self.sql.run(
            "UPDATE person SET sealed = ?, email_at = ? WHERE id = ?",
            &[
                self.seal(PLACE, &record)?.into(),
                confirmed_at.unwrap_or(Value::Null),
                person.into(),
            ],
        )?;
        Ok(())
    }
}

/// A code is about to go to an address.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendEmailCode {
    pub email: Email,
    pub code: NewCode,
}

impl<S: Sql> Personal<S> for SendEmailCode {
    type Answer = ();

    fn execute(self, store: &Store<S>, person: i64, _: Moment) -> Performed<()> {
        let (_, record) = store.person(person)?;
        let is_same = record.registration.email.as_ref() == Some(&self.email);
        if is_same && store.email_confirmed_at(person)?.is_some() {
            return Ok(Outcome::refused(Code::EmailConfirmedAlready));
        }
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        Ok(challenge::send(
            &store.sql,
            &subject(person),
            self.code,
            None,
        )?)
    }
}

/// It came back.
#[derive(Debug, Serialize, Deserialize)]
pub struct ConfirmEmail {
    pub email: Email,
    pub code: ShownCode,
    /// Of the session that asks.
    pub session_hash: String,
}

impl<S: Sql> Personal<S> for ConfirmEmail {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        let proven = challenge::verify_of(&store.sql, &subject(person), &self.code)?;
        if let Outcome::Refused(code, params) = proven {
            return Ok(Outcome::Refused(code, params));
        }
        store.keep_email(person, Some(self.email), now)?;
        store.note(person, SecurityEvent::EmailConfirmed.as_str(), now)?;
        store.security(person, &self.session_hash, now)
    }
}

/// It is taken off.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemoveEmail {
    /// Of the session that asks.
    pub session_hash: String,
}

impl<S: Sql> Personal<S> for RemoveEmail {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        let (_, record) = store.person(person)?;
        if record.registration.email.is_some() {
            store.keep_email(person, None, now)?;
            store.note(person, SecurityEvent::EmailRemoved.as_str(), now)?;
        }
        store.security(person, &self.session_hash, now)
    }
}
