//! The two signatures of a command, counted in a table of the object that it is about: the first
//! proposes, one by another key agrees. Keys are told apart by themselves, not by their names,
//! and count as long as the office has them.

use crate::object::{ObjectSql, failed};
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate, stored};
use chrono::TimeDelta;
use domain::messages::Code;
use domain::staff::{CommandState, StaffKey};
use serde::{Deserialize, Serialize};
use worker::{Result, State};

/// One member's signature under a command's text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Signing {
    /// Hash of what was signed.
    pub text: String,
    /// The public key, in hexadecimal digits.
    pub key: String,
    /// The keys that the office has now.
    #[serde(default)]
    pub office: Vec<StaffKey>,
    pub now: Moment,
}

/// What a signature came to.
pub enum Signed {
    /// It is the first.
    Proposed,
    /// It is the second: the command is to be done now, and that noted.
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
    /// The key of an earlier signature, if the office still has it. Releases before this one
    /// kept its name.
    fn still_has(&self, kept: &str) -> Option<String> {
        let keys = self.office.iter();
        let mut named = keys.map(|key| (&key.name, key.public_key.to_string()));
        let found = named.find(|(name, key)| *key == kept || *name == kept);
        found.map(|(_, key)| key)
    }

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
        if known.int(1)? != 0 {
            return Ok(Signed::Known(Outcome::Done(CommandState::Done)));
        }
        match self.still_has(known.text(0)?) {
            Some(first) if first == self.key => {
                Ok(Signed::Known(Outcome::refused(Code::CommandSameKey)))
            }
            Some(_) => Ok(Signed::Agreed),
            // A proposal dies with its key; this signature is the first.
            None => {
                sql.run(
                    "UPDATE signature SET key = ?, at = ? WHERE text = ?",
                    &[
                        self.key.as_str().into(),
                        stored(self.now),
                        self.text.as_str().into(),
                    ],
                )?;
                Ok(Signed::Proposed)
            }
        }
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
    pub fn is_done_in(&self, sql: &impl Sql) -> std::result::Result<bool, SqlError> {
        let known = sql.first(
            "SELECT done FROM signature WHERE text = ?",
            &[self.text.as_str().into()],
        )?;
        known.map_or(Ok(false), |row| Ok(row.int(0)? != 0))
    }
}

/// Signatures under commands about one object that keeps everything else by key.
pub struct Signatures(ObjectSql);

impl Signatures {
    /// Of the object with this state.
    pub async fn of(state: &State) -> Result<Self> {
        Self::among(state, &[&[SIGNATURES]]).await
    }

    /// Of an object that has other tables too; one step makes [`SIGNATURES`].
    pub async fn among(state: &State, steps: &[&[&str]]) -> Result<Self> {
        let sql = ObjectSql::new(state);
        migrate(&sql, steps).map_err(failed)?;
        let storage = state.storage();
        let proposal: Option<Signing> = storage.get(PROPOSAL).await?;
        let done: Option<Vec<(String, Moment)>> = storage.get(DONE).await?;
        if proposal.is_some() || done.is_some() {
            take_over(&sql, proposal.as_ref(), &done.unwrap_or_default()).map_err(failed)?;
            storage.delete(PROPOSAL).await?;
            storage.delete(DONE).await?;
        }
        Ok(Self(sql))
    }

    /// Takes one.
    pub fn take(&self, signing: &Signing) -> Result<Signed> {
        signing.take_in(&self.0).map_err(failed)
    }

    /// Whether the command was done already.
    pub fn is_done(&self, signing: &Signing) -> Result<bool> {
        signing.is_done_in(&self.0).map_err(failed)
    }

    /// Notes that the command was done.
    pub fn done(&self, signing: &Signing) -> Result<()> {
        signing.done_in(&self.0).map_err(failed)
    }
}

/// What releases before this one kept by key: one proposal, and what was done.
fn take_over(
    sql: &impl Sql,
    proposal: Option<&Signing>,
    done: &[(String, Moment)],
) -> std::result::Result<(), SqlError> {
    let note = |text: &str, key: &str, at: Moment, done: i64| {
        sql.run(
            "INSERT OR IGNORE INTO signature VALUES (?, ?, ?, ?)",
            &[text.into(), key.into(), stored(at), done.into()],
        )
    };
    sql.atomically(|| {
        for (text, at) in done {
            note(text, "", *at, 1)?;
        }
        if let Some(one) = proposal {
            note(&one.text, &one.key, one.now, 0)?;
        }
        Ok(())
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::sql::tests::Native;
    use domain::draw::Hex;

    /// The key of a member of staff with a name of three letters.
    fn public_key(name: &str) -> Hex<32> {
        let mut bytes = [0; 32];
        bytes[..3].copy_from_slice(name.as_bytes());
        Hex(bytes)
    }

    /// By a member of staff of the office `one` and `two`.
    pub fn signing(text: &str, name: &str, now: Moment) -> Signing {
        let office = ["one", "two"].map(|name| StaffKey {
            name: name.to_owned(),
            public_key: public_key(name),
        });
        Signing {
            text: text.to_owned(),
            key: public_key(name).to_string(),
            office: office.into(),
            now,
        }
    }

    fn signed(text: &str, name: &str) -> Signing {
        signing(text, name, Moment::UNIX_EPOCH)
    }

    fn store() -> Native {
        let sql = Native::new();
        migrate(&sql, &[&[SIGNATURES]]).unwrap();
        sql
    }

    #[test]
    fn several_commands_wait_for_their_second_signature_at_a_time() {
        let sql = store();
        let take = |text, key| signed(text, key).take_in(&sql).unwrap();
        assert!(matches!(take("a", "one"), Signed::Proposed));
        assert!(matches!(take("b", "two"), Signed::Proposed));
        let refused = Outcome::refused(Code::CommandSameKey);
        assert!(matches!(take("a", "one"), Signed::Known(known) if known == refused));
        assert!(matches!(take("a", "two"), Signed::Agreed));
        assert!(matches!(take("b", "one"), Signed::Agreed));
    }

    #[test]
    fn what_an_earlier_release_kept_counts_on() {
        let sql = store();
        let done = [("done".to_owned(), Moment::UNIX_EPOCH)];
        for _ in 0..2 {
            let mut waits = signed("waits", "one");
            // It was kept by its name.
            waits.key = "one".to_owned();
            take_over(&sql, Some(&waits), &done).unwrap();
        }
        let take = |text, key| signed(text, key).take_in(&sql).unwrap();
        assert!(signed("done", "two").is_done_in(&sql).unwrap());
        let again = Outcome::refused(Code::CommandSameKey);
        assert!(matches!(take("waits", "one"), Signed::Known(state) if state == again));
        let known = Outcome::Done(CommandState::Done);
        assert!(matches!(take("done", "two"), Signed::Known(state) if state == known));
        assert!(matches!(take("waits", "two"), Signed::Agreed));
    }

    #[test]
    fn one_key_under_two_names_is_one_key() {
        let sql = store();
        assert!(matches!(
            signed("a", "one").take_in(&sql).unwrap(),
            Signed::Proposed
        ));
        let mut twice = signed("a", "one");
        twice.office.push(StaffKey {
            name: "another".to_owned(),
            public_key: public_key("one"),
        });
        let refused = Outcome::refused(Code::CommandSameKey);
        let again = twice.take_in(&sql).unwrap();
        assert!(matches!(again, Signed::Known(state) if state == refused));
    }

    #[test]
    fn a_proposal_dies_with_the_key_that_made_it() {
        let sql = store();
        signed("a", "one").take_in(&sql).unwrap();
        let mut later = signed("a", "two");
        later.office.retain(|key| key.name != "one");
        assert!(matches!(later.take_in(&sql).unwrap(), Signed::Proposed));
        // A new key of the same name did not sign it.
        signed("b", "one").take_in(&sql).unwrap();
        let mut renewed = signed("b", "two");
        renewed.office[0].public_key = public_key("new");
        assert!(matches!(renewed.take_in(&sql).unwrap(), Signed::Proposed));
    }
}
