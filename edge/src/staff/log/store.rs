//! The office's log as it is kept: one row for each entry, bound to all before it, and
//! sealed, since what the office signs names people. The store itself lets no row be changed
//! or removed.

use crate::crypto::{CryptoError, Keys, Place, fingerprint, random};
use crate::object::{Transaction, Transactional};
use crate::sql::{Moment, Sql, SqlError, migrate};
use domain::draw::Hex;
use domain::staff::{EMPTY, LOG_AT_ONCE, LogEntry, LogEvent, Logged, chained};
use serde::{Deserialize, Serialize};

const MIGRATIONS: &[&[&str]] = &[&[
    // `sealed`: the entry's text; `chain`: the chain's value behind it.
    "CREATE TABLE entry (
        number INTEGER PRIMARY KEY,
        sealed TEXT NOT NULL,
        chain TEXT NOT NULL
    )",
    // The entry in which a signature stands first, by its hash.
    "CREATE TABLE signed (hash TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TRIGGER entry_is_appended BEFORE INSERT ON entry
     WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM entry)
     BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry
     BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry
     BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
]];

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error("entry {0} does not open")]
    Entry(i64),
    #[error("an entry is no JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The log.
pub struct Store<S> {
    sql: S,
    keys: Keys,
}

impl<S: Sql> Store<S> {
    /// Opens it, bringing its table up to date.
    pub fn open(sql: S, keys: Keys) -> Result<Self, SqlError> {
        migrate(&sql, MIGRATIONS)?;
        Ok(Self { sql, keys })
    }

    /// Number of the last entry, and the chain behind it.
    fn last(&self) -> Result<(i64, Hex<32>), LogError> {
        let last = self.sql.first(
            "SELECT number, chain FROM entry ORDER BY number DESC LIMIT 1",
            &[],
        )?;
        let Some(row) = last else {
            return Ok((0, EMPTY));
        };
        let chain = Hex::parse(row.text(1)?).ok_or(SqlError::Column)?;
        Ok((row.int(0)?, chain))
    }

    /// What is written of an event: a signature that came before is named by its entry, so that
    /// whoever sends one again and again fills nothing.
    fn once(&self, event: LogEvent, row: i64) -> Result<LogEvent, LogError> {
        let LogEvent::Signed {
            text, signature, ..
        } = &event
        else {
            return Ok(event);
        };
        let hash = fingerprint(format!("{signature}\n{text}").as_bytes());
        let known = self.sql.first(
            "SELECT number FROM signed WHERE hash = ?",
            &[hash.as_str().into()],
        )?;
        let Some(known) = known else {
            self.sql.run(
                "INSERT INTO signed VALUES (?, ?)",
                &[hash.into(), row.into()],
            )?;
            return Ok(event);
        };
        let of = u64::try_from(known.int(0)?).map_err(|_| SqlError::Column)?;
        Ok(LogEvent::SignedAgain { of })
    }
}

impl<S: Sql> Transactional for Store<S> {
    type Error = LogError;
    type Sql = S;

    fn sql(&self) -> &S {
        &self.sql
    }
}

/// Where an entry is sealed, as was said before places had parts.
fn former(number: i64) -> String {
    format!("staff-log/{number}")
}

/// Where an entry is sealed: moved to another number, it does not open.
fn place(number: i64, former: &str) -> Place<'_> {
    Place::entry("staff-log", number, former)
}

/// Writes one more entry.
#[derive(Debug, Serialize, Deserialize)]
pub struct Append {
    pub at: Moment,
    pub event: LogEvent,
}

impl<S: Sql> Transaction<Store<S>> for Append {
    /// Its number.
    type Answer = u64;

    fn execute(self, log: &Store<S>) -> Result<u64, LogError> {
        let (last, before) = log.last()?;
        let row = last + 1;
        let number = u64::try_from(row).map_err(|_| SqlError::Column)?;
        let event = log.once(self.event, row)?;
        let text = serde_json::to_string(&Logged {
            number,
            at: self.at,
            salt: Hex(random()?),
            event,
        })?;
        let chain = chained(&before, &text);
        let sealed = log
            .keys
            .ring
            .seal(place(row, &former(row)), text.as_bytes())?;
        log.sql.run(
            "INSERT INTO entry VALUES (?, ?, ?)",
            &[row.into(), sealed.into(), chain.to_string().into()],
        )?;
        Ok(number)
    }
}

/// Reads entries in order.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadLog {
    /// Behind the entry of this number.
    pub after: u64,
}

impl<S: Sql> Transaction<Store<S>> for ReadLog {
    /// [`LOG_AT_ONCE`] at most.
    type Answer = Vec<LogEntry>;

    fn execute(self, log: &Store<S>) -> Result<Vec<LogEntry>, LogError> {
        // What lies behind every number is nothing.
        let Ok(after) = i64::try_from(self.after) else {
            return Ok(vec![]);
        };
        let (last, _) = log.last()?;
        let rows = log.sql.run(
            "SELECT number, sealed, chain FROM entry WHERE number > ? ORDER BY number LIMIT ?",
            &[after.min(last).into(), i64::from(LOG_AT_ONCE).into()],
        )?;
        let entries = rows.iter().map(|row| {
            let number = row.int(0)?;
            let plain = log
                .keys
                .ring
                .open(place(number, &former(number)), row.text(1)?)?;
            Ok(LogEntry {
                text: String::from_utf8(plain).map_err(|_| LogError::Entry(number))?,
                chain: Hex::parse(row.text(2)?).ok_or(SqlError::Column)?,
            })
        });
        entries.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::tests::keys;
    use crate::sql::tests::Native;
    use domain::staff::{CommandState, Deed, follow};

    fn ended(of: u64) -> LogEvent {
        LogEvent::Ended {
            of,
            state: Some(CommandState::Done),
            refused: None,
        }
    }

    fn with_entries(count: u64) -> Store<Native> {
        let log = Store::open(Native::new(), keys()).unwrap();
        for of in 1..=count {
            let append = Append {
                at: Moment::UNIX_EPOCH,
                event: ended(of),
            };
            assert_eq!(log.perform(append).unwrap(), of);
        }
        log
    }

    #[test]
    fn entries_are_numbered_without_a_gap_and_follow_one_another() {
        let log = with_entries(250);
        let (mut known, mut seen) = ((EMPTY, 0), 0);
        for expected in [100, 100, 50, 0] {
            let entries = log.perform(ReadLog { after: known.1 }).unwrap();
            assert_eq!(entries.len(), expected);
            let (read, chain) = follow(known, &entries).unwrap();
            seen += read.len();
            known = (chain, seen as u64);
        }
        assert_eq!(seen, 250);
        let beyond = log.perform(ReadLog { after: u64::MAX }).unwrap();
        assert_eq!(beyond, []);
    }

    #[test]
    fn an_entry_is_neither_changed_nor_removed_nor_written_over() {
        let log = with_entries(2);
        for statement in [
            "UPDATE entry SET sealed = 'x' WHERE number = 1",
            "DELETE FROM entry WHERE number = 2",
            "INSERT INTO entry VALUES (1, 'x', 'x')",
            "INSERT OR REPLACE INTO entry VALUES (1, 'x', 'x')",
            "INSERT INTO entry VALUES (9, 'x', 'x')",
        ] {
            assert!(log.sql.run(statement, &[]).is_err(), "{statement}");
        }
        assert_eq!(log.perform(ReadLog { after: 0 }).unwrap().len(), 2);
    }

    #[test]
    fn a_signature_that_comes_again_is_written_once_and_named_after() {
        let log = with_entries(0);
        let signed = |signature: &str| LogEvent::Signed {
            deed: Deed::Command,
            text: "{}".repeat(4_000),
            key: "ani".into(),
            public_key: Hex([1; 32]),
            deployment: "https://prakerja.contoh.id".into(),
            signature: signature.into(),
        };
        let append = |event| {
            let at = Moment::UNIX_EPOCH;
            log.perform(Append { at, event }).unwrap()
        };
        assert_eq!(append(signed("a")), 1);
        for number in 2..5 {
            assert_eq!(append(signed("a")), number);
        }
        assert_eq!(append(signed("b")), 5);
        let entries = log.perform(ReadLog { after: 0 }).unwrap();
        let (read, _) = follow((EMPTY, 0), &entries).unwrap();
        for again in &read[1..4] {
            assert_eq!(again.event, LogEvent::SignedAgain { of: 1 });
        }
        assert_eq!(read[4].event, signed("b"));
        assert!(entries[3].text.len() < 200, "{}", entries[3].text);
    }

    #[test]
    fn nothing_of_an_entry_is_stored_readably() {
        let log = with_entries(1);
        let row = log.sql.first("SELECT sealed, chain FROM entry", &[]);
        let row = row.unwrap().unwrap();
        let stored = format!("{}{}", row.text(0).unwrap(), row.text(1).unwrap());
        assert!(!stored.contains("ended"), "{stored}");
    }
}
