//! Each person's book: entries written once each, read back with every check.

use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, json, stored};
use domain::ledger::{AccountStatement, Book, DatedEntry, Entry};
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    /// Somebody's book.
    pub(crate) fn book(&self, person: i64) -> Result<Book, StoreError> {
        let booked = self
            .sql
            .run(
                "SELECT entry, at FROM booked WHERE person = ? ORDER BY id",
                &[person.into()],
            )?
            .iter()
            .map(|row| {
                Ok(DatedEntry {
                    entry: row.json(0)?,
                    at: row.moment(1)?,
                })
            })
            .collect::<Result<Vec<_>, StoreError>>()?;
        Ok(Book::replay(booked)?)
    }

    /// Writes what belongs to one event, all of it or nothing; what is there
    /// already stays as it is.
    pub(crate) fn write(
        &self,
        person: i64,
        entries: Vec<Entry>,
        now: Moment,
    ) -> Result<(), StoreError> {
        if entries.is_empty() {
            return Ok(());
        }
        let mut book = self.book(person)?;
        let known = book.entries().len();
        book.post_all(entries, now)?;
        for DatedEntry { entry, at } in book.entries().iter().skip(known) {
            self.sql.run(
                "INSERT INTO booked (person, reference, entry, at) VALUES (?, ?, ?, ?)",
                &[
                    person.into(),
                    entry.reference.as_str().into(),
                    json(entry)?,
                    stored(*at),
                ],
            )?;
        }
        Ok(())
    }
}

/// Every line of the signed-in person's accounts.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowStatement;

impl<S: Sql> Personal<S> for ShowStatement {
    type Answer = Vec<AccountStatement>;

    fn execute(
        self,
        store: &Store<S>,
        person: i64,
        _now: Moment,
    ) -> Performed<Vec<AccountStatement>> {
        let statements = store.book(person)?.statements();
        Ok(Outcome::Done(statements))
    }
}
