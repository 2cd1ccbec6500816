//! Conducting a wave's draw from its closing to the last person told. Every step
//! is stored before the next begins and may be done twice, so that a draw that
//! is cut off anywhere goes on there and comes to the same result.

use super::stage::Stage;
use super::step::{DrawProgress, Next};
use crate::sql::Moment;
use crate::wave::show_phase;
use domain::wave::Wave;
use worker::{Env, Result, Storage};

const CONDUCT: &str = "conduct";

/// How far a wave's draw is; nothing while the wave is open.
pub async fn reached(storage: &Storage) -> Result<Option<DrawProgress>> {
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
        .unwrap_or(DrawProgress::Screening { shard: 0, after: 0 });
    loop {
        match stage.step(here.clone()).await? {
            Next::Step(next) => {
                storage.put(CONDUCT, &next).await?;
                worker::console_log!(
                    "{}",
                    serde_json::json!({ "draw": wave.number, "step": next.name() })
                );
                if here.phase() != next.phase() {
                    show_phase(env, wave, next.phase()).await?;
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
