//! The queue of identity checks. A message names a person, never their data. What could
//! not be asked goes back into the shard's outbox, which survives restarts and slows
//! down by itself.

use super::dukcapil;
use crate::clock;
use crate::config::Config;
use crate::identity::registrant::{NoteIdentity, ReadIdentity};
use crate::queue;
use crate::registrant::Registrants;
use crate::sql::Outcome;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use worker::{Env, MessageBatch, Result};

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
    let registrants = Registrants::of(env, &config);
    let failures = Cell::new(0);
    queue::rows(batch, env, queue::AT_ONCE, async |row: Check| {
        check(env, &registrants, &row, &failures).await
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
        .ask_shard(check.shard, ReadIdentity { person })
        .await?;
    let Outcome::Done(Some((registration, corrections))) = data else {
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
            NoteIdentity {
                person,
                corrections,
                result,
                now,
            },
        )
        .await
        .map(drop)
}
