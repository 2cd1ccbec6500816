//! The clock. In production it is the platform's. In the local build
//! (`sandbox`) it can be moved; `sandbox.rs` tells everything that waits for it.

use crate::sql::Moment;
use worker::{Env, Result};

fn real() -> Moment {
    let millis = i64::try_from(worker::Date::now().as_millis()).unwrap_or_default();
    Moment::from_timestamp_millis(millis).unwrap_or_default()
}

/// Now.
#[cfg(not(feature = "sandbox"))]
#[allow(clippy::unused_async, reason = "the sandbox's clock has to be asked")]
pub async fn now(_env: &Env) -> Result<Moment> {
    Ok(real())
}

#[cfg(feature = "sandbox")]
pub use sandbox::{Move, SandboxClock, change, now, stops_after_each_step};

#[cfg(feature = "sandbox")]
mod sandbox {
    //! A Durable Object that keeps how far the clock was moved.

    use super::{Env, Moment, Result, real};
    use crate::object::{self, Object, Operation, operations};
    use chrono::TimeDelta;
    use serde::{Deserialize, Serialize};
    use worker::State;

    /// A move of the clock.
    #[derive(Debug, Default, Serialize, Deserialize)]
    pub struct Move {
        /// Forward by so much.
        advance_seconds: Option<i64>,
        /// To this moment.
        set: Option<Moment>,
        /// Back to the real time.
        #[serde(default)]
        reset: bool,
        /// Whether a draw stops after each of its steps until the clock is moved
        /// again, so that it can be cut off between any two.
        step_by_step: Option<bool>,
    }

    #[derive(Debug, Serialize, Deserialize)]
    pub struct Shown {
        now: Moment,
        step_by_step: bool,
    }

    /// Now, as far as it was moved.
    pub async fn now(env: &Env) -> Result<Moment> {
        Ok(ask(env, &Move::default()).await?.now)
    }

    /// Whether a draw is to stop after the step that it has made.
    pub async fn stops_after_each_step(env: &Env) -> Result<bool> {
        Ok(ask(env, &Move::default()).await?.step_by_step)
    }

    /// Moves it, and tells what it is then.
    pub async fn change(env: &Env, change: &Move) -> Result<Moment> {
        Ok(ask(env, change).await?.now)
    }

    async fn ask(env: &Env, change: &Move) -> Result<Shown> {
        object::ask(env, "clock", change).await
    }

    /// Keeps the difference to the real clock.
    pub struct SandboxClock {
        state: State,
        /// The moment at which a stored system is started again, however long ago it was
        /// stored; nothing for one that starts now.
        starts_at: Option<String>,
    }

    operations!(SandboxClock: Move);

    impl Object for SandboxClock {
        const BINDING: &'static str = "CLOCK";

        fn wake(state: State, env: Env) -> Self {
            let starts_at = env.var("CLOCK_STARTS_AT").ok();
            Self {
                state,
                starts_at: starts_at.map(|moment| moment.to_string()),
            }
        }
    }

    impl Operation<SandboxClock> for Move {
        type Answer = Shown;

        async fn perform(self, clock: &SandboxClock) -> Result<Shown> {
            let storage = clock.state.storage();
            let mut offset: i64 = storage.get("offset_ms").await?.unwrap_or_default();
            let before = offset;
            if let Some(starts_at) = clock.begins_again().await? {
                offset = (starts_at - real()).num_milliseconds();
            }
            if self.reset {
                offset = 0;
            }
            if let Some(to) = self.set {
                offset = (to - real()).num_milliseconds();
            }
            offset = offset.saturating_add(
                self.advance_seconds
                    .unwrap_or_default()
                    .saturating_mul(1000),
            );
            if offset != before {
                storage.put("offset_ms", offset).await?;
            }
            if let Some(step_by_step) = self.step_by_step {
                storage.put("step_by_step", step_by_step).await?;
            }
            Ok(Shown {
                now: real() + TimeDelta::milliseconds(offset),
                step_by_step: storage.get("step_by_step").await?.unwrap_or_default(),
            })
        }
    }

    impl SandboxClock {
        /// The moment to begin at, once for each.
        async fn begins_again(&self) -> Result<Option<Moment>> {
            let Some(said) = &self.starts_at else {
                return Ok(None);
            };
            let storage = self.state.storage();
            if storage.get::<String>("started_at").await?.as_ref() == Some(said) {
                return Ok(None);
            }
            storage.put("started_at", said).await?;
            let parsed = said.parse().map_err(|error: chrono::ParseError| {
                worker::Error::RustError(format!("CLOCK_STARTS_AT: {error}"))
            });
            parsed.map(Some)
        }
    }
}
