//! What is asked of a household shard, and what it answers.

use domain::draw::{
    EntryId, Exclusion, Finding, Hex, HouseholdTag, Outcome, Probe, Rules, ShardRoot, Stratum,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whether an application takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BallotState {
    /// It does.
    In,
    /// The person left the wave.
    Left,
    /// Screening found a reason why not.
    Excluded(Exclusion),
}

/// One application, as its registrant shard reports it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BallotEntry {
    pub wave: u32,
    /// The household shard that it belongs to.
    pub shard: u16,
    pub id: EntryId,
    /// Keyed hash of the family card number.
    pub household: String,
    pub tag: HouseholdTag,
    pub stratum: Stratum,
    /// Whose it is: shard and person.
    pub registrant: u16,
    pub person: i64,
    /// Reports with a lower one than the last are late and count for nothing.
    pub version: i64,
    pub state: BallotState,
}

/// An award that was taken back: its seat goes to another wave, and it no longer
/// counts for its household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freed {
    /// Whether it is free; not any more, if the award was given again.
    #[serde(default = "yes")]
    pub freed: bool,
    pub wave: u32,
    /// The household shard that counts it.
    pub shard: u16,
    /// Keyed hash of the family card number.
    pub household: String,
    /// Whose it was: shard and person.
    pub registrant: u16,
    pub person: i64,
}

/// The ticket round of a wave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Round {
    pub randomness: Hex<32>,
    pub rules: Rules,
}

/// Questions to a household shard.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// Take reports in.
    Put(Vec<BallotEntry>),
    /// Take back what was counted to households.
    Free(Vec<Freed>),
    /// Count the seats of a wave that came back.
    CountFreed { wave: u32 },
    /// Fix the entries.
    Commit { wave: u32, maximum: u8 },
    /// Count entries and candidates by stratum.
    Count { wave: u32, round: Round },
    /// Look for thresholds.
    Find {
        wave: u32,
        round: Round,
        probes: Vec<Probe>,
    },
    /// Count winners by stratum.
    Winners {
        wave: u32,
        round: Round,
        thresholds: Vec<Option<Hex<32>>>,
    },
    /// Tell the next applicants what became of them.
    Announce {
        wave: u32,
        round: Round,
        thresholds: Vec<Option<Hex<32>>>,
        after: u32,
        now: crate::sql::Moment,
    },
    /// The proof of an entry, and what became of it if the wave is drawn.
    Prove {
        wave: u32,
        id: EntryId,
        shards: Vec<ShardRoot>,
        drawn: Option<(Round, Vec<Option<Hex<32>>>)>,
    },
}

/// A shard's part of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    pub root: ShardRoot,
    pub excluded: BTreeMap<Exclusion, u32>,
}

/// Answers of a household shard.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    Nothing,
    Committed(Committed),
    Freed(u32),
    /// Entries and candidates, by stratum.
    Counted(Vec<(u32, u32)>),
    Found(Vec<Finding>),
    Winners(Vec<u32>),
    /// After which place to go on, if anybody is left.
    Announced(Option<u32>),
    /// The entry, if it is there.
    Proof(Option<Proven>),
}

/// An entry that is there.
#[derive(Debug, Serialize, Deserialize)]
pub struct Proven {
    /// Bytes of the proof, in hexadecimal.
    pub proof: String,
    pub outcome: Option<Outcome>,
}

/// What was put out before seats could be taken again.
const fn yes() -> bool {
    true
}
