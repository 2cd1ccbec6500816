//! How a batch of a queue is worked off. Queues of the first kind name a row: what could
//! not be done stays in its shard's outbox, which hands it over again. Those of the
//! second kind carry what goes to people, sealed: what failed comes again by itself.

use crate::crypto::{Keys, Place};
use crate::json::json;
use crate::undelivered;
use domain::undelivered::Reason;
use futures_util::future::{Either, select};
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::pin::pin;
use std::time::Duration;
use worker::{
    Delay, Env, Error, Message, MessageBatch, MessageExt, QueueRetryOptionsBuilder, Result,
};

/// 6 – connections that one invocation may hold open.
pub const AT_ONCE: usize = 6;
/// First pause before work is tried again.
const FIRST_PAUSE_SECONDS: u64 = 5;
/// 1 h – longest pause. With the hundred tries of `wrangler.toml` work waits for its
/// destination for about four days before it is kept for the office.
const LONGEST_PAUSE_SECONDS: u64 = 3_600;
/// 2 min – longer than any service is waited for, its second try included. A batch that
/// one call holds up keeps everyone behind it waiting too.
const PATIENCE: Duration = Duration::from_mins(2);

/// How long to wait with work that was queued so long ago: as long again, so that each
/// wait is twice the one before. The runtime tells no number of tries.
fn pause_seconds(age_ms: u64) -> u32 {
    let pause = (age_ms / 1_000).clamp(FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
    u32::try_from(pause).unwrap_or(u32::MAX)
}

/// Has a message come again, ever later.
pub fn again_later(message: &impl MessageExt) {
    let queued = message.timestamp().as_millis();
    let age_ms = worker::Date::now().as_millis().saturating_sub(queued);
    message.retry_with_options(
        &QueueRetryOptionsBuilder::new()
            .with_delay_seconds(pause_seconds(age_ms))
            .build(),
    );
}

/// What came of `work`, or an error as soon as `too_late`.
async fn within(work: impl Future<Output = Result<()>>, too_late: impl Future) -> Result<()> {
    match select(pin!(work), pin!(too_late)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(Error::RustError("not done in time".to_owned())),
    }
}

/// Keeps for the office what nobody here can work off; then it leaves the queue.
async fn keep(env: &Env, queue: &str, message: &Message<serde_json::Value>, reason: Reason) {
    let id = message.id();
    match undelivered::keep(env, queue, &id, message.body(), reason).await {
        Ok(()) => message.ack(),
        Err(error) => {
            worker::console_error!(
                "{}",
                serde_json::json!({ "queue": queue, "error": error.to_string() })
            );
            again_later(message);
        }
    }
}

/// Works off a dead-letter queue: all of it is kept for the office.
pub async fn dead(batch: &MessageBatch<serde_json::Value>, env: &Env) {
    let name = batch.queue();
    let queue = name.strip_suffix(DEAD).unwrap_or(&name);
    for message in batch.iter().filter_map(Result::ok) {
        keep(env, queue, &message, Reason::TriedTooOften).await;
    }
}

/// What the name of a dead-letter queue ends in.
pub const DEAD: &str = "-dead";

/// What `place` names opens only there.
pub fn seal(keys: &Keys, place: &str, work: &impl Serialize) -> Result<String> {
    keys.ring
        .seal(Place::moving(place), &serde_json::to_vec(work)?)
        .map_err(|error| Error::RustError(error.to_string()))
}

/// An error says nothing of what is inside: it is logged.
fn open<T: DeserializeOwned>(keys: &Keys, place: &str, body: &serde_json::Value) -> Result<T> {
    let sealed = body.as_str().unwrap_or_default();
    let plain = keys.ring.open(Place::moving(place), sealed);
    let plain = plain.map_err(|error| Error::RustError(error.to_string()))?;
    json(&plain).map_err(|_| Error::RustError("sealed work of an unknown shape".to_owned()))
}

/// Works off what names a row, so many `at_once`. What failed is acknowledged too: the
/// row stays due. What is of no known shape names none, and is kept.
pub async fn rows<T: DeserializeOwned>(
    batch: &MessageBatch<serde_json::Value>,
    env: &Env,
    at_once: usize,
    work: impl AsyncFn(T) -> Result<()>,
) {
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(at_once, async |message| {
            let Ok(row) = T::deserialize(message.body()) else {
                return keep(env, &batch.queue(), message, Reason::Unreadable).await;
            };
            if let Err(error) = within(work(row), Delay::from(PATIENCE)).await {
                worker::console_error!("{}", line(batch, &error));
            }
            message.ack();
        })
        .await;
}

/// Whether the deployment has the key that a message names.
fn is_known(keys: &Keys, body: &serde_json::Value) -> bool {
    body.as_str().is_none_or(|sealed| keys.ring.knows(sealed))
}

/// Works off what was sealed at `place`; what fails comes again, and so does what was sealed
/// with a key that is not here yet. What does not open is kept.
pub async fn sealed<T: DeserializeOwned>(
    batch: &MessageBatch<serde_json::Value>,
    env: &Env,
    (keys, place): (&Keys, &str),
    work: impl AsyncFn(T) -> Result<()>,
) {
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(AT_ONCE, async |message| {
            let opened = match open(keys, place, message.body()) {
                Ok(opened) => opened,
                // Sealed by a worker of a newer deployment: this one is replaced by it.
                Err(error) if !is_known(keys, message.body()) => {
                    worker::console_warn!("{}", line(batch, &error));
                    return again_later(message);
                }
                Err(error) => {
                    worker::console_error!("{}", line(batch, &error));
                    return keep(env, &batch.queue(), message, Reason::Unreadable).await;
                }
            };
            match within(work(opened), Delay::from(PATIENCE)).await {
                Ok(()) => message.ack(),
                Err(error) => {
                    worker::console_warn!("{}", line(batch, &error));
                    again_later(message);
                }
            }
        })
        .await;
}

/// What a log says of a failure.
pub fn line(batch: &MessageBatch<serde_json::Value>, error: &Error) -> serde_json::Value {
    serde_json::json!({ "queue": batch.queue(), "error": error.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::tests::keys_with;
    use serde_json::{Value, json};

    fn keys() -> Keys {
        let key = data_encoding::BASE64URL_NOPAD.encode(&[7; 32]);
        Keys::parse(&key, &key, "").unwrap()
    }

    #[test]
    fn what_a_newer_deployment_sealed_waits_for_it_and_what_is_spoiled_does_not() {
        let (old, new) = (keys_with(&[]), keys_with(&[1]));
        let sealed = json!(seal(&new, "message", &json!("word")).unwrap());
        assert!(open::<Value>(&old, "message", &sealed).is_err());
        assert!(!is_known(&old, &sealed) && is_known(&new, &sealed));
        let before = json!(seal(&old, "message", &json!("word")).unwrap());
        assert!(open::<Value>(&new, "message", &before).is_ok());
        for spoiled in [json!("0.spoiled"), json!("spoiled"), json!(1), json!({})] {
            assert!(is_known(&old, &spoiled), "{spoiled}");
        }
    }

    #[test]
    fn waits_double_up_to_an_hour_and_outlast_days() {
        let (mut age, mut waits) = (0_u64, vec![]);
        for _ in 0..100 {
            let wait = u64::from(pause_seconds(age));
            waits.push(wait);
            age += wait * 1_000;
        }
        assert_eq!(waits[..5], [5, 5, 10, 20, 40]);
        assert_eq!(waits[99], 3_600);
        assert!(age > 3 * 86_400 * 1_000, "{age} ms");
    }

    #[test]
    fn work_that_never_ends_is_given_up_and_what_ends_in_time_counts() {
        use futures_util::FutureExt;
        use std::future::{pending, ready};
        let given_up = within(pending(), ready(())).now_or_never().unwrap();
        assert!(given_up.is_err());
        let done = within(ready(Ok(())), pending::<()>()).now_or_never();
        assert!(done.unwrap().is_ok());
        assert!(within(pending(), pending::<()>()).now_or_never().is_none());
    }

    #[test]
    fn what_was_sealed_opens_at_its_own_place_only() {
        let keys = keys();
        let body = Value::from(seal(&keys, "message", &json!({ "to": "x" })).unwrap());
        let opened: Value = open(&keys, "message", &body).unwrap();
        assert_eq!(opened, json!({ "to": "x" }));
        assert!(open::<Value>(&keys, "word", &body).is_err());
        assert!(open::<Value>(&keys, "message", &Value::Null).is_err());
    }

    #[test]
    fn what_has_another_shape_is_refused_without_a_word_of_it() {
        let keys = keys();
        let body = Value::from(seal(&keys, "message", &"+6281200000000").unwrap());
        let error = open::<u32>(&keys, "message", &body).unwrap_err();
        assert!(!error.to_string().contains("628"), "{error}");
    }
}
