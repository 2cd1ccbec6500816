//! What a household shard is told and tells of entries.

use domain::draw::{EntryId, Exclusion, Hex, HouseholdTag, Outcome, Rules, ShardRoot, Stratum};
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

/// A shard's part of a commitment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    pub root: ShardRoot,
    pub excluded: BTreeMap<Exclusion, u32>,
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
