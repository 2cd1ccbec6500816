//! Sealing anew: when the deployment has a new key, what earlier ones sealed is opened and
//! sealed with it, some people at a time, so that an earlier one can be taken away in the end.
//! Where it has come to is kept, so that it goes on after a break.

use super::outbox::{OUTBOX, is_sealed_job};
use super::store::{ANSWER, FROM, PERSON, Store, StoreError};
use crate::crypto::{CryptoError, Keyring, Place};
use crate::object::Transaction;
use crate::sql::{Sql, SqlError, Value};
use domain::staff::Sealing;
use serde::{Deserialize, Serialize};

/// A sealed column with rows of people.
pub(super) struct SealedColumn {
    pub table: &'static str,
    /// Whose row it is.
    whose: &'static str,
    /// Which of that person's.
    which: &'static str,
    pub column: &'static str,
    /// As what it is sealed.
    pub kind: &'static str,
}

const fn column(
    [table, whose, which, column]: [&'static str; 4],
    kind: &'static str,
) -> SealedColumn {
    SealedColumn {
        table,
        whose,
        which,
        column,
        kind,
    }
}

/// All of them. A test holds the list to what is stored.
pub(super) const COLUMNS: &[SealedColumn] = &[
    column(["person", "id", "id", "sealed"], PERSON),
    column(["person", "id", "id", "former_email"], "former email"),
    column(["correction", "person", "number", "sealed"], "correction"),
    column(["profile_change", "person", "id", "sealed"], "profile"),
    column(["application", "person", "wave", "slip"], "slip"),
    column(["withdrawn", "person", "version", "sealed"], "withdrawn"),
    column(["award", "person", "person", "sealed"], "award"),
    column(["award_case", "person", "person", "sealed"], "cases"),
    column(["purchases", "person", "person", "sealed"], "purchases"),
    column(
        ["certificates", "person", "person", "sealed"],
        "certificates",
    ),
    column(["credential", "person", "purchase", "sealed"], "credential"),
    column(["review", "person", "purchase", "sealed"], "review"),
    column(["survey_answer", "person", "number", "sealed"], "survey"),
    column(["incentives", "person", "person", "sealed"], "incentives"),
    column(["session", "person", "token_hash", "sealed"], FROM),
    column(["push", "person", "endpoint_hash", "sealed"], "push"),
    column(["phone_claim", "person", "id", "sealed"], "phone_claim"),
    column(["recovery", "person", "person", "sealed"], "recovery"),
    column(
        ["recovery", "person", "person", "asked_by"],
        "recovery asked by",
    ),
    column(["event", "person", "id", "sealed"], FROM),
    column(["outbox", "person", "id", "kind"], OUTBOX),
];

/// 500 – records that are sealed anew in one step, and somebody's more. So many take some
/// tenths of a second.
const MOST_RECORDS: i64 = 500;

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
        let cursor = store.resealed()?;
        let left = |statement: &str, after: Value| -> Result<i64, StoreError> {
            // Whatever has come since was sealed with it at once.
            if cursor.is_done {
                return Ok(0);
            }
            let row = store.sql.first(statement, &[after])?;
            Ok(row.ok_or(SqlError::Column)?.int(0)?)
        };
        Ok(Sealing {
            shard: store.shard,
            key: store.keys.ring.current(),
            people_left: left(
                "SELECT COUNT(*) FROM person WHERE id > ?",
                cursor.person.into(),
            )?,
            answers_left: left(
                "SELECT COUNT(*) FROM submission WHERE key_hash > ?",
                cursor.answer.as_str().into(),
            )?,
            records: cursor.records,
            unreadable: cursor.unreadable,
            is_done: cursor.is_done,
        })
    }
}

impl<S: Sql> Store<S> {
    /// How far it is with the key that seals now. With the deployment's first key there is
    /// nothing to be done: there was none before it.
    fn resealed(&self) -> Result<Cursor, StoreError> {
        let key = self.keys.ring.current();
        if key == 0 {
            return Ok(Cursor {
                is_done: true,
                ..Cursor::default()
            });
        }
        let row = self.sql.first(
            "SELECT person, answer, records, unreadable, is_done FROM reseal WHERE key = ?",
            &[i64::from(key).into()],
        )?;
        row.map_or_else(
            || Ok(Cursor::default()),
            |row| {
                Ok(Cursor {
                    person: row.int(0)?,
                    answer: row.text(1)?.to_owned(),
                    records: row.int(2)?,
                    unreadable: row.int(3)?,
                    is_done: row.int(4)? != 0,
                })
            },
        )
    }

    fn keep_resealed(&self, cursor: &Cursor) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT OR REPLACE INTO reseal VALUES (?, ?, ?, ?, ?, ?, ?)",
                &[
                    i64::from(self.keys.ring.current()).into(),
                    self.keys.ring.mark().into(),
                    cursor.person.into(),
                    cursor.answer.as_str().into(),
                    cursor.records.into(),
                    cursor.unreadable.into(),
                    i64::from(cursor.is_done).into(),
                ],
            )
            .map(drop)
    }

    /// Looks what is to be done with the keys that the deployment has now. What was done with
    /// other keys counts for nothing: while they sealed, more was sealed with them. A shard that
    /// is empty is done from the beginning.
    pub(super) fn begin_resealing(&self) -> Result<(), StoreError> {
        let ring = &self.keys.ring;
        let key = i64::from(ring.current());
        self.sql.run(
            "DELETE FROM reseal WHERE key <> ? OR mark <> ?",
            &[key.into(), ring.mark().into()],
        )?;
        let mut cursor = self.resealed()?;
        if key != 0 && !cursor.is_done && self.sql.first("SELECT 1 FROM person", &[])?.is_none() {
            cursor.is_done = true;
            self.keep_resealed(&cursor)?;
        }
        self.note_resealed(&cursor);
        Ok(())
    }

    fn note_resealed(&self, cursor: &Cursor) {
        self.is_resealed.set(cursor.is_done);
        // From here on nothing is without a number: who brings it has it from elsewhere.
        let all_are_numbered = cursor.is_done && cursor.unreadable == 0;
        self.is_numbered
            .set(all_are_numbered && self.keys.ring.current() != 0);
    }

    /// Goes on with so many people, and then with ten times as many answers to submissions;
    /// whether everything is done.
    pub fn reseal_some(&self, most: u32) -> Result<bool, StoreError> {
        if self.is_resealed.get() {
            return Ok(true);
        }
        let mut cursor = self.resealed()?;
        if !cursor.is_done {
            self.sql.atomically(|| {
                self.reseal(&mut cursor, most)?;
                Ok::<_, StoreError>(self.keep_resealed(&cursor)?)
            })?;
        }
        self.note_resealed(&cursor);
        Ok(cursor.is_done)
    }

    fn reseal(&self, cursor: &mut Cursor, most: u32) -> Result<(), StoreError> {
        let until = cursor.records + MOST_RECORDS;
        let people = self.sql.run(
            "SELECT id FROM person WHERE id > ? ORDER BY id LIMIT ?",
            &[cursor.person.into(), i64::from(most).into()],
        )?;
        for row in &people {
            cursor.person = row.int(0)?;
            for one in COLUMNS {
                self.reseal_column(one, cursor)?;
            }
            if cursor.records >= until {
                break;
            }
        }
        if !people.is_empty() {
            return Ok(());
        }
        let answers = self.sql.run(
            "SELECT key_hash, answer FROM submission WHERE key_hash > ? ORDER BY key_hash LIMIT ?",
            &[cursor.answer.as_str().into(), (i64::from(most) * 10).into()],
        )?;
        for row in &answers {
            cursor.answer = row.text(0)?.to_owned();
            let place = Place::of_row(ANSWER, self.shard, row.text(0)?);
            if let Some(sealed) = self.sealed_anew(place, row.text(1)?, cursor)? {
                self.sql.run(
                    "UPDATE submission SET answer = ? WHERE key_hash = ?",
                    &[sealed.into(), row.text(0)?.into()],
                )?;
            }
        }
        cursor.is_done = answers.is_empty();
        Ok(())
    }

    /// One column of the person whom the cursor stands at.
    fn reseal_column(&self, one: &SealedColumn, cursor: &mut Cursor) -> Result<(), StoreError> {
        let SealedColumn {
            table,
            whose,
            which,
            column,
            kind,
        } = one;
        let person = cursor.person;
        let rows = self.sql.run(
            &format!(
                "SELECT {column}, {which} FROM {table} WHERE {whose} = ? AND {column} IS NOT NULL"
            ),
            &[person.into()],
        )?;
        let place = Place::of_person(kind, self.shard, person);
        for row in rows {
            let before = row.text(0)?;
            // Rows of before something was kept; work that names nobody.
            if before.is_empty() || (*kind == OUTBOX && !is_sealed_job(before)) {
                continue;
            }
            let Some(sealed) = self.sealed_anew(place, before, cursor)? else {
                continue;
            };
            // What was sealed before is no other row's: nonces are random.
            self.sql.run(
                &format!(
                    "UPDATE {table} SET {column} = ?
                     WHERE {whose} = ? AND {which} = ? AND {column} = ?"
                ),
                &[
                    sealed.into(),
                    person.into(),
                    row.0.get(1).cloned().ok_or(SqlError::Column)?,
                    before.into(),
                ],
            )?;
        }
        Ok(())
    }

    /// What was sealed under another key, or none that it names, under the one that seals now;
    /// nothing, if it is already, or does not open. The cursor counts either.
    fn sealed_anew(
        &self,
        place: Place,
        sealed: &str,
        cursor: &mut Cursor,
    ) -> Result<Option<String>, CryptoError> {
        let ring = &self.keys.ring;
        let Ok(plain) = ring.open(place, sealed) else {
            cursor.unreadable += 1;
            return Ok(None);
        };
        if Keyring::id_of(sealed) == Some(ring.current()) {
            return Ok(None);
        }
        cursor.records += 1;
        ring.seal(place, &plain).map(Some)
    }
}
