//! The steps of a draw.

use crate::sql::Moment;
use domain::draw::beacon::Beacon;
use domain::draw::{Exclusion, Search, ShardRoot};
use domain::wave::Phase;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a draw is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum DrawProgress {
    /// Applications become entries, shard by shard.
    Screening { shard: u16, after: i64 },
    /// Shards fix their entries.
    Committing {
        roots: Vec<ShardRoot>,
        excluded: BTreeMap<Exclusion, u32>,
    },
    /// The commitment is stored; the beacon's round is waited for.
    Waiting,
    /// Thresholds are searched for.
    Searching {
        beacon: Beacon,
        counts: Vec<(u32, u32)>,
        seats: Vec<u32>,
        searches: Vec<Search>,
    },
    /// The result is stored; its announcement is waited for.
    Drawn,
    /// Applicants are told, shard by shard.
    Announcing { shard: u16, after: u32 },
    /// Everybody was told.
    Settled,
}

impl DrawProgress {
    /// The phase that everybody sees.
    pub const fn phase(&self) -> Phase {
        match self {
            Self::Screening { .. } | Self::Committing { .. } => Phase::Closed,
            Self::Waiting | Self::Searching { .. } => Phase::Committed,
            Self::Drawn => Phase::Drawn,
            Self::Announcing { .. } => Phase::Announced,
            Self::Settled => Phase::Settled,
        }
    }

    /// For the log.
    pub fn name(&self) -> String {
        match self {
            Self::Screening { shard, after } => format!("screening {shard} after {after}"),
            Self::Committing { roots, .. } => format!("committing {}", roots.len()),
            Self::Waiting => "waiting for the beacon".to_owned(),
            Self::Searching { .. } => "searching".to_owned(),
            Self::Drawn => "drawn".to_owned(),
            Self::Announcing { shard, after } => format!("announcing {shard} after {after}"),
            Self::Settled => "settled".to_owned(),
        }
    }
}

/// What comes after a step.
pub enum Next {
    /// Another step, at once.
    Step(DrawProgress),
    /// The same again, later.
    Wait(Moment),
    /// Nothing.
    End,
}
