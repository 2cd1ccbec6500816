//! Rules and storage of one registrant shard. Everything one request writes is
//! written in one transaction. Knows no network and no clock.

use super::tables::MIGRATIONS;
use crate::crypto::{CryptoError, Keyring, Keys, Place, same};
use crate::json::json;
use crate::limits::Counters;
use crate::object::Transactional;
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, migrate, stored};
use domain::registration::{Registration, RegistrationNumber};
use domain::security::Origin;
use domain::status::Facts;
use domain::time::Zone;
use domain::wave::Application;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};

/// Sealed text opens only as a person's record.
pub(crate) const PERSON: &str = "person";

/// Sealed text opens only as where something came from.
pub(crate) const FROM: &str = "origin";

/// Sealed text opens only as the answer to a submission.
pub(crate) const ANSWER: &str = "submission";

/// What is sealed for each person.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) number: RegistrationNumber,
    pub(crate) registration: Registration,
}

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error("the book does not balance: {0}")]
    Book(#[from] domain::ledger::BookError),
    #[error("a record does not parse")]
    Record,
}

/// The core of a registrant shard.
pub struct Store<S> {
    pub(crate) sql: S,
    pub(crate) keys: Keys,
    pub(crate) shard: u16,
    pub(crate) shards: u16,
    random: Random,
    /// Whether the outbox was written to: see [`Store::outbox_moved`].
    pub(crate) outbox_moved: Cell<bool>,
    /// Whether nothing is left that another key has sealed.
    pub(super) is_resealed: Cell<bool>,
    /// Whether everything that is sealed names its key.
    pub(super) is_numbered: Cell<bool>,
    /// How often sessions have asked for something.
    pub(crate) calls: RefCell<Counters>,
}

pub(crate) type Performed<T> = Result<Outcome<T>, StoreError>;

/// 64 random bits.
pub type Random = fn() -> Result<u64, CryptoError>;

impl<S: Sql> Store<S> {
    /// Opens the store of shard `shard` of `shards`, bringing its tables up to
    /// date. Without a number (an alarm does not bring one along) it is the one
    /// that was noted when the shard was first asked.
    pub fn open(
        sql: S,
        keys: Keys,
        shard: Option<u16>,
        shards: u16,
        random: Random,
    ) -> Result<Self, StoreError> {
        migrate(&sql, MIGRATIONS)?;
        let noted = sql
            .first("SELECT number FROM shard", &[])?
            .map(|row| row.int(0))
            .transpose()?;
        let shard = match (noted, shard) {
            (Some(noted), _) => u16::try_from(noted).map_err(|_| SqlError::Column)?,
            (None, Some(shard)) => {
                sql.run("INSERT INTO shard VALUES (?)", &[i64::from(shard).into()])?;
                shard
            }
            (None, None) => return Err(SqlError::Column.into()),
        };
        let store = Self {
            sql,
            keys,
            shard,
            shards,
            random,
            outbox_moved: Cell::default(),
            is_resealed: Cell::default(),
            is_numbered: Cell::default(),
            calls: RefCell::default(),
        };
        store.begin_resealing()?;
        // What is left is the alarm's work, as the outbox is.
        store.outbox_moved.set(!store.is_resealed.get());
        Ok(store)
    }

    /// Which shard this is.
    pub fn shard(&self) -> u16 {
        self.shard
    }

    /// From the platform's CSPRNG.
    pub(crate) fn random(&self) -> Result<u64, CryptoError> {
        (self.random)()
    }

    pub(crate) fn person(&self, person: i64) -> Result<(Facts, Record), StoreError> {
        let row = self
            .sql
            .first(&format!("{FACTS} WHERE id = ?"), &[person.into()])?
            .ok_or(StoreError::Record)?;
        Ok((
            self.facts(&row)?,
            self.unseal(PERSON, person, row.text(2)?)?,
        ))
    }

    fn facts(&self, row: &Row) -> Result<Facts, StoreError> {
        let zone: Zone = row.json(3)?;
        Ok(Facts {
            registered_at: row.moment(4)?,
            identity: row.json(5)?,
            identity_at: row.int_or_null(6)?.and_then(Moment::from_timestamp_millis),
            applications: self.applications(row.int(0)?)?,
            revoked: row.int(7)? != 0,
            zone,
        })
    }

    fn applications(&self, person: i64) -> Result<Vec<Application>, StoreError> {
        self.sql
            .run(
                "SELECT wave, joined_at, closes_at, announces_at, slip, outcome
                 FROM application WHERE person = ? AND left_at IS NULL ORDER BY joined_at",
                &[person.into()],
            )?
            .iter()
            .map(|row| {
                Ok(Application {
                    wave: u32::try_from(row.int(0)?).map_err(|_| StoreError::Record)?,
                    joined_at: row.moment(1)?,
                    closes_at: row.moment(2)?,
                    announces_at: row.moment(3)?,
                    slip: self.unseal("slip", person, row.text(4)?)?,
                    outcome: row.json_or_null(5)?,
                })
            })
            .collect()
    }

    pub(crate) fn note(&self, person: i64, kind: &str, now: Moment) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT INTO event (person, kind, at) VALUES (?, ?, ?)",
                &[person.into(), kind.into(), stored(now)],
            )
            .map(drop)
    }

    /// The same, with where it came from.
    pub(crate) fn note_from(
        &self,
        person: i64,
        kind: &str,
        from: &Origin,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO event (person, kind, at, sealed) VALUES (?, ?, ?, ?)",
            &[
                person.into(),
                kind.into(),
                stored(now),
                self.seal(FROM, person, from)?.into(),
            ],
        )?;
        Ok(())
    }

    /// Seals a record of that person's: as another's it does not open.
    pub(crate) fn seal<T: Serialize>(
        &self,
        kind: &str,
        person: i64,
        value: &T,
    ) -> Result<String, StoreError> {
        let plain = serde_json::to_vec(value).map_err(|_| StoreError::Record)?;
        let place = Place::of_person(kind, self.shard, person);
        Ok(self.keys.ring.seal(place, &plain)?)
    }

    /// Seals what a submission was answered with: under another key of its client's it does
    /// not open.
    pub(crate) fn seal_answer<T: Serialize>(
        &self,
        key_hash: &str,
        answer: &T,
    ) -> Result<String, StoreError> {
        let plain = serde_json::to_vec(answer).map_err(|_| StoreError::Record)?;
        let place = Place::of_row(ANSWER, self.shard, key_hash);
        Ok(self.keys.ring.seal(place, &plain)?)
    }

    pub(crate) fn unseal_answer<T: for<'de> Deserialize<'de>>(
        &self,
        key_hash: &str,
        sealed: &str,
    ) -> Result<T, StoreError> {
        self.opened(Place::of_row(ANSWER, self.shard, key_hash), sealed)
    }

    pub(crate) fn unseal<T: for<'de> Deserialize<'de>>(
        &self,
        kind: &str,
        person: i64,
        sealed: &str,
    ) -> Result<T, StoreError> {
        self.opened(Place::of_person(kind, self.shard, person), sealed)
    }

    /// What has no number is bound to no place: it opens until everything here has one.
    fn opened<T: for<'de> Deserialize<'de>>(
        &self,
        place: Place,
        sealed: &str,
    ) -> Result<T, StoreError> {
        if self.is_numbered.get() && Keyring::id_of(sealed).is_none() {
            return Err(CryptoError::Sealed.into());
        }
        let plain = self.keys.ring.open(place, sealed)?;
        json(&plain).map_err(|_| StoreError::Record)
    }
}

impl<S: Sql> Transactional for Store<S> {
    type Error = StoreError;
    type Sql = S;

    fn sql(&self) -> &S {
        &self.sql
    }
}

/// Public status: by number and the hash of number and birth date. The same work
/// whether or not the number is known.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindStatus {
    pub number_hash: String,
    pub birth_check: String,
    pub now: Moment,
}

impl<S: Sql> Store<S> {
    /// Counted by the object before it comes here, so no [`crate::object::Transaction`].
    pub(crate) fn status(&self, look_up: &FindStatus) -> Performed<Option<Facts>> {
        let row = self.sql.first(
            &format!("{FACTS} WHERE number_hash = ?"),
            &[look_up.number_hash.as_str().into()],
        )?;
        let (known, facts) = match &row {
            Some(row) => (row.text(1)?, Some(self.facts(row)?)),
            None => {
                // Stands in for reading the applications of somebody.
                self.applications(0)?;
                ("", None)
            }
        };
        let right = same(known, &look_up.birth_check);
        Ok(Outcome::Done(facts.filter(|_| right)))
    }
}

const FACTS: &str = "SELECT id, birth_check, sealed, zone, registered_at, identity, identity_at,
         (SELECT COUNT(*) FROM award WHERE award.person = person.id AND revoked_at IS NOT NULL)
     FROM person";
