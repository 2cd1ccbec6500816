//! An e-mail address, which is the person's once a code that went there came back. Nothing
//! but that code goes there before.

use crate::challenge::{self, NewCode, ShownCode};
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{PERSON, Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, Value, stored};
use chrono::TimeDelta;
use domain::contact::Email;
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{EMAIL_IS_TRUSTED_AFTER, SecurityEvent, SecurityView};
use serde::{Deserialize, Serialize};

/// What a code to an address proves: the same for all addresses, so that one person has one
/// budget of codes. The address is part of what the code is compared by.
pub(super) fn subject(person: i64) -> String {
    format!("email {person}")
}

/// What the address before is sealed as.
const FORMER: &str = "former email";

/// The confirmed address before the one that is registered. Whoever has the account open
/// could take it off and then have the number replaced; so it gets the account back for as
/// long as a new one does not.
#[derive(Serialize, Deserialize)]
struct FormerEmail {
    email: Email,
    confirmed_at: Moment,
    left_at: Moment,
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

    /// The address that gets somebody's account back, if there is one, and since when it is
    /// confirmed.
    pub(super) fn trusted_email(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<(Email, Moment)>, StoreError> {
        if let Some(at) = self.email_confirmed_at(person)?
            && now - at >= EMAIL_IS_TRUSTED_AFTER
        {
            let email = self.person(person)?.1.registration.email;
            return Ok(email.map(|email| (email, at)));
        }
        let former = self.former_email(person)?;
        let former = former.filter(|one| now - one.left_at < EMAIL_IS_TRUSTED_AFTER);
        Ok(former.map(|one| (one.email, one.confirmed_at)))
    }

    fn former_email(&self, person: i64) -> Result<Option<FormerEmail>, StoreError> {
        let row = self.sql.first(
            "SELECT former_email FROM person WHERE id = ?",
            &[person.into()],
        )?;
        let sealed = row.ok_or(SqlError::Column)?.text_or_null(0)?;
        sealed
            .map(|sealed| self.unseal(FORMER, person, &sealed))
            .transpose()
    }

    fn keep_former_email(&self, person: i64, former: &FormerEmail) -> Result<(), StoreError> {
        self.sql.run(
            "UPDATE person SET former_email = ? WHERE id = ?",
            &[self.seal(FORMER, person, former)?.into(), person.into()],
        )?;
        let over = former.left_at + EMAIL_IS_TRUSTED_AFTER;
        self.put_out(person, &JobKind::FormerEmail, over)
    }

    /// The days of an address that was taken off are over.
    pub(crate) fn forget_former_email(
        &self,
        id: i64,
        person: i64,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let Some(former) = self.former_email(person)? else {
                return Ok(self.forget_job(id)?);
            };
            let over = former.left_at + EMAIL_IS_TRUSTED_AFTER;
            if now < over {
                return Ok(self.again_at(id, over)?);
            }
            // It may have asked for a number, and takes its place again with that.
            if self.recovery_view(person)?.is_some() {
                return Ok(self.again_at(id, now + TimeDelta::days(1))?);
            }
            self.forget_former(person)?;
            Ok(self.forget_job(id)?)
        })
    }

    /// Takes every address off, and trusts none of them.
    pub(super) fn forget_email(&self, person: i64) -> Result<(), StoreError> {
        self.register_email(person, None)?;
        self.forget_former(person)
    }

    /// Takes the address before the registered one off.
    pub(super) fn forget_former(&self, person: i64) -> Result<(), StoreError> {
        self.sql.run(
            "UPDATE person SET former_email = NULL WHERE id = ?",
            &[person.into()],
        )?;
        Ok(())
    }

    /// Registers an address that was confirmed at a moment, or none.
    pub(super) fn register_email(
        &self,
        person: i64,
        confirmed: Option<(Email, Moment)>,
    ) -> Result<(), StoreError> {
        let (_, mut record) = self.person(person)?;
        let (email, confirmed_at) = confirmed.unzip();
        record.registration.email = email;
        self.sql.run(
            "UPDATE person SET sealed = ?, email_at = ? WHERE id = ?",
            &[
                self.seal(PERSON, person, &record)?.into(),
                confirmed_at.map_or(Value::Null, stored),
                person.into(),
            ],
        )?;
        Ok(())
    }

    /// Puts an address in the place of another. Whoever had confirmed one is told that it is
    /// gone, also there.
    fn keep_email(&self, person: i64, email: Option<Email>, now: Moment) -> Result<(), StoreError> {
        let (facts, record) = self.person(person)?;
        let before = record.registration.email;
        if let Some(confirmed_at) = self.email_confirmed_at(person)?
            && let Some(before) = before.filter(|before| email.as_ref() != Some(before))
        {
            self.put_out(person, &JobKind::Message(Outgoing::EmailReplaced), now)?;
            let is_trusted = now - confirmed_at >= EMAIL_IS_TRUSTED_AFTER;
            let until = facts.zone.long(now + EMAIL_IS_TRUSTED_AFTER, Locale::Id);
            let until = is_trusted.then_some(until);
            let told = (before.clone(), Outgoing::EmailLeft { until });
            self.part_by_email(person, told, now)?;
            if is_trusted {
                let former = FormerEmail {
                    email: before,
                    confirmed_at,
                    left_at: now,
                };
                self.keep_former_email(person, &former)?;
            }
        }
        self.register_email(person, email.map(|email| (email, now)))
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
