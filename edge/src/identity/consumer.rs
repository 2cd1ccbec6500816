//! The queue of identity checks. A message names a person, never their data.
//! Every message is acknowledged: what could not be asked goes back into the
//! shard's outbox, which survives restarts and slows down by itself.

use super::dukcapil;
use crate::clock;
use crate::config::Config;
use crate::registrant::{Answer, Question, Registrants};
use crate::sql::Outcome;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{Env, MessageBatch, MessageExt, Result};

/// 6 – connections that one invocation may hold open.
const AT_ONCE: usize = 6;
/// 3 failures in a row, and the rest of the batch waits: a registry that is
/// down is not hammered.
const GIVE_UP_AFTER: u32 = 3;

/// Somebody whose data is to be checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Check {
    /// Their shard.
    pub shard: u16,
    /// Their row in it.
    pub person: i64,
}

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let config = Config::of(env)?;
    let registrants = Registrants::of(env, &config)?;
    let failures = Cell::new(0);
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(AT_ONCE, async |message| {
            let Ok(work) = Check::deserialize(message.body()) else {
                message.ack();
                return;
            };
            if let Err(error) = check(env, &registrants, &work, &failures).await {
                // The outbox hands it over again.
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "queue": "identity", "error": error.to_string() })
                );
            }
            message.ack();
        })
        .await;
    Ok(())
}

async fn check(
    env: &Env,
    registrants: &Registrants,
    check: &Check,
    failures: &Cell<u32>,
) -> Result<()> {
    let person = check.person;
    let data = registrants
        .ask_shard(check.shard, Question::IdentityData { person })
        .await?;
    let Outcome::Done(Answer::IdentityData(Some(registration))) = data else {
        return Ok(());
    };
    let result = if failures.get() >= GIVE_UP_AFTER {
        None
    } else {
        match dukcapil::verify(env, &registration).await {
            Ok(state) => {
                failures.set(0);
                Some(state)
            }
            Err(error) => {
                failures.set(failures.get() + 1);
                worker::console_warn!(
                    "{}",
                    serde_json::json!({ "outside": "dukcapil", "error": error.to_string() })
                );
                None
            }
        }
    };
    let now = clock::now(env).await?;
    registrants
        .ask_shard(
            check.shard,
            Question::IdentityResult {
                person,
                result,
                now,
            },
        )
        .await
        .map(drop)
}
