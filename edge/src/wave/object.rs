//! The Durable Object of one wave: its definition, frozen once it opens, and
//! the alarm that turns its phases.

use super::list;
use crate::clock;
use crate::draw::conduct;
use crate::object::{answer, call, question, wake_within};
use crate::sql::{Moment, Outcome};
use domain::messages::{Code, Params};
use domain::wave::{Phase, Wave as Definition};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Questions to a wave.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// Plan it, or plan it anew.
    Put { definition: Definition, now: Moment },
    /// The clock was moved (only the sandbox does that).
    Tick { now: Moment },
}

/// Asks the object of a wave.
pub async fn ask(env: &Env, number: u32, question: &Question) -> Result<Outcome<()>> {
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
            Question::Put { definition, now } => self.put(definition, now).await,
            Question::Tick { now } => self.turn(now).await.map(Outcome::Done),
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
    async fn put(&self, definition: Definition, now: Moment) -> Result<Outcome<()>> {
        if let Err(code) = definition.check() {
            return Ok(Outcome::Refused(
                code,
                Params {
                    wave: Some(definition.number),
                    ..Params::default()
                },
            ));
        }
        let known: Option<Definition> = self.state.storage().get(DEFINITION).await?;
        if let Some(known) = known
            && known != definition
            && known.phase(now) != Phase::Scheduled
        {
            return Ok(Outcome::Refused(
                Code::WaveFrozen,
                Params {
                    wave: Some(known.number),
                    ..Params::default()
                },
            ));
        }
        self.state.storage().put(DEFINITION, &definition).await?;
        self.turn(now).await.map(Outcome::Done)
    }

    /// Lists the phase that was reached, conducts the draw as far as it goes, and
    /// waits for what comes next.
    async fn turn(&self, now: Moment) -> Result<()> {
        let Some(definition) = self.state.storage().get::<Definition>(DEFINITION).await? else {
            return Ok(());
        };
        let mut next = definition.next_change(now);
        if self.conducting.replace(true) {
            // Whoever conducts looks at the clock when done.
            return wake_within(&self.state, AGAIN_MS).await;
        }
        let conducted = conduct(&self.env, &self.state.storage(), &definition, now).await;
        self.conducting.set(false);
        match conducted {
            Ok((stage, wake)) => {
                let phase = stage.map_or(definition.phase(now), |stage| stage.phase());
                show_phase(&self.env, &definition, phase).await?;
                next = wake.or(next);
            }
            Err(error) => {
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "wave": definition.number, "error": error.to_string() })
                );
                list::store(&self.env, &definition, definition.phase(now)).await?;
                return wake_within(&self.state, AGAIN_MS).await;
            }
        }
        if let Some(next) = next {
            wake_within(&self.state, (next - now).num_milliseconds()).await?;
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
