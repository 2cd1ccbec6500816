//! A wave has closed: which applications take part. What was found stays found, however often
//! it is asked.

use super::{read_group, stored_group, stratum};
use crate::household::{BallotEntry, BallotState};
use crate::lists::registrant::Listed;
use crate::registrant::store::{PERSON, Record, Store, StoreError};
use crate::sql::{Moment, Row, Sql, SqlError, json};
use domain::draw::{self, Exclusion};
use domain::identity::IdentityState;
use domain::lists::ListName;
use serde::{Deserialize, Serialize};

/// Applications screened at one go: a second of work at most.
const AT_ONCE: i64 = 500;

/// What came of [`Screen`].
#[derive(Debug, Clone, PartialEq)]
pub struct Screened {
    /// For the ballot.
    pub entries: Vec<BallotEntry>,
    /// After whom to go on, if anybody is left.
    pub next: Option<i64>,
}

/// The wave has closed: which of the next applications take part. Asked again, it answers
/// the same: who was screened keeps what was found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Screen {
    pub wave: u32,
    /// Lists that count in it.
    pub lists: Vec<ListName>,
    pub after: i64,
    pub now: Moment,
}

impl<S: Sql> Store<S> {
    /// Followed by the object's report to the households, so no [`Transaction`].
    pub(crate) fn screen(&self, screen: &Screen) -> Result<Screened, StoreError> {
        self.sql.atomically(|| self.screen_next(screen))
    }

    fn screen_next(&self, screen: &Screen) -> Result<Screened, StoreError> {
        let (wave, now) = (screen.wave, screen.now);
        self.sql.run(
            "INSERT OR IGNORE INTO screening VALUES (?)",
            &[i64::from(wave).into()],
        )?;
        let rows = self.sql.run(
            "SELECT a.person, p.sealed, p.identity, a.slip, a.version, a.screened, a.outcome,
                 a.priority, a.province
             FROM application a JOIN person p ON p.id = a.person
             WHERE a.wave = ? AND a.left_at IS NULL AND a.person > ?
             ORDER BY a.person LIMIT ?",
            &[i64::from(wave).into(), screen.after.into(), AT_ONCE.into()],
        )?;
        let next = match rows.last() {
            Some(last) if rows.len() as i64 == AT_ONCE => Some(last.int(0)?),
            _ => None,
        };
        let mut entries = self.withdrawn(wave, screen.after, next)?;
        for row in &rows {
            entries.push(self.screen_one((wave, &screen.lists), row, now)?);
        }
        Ok(Screened { entries, next })
    }

    /// Whether a wave's applications are being, or have been, screened.
    pub(crate) fn is_screened(&self, wave: u32) -> Result<bool, SqlError> {
        let row = self.sql.first(
            "SELECT 1 FROM screening WHERE wave = ?",
            &[i64::from(wave).into()],
        )?;
        Ok(row.is_some())
    }

    fn screen_one(
        &self,
        (wave, lists): (u32, &[ListName]),
        row: &Row,
        now: Moment,
    ) -> Result<BallotEntry, StoreError> {
        let person = row.int(0)?;
        let record: Record = self.unseal(PERSON, person, row.text(1)?)?;
        let mut version = row.int(4)?;
        let mut group = read_group(row.int(7)?);
        let excluded = if row.int(5)? == 0 {
            // Lists may have changed since this person joined; now they count for good.
            let listed = self.listed(&self.nik_hash(&record.registration), lists)?;
            let excluded = self.excluded(person, &row.json(2)?, listed)?;
            group = listed.group;
            version += 1;
            self.sql.run(
                "UPDATE application SET screened = 1, version = ?, priority = ?
                 WHERE person = ? AND wave = ?",
                &[
                    version.into(),
                    stored_group(group),
                    person.into(),
                    i64::from(wave).into(),
                ],
            )?;
            if let Some(reason) = excluded {
                self.settle_application(person, wave, draw::Outcome::Excluded(reason), now)?;
            }
            excluded
        } else {
            match row.json_or_null(6)? {
                Some(draw::Outcome::Excluded(reason)) => Some(reason),
                _ => None,
            }
        };
        let slip = self.unseal("slip", person, row.text(3)?)?;
        let stratum = stratum(&record, row.int_or_null(8)?, group);
        Ok(BallotEntry {
            state: excluded.map_or(BallotState::In, BallotState::Excluded),
            ..self.entry(person, &record, wave, (slip, stratum), version)
        })
    }

    /// The gates that a person's own record decides.
    fn excluded(
        &self,
        person: i64,
        identity: &IdentityState,
        listed: Listed,
    ) -> Result<Option<Exclusion>, StoreError> {
        let won = self.sql.first(
            "SELECT 1 FROM application WHERE person = ? AND outcome = ?",
            &[person.into(), json(&draw::Outcome::Drawn)?],
        )?;
        Ok(match identity {
            _ if won.is_some() => Some(Exclusion::AwardedBefore),
            _ if listed.forbidden => Some(Exclusion::Forbidden),
            IdentityState::Pending => Some(Exclusion::IdentityPending),
            IdentityState::Mismatch { .. } => Some(Exclusion::IdentityMismatch),
            IdentityState::Verified => None,
        })
    }
}
