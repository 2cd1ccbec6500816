//! The Durable Object of one wave: its definition, frozen once it opens, and
//! the alarm that turns its phases.

use super::list;
use crate::clock;
use crate::draw::{self, conduct};
use crate::object::{answer, call, question, wake_within};
use crate::sql::{Moment, Outcome};
use chrono::TimeDelta;
use domain::messages::{Code, Params};
use domain::staff::{Action, CommandState};
use domain::wave::{Phase, Wave as Definition};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Questions to a wave.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// A member of staff signs a command; `text` is the hash of what was signed.
    Sign {
        text: String,
        key: String,
        action: Action,
        now: Moment,
    },
    /// The clock was moved (only the sandbox does that).
    Tick { now: Moment },
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
const PROPOSAL: &str = "proposal";
const DONE: &str = "done";

/// Commands that were done are remembered for longer than they are valid.
const REMEMBERED: TimeDelta = TimeDelta::hours(26);

/// What one member of staff has signed.
#[derive(Serialize, Deserialize)]
struct Proposal {
    text: String,
    key: String,
}

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
            Question::Sign {
                text,
                key,
                action,
                now,
            } => self.sign(text, key, action, now).await,
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
    async fn sign(
        &self,
        text: String,
        key: String,
        action: Action,
        now: Moment,
    ) -> Result<Outcome<CommandState>> {
        let storage = self.state.storage();
        let mut done: Vec<(String, Moment)> = storage.get(DONE).await?.unwrap_or_default();
        if done.iter().any(|(known, _)| *known == text) {
            // Sent again, it is not done again.
            return Ok(Outcome::Done(CommandState::Done));
        }
        let Action::PlanWave { wave } = action;
        if let Some(refused) = self.refused(&wave, now).await? {
            return Ok(refused);
        }
        match storage.get::<Proposal>(PROPOSAL).await? {
            Some(proposal) if proposal.text == text && proposal.key == key => {
                Ok(Outcome::refused(Code::CommandSameKey))
            }
            Some(proposal) if proposal.text == text => {
                done.retain(|(_, at)| now - *at <= REMEMBERED);
                done.push((text, now));
                storage.put(DEFINITION, &wave).await?;
                storage.put(DONE, &done).await?;
                storage.delete(PROPOSAL).await?;
                self.turn(now).await?;
                Ok(Outcome::Done(CommandState::Done))
            }
            _ => {
                storage.put(PROPOSAL, &Proposal { text, key }).await?;
                if storage.get::<Definition>(DEFINITION).await?.is_none() {
                    list::store(&self.env, &wave, Phase::Draft).await?;
                }
                Ok(Outcome::Done(CommandState::Proposed))
            }
        }
    }

    /// Why a wave cannot be planned like this.
    async fn refused(
        &self,
        wave: &Definition,
        now: Moment,
    ) -> Result<Option<Outcome<CommandState>>> {
        let refuse = |code| {
            let params = Params {
                wave: Some(wave.number),
                ..Params::default()
            };
            Ok(Some(Outcome::Refused(code, params)))
        };
        if let Err(code) = wave.check() {
            return refuse(code);
        }
        let known: Option<Definition> = self.state.storage().get(DEFINITION).await?;
        match known {
            Some(known) if known != *wave && known.phase(now) != Phase::Scheduled => {
                refuse(Code::WaveFrozen)
            }
            _ => Ok(None),
        }
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
