//! What a household shard does when asked.

use super::entry::{BallotEntry, Committed, Freed, Proven, Round};
use super::shard::HouseholdShard;
use crate::object::{Operation, failed, operations};
use crate::sql::Moment;
use data_encoding::HEXLOWER;
use domain::draw::{EntryId, Finding, Hex, InclusionProof, Probe, ShardRoot};
use serde::{Deserialize, Serialize};
use std::rc::Rc;
use worker::Result;

operations!(
    HouseholdShard: PutEntries,
    FreeSeats,
    CountFreed,
    Commit,
    CountCandidates,
    FindThresholds,
    CountWinners,
    Announce,
    Prove,
);

/// Applicants told at one go.
const AT_ONCE: u32 = 1_000;

/// Take reports in.
#[derive(Debug, Serialize, Deserialize)]
pub struct PutEntries(pub Vec<BallotEntry>);

impl Operation<HouseholdShard> for PutEntries {
    type Answer = ();

    async fn perform(self, shard: &HouseholdShard) -> Result<()> {
        shard.store()?.put(&self.0).map_err(failed)
    }
}

/// Take back what was counted to households.
#[derive(Debug, Serialize, Deserialize)]
pub struct FreeSeats(pub Vec<Freed>);

impl Operation<HouseholdShard> for FreeSeats {
    type Answer = ();

    async fn perform(self, shard: &HouseholdShard) -> Result<()> {
        shard.store()?.free(&self.0).map_err(failed)
    }
}

/// Count the seats of a wave that came back.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountFreed {
    pub wave: u32,
}

impl Operation<HouseholdShard> for CountFreed {
    type Answer = u32;

    async fn perform(self, shard: &HouseholdShard) -> Result<u32> {
        shard.store()?.freed(self.wave).map_err(failed)
    }
}

/// Fix the entries.
#[derive(Debug, Serialize, Deserialize)]
pub struct Commit {
    pub wave: u32,
    /// Recipients that a household may have.
    pub maximum: u8,
}

impl Operation<HouseholdShard> for Commit {
    type Answer = Committed;

    async fn perform(self, shard: &HouseholdShard) -> Result<Committed> {
        let store = shard.store()?;
        let (committed, entries) = store.commit(self.wave, self.maximum).map_err(failed)?;
        let file = crate::draw::entries_file(self.wave, shard.number());
        crate::draw::publish(&shard.env, &file, entries.file().to_vec()).await?;
        shard.remember(self.wave, Rc::new(entries));
        Ok(committed)
    }
}

/// Count entries and candidates by stratum.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountCandidates {
    pub wave: u32,
    pub round: Round,
}

impl Operation<HouseholdShard> for CountCandidates {
    /// Entries and candidates, by stratum.
    type Answer = Vec<(u32, u32)>;

    async fn perform(self, shard: &HouseholdShard) -> Result<Self::Answer> {
        Ok(shard.drawn(self.wave, &self.round)?.counts())
    }
}

/// Look for thresholds.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindThresholds {
    pub wave: u32,
    pub round: Round,
    pub probes: Vec<Probe>,
}

impl Operation<HouseholdShard> for FindThresholds {
    type Answer = Vec<Finding>;

    async fn perform(self, shard: &HouseholdShard) -> Result<Vec<Finding>> {
        Ok(shard.drawn(self.wave, &self.round)?.find(&self.probes))
    }
}

/// Count winners by stratum.
#[derive(Debug, Serialize, Deserialize)]
pub struct CountWinners {
    pub wave: u32,
    pub round: Round,
    pub thresholds: Vec<Option<Hex<32>>>,
}

impl Operation<HouseholdShard> for CountWinners {
    type Answer = Vec<u32>;

    async fn perform(self, shard: &HouseholdShard) -> Result<Vec<u32>> {
        let drawn = shard.drawn(self.wave, &self.round)?;
        Ok(drawn.winners(&self.thresholds))
    }
}

/// Tell the applicants at the next places what became of them, and at the end those whom
/// the household limit kept out. All of it may be told twice.
#[derive(Debug, Serialize, Deserialize)]
pub struct Announce {
    pub wave: u32,
    pub round: Round,
    pub thresholds: Vec<Option<Hex<32>>>,
    pub after: u32,
    pub now: Moment,
}

impl Operation<HouseholdShard> for Announce {
    /// After which place to go on, if anybody is left.
    type Answer = Option<u32>;

    async fn perform(self, shard: &HouseholdShard) -> Result<Option<u32>> {
        let wave = self.wave;
        let drawn = shard.drawn(wave, &self.round)?;
        let entries = shard.entries(wave)?;
        let until = self.after.saturating_add(AT_ONCE).min(entries.count());
        let outcomes: Vec<_> = (self.after..until)
            .filter_map(|index| {
                let index = index as usize;
                let outcome = drawn.outcome(index, &self.thresholds)?;
                Some((entries.entry(index)?.id, outcome))
            })
            .collect();
        let store = shard.store()?;
        let mut told = store.settle(wave, &outcomes).map_err(failed)?;
        let next = (until < entries.count()).then_some(until);
        if next.is_none() {
            told.extend(store.kept_out(wave).map_err(failed)?);
        }
        let scheme = &self.round.rules.scheme;
        shard.tell((wave, scheme), told, self.now).await?;
        Ok(next)
    }
}

/// The proof of an entry, and what became of it if the wave is drawn.
#[derive(Debug, Serialize, Deserialize)]
pub struct Prove {
    pub wave: u32,
    pub id: EntryId,
    pub shards: Vec<ShardRoot>,
    pub drawn: Option<(Round, Vec<Option<Hex<32>>>)>,
}

impl Operation<HouseholdShard> for Prove {
    /// The entry, if it is there.
    type Answer = Option<Proven>;

    async fn perform(self, shard: &HouseholdShard) -> Result<Option<Proven>> {
        let (wave, number) = (self.wave, shard.number());
        let entries = shard.entries(wave)?;
        let Some(proof) = InclusionProof::of(wave, number, &entries, &self.shards, self.id) else {
            return Ok(None);
        };
        let outcome = match self.drawn {
            None => None,
            Some((round, thresholds)) => shard
                .drawn(wave, &round)?
                .outcome(proof.index as usize, &thresholds),
        };
        Ok(Some(Proven {
            proof: HEXLOWER.encode(&proof.bytes()),
            outcome,
        }))
    }
}
