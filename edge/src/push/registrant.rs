//! Every way to a person, and the phones that are told of news: their addresses at push
//! services, sealed.

use crate::object::Transaction;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use domain::push::MOST_PHONES;
use domain::registration::RegistrationNumber;
use serde::{Deserialize, Serialize};

/// Sealed addresses open only as such.
const KIND: &str = "push";
/// Phones that stay beside a new one.
const OTHERS: i64 = MOST_PHONES as i64 - 1;

/// Every way to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contacts {
    pub phone: String,
    pub email: Option<String>,
    /// Addresses of their phones at push services.
    pub push: Vec<String>,
}

impl<S: Sql> Store<S> {
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
    pub(crate) fn phones(&self, person: i64) -> Result<u32, StoreError> {
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
        let confirmed = self.email_confirmed_at(person)?;
        let email = registration.email.filter(|_| confirmed.is_some());
        Ok(Contacts {
            phone: registration.phone.as_str().to_owned(),
            email: email.map(|email| email.as_str().to_owned()),
            push: self.push_endpoints(person)?,
        })
    }

    fn push_endpoints(&self, person: i64) -> Result<Vec<String>, StoreError> {
        let rows = self.sql.run(
            "SELECT sealed FROM push WHERE person = ? ORDER BY at",
            &[person.into()],
        )?;
        rows.iter()
            .map(|row| self.unseal(KIND, person, row.text(0)?))
            .collect()
    }

    fn told_phones(&self, person: i64) -> Performed<Phones> {
        Ok(Outcome::Done(Phones {
            of: self.person(person)?.1.number,
            count: self.phones(person)?,
        }))
    }
}

/// How many phones of whoever has that number are told of news.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Phones {
    pub of: RegistrationNumber,
    pub count: u32,
}

/// A phone of the signed-in person wants to be told of news.
#[derive(Debug, Serialize, Deserialize)]
pub struct Subscribe {
    pub endpoint_hash: String,
    pub endpoint: String,
}

impl<S: Sql> Personal<S> for Subscribe {
    type Answer = Phones;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<Phones> {
        let Self {
            endpoint_hash,
            endpoint,
        } = self;
        let known = store.sql.first(
            "SELECT 1 FROM push WHERE endpoint_hash = ? AND person = ?",
            &[endpoint_hash.as_str().into(), person.into()],
        )?;
        if known.is_some() {
            return store.told_phones(person);
        }
        let sealed = store.seal(KIND, person, &endpoint)?;
        // A phone that changes hands gets another address (app/start/push.js). Where it
        // did not, it is its last owner's.
        store.sql.run(
            "INSERT INTO push (endpoint_hash, person, sealed, at) VALUES (?, ?, ?, ?)
             ON CONFLICT (endpoint_hash) DO UPDATE
             SET person = excluded.person, sealed = excluded.sealed, at = excluded.at",
            &[
                endpoint_hash.as_str().into(),
                person.into(),
                sealed.into(),
                stored(now),
            ],
        )?;
        // That somebody agreed to being told, and until when.
        store.note(person, "push_on", now)?;
        let too_many = store.sql.run(
            "SELECT endpoint_hash FROM push WHERE person = ? AND endpoint_hash <> ?
             ORDER BY at DESC LIMIT -1 OFFSET ?",
            &[person.into(), endpoint_hash.into(), OTHERS.into()],
        )?;
        for row in too_many {
            store.forget_phone(person, row.text(0)?, now)?;
        }
        store.told_phones(person)
    }
}

/// It does not any more; without an address, none of the person's phones does.
#[derive(Debug, Serialize, Deserialize)]
pub struct Unsubscribe {
    pub endpoint_hash: Option<String>,
}

impl<S: Sql> Personal<S> for Unsubscribe {
    type Answer = Phones;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<Phones> {
        if let Some(one) = self.endpoint_hash {
            store.forget_phone(person, &one, now)?;
            return store.told_phones(person);
        }
        let all = store.sql.run(
            "SELECT endpoint_hash FROM push WHERE person = ?",
            &[person.into()],
        )?;
        for row in all {
            store.forget_phone(person, row.text(0)?, now)?;
        }
        store.told_phones(person)
    }
}

/// A push service says that there is no such phone.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetPhone {
    pub person: i64,
    pub endpoint_hash: String,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for ForgetPhone {
    type Answer = Outcome<Phones>;

    fn execute(self, store: &Store<S>) -> Performed<Phones> {
        store.forget_phone(self.person, &self.endpoint_hash, self.now)?;
        store.told_phones(self.person)
    }
}

#[cfg(test)]
pub mod tests;
