//! Rules and storage of one household shard. Knows no network and no clock.

use super::entry::{BallotEntry, BallotState, Committed, Freed};
use super::tables::MIGRATIONS;
use crate::sql::{Sql, SqlError, json, migrate};
use data_encoding::HEXLOWER;
use domain::draw::{CommittedShard, Entry, EntryId, Exclusion, Outcome, RECORD_LENGTH, ShardError};
use std::collections::BTreeMap;

/// Records read by one statement: half a megabyte of text.
const AT_ONCE: i64 = 5_000;

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Shard(#[from] ShardError),
    #[error("the wave's entries are not fixed yet")]
    Open,
    #[error("a stored record does not parse")]
    Record,
}

/// The core of a household shard.
pub struct Store<S> {
    sql: S,
}

/// Somebody to be told: registrant shard, person.
pub type Applicant = (u16, i64);

impl<S: Sql> Store<S> {
    /// Opens it, bringing its tables up to date.
    pub fn open(sql: S) -> Result<Self, SqlError> {
        migrate(&sql, MIGRATIONS)?;
        Ok(Self { sql })
    }

    /// Takes reports in, whatever their order and however often they come. A
    /// wave whose entries are fixed takes none.
    pub fn put(&self, entries: &[BallotEntry]) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            for entry in entries {
                if self.is_committed(entry.wave)? {
                    continue;
                }
                let record = Entry {
                    id: entry.id,
                    household: entry.tag,
                    stratum: entry.stratum,
                    earlier: 0,
                };
                let state = match entry.state {
                    BallotState::In => IN.into(),
                    BallotState::Left => LEFT.into(),
                    BallotState::Excluded(reason) => json(&reason)?,
                };
                self.sql.run(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                     ON CONFLICT (wave, registrant, person) DO UPDATE SET
                         version = excluded.version, id = excluded.id, record = excluded.record,
                         household = excluded.household, state = excluded.state
                     WHERE excluded.version > version",
                    &[
                        i64::from(entry.wave).into(),
                        i64::from(entry.registrant).into(),
                        entry.person.into(),
                        entry.version.into(),
                        entry.id.to_string().into(),
                        HEXLOWER.encode(&record.record()).into(),
                        entry.household.as_str().into(),
                        state,
                    ],
                )?;
            }
            Ok(())
        })
    }

    fn is_committed(&self, wave: u32) -> Result<bool, SqlError> {
        Ok(self.committed(wave)?.is_some())
    }

    fn committed(&self, wave: u32) -> Result<Option<Committed>, SqlError> {
        self.sql
            .first(
                "SELECT committed FROM ballot WHERE wave = ?",
                &[i64::from(wave).into()],
            )?
            .map(|row| row.json(0))
            .transpose()
    }

    /// Fixes a wave's entries; fixed already, it answers the same again.
    pub fn commit(
        &self,
        wave: u32,
        maximum: u8,
    ) -> Result<(Committed, CommittedShard), StoreError> {
        self.sql.atomically(|| {
            if let Some(committed) = self.committed(wave)? {
                return Ok((committed, self.read(wave)?));
            }
            self.count_earlier(wave, maximum)?;
            let shard = self.read(wave)?;
            let committed = Committed {
                root: shard.root(),
                excluded: self.excluded(wave)?,
            };
            self.sql.run(
                "INSERT INTO ballot VALUES (?, ?)",
                &[i64::from(wave).into(), json(&committed)?],
            )?;
            Ok((committed, shard))
        })
    }

    /// Writes each household's earlier recipients into its entries, and takes
    /// those out that have as many as they may have.
    fn count_earlier(&self, wave: u32, maximum: u8) -> Result<(), SqlError> {
        const EARLIER: &str = "(SELECT COUNT(*) FROM recipient
              WHERE recipient.household = entry.household AND revoked = 0)";
        self.sql.run(
            &format!("UPDATE entry SET state = ? WHERE wave = ? AND state = ? AND {EARLIER} >= ?"),
            &[
                json(&Exclusion::HouseholdFull)?,
                i64::from(wave).into(),
                IN.into(),
                i64::from(maximum).into(),
            ],
        )?;
        // The count is the record's last byte.
        self.sql.run(
            &format!(
                "UPDATE entry SET record = substr(record, 1, ?) || printf('%02x', {EARLIER})
                 WHERE wave = ? AND state = ? AND {EARLIER} > 0"
            ),
            &[
                (2 * RECORD_LENGTH as i64 - 2).into(),
                i64::from(wave).into(),
                IN.into(),
            ],
        )?;
        Ok(())
    }

    fn excluded(&self, wave: u32) -> Result<BTreeMap<Exclusion, u32>, SqlError> {
        self.sql
            .run(
                "SELECT state, COUNT(*) FROM entry WHERE wave = ? AND state NOT IN (?, ?)
                 GROUP BY state",
                &[i64::from(wave).into(), IN.into(), LEFT.into()],
            )?
            .iter()
            .map(|row| {
                let count = u32::try_from(row.int(1)?).map_err(|_| SqlError::Column)?;
                Ok((row.json(0)?, count))
            })
            .collect()
    }

    /// The entries of a wave. Many rows cross the border to SQLite as one text:
    /// one by one they would take most of the time.
    fn read(&self, wave: u32) -> Result<CommittedShard, StoreError> {
        let mut records = vec![];
        let mut after = String::new();
        loop {
            let row = self
                .sql
                .first(
                    "SELECT group_concat(record, ''), MAX(id) FROM (
                         SELECT record, id FROM entry
                         WHERE wave = ? AND state = ? AND id > ? ORDER BY id LIMIT ?)",
                    &[
                        i64::from(wave).into(),
                        IN.into(),
                        after.as_str().into(),
                        AT_ONCE.into(),
                    ],
                )?
                .ok_or(StoreError::Record)?;
            let Ok(text) = row.text(0) else {
                // Nothing beyond the last.
                return Ok(CommittedShard::commit(records)?);
            };
            let bytes = HEXLOWER
                .decode(text.as_bytes())
                .map_err(|_| StoreError::Record)?;
            let (chunk, []) = bytes.as_chunks::<RECORD_LENGTH>() else {
                return Err(StoreError::Record);
            };
            records.extend_from_slice(chunk);
            after = row.text(1)?.to_owned();
        }
    }

    /// The fixed entries of a wave.
    ///
    /// # Errors
    /// [`StoreError::Open`] while they are not fixed.
    pub fn entries(&self, wave: u32) -> Result<CommittedShard, StoreError> {
        if !self.is_committed(wave)? {
            return Err(StoreError::Open);
        }
        self.read(wave)
    }

    /// Whose entries these are; winners are counted to their household.
    pub fn settle(
        &self,
        wave: u32,
        outcomes: &[(EntryId, Outcome)],
    ) -> Result<Vec<(Applicant, Outcome)>, StoreError> {
        let ids: Vec<String> = outcomes.iter().map(|(id, _)| id.to_string()).collect();
        self.sql.atomically(|| {
            let rows = self.sql.run(
                "SELECT id, registrant, person, household FROM entry
                 WHERE wave = ? AND state = ? AND id IN (SELECT value FROM json_each(?))",
                &[i64::from(wave).into(), IN.into(), json(&ids)?],
            )?;
            let by_id: BTreeMap<EntryId, Outcome> = outcomes.iter().copied().collect();
            let mut told = vec![];
            for row in rows {
                let id = EntryId::parse(row.text(0)?).ok_or(StoreError::Record)?;
                let outcome = *by_id.get(&id).ok_or(StoreError::Record)?;
                let registrant = row.int(1)?;
                if outcome == Outcome::Drawn {
                    self.sql.run(
                        "INSERT OR IGNORE INTO recipient (household, wave, registrant, person)
                         VALUES (?, ?, ?, ?)",
                        &[
                            row.text(3)?.into(),
                            i64::from(wave).into(),
                            registrant.into(),
                            row.int(2)?.into(),
                        ],
                    )?;
                }
                let registrant = u16::try_from(registrant).map_err(|_| StoreError::Record)?;
                told.push(((registrant, row.int(2)?), outcome));
            }
            Ok(told)
        })
    }

    /// Notes awards that were taken back; told twice, they are noted once.
    pub fn free(&self, freed: &[Freed]) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            for one in freed {
                self.sql.run(
                    "UPDATE recipient SET revoked = ?
                     WHERE household = ? AND wave = ? AND registrant = ? AND person = ?",
                    &[
                        i64::from(one.freed).into(),
                        one.household.as_str().into(),
                        i64::from(one.wave).into(),
                        i64::from(one.registrant).into(),
                        one.person.into(),
                    ],
                )?;
            }
            Ok(())
        })
    }

    /// Seats of a wave that came back.
    pub fn freed(&self, wave: u32) -> Result<u32, StoreError> {
        let row = self
            .sql
            .first(
                "SELECT COUNT(*) FROM recipient WHERE wave = ? AND revoked = 1",
                &[i64::from(wave).into()],
            )?
            .ok_or(SqlError::Column)?;
        u32::try_from(row.int(0)?).map_err(|_| StoreError::Record)
    }

    /// Applicants whom the household limit kept out of the entries.
    pub fn kept_out(&self, wave: u32) -> Result<Vec<(Applicant, Outcome)>, StoreError> {
        self.sql
            .run(
                "SELECT registrant, person FROM entry WHERE wave = ? AND state = ?",
                &[i64::from(wave).into(), json(&Exclusion::HouseholdFull)?],
            )?
            .iter()
            .map(|row| {
                let registrant = u16::try_from(row.int(0)?).map_err(|_| StoreError::Record)?;
                Ok((
                    (registrant, row.int(1)?),
                    Outcome::Excluded(Exclusion::HouseholdFull),
                ))
            })
            .collect()
    }
}

const IN: &str = "in";
const LEFT: &str = "left";
