//! The files of a wave's draw, as they are published and hashed. Formats and
//! rules: `docs/draw.md`.

use super::{Exclusion, Hex, ShardRoot, Stratum, beacon::Chain};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The chain and the round that a commitment names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRound {
    scheme: String,
    /// Which chain.
    #[serde(flatten)]
    pub chain: Chain,
    /// Which round; out only after the commitment.
    pub round: u64,
}

/// A shard in a commitment.
pub type ShardCommitment = ShardRoot;

/// `commitment.json`: published when a wave has closed, before its beacon round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    format: String,
    /// The wave.
    pub wave: u32,
    /// Hash of `rules.json`.
    pub rules_hash: Hex<32>,
    /// Root over all entries.
    pub root: Hex<32>,
    /// Number of entries.
    pub entries: u32,
    /// Each shard's part.
    pub shards: Vec<ShardCommitment>,
    /// Applications that did not become entries, by reason.
    pub excluded: BTreeMap<Exclusion, u32>,
    /// The source of chance.
    pub beacon: NamedRound,
    /// When it was published.
    pub committed_at: DateTime<Utc>,
}

impl Commitment {
    /// Commits to shards of entries.
    #[must_use]
    pub fn new(
        wave: u32,
        rules_hash: Hex<32>,
        shards: Vec<ShardCommitment>,
        excluded: BTreeMap<Exclusion, u32>,
        (chain, round): (Chain, u64),
        committed_at: DateTime<Utc>,
    ) -> Self {
        Self {
            format: "prakerja-draw-commitment/1".to_owned(),
            wave,
            rules_hash,
            root: super::wave_root(&shards),
            entries: shards.iter().map(|shard| shard.entries).sum(),
            shards,
            excluded,
            beacon: NamedRound {
                scheme: super::beacon::SCHEME.to_owned(),
                chain,
                round,
            },
            committed_at,
        }
    }
}

/// A stratum in a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StratumResult {
    /// Province and group.
    #[serde(flatten)]
    pub stratum: Stratum,
    /// Entries.
    pub entries: u32,
    /// Entries that the household rule left in.
    pub candidates: u32,
    /// Seats by the remainder rule.
    pub seats: u32,
    /// Entries at or below the threshold.
    pub winners: u32,
    /// Ticket of the last winner.
    pub threshold: Option<Hex<32>>,
}

/// `result.json`: published when a wave is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawResult {
    format: String,
    /// The wave.
    pub wave: u32,
    /// Hash of `commitment.json`.
    pub commitment_hash: Hex<32>,
    /// The beacon's signature of the round.
    pub signature: Hex<48>,
    /// Its hash: the number that the draw uses.
    pub randomness: Hex<32>,
    /// Every stratum, in the order of the rules.
    pub strata: Vec<StratumResult>,
    /// Winners in all.
    pub winners: u32,
    /// When it was drawn.
    pub drawn_at: DateTime<Utc>,
}

impl DrawResult {
    /// A result.
    #[must_use]
    pub fn new(
        wave: u32,
        commitment_hash: Hex<32>,
        beacon: super::beacon::Beacon,
        strata: Vec<StratumResult>,
        drawn_at: DateTime<Utc>,
    ) -> Self {
        Self {
            format: "prakerja-draw-result/1".to_owned(),
            wave,
            commitment_hash,
            signature: beacon.signature,
            randomness: beacon.randomness(),
            winners: strata.iter().map(|one| one.winners).sum(),
            strata,
            drawn_at,
        }
    }

    /// The thresholds, in the order of the rules.
    #[must_use]
    pub fn thresholds(&self) -> Vec<Option<Hex<32>>> {
        self.strata.iter().map(|one| one.threshold).collect()
    }
}
