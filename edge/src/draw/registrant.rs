//! A person's part in a wave's ballot: entering it, leaving it, being screened
//! when the wave closes, and hearing what came of it. The entries themselves
//! lie in the household shards.

mod screening;
mod withdrawn;

pub use screening::Screen;

use crate::crypto::Purpose;
use crate::household::{BallotEntry, BallotState};
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, Value, json, stored};
use chrono::TimeDelta;
use domain::draw::{self, EntryId, Group, Hex, Stratum};
use domain::messages::{Code, Outgoing, Params};
use domain::region::Domicile;
use domain::scheme::Scheme;
use domain::time::When;
use domain::wave::{Application, Phase, Slip, Wave};
use serde::{Deserialize, Serialize};

/// Messages about results that leave all shards together in a minute, so that
/// the gateway is never flooded. People do not wait for it: results stand in
/// the account and in cached files at once.
const RESULT_MESSAGES_PER_MINUTE: i64 = 3_000;

impl<S: Sql> Store<S> {
    /// Stores an application and lets the household's shard know.
    pub(crate) fn enter(
        &self,
        person: i64,
        record: &Record,
        wave: &Wave,
        now: Moment,
    ) -> Result<Application, StoreError> {
        let slip = self.slip(record)?;
        let application = Application::new(wave, slip, now);
        let nik_hash = self.nik_hash(&record.registration);
        let group = self.listed(&nik_hash, &wave.lists)?.group;
        let province = record.registration.domicile.province_number();
        // Somebody who left and comes back gets a new slip: the entry that was
        // withdrawn stays withdrawn.
        let row = self
            .sql
            .first(
                "INSERT INTO application
                     (person, wave, joined_at, closes_at, announces_at, slip, priority, province)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (person, wave) DO UPDATE SET joined_at = excluded.joined_at,
                     slip = excluded.slip, priority = excluded.priority,
                     version = version + 1, left_at = NULL,
                     province = COALESCE(province, excluded.province)
                 RETURNING version, province",
                &[
                    person.into(),
                    i64::from(application.wave).into(),
                    stored(application.joined_at),
                    stored(application.closes_at),
                    stored(application.announces_at),
                    self.seal("slip", person, &slip)?.into(),
                    stored_group(group),
                    i64::from(province).into(),
                ],
            )?
            .ok_or(SqlError::Column)?;
        // Who comes back is drawn where they lived when they first joined.
        let stratum = stratum(record, row.int_or_null(1)?, group);
        let entry = self.entry(person, record, wave.number, (slip, stratum), row.int(0)?);
        self.put_out(person, &JobKind::Ballot(Box::new(entry)), now)?;
        Ok(application)
    }

    /// Somebody lived there until now: for waves that they joined it stays so.
    pub(crate) fn keep_province(&self, person: i64, home: &Domicile) -> Result<(), SqlError> {
        self.sql.run(
            "UPDATE application SET province = ? WHERE person = ? AND province IS NULL",
            &[i64::from(home.province_number()).into(), person.into()],
        )?;
        Ok(())
    }

    /// How often somebody has joined a wave that is open: its versions count joining and
    /// leaving in turn.
    pub(crate) fn joins(&self, person: i64, wave: u32) -> Result<u32, StoreError> {
        let row = self.sql.first(
            "SELECT (version + 1) / 2 FROM application WHERE person = ? AND wave = ?",
            &[person.into(), i64::from(wave).into()],
        )?;
        let joins = row.map(|row| row.int(0)).transpose()?.unwrap_or_default();
        u32::try_from(joins).map_err(|_| StoreError::Record)
    }

    pub(crate) fn household(&self, record: &Record) -> crate::crypto::Digest {
        self.keys
            .digest(Purpose::Household, &[record.registration.kk.as_str()])
    }

    fn entry(
        &self,
        person: i64,
        record: &Record,
        wave: u32,
        (slip, stratum): (Slip, Stratum),
        version: i64,
    ) -> BallotEntry {
        let kk = record.registration.kk.as_str();
        let tag = self
            .keys
            .digest(Purpose::HouseholdTag, &[&wave.to_string(), kk]);
        BallotEntry {
            wave,
            shard: slip.shard,
            id: EntryId::of(wave, &record.number, slip.nonce),
            household: self.household(record).text(),
            tag: Hex(tag.half()),
            stratum,
            registrant: self.shard,
            person,
            version,
            state: BallotState::In,
        }
    }

    /// A fresh secret, in the shard where the household's entries lie.
    fn slip(&self, record: &Record) -> Result<Slip, StoreError> {
        let nonce = u128::from(self.random()?) << 64 | u128::from(self.random()?);
        Ok(Slip {
            shard: self.household(record).shard(self.shards),
            nonce: Hex(nonce.to_be_bytes()),
        })
    }

    fn settle_application(
        &self,
        person: i64,
        wave: u32,
        outcome: draw::Outcome,
        now: Moment,
    ) -> Result<bool, StoreError> {
        let settled = self.sql.run(
            "UPDATE application SET outcome = ?
             WHERE person = ? AND wave = ? AND left_at IS NULL AND outcome IS NULL
             RETURNING person",
            &[json(&outcome)?, person.into(), i64::from(wave).into()],
        )?;
        if settled.is_empty() {
            return Ok(false);
        }
        self.note(person, "settled", now)?;
        let message = match outcome {
            draw::Outcome::Drawn => Outgoing::Drawn { wave },
            draw::Outcome::NotDrawn | draw::Outcome::HouseholdLimit => Outgoing::NotDrawn { wave },
            draw::Outcome::Excluded(_) => Outgoing::Excluded { wave },
        };
        let due = self.next_in_pace(now)?;
        self.put_out(person, &JobKind::Message(message), due)?;
        Ok(true)
    }

    /// The moment for the next message about a result.
    fn next_in_pace(&self, now: Moment) -> Result<Moment, SqlError> {
        let gap =
            TimeDelta::milliseconds(60_000 * i64::from(self.shards) / RESULT_MESSAGES_PER_MINUTE);
        let last = self
            .sql
            .first("SELECT due_at FROM pace", &[])?
            .map(|row| row.moment(0))
            .transpose()?;
        let due = last.map_or(now, |last| now.max(last + gap));
        self.sql.run(
            "INSERT INTO pace VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at",
            &[stored(due)],
        )?;
        Ok(due)
    }
}

/// Leaves a wave that is still open.
#[derive(Debug, Serialize, Deserialize)]
pub struct LeaveWave {
    pub wave: Wave,
}

impl<S: Sql> Personal<S> for LeaveWave {
    type Answer = ();

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<()> {
        let wave = &self.wave;
        let (facts, record) = store.person(person)?;
        let refuse = |code, date: Option<Moment>| {
            let params = Params {
                wave: Some(wave.number),
                date: date.map(|date| When::Moment(date, facts.zone)),
                ..Params::default()
            };
            Ok(Outcome::Refused(code, params))
        };
        let joined = facts
            .applications
            .iter()
            .find(|application| application.wave == wave.number);
        let Some(application) = joined else {
            return refuse(Code::WaveNotJoined, None);
        };
        if wave.phase(now) != Phase::Open || store.is_screened(wave.number)? {
            return refuse(Code::WaveClosed, Some(wave.closes_at));
        }
        let row = store
            .sql
            .first(
                "UPDATE application SET version = version + 1, left_at = ?
                 WHERE person = ? AND wave = ? RETURNING version, priority, province",
                &[stored(now), person.into(), i64::from(wave.number).into()],
            )?
            .ok_or(SqlError::Column)?;
        let group = read_group(row.int(1)?);
        let stratum = stratum(&record, row.int_or_null(2)?, group);
        let drawn_as = (application.slip, stratum);
        let entry = store.entry(person, &record, wave.number, drawn_as, row.int(0)?);
        store.note(person, "left", now)?;
        store.withdraw(entry, now)?;
        Ok(Outcome::Done(()))
    }
}

/// What became of applications that were in the ballot; told twice, it is noted once.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteOutcomes {
    pub wave: u32,
    /// By which winners are awarded.
    pub scheme: String,
    pub outcomes: Vec<(i64, draw::Outcome)>,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for NoteOutcomes {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let Self {
            wave,
            scheme,
            outcomes,
            now,
        } = self;
        let scheme = Scheme::find(&scheme).map_err(|_| StoreError::Record)?;
        for (person, outcome) in outcomes {
            let settled = store.settle_application(person, wave, outcome, now)?;
            if settled && outcome == draw::Outcome::Drawn {
                store.give_award(person, wave, &scheme, now)?;
            }
        }
        Ok(Outcome::Done(()))
    }
}

/// As whom somebody is drawn, who lived in a province when they joined; in that where they live
/// if nothing was noted then.
fn stratum(record: &Record, province: Option<i64>, group: Group) -> Stratum {
    let noted = province.and_then(|number| u8::try_from(number).ok());
    let province = noted.unwrap_or_else(|| record.registration.domicile.province_number());
    Stratum { province, group }
}

fn stored_group(group: Group) -> Value {
    match group {
        Group::Priority => 1,
        Group::General => 0,
    }
    .into()
}

const fn read_group(stored: i64) -> Group {
    match stored {
        0 => Group::General,
        _ => Group::Priority,
    }
}

#[cfg(test)]
pub mod tests;
