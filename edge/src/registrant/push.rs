//! Every way to a person, and the phones that are told of news: their addresses at push
//! services, sealed.

use super::carried::Contacts;
use super::question::Answer;
use super::store::{Answered, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use domain::messages::Code;
use domain::push::MOST_PHONES;

/// Sealed addresses open only as such.
const PLACE: &str = "push";
/// Phones that stay beside a new one.
const OTHERS: i64 = MOST_PHONES as i64 - 1;

impl<S: Sql> Store<S> {
    pub(super) fn subscribe(
        &self,
        session_hash: &str,
        (endpoint_hash, endpoint): (&str, &str),
        now: Moment,
    ) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        let known = self.sql.first(
            "SELECT 1 FROM push WHERE endpoint_hash = ? AND person = ?",
            &[endpoint_hash.into(), person.into()],
        )?;
        if known.is_some() {
            return self.told_phones(person);
        }
        let sealed = self.seal(PLACE, &endpoint)?;
        // A phone that changes hands gets another address (app/start/push.js). Where it
        // did not, it is its last owner's.
        self.sql.run(
            "INSERT INTO push (endpoint_hash, person, sealed, at) VALUES (?, ?, ?, ?)
             ON CONFLICT (endpoint_hash) DO UPDATE SET person = excluded.person, at = excluded.at",
            &[
                endpoint_hash.into(),
                person.into(),
                sealed.into(),
                stored(now),
            ],
        )?;
        // That somebody agreed to being told, and until when.
        self.note(person, "push_on", now)?;
        let too_many = self.sql.run(
            "SELECT endpoint_hash FROM push WHERE person = ? AND endpoint_hash <> ?
             ORDER BY at DESC LIMIT -1 OFFSET ?",
            &[person.into(), endpoint_hash.into(), OTHERS.into()],
        )?;
        for row in too_many {
            self.forget_phone(person, row.text(0)?, now)?;
        }
        self.told_phones(person)
    }

    pub(super) fn unsubscribe(
        &self,
        session_hash: &str,
        endpoint_hash: Option<String>,
        now: Moment,
    ) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        if let Some(one) = endpoint_hash {
            return self.phone_gone(person, one, now);
        }
        let all = self.sql.run(
            "SELECT endpoint_hash FROM push WHERE person = ?",
            &[person.into()],
        )?;
        for row in all {
            self.forget_phone(person, row.text(0)?, now)?;
        }
        self.told_phones(person)
    }

    pub(super) fn phone_gone(&self, person: i64, endpoint_hash: String, now: Moment) -> Answered {
        self.forget_phone(person, &endpoint_hash, now)?;
        self.told_phones(person)
    }

    fn forget_phone(
        &self,
        person: i64,
        endpoint_hash: &str,
        now: Moment,
    ) -> Result<(), StoreError> {
        let gone = self.sql.run(
            "DELETE FROM push WHERE person = ? AND endpoint_hash = ? RETURNING person",
            &[person.into(), endpoint_hash.into()],
        )?;
        if !gone.is_empty() {
            self.note(person, "push_off", now)?;
        }
        Ok(())
    }

    /// How many of somebody's phones are told.
    pub(super) fn phones(&self, person: i64) -> Result<u32, StoreError> {
        let row = self
            .sql
            .first(
                "SELECT COUNT(*) FROM push WHERE person = ?",
                &[person.into()],
            )?
            .ok_or(SqlError::Column)?;
        u32::try_from(row.int(0)?).map_err(|_| StoreError::Record)
    }

    /// Where to send a message, by every way that the person gave.
    pub fn contacts(&self, person: i64) -> Result<Contacts, StoreError> {
        let registration = self.person(person)?.1.registration;
        Ok(Contacts {
            phone: registration.phone.as_str().to_owned(),
            email: registration.email.map(|email| email.as_str().to_owned()),
            push: self.push_endpoints(person)?,
        })
    }

    fn push_endpoints(&self, person: i64) -> Result<Vec<String>, StoreError> {
        let rows = self.sql.run(
            "SELECT sealed FROM push WHERE person = ? ORDER BY at",
            &[person.into()],
        )?;
        rows.iter()
            .map(|row| self.unseal(PLACE, row.text(0)?))
            .collect()
    }

    fn told_phones(&self, person: i64) -> Answered {
        let number = self.person(person)?.1.number;
        Ok(Outcome::Done(Answer::Phones(number, self.phones(person)?)))
    }
}
