//! The Durable Object of one wave: its definition, frozen once it opens, and
//! the alarm that turns its phases.

use super::list;
use crate::clock;
use crate::config::Config;
use crate::draw::{self, Conduct, conduct};
use crate::household::Households;
use crate::object::{answer, call, question, wake_within};
use crate::sql::{Moment, Outcome};
use crate::staff::{Signed, Signing};
use domain::messages::{Code, Params};
use domain::staff::CommandState;
use domain::wave::{Phase, Wave as Definition};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::BTreeMap;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Questions to a wave.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// A member of staff signs the command that plans the wave.
    Plan { signing: Signing, wave: Definition },
    /// A recovery wave, `by`, is about to have so many of this wave's seats.
    Recover { by: u32, seats: u32, claim: Claim },
    /// The clock was moved (only the sandbox does that).
    Tick { now: Moment },
}

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
    let state = ask(env, number, &Question::Plan { signing, wave }).await;
    list::forget();
    state
}

/// Asks the object of a wave.
pub async fn ask(env: &Env, number: u32, question: &Question) -> Result<Outcome<CommandState>> {
    call(
        &env.durable_object("WAVES")?,
        &format!("wave-{number}"),
        question,
    )
    .await
}

/// A wave.
#[durable_object]
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

impl DurableObject for Wave {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            conducting: Cell::new(false),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let result = match question(&mut request).await? {
            Question::Plan { signing, wave } => self.plan(signing, wave).await,
            Question::Recover { by, seats, claim } => self.recover(by, seats, claim).await,
            Question::Tick { now } => {
                let turned = self.turn(now).await;
                turned.map(|()| Outcome::Done(CommandState::Done))
            }
        };
        answer("Wave", result)
    }

    async fn alarm(&self) -> Result<Response> {
        let now = clock::now(&self.env).await?;
        self.turn(now).await?;
        Response::ok("")
    }
}

impl Wave {
    /// Takes a signature: the first proposes, the second of another key does it.
    async fn plan(&self, signing: Signing, wave: Definition) -> Result<Outcome<CommandState>> {
        let storage = self.state.storage();
        let known: Option<Definition> = storage.get(DEFINITION).await?;
        if !signing.is_done(&storage).await?
            && let Some(refused) = self.refused(&wave, known.as_ref(), signing.now).await?
        {
            return Ok(refused);
        }
        match signing.take(&storage).await? {
            Signed::Known(outcome) => Ok(outcome),
            Signed::Proposed => {
                if known.is_none() {
                    list::store(&self.env, &wave, Phase::Draft).await?;
                }
                Ok(Outcome::Done(CommandState::Proposed))
            }
            Signed::Agreed => {
                if let Some(refused) = self.take_seats(&wave, known.as_ref()).await? {
                    return Ok(refused);
                }
                let now = signing.now;
                storage.put(DEFINITION, &wave).await?;
                signing.done(&storage).await?;
                self.turn(now).await?;
                Ok(Outcome::Done(CommandState::Done))
            }
        }
    }

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
            let question = Question::Recover {
                by: wave.number,
                seats: 0,
                claim: Claim::Take,
            };
            ask(&self.env, before, &question).await?;
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
        let question = Question::Recover {
            by: wave.number,
            seats: wave.quota,
            claim,
        };
        Ok(match ask(&self.env, earlier, &question).await? {
            Outcome::Done(_) => None,
            refused => Some(refused),
        })
    }

    /// This wave's side: seats that came back are given to one recovery wave only.
    async fn recover(&self, by: u32, seats: u32, claim: Claim) -> Result<Outcome<CommandState>> {
        let storage = self.state.storage();
        let Some(wave) = storage.get::<Definition>(DEFINITION).await? else {
            return Ok(Outcome::refused(Code::WaveRecoveryInvalid));
        };
        if !matches!(draw::reached(&storage).await?, Some(Conduct::Settled)) {
            return Ok(Outcome::refused(Code::WaveRecoveryInvalid));
        }
        let config = Config::of(&self.env)?;
        let came_back = Households::of(&self.env, &config)?
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
        Ok(Outcome::Done(CommandState::Done))
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

/// Lists the phase that a wave has reached, and notes it in the log.
pub async fn show_phase(env: &Env, wave: &Definition, phase: Phase) -> Result<()> {
    list::store(env, wave, phase).await?;
    worker::console_log!(
        "{}",
        serde_json::json!({ "wave": wave.number, "phase": phase })
    );
    Ok(())
}

/// Lets every wave look at the clock again.
#[cfg(feature = "sandbox")]
pub async fn clock_moved(env: &Env, now: Moment) -> Result<()> {
    list::forget();
    for wave in list::all(env).await? {
        ask(env, wave.number, &Question::Tick { now }).await?;
    }
    Ok(())
}
