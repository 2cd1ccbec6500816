//! Commands of staff about one person, counted in the person's shard: the first
//! signature proposes, one by another key agrees. Many may be under way beside
//! each other, so each is known by its own text.

use super::store::{Store, StoreError};
use crate::sql::{Sql, stored};
use crate::staff::Signing;
use chrono::TimeDelta;
use domain::messages::Code;

/// Longer than a command is valid.
const REMEMBERED: TimeDelta = TimeDelta::hours(26);

/// What a signature came to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Countersigned {
    /// It is the first.
    Proposed,
    /// It is the second: to be done now, in this transaction.
    Agreed,
    /// It was done already.
    Known,
    /// It does not count.
    Refused(Code),
}

impl<S: Sql> Store<S> {
    /// Takes a signature. A refusal after [`Countersigned::Agreed`] leaves the
    /// command counted as done: what could not be done stays so.
    pub(super) fn countersign(&self, signing: &Signing) -> Result<Countersigned, StoreError> {
        self.sql.run(
            "DELETE FROM countersigned WHERE at < ?",
            &[stored(signing.now - REMEMBERED)],
        )?;
        let row = self.sql.first(
            "SELECT key, done FROM countersigned WHERE text = ?",
            &[signing.text.as_str().into()],
        )?;
        Ok(match row {
            None => {
                self.sql.run(
                    "INSERT INTO countersigned VALUES (?, ?, ?, 0)",
                    &[
                        signing.text.as_str().into(),
                        signing.key.as_str().into(),
                        stored(signing.now),
                    ],
                )?;
                Countersigned::Proposed
            }
            Some(row) if row.int(1)? != 0 => Countersigned::Known,
            Some(row) if row.text(0)? == signing.key => {
                Countersigned::Refused(Code::CommandSameKey)
            }
            Some(_) => {
                self.sql.run(
                    "UPDATE countersigned SET done = 1 WHERE text = ?",
                    &[signing.text.as_str().into()],
                )?;
                Countersigned::Agreed
            }
        })
    }
}
