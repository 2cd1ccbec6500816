//! Conducting a wave's draw from its closing to the last person told. Every step
//! is stored before the next begins and may be done twice, so that a draw that
//! is cut off anywhere goes on there and comes to the same result.

use super::stage::Stage;
use crate::sql::Moment;
use domain::draw::beacon::Beacon;
use domain::draw::{Exclusion, Search, ShardRoot};
use domain::wave::{Phase, Wave};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use worker::{Env, Result, Storage};

/// How far a draw is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Conduct {
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

impl Conduct {
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
    fn name(&self) -> String {
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

const CONDUCT: &str = "conduct";

/// What comes after a step.
pub enum Next {
    /// Another step, at once.
    Step(Conduct),
    /// The same again, later.
    Wait(Moment),
    /// Nothing.
    End,
}

/// How far a wave's draw is; nothing while the wave is open.
pub async fn reached(storage: &Storage) -> Result<Option<Conduct>> {
    storage.get(CONDUCT).await
}

/// Conducts as far as it goes now; answers when to go on.
pub async fn conduct(
    env: &Env,
    storage: &Storage,
    wave: &Wave,
    now: Moment,
) -> Result<Option<Moment>> {
    if now < wave.opens_at {
        return Ok(None);
    }
    let stage = Stage::of(env, storage, wave, now).await?;
    if now < wave.closes_at {
        return Ok(None);
    }
    let mut here = reached(storage)
        .await?
        .unwrap_or(Conduct::Screening { shard: 0, after: 0 });
    loop {
        match stage.step(here.clone()).await? {
            Next::Step(next) => {
                storage.put(CONDUCT, &next).await?;
                worker::console_log!(
                    "{}",
                    serde_json::json!({ "draw": wave.number, "step": next.name() })
                );
                if here.phase() != next.phase() {
                    crate::wave::show_phase(env, wave, next.phase()).await?;
                }
                here = next;
                #[cfg(feature = "sandbox")]
                if crate::clock::stops_after_each_step(env).await? {
                    return Ok(Some(now + chrono::TimeDelta::days(1)));
                }
            }
            Next::Wait(at) => return Ok(Some(at)),
            Next::End => return Ok(None),
        }
    }
}
