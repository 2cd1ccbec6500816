//! Sealing anew: when the deployment has a new key, what earlier ones sealed is opened and
//! sealed with it, some people at a time, so that an earlier one can be taken away in the end.
//! Where it has come to is kept, so that it goes on after a break.

use super::outbox::{OUTBOX, is_sealed_job};
use super::store::{ANSWER, FROM, PLACE, Store, StoreError};
use crate::crypto::{KeyId, Keyring, Place};
use crate::object::Transaction;
use crate::sql::{Sql, SqlError};
use domain::staff::Sealing;
use serde::{Deserialize, Serialize};

/// Every sealed column with rows of people: table, whose row it is, column, kind. A test holds
/// the list to what is stored.
pub(super) const COLUMNS: &[(&str, &str, &str, &str)] = &[
    ("person", "id", "sealed", PLACE),
    ("person", "id", "former_email", "former email"),
    ("correction", "person", "sealed", "correction"),
    ("profile_change", "person", "sealed", "profile"),
    ("application", "person", "slip", "slip"),
    ("withdrawn", "person", "sealed", "withdrawn"),
    ("award", "person", "sealed", "award"),
    ("award_case", "person", "sealed", "cases"),
    ("purchases", "person", "sealed", "purchases"),
    ("certificates", "person", "sealed", "certificates"),
    ("credential", "person", "sealed", "credential"),
    ("review", "person", "sealed", "review"),
    ("survey_answer", "person", "sealed", "survey"),
    ("incentives", "person", "sealed", "incentives"),
    ("session", "person", "sealed", FROM),
    ("push", "person", "sealed", "push"),
    ("phone_claim", "person", "sealed", "phone_claim"),
    ("recovery", "person", "sealed", "recovery"),
    ("recovery", "person", "asked_by", "recovery asked by"),
    ("event", "person", "sealed", FROM),
    ("outbox", "person", "kind", OUTBOX),
];

/// How far a shard is, for the office. Asking wakes a shard that nobody has asked for anything
/// since there is another key.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowSealing {}

/// Where it has come to.
#[derive(Default)]
struct Cursor {
    person: i64,
    answer: String,
    records: i64,
    unreadable: i64,
    is_done: bool,
}

impl<S: Sql> Transaction<Store<S>> for ShowSealing {
    type Answer = Sealing;

    fn execute(self, store: &Store<S>) -> Result<Sealing, StoreError> {
        let key = store.keys.ring.current();
        let cursor = store.resealed_up_to(key)?.unwrap_or_default();
        let row = store.sql.first(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE id <= ?) FROM person",
            &[cursor.person.into()],
        )?;
        let row = row.ok_or(SqlError::Column)?;
        let people = row.int(0)?;
        Ok(Sealing {
            shard: store.shard,
            key,
            people,
            // Whoever has come since was sealed with it at once.
            people_done: if cursor.is_done { people } else { row.int(1)? },
            records: cursor.records,
            unreadable: cursor.unreadable,
            is_done: cursor.is_done,
        })
    }
}

impl<S: Sql> Store<S> {
    /// With that key; nothing where it has not begun with it.
    fn resealed_up_to(&self, key: KeyId) -> Result<Option<Cursor>, StoreError> {
        let row = self.sql.first(
            "SELECT person, answer, records, unreadable, is_done FROM reseal WHERE key = ?",
            &[i64::from(key).into()],
        )?;
        row.map(|row| {
            Ok(Cursor {
                person: row.int(0)?,
                answer: row.text(1)?.to_owned(),
                records: row.int(2)?,
                unreadable: row.int(3)?,
                is_done: row.int(4)? != 0,
            })
        })
        .transpose()
    }

    fn keep_resealed(&self, key: KeyId, cursor: &Cursor) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT OR REPLACE INTO reseal VALUES (?, ?, ?, ?, ?, ?)",
                &[
                    i64::from(key).into(),
                    cursor.person.into(),
                    cursor.answer.as_str().into(),
                    cursor.records.into(),
                    cursor.unreadable.into(),
                    i64::from(cursor.is_done).into(),
                ],
            )
            .map(drop)
    }

    /// Whether everything is sealed with the key that seals now. A shard that is empty is done
    /// from the beginning.
    pub(super) fn begin_resealing(&self) -> Result<bool, StoreError> {
        let key = self.keys.ring.current();
        if let Some(cursor) = self.resealed_up_to(key)? {
            return Ok(cursor.is_done);
        }
        let is_done = self.sql.first("SELECT 1 FROM person", &[])?.is_none();
        self.keep_resealed(
            key,
            &Cursor {
                is_done,
                ..Cursor::default()
            },
        )?;
        Ok(is_done)
    }

    /// Goes on with so many people, and then with so many answers to submissions; whether
    /// everything is done.
    pub fn reseal_some(&self, most: u32) -> Result<bool, StoreError> {
        if self.is_resealed.get() {
            return Ok(true);
        }
        let key = self.keys.ring.current();
        self.sql.atomically(|| {
            let mut cursor = self.resealed_up_to(key)?.unwrap_or_default();
            if !cursor.is_done {
                self.reseal(key, &mut cursor, most)?;
                self.keep_resealed(key, &cursor)?;
            }
            self.is_resealed.set(cursor.is_done);
            Ok(cursor.is_done)
        })
    }

    fn reseal(&self, key: KeyId, cursor: &mut Cursor, most: u32) -> Result<(), StoreError> {
        let people = self.sql.run(
            "SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?",
            &[cursor.person.into(), i64::from(most).into()],
        )?;
        for row in &people {
            cursor.person = row.int(0)?;
            for (table, whose, column, kind) in COLUMNS {
                self.reseal_column((table, whose, column, kind), key, cursor)?;
            }
        }
        if !people.is_empty() {
            return Ok(());
        }
        let answers = self.sql.run(
            "SELECT key_hash, answer FROM submission WHERE key_hash > ? ORDER BY key_hash LIMIT ?",
            &[cursor.answer.as_str().into(), i64::from(most).into()],
        )?;
        for row in &answers {
            cursor.answer = row.text(0)?.to_owned();
            let place = Place::of_row(ANSWER, self.shard, &cursor.answer);
            let Some(sealed) = anew(&self.keys.ring, place, row.text(1)?, key) else {
                continue;
            };
            match sealed {
                Err(_) => cursor.unreadable += 1,
                Ok(sealed) => {
                    cursor.records += 1;
                    self.sql.run(
                        "UPDATE submission SET answer = ? WHERE key_hash = ?",
                        &[sealed.into(), cursor.answer.as_str().into()],
                    )?;
                }
            }
        }
        cursor.is_done = answers.is_empty();
        Ok(())
    }

    /// One column of the person whom the cursor stands at.
    fn reseal_column(
        &self,
        (table, whose, column, kind): (&str, &str, &str, &str),
        key: KeyId,
        cursor: &mut Cursor,
    ) -> Result<(), StoreError> {
        let rows = self.sql.run(
            &format!("SELECT {column} FROM {table} WHERE {whose} = ? AND {column} IS NOT NULL"),
            &[cursor.person.into()],
        )?;
        let place = Place::of_person(kind, self.shard, cursor.person);
        for row in rows {
            let before = row.text(0)?;
            // Rows of before something was kept; work that names nobody.
            if before.is_empty() || (kind == OUTBOX && !is_sealed_job(before)) {
                continue;
            }
            match anew(&self.keys.ring, place, before, key) {
                None => {}
                Some(Err(_)) => cursor.unreadable += 1,
                Some(Ok(sealed)) => {
                    cursor.records += 1;
                    // What was sealed before is no other row's: nonces are random.
                    self.sql.run(
                        &format!(
                            "UPDATE {table} SET {column} = ? WHERE {whose} = ? AND {column} = ?"
                        ),
                        &[sealed.into(), cursor.person.into(), before.into()],
                    )?;
                }
            }
        }
        Ok(())
    }
}

/// What was sealed under another key, or none that it names, under this one.
fn anew(
    ring: &Keyring,
    place: Place,
    sealed: &str,
    key: KeyId,
) -> Option<Result<String, crate::crypto::CryptoError>> {
    (Keyring::id_of(sealed) != Some(key)).then(|| {
        ring.open(place, sealed)
            .and_then(|plain| ring.seal(place, &plain))
    })
}
