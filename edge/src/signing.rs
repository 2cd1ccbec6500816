//! The two signatures of a command, counted in the storage of the object that
//! it is about: the first proposes, one by another key agrees.

use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::messages::Code;
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};
use worker::{Result, Storage};

/// One member's signature under a command's text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signing {
    /// Hash of what was signed.
    pub text: String,
    /// Name of the key.
    pub key: String,
    pub now: Moment,
}

/// What a signature came to.
pub enum Signed {
    /// It is the first.
    Proposed,
    /// It is the second: the command is to be done now, and [`Signing::done`] noted.
    Agreed,
    /// Nothing is to be done.
    Known(Outcome<CommandState>),
}

const PROPOSAL: &str = "proposal";
const DONE: &str = "done";

/// Commands that were done are remembered for longer than they are valid.
const REMEMBERED: TimeDelta = TimeDelta::hours(26);

/// Signatures in an object that many commands are about: several wait at a time.
pub const SIGNATURES: &str = "CREATE TABLE signature (
    text TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    done INTEGER NOT NULL
) WITHOUT ROWID";

impl Signing {
    /// Takes the signature in a transaction of [`SIGNATURES`]'s store.
    pub fn take_in(&self, sql: &impl Sql) -> std::result::Result<Signed, SqlError> {
        sql.run(
            "DELETE FROM signature WHERE at < ?",
            &[stored(self.now - REMEMBERED)],
        )?;
        let known = sql.first(
            "SELECT key, done FROM signature WHERE text = ?",
            &[self.text.as_str().into()],
        )?;
        let Some(known) = known else {
            sql.run(
                "INSERT INTO signature VALUES (?, ?, ?, 0)",
                &[
                    self.text.as_str().into(),
                    self.key.as_str().into(),
                    stored(self.now),
                ],
            )?;
            return Ok(Signed::Proposed);
        };
        Ok(if known.int(1)? != 0 {
            Signed::Known(Outcome::Done(CommandState::Done))
        } else if known.text(0)? == self.key {
            Signed::Known(Outcome::refused(Code::CommandSameKey))
        } else {
            Signed::Agreed
        })
    }

    /// Drops a proposal that turned out not to be possible.
    pub fn forget_in(&self, sql: &impl Sql) -> std::result::Result<(), SqlError> {
        sql.run(
            "DELETE FROM signature WHERE text = ? AND done = 0",
            &[self.text.as_str().into()],
        )
        .map(drop)
    }

    /// Notes in the same transaction that the command was done.
    pub fn done_in(&self, sql: &impl Sql) -> std::result::Result<(), SqlError> {
        sql.run(
            "UPDATE signature SET done = 1 WHERE text = ?",
            &[self.text.as_str().into()],
        )
        .map(drop)
    }

    /// Whether the command was done already: sent again, it is not done again.
    pub async fn is_done(&self, storage: &Storage) -> Result<bool> {
        let done: Vec<(String, Moment)> = storage.get(DONE).await?.unwrap_or_default();
        Ok(done.iter().any(|(known, _)| *known == self.text))
    }

    /// Takes the signature.
    pub async fn take(&self, storage: &Storage) -> Result<Signed> {
        if self.is_done(storage).await? {
            return Ok(Signed::Known(Outcome::Done(CommandState::Done)));
        }
        Ok(match storage.get::<Self>(PROPOSAL).await? {
            Some(known) if known.text == self.text && known.key == self.key => {
                Signed::Known(Outcome::refused(Code::CommandSameKey))
            }
            Some(known) if known.text == self.text => Signed::Agreed,
            _ => {
                storage.put(PROPOSAL, self).await?;
                Signed::Proposed
            }
        })
    }

    /// Notes that the command was done.
    pub async fn done(self, storage: &Storage) -> Result<()> {
        let mut done: Vec<(String, Moment)> = storage.get(DONE).await?.unwrap_or_default();
        done.retain(|(_, at)| self.now - *at <= REMEMBERED);
        done.push((self.text, self.now));
        storage.put(DONE, &done).await?;
        storage.delete(PROPOSAL).await?;
        Ok(())
    }
}
