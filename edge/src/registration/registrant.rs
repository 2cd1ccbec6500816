//! Registering: one person once, under a number that leads back to this shard.

use crate::crypto::{Keys, Purpose};
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{PERSON, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, json, stored};
use chrono::TimeDelta;
use domain::identity::IdentityState;
use domain::messages::{Code, Outgoing};
use domain::registration::{Registration, RegistrationNumber, RegistrationReceipt};
use domain::security::{Origin, SecurityEvent};
use serde::{Deserialize, Serialize};

/// A stored registration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    pub receipt: RegistrationReceipt,
    /// Whether this submission stored it, or an earlier one with the same key.
    pub fresh: bool,
    /// Whether whoever sent it is signed in.
    pub signed_in: bool,
}

/// 10 minutes – for so long the same submission, sent again, signs in: its first answer may
/// have been lost. Later it may be anybody's, who goes back to the form on a shared phone.
const REPLAY_SIGNS_IN: TimeDelta = TimeDelta::minutes(10);

impl<S: Sql> Store<S> {
    pub(crate) fn nik_hash(&self, registration: &Registration) -> String {
        self.keys
            .digest(Purpose::Nik, &[registration.nik.as_str()])
            .text()
    }

    fn number_hash(&self, number: &RegistrationNumber) -> String {
        let parts = [number.as_str()];
        self.keys.digest(Purpose::RegistrationNumber, &parts).text()
    }

    /// Draws until a number's own hash falls into this shard, so that the
    /// number alone leads back here and tells nothing: `shards` draws on
    /// average, a microsecond each.
    fn fresh_number(&self) -> Result<RegistrationNumber, StoreError> {
        loop {
            let number = RegistrationNumber::from_random(self.random()?);
            let digest = self
                .keys
                .digest(Purpose::RegistrationNumber, &[number.as_str()]);
            if digest.shard(self.shards) == self.shard
                && self
                    .sql
                    .first(
                        "SELECT 1 FROM person WHERE number_hash = ?",
                        &[digest.text().into()],
                    )?
                    .is_none()
            {
                return Ok(number);
            }
        }
    }
}

/// A registration on its way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Register {
    pub registration: Registration,
    pub key_hash: String,
    pub body: String,
    pub session_hash: String,
    /// Keyed hash of the device's cookie, unless it is somebody else's device.
    pub device_hash: Option<String>,
    pub from: Origin,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for Register {
    type Answer = Outcome<Registered>;

    fn execute(self, store: &Store<S>) -> Performed<Registered> {
        if let Some(row) = store.sql.first(
            "SELECT body, answer, at FROM submission WHERE key_hash = ?",
            &[self.key_hash.as_str().into()],
        )? {
            if row.text(0)? != self.body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            let receipt: RegistrationReceipt = store.unseal_answer(&self.key_hash, row.text(1)?)?;
            let number = RegistrationNumber::parse(&receipt.registration_number)
                .map_err(|_| StoreError::Record)?;
            let number_hash = store.number_hash(&number);
            // Nor does it sign in again whoever has signed out meanwhile.
            let person = store.sql.first(
                "SELECT id FROM person WHERE number_hash = ?
                 AND EXISTS (SELECT 1 FROM session WHERE session.person = person.id)",
                &[number_hash.into()],
            )?;
            let soon = self.now - row.moment(2)? < REPLAY_SIGNS_IN;
            let person = person.filter(|_| soon);
            if let Some(person) = &person {
                store.begin_session(person.int(0)?, &self.session_hash, &self.from, self.now)?;
            }
            return Ok(Outcome::Done(Registered {
                receipt,
                fresh: false,
                signed_in: person.is_some(),
            }));
        }
        let nik_hash = store.nik_hash(&self.registration);
        if let Some(code) = store.registers_in_vain(&nik_hash, &self.registration)? {
            return Ok(Outcome::refused(code));
        }
        let number = store.fresh_number()?;
        let number_hash = store.number_hash(&number);
        let birth_check = birth_check(&store.keys, &number, self.registration.birth_date);
        let zone = self.registration.domicile.zone();
        let record = Record {
            number,
            registration: self.registration,
        };
        let receipt = RegistrationReceipt {
            registration_number: record.number.grouped(),
            registered_at: self.now,
        };
        // As SQLite would number the row: what is sealed in it names it.
        let person = store
            .sql
            .first("SELECT COALESCE(MAX(id), 0) + 1 FROM person", &[])?
            .ok_or(SqlError::Column)?
            .int(0)?;
        store.sql.run(
            "INSERT INTO person (id, nik_hash, nik, number_hash, birth_check, sealed, zone, registered_at, identity)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            &[
                person.into(),
                store.place(&nik_hash, &number_hash)?.into(),
                nik_hash.as_str().into(),
                number_hash.into(),
                birth_check.into(),
                store.seal(PERSON, person, &record)?.into(),
                json(&zone)?,
                stored(self.now),
                json(&IdentityState::Pending)?,
            ],
        )?;
        let answer = store.seal_answer(&self.key_hash, &receipt)?;
        store.sql.run(
            "INSERT INTO submission VALUES (?, ?, ?, ?)",
            &[
                self.key_hash.into(),
                self.body.into(),
                answer.into(),
                stored(self.now),
            ],
        )?;
        let registered = SecurityEvent::Registered.as_str();
        store.note_from(person, registered, &self.from, self.now)?;
        store.ask_registry(&nik_hash, self.now)?;
        store.put_out(
            person,
            &JobKind::Message(Outgoing::Registered {
                registration_number: receipt.registration_number.clone(),
            }),
            self.now,
        )?;
        store.begin_session(person, &self.session_hash, &self.from, self.now)?;
        if let Some(device_hash) = self.device_hash {
            store.know_device(person, &device_hash, self.now)?;
        }
        Ok(Outcome::Done(Registered {
            receipt,
            fresh: true,
            signed_in: true,
        }))
    }
}

/// What the public status check compares.
pub fn birth_check(
    keys: &Keys,
    number: &RegistrationNumber,
    birth_date: domain::identity::BirthDate,
) -> String {
    keys.digest(
        Purpose::StatusCheck,
        &[number.as_str(), &String::from(birth_date)],
    )
    .text()
}
