//! Registering: one person once, under a number that leads back to this shard.

use super::carried::Registered;
use super::outbox::JobKind;
use super::question::{Answer, NewRegistration};
use super::store::{Answered, PLACE, Record, Store, StoreError};
use crate::crypto::{CryptoError, Keys, Purpose};
use crate::sql::{Outcome, Sql, SqlError, json, stored};
use domain::identity::IdentityState;
use domain::messages::{Code, Outgoing};
use domain::registration::{Registration, RegistrationNumber, RegistrationReceipt};

impl<S: Sql> Store<S> {
    pub(super) fn register(
        &self,
        new: NewRegistration,
        random: impl FnMut() -> Result<u64, CryptoError>,
    ) -> Answered {
        if let Some(row) = self.sql.first(
            "SELECT body, answer FROM submission WHERE key_hash = ?",
            &[new.key_hash.as_str().into()],
        )? {
            if row.text(0)? != new.body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            let receipt: RegistrationReceipt = self.unseal("submission", row.text(1)?)?;
            let nik_hash = self.nik_hash(&new.registration);
            if let Some(person) = self.sql.first(
                "SELECT id FROM person WHERE nik_hash = ?",
                &[nik_hash.into()],
            )? {
                self.begin_session(person.int(0)?, &new.session_hash, new.now)?;
            }
            return Ok(Outcome::Done(Answer::Registered(Registered {
                receipt,
                fresh: false,
            })));
        }
        let nik_hash = self.nik_hash(&new.registration);
        if self
            .sql
            .first(
                "SELECT 1 FROM person WHERE nik_hash = ?",
                &[nik_hash.as_str().into()],
            )?
            .is_some()
        {
            return Ok(Outcome::refused(Code::NikTaken));
        }
        let number = self.fresh_number(random)?;
        let number_hash = self
            .keys
            .digest(Purpose::RegistrationNumber, &[number.as_str()])
            .text();
        let birth_check = birth_check(&self.keys, &number, new.registration.birth_date);
        let zone = new.registration.domicile.zone();
        let record = Record {
            number,
            registration: new.registration,
        };
        let receipt = RegistrationReceipt {
            registration_number: record.number.grouped(),
            registered_at: new.now,
        };
        let person = self
            .sql
            .first(
                "INSERT INTO person (nik_hash, number_hash, birth_check, sealed, zone, registered_at, identity)
                 VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                &[
                    nik_hash.into(),
                    number_hash.into(),
                    birth_check.into(),
                    self.seal(PLACE, &record)?.into(),
                    json(&zone)?,
                    stored(new.now),
                    json(&IdentityState::Pending)?,
                ],
            )?
            .ok_or(SqlError::Column)?
            .int(0)?;
        self.sql.run(
            "INSERT INTO submission VALUES (?, ?, ?, ?)",
            &[
                new.key_hash.into(),
                new.body.into(),
                self.seal("submission", &receipt)?.into(),
                stored(new.now),
            ],
        )?;
        self.note(person, "registered", new.now)?;
        self.put_out(person, &JobKind::Identity, new.now)?;
        self.put_out(
            person,
            &JobKind::Message(Outgoing::Registered {
                registration_number: receipt.registration_number.clone(),
            }),
            new.now,
        )?;
        self.begin_session(person, &new.session_hash, new.now)?;
        Ok(Outcome::Done(Answer::Registered(Registered {
            receipt,
            fresh: true,
        })))
    }

    pub(super) fn nik_hash(&self, registration: &Registration) -> String {
        self.keys
            .digest(Purpose::Nik, &[registration.nik.as_str()])
            .text()
    }

    /// Draws until a number's own hash falls into this shard, so that the
    /// number alone leads back here and tells nothing: `shards` draws on
    /// average, a microsecond each.
    fn fresh_number(
        &self,
        mut random: impl FnMut() -> Result<u64, CryptoError>,
    ) -> Result<RegistrationNumber, StoreError> {
        loop {
            let number = RegistrationNumber::from_random(random()?);
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
