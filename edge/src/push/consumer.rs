//! Word to phones on its way through a queue of its own: a push service that hangs holds
//! no code up that somebody waits for.

use super::client::{Sent, send};
use super::endpoint_hash;
use crate::clock;
use crate::config::Config;
use crate::messages::{self, Word};
use crate::push::registrant::ForgetPhone;
use crate::queue;
use crate::registrant::Registrants;
use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use worker::{Env, MessageBatch, Result};

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let config = Config::of(env)?;
    let now = clock::now(env).await?;
    queue::sealed(batch, env, (&config.keys, Word::KIND), async |word| {
        tell(env, &config, word, now).await
    })
    .await;
    Ok(())
}

/// Tells somebody's phones, each once: a service that answers and does not take it is not
/// asked again, a text message comes sooner. An error is a queue that did not take that.
async fn tell(env: &Env, config: &Config, word: Word, now: DateTime<Utc>) -> Result<()> {
    let sent = word.endpoints.iter().map(async |endpoint| {
        match send(env, endpoint, word.is_urgent, now).await {
            Ok(Sent::Taken) => Ok(true),
            Ok(Sent::Gone) => forget(env, config, (word.whose, endpoint), now)
                .await
                .map(|()| false)
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        }
    });
    let mut is_told = false;
    for outcome in join_all(sent).await {
        match outcome {
            Ok(taken) => is_told |= taken,
            // Also where one could not be forgotten: it is found gone again next time,
            // and nobody is told twice meanwhile.
            Err(error) => worker::console_warn!(
                "{}",
                serde_json::json!({ "outside": "push", "error": error })
            ),
        }
    }
    match word.otherwise {
        Some(message) if !is_told => messages::enqueue(env, &config.keys, &message).await,
        _ => Ok(()),
    }
}

/// There is no such phone any more.
async fn forget(
    env: &Env,
    config: &Config,
    ((shard, person), endpoint): ((u16, i64), &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let forget = ForgetPhone {
        person,
        endpoint_hash: endpoint_hash(&config.keys, endpoint),
        now,
    };
    let registrants = Registrants::of(env, config);
    registrants.ask_shard(shard, forget).await.map(drop)
}
