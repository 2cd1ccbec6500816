//! The Durable Object of one wave: its definition, frozen once it opens, and
//! the alarm that turns its phases.

use super::list;
use crate::clock;
use crate::config::Config;
use crate::draw::{self, DrawProgress, conduct};
use crate::household::Households;
use crate::object::{self, Object, Operation, OperationOf, operations, wake_within};
use crate::signing::{Signatures, Signed, Signing};
use crate::sql::{Moment, Outcome};
use domain::messages::{Code, Params};
use domain::staff::CommandState;
use domain::wave::{Phase, Wave as Definition};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::BTreeMap;
use worker::{Env, Result, State};

/// What a recovery wave does with seats that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// Asks whether they are free.
    Ask,
    /// Takes them; none gives back what it had taken.
    Take,
}

/// Signs the command that plans a wave.
pub async fn plan(env: &Env, signing: Signing, wave: Definition) -> Result<Outcome<CommandState>> {
    let number = wave.number;
    let state = ask(env, number, &Plan { signing, wave }).await;
    list::forget();
    state
}

/// Asks the object of a wave.
async fn ask<O: OperationOf<Wave>>(env: &Env, number: u32, operation: &O) -> Result<O::Answer> {
    object::ask(env, &format!("wave-{number}"), operation).await
}

/// A wave.
pub struct Wave {
    state: State,
    env: Env,
    /// Its draw is being conducted: an alarm meanwhile must not do so too.
    conducting: Cell<bool>,
}

const DEFINITION: &str = "definition";
/// Seats that came back and were taken, by recovery wave.
const RECOVERED: &str = "recovered";

/// Pause after a draw that could not go on, because something did not answer.
const AGAIN_MS: i64 = 5_000;

operations!(Wave: Plan, Recover, Tick);

impl Object for Wave {
    const BINDING: &'static str = "WAVES";

    fn wake(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            conducting: Cell::new(false),
        }
    }

    async fn alarm(&self) -> Result<()> {
        self.turn(clock::now(&self.env).await?).await
    }
}

/// A member of staff signs the command that plans the wave: the first proposes, the second,
/// of another key, does it.
#[derive(Debug, Serialize, Deserialize)]
struct Plan {
    signing: Signing,
    wave: Definition,
}

impl Operation<Wave> for Plan {
    type Answer = Outcome<CommandState>;

    async fn perform(self, object: &Wave) -> Result<Outcome<CommandState>> {
        let Self { signing, wave } = self;
        let storage = object.state.storage();
        let known: Option<Definition> = storage.get(DEFINITION).await?;
        let signatures = Signatures::of(&object.state).await?;
        if !signatures.is_done(&signing)?
            && let Some(refused) = object.refused(&wave, known.as_ref(), signing.now).await?
        {
            return Ok(refused);
        }
        match signatures.take(&signing)? {
            Signed::Known(outcome) => Ok(outcome),
            Signed::Proposed => {
                if known.is_none() {
                    list::store(&object.env, &wave, Phase::Draft).await?;
                }
                Ok(Outcome::Done(CommandState::Proposed))
            }
            Signed::Agreed => {
                if let Some(refused) = object.take_seats(&wave, known.as_ref()).await? {
                    return Ok(refused);
                }
                let now = signing.now;
                storage.put(DEFINITION, &wave).await?;
                signatures.done(&signing)?;
                object.turn(now).await?;
                Ok(Outcome::Done(CommandState::Done))
            }
        }
    }
}

/// A recovery wave, `by`, is about to have so many of this wave's seats, which are given to
/// one only.
#[derive(Debug, Serialize, Deserialize)]
struct Recover {
    by: u32,
    seats: u32,
    claim: Claim,
}

impl Operation<Wave> for Recover {
    type Answer = Outcome<()>;

    async fn perform(self, object: &Wave) -> Result<Outcome<()>> {
        let Self { by, seats, claim } = self;
        let storage = object.state.storage();
        let Some(wave) = storage.get::<Definition>(DEFINITION).await? else {
            return Ok(Outcome::refused(Code::WaveRecoveryInvalid));
        };
        if !matches!(draw::reached(&storage).await?, Some(DrawProgress::Settled)) {
            return Ok(Outcome::refused(Code::WaveRecoveryInvalid));
        }
        let config = Config::of(&object.env)?;
        let came_back = Households::of(&object.env, &config)
            .freed(wave.number)
            .await?;
        let mut taken: BTreeMap<u32, u32> = storage.get(RECOVERED).await?.unwrap_or_default();
        taken.remove(&by);
        let free = came_back.saturating_sub(taken.values().sum());
        if seats > free {
            let params = Params {
                wave: Some(wave.number),
                count: Some(free),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::WaveSeatsNotFree, params));
        }
        if claim == Claim::Take {
            taken.insert(by, seats);
            storage.put(RECOVERED, &taken).await?;
        }
        Ok(Outcome::Done(()))
    }
}

/// The clock was moved (only the sandbox does that).
#[derive(Debug, Serialize, Deserialize)]
struct Tick(Moment);

impl Operation<Wave> for Tick {
    type Answer = ();

    async fn perform(self, wave: &Wave) -> Result<()> {
        wave.turn(self.0).await
    }
}

impl Wave {
    /// Why a wave cannot be planned like this.
    async fn refused(
        &self,
        wave: &Definition,
        known: Option<&Definition>,
        now: Moment,
    ) -> Result<Option<Outcome<CommandState>>> {
        if known.is_some_and(|known| known != wave && known.phase(now) != Phase::Scheduled) {
            let params = Params {
                wave: Some(wave.number),
                ..Params::default()
            };
            return Ok(Some(Outcome::Refused(Code::WaveFrozen, params)));
        }
        self.claim(wave, Claim::Ask).await
    }

    /// Takes the seats that a recovery wave is made of, and gives back those that
    /// it took from another wave when it was planned before.
    async fn take_seats(
        &self,
        wave: &Definition,
        known: Option<&Definition>,
    ) -> Result<Option<Outcome<CommandState>>> {
        let refused = self.claim(wave, Claim::Take).await?;
        let before = known.and_then(|known| known.recovers);
        if let Some(before) = before
            && refused.is_none()
            && wave.recovers != Some(before)
        {
            let recover = Recover {
                by: wave.number,
                seats: 0,
                claim: Claim::Take,
            };
            ask(&self.env, before, &recover).await?;
        }
        Ok(refused)
    }

    async fn claim(
        &self,
        wave: &Definition,
        claim: Claim,
    ) -> Result<Option<Outcome<CommandState>>> {
        let Some(earlier) = wave.recovers else {
            return Ok(None);
        };
        let recover = Recover {
            by: wave.number,
            seats: wave.quota,
            claim,
        };
        Ok(match ask(&self.env, earlier, &recover).await? {
            Outcome::Done(()) => None,
            Outcome::Refused(code, params) => Some(Outcome::Refused(code, params)),
        })
    }

    /// Lists the phase that was reached, conducts the draw as far as it goes, and
    /// waits for what comes next.
    async fn turn(&self, now: Moment) -> Result<()> {
        let Some(definition) = self.state.storage().get::<Definition>(DEFINITION).await? else {
            return Ok(());
        };
        if self.conducting.replace(true) {
            // Whoever conducts looks at the clock when done.
            return wake_within(&self.state, AGAIN_MS).await;
        }
        let storage = self.state.storage();
        // Should this be cut off, it goes on by itself.
        wake_within(&self.state, AGAIN_MS).await?;
        let conducted = conduct(&self.env, &storage, &definition, now).await;
        self.conducting.set(false);
        let reached = draw::reached(&storage).await?;
        let phase = reached.map_or(definition.phase(now), |stage| stage.phase());
        list::store(&self.env, &definition, phase).await?;
        match conducted {
            Ok(wake) => {
                storage.delete_alarm().await?;
                if let Some(next) = wake.or(definition.next_change(now)) {
                    wake_within(&self.state, (next - now).num_milliseconds()).await?;
                }
            }
            // The alarm is set already.
            Err(error) => worker::console_error!(
                "{}",
                serde_json::json!({ "wave": definition.number, "error": error.to_string() })
            ),
        }
        Ok(())
    }
}

/// Lets every wave look at the clock again.
#[cfg(feature = "sandbox")]
pub async fn clock_moved(env: &Env, now: Moment) -> Result<()> {
    list::forget();
    for wave in list::all(env).await? {
        ask(env, wave.number, &Tick(now)).await?;
    }
    Ok(())
}
