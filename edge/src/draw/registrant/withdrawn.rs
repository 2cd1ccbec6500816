//! Entries that are taken out of a ballot: by leaving the wave, or because the household that
//! they count to is another.

use super::{read_group, stratum};
use crate::household::{BallotEntry, BallotState};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Record, Store, StoreError};
use crate::sql::{Moment, Sql};

/// 2^53 − 1 – no row has a higher number: values pass through JavaScript.
const LAST: i64 = (1 << 53) - 1;

impl<S: Sql> Store<S> {
    /// Takes an entry out of the ballot, with the version that it has from now on. Screening
    /// reports it again: what the household's shard has not heard by then would still count.
    pub(super) fn withdraw(&self, entry: BallotEntry, now: Moment) -> Result<(), StoreError> {
        let entry = BallotEntry {
            state: BallotState::Left,
            ..entry
        };
        self.sql.run(
            "INSERT INTO withdrawn VALUES (?, ?, ?, ?)",
            &[
                i64::from(entry.wave).into(),
                entry.person.into(),
                entry.version.into(),
                self.seal("withdrawn", entry.person, &entry)?.into(),
            ],
        )?;
        self.put_out(entry.person, &JobKind::Ballot(Box::new(entry)), now)
    }

    /// What was taken out, of everybody after one person and up to another.
    pub(super) fn withdrawn(
        &self,
        wave: u32,
        after: i64,
        last: Option<i64>,
    ) -> Result<Vec<BallotEntry>, StoreError> {
        let rows = self.sql.run(
            "SELECT sealed, person FROM withdrawn WHERE wave = ? AND person > ? AND person <= ?",
            &[
                i64::from(wave).into(),
                after.into(),
                last.unwrap_or(LAST).into(),
            ],
        )?;
        rows.iter()
            .map(|row| self.unseal("withdrawn", row.int(1)?, row.text(0)?))
            .collect()
    }

    /// The household is another: entries that are not screened yet go where it is.
    pub(crate) fn move_entries(
        &self,
        person: i64,
        (before, after): (&Record, &Record),
        now: Moment,
    ) -> Result<(), StoreError> {
        let rows = self.sql.run(
            "SELECT wave, slip, version, priority, province FROM application
             WHERE person = ? AND left_at IS NULL AND screened = 0 AND outcome IS NULL",
            &[person.into()],
        )?;
        for row in rows {
            let wave = u32::try_from(row.int(0)?).map_err(|_| StoreError::Record)?;
            let (slip, version) = (self.unseal("slip", person, row.text(1)?)?, row.int(2)?);
            let group = read_group(row.int(3)?);
            let stratum = stratum(before, row.int_or_null(4)?, group);
            self.withdraw(
                self.entry(person, before, wave, (slip, stratum), version + 1),
                now,
            )?;
            let slip = self.slip(after)?;
            self.sql.run(
                "UPDATE application SET slip = ?, version = ? WHERE person = ? AND wave = ?",
                &[
                    self.seal("slip", person, &slip)?.into(),
                    (version + 2).into(),
                    person.into(),
                    i64::from(wave).into(),
                ],
            )?;
            let entry = self.entry(person, after, wave, (slip, stratum), version + 2);
            self.put_out(person, &JobKind::Ballot(Box::new(entry)), now)?;
        }
        Ok(())
    }
}
