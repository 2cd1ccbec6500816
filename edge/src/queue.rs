//! How a batch of a queue is worked off. Queues of the first kind name a row: what could
//! not be done stays in its shard's outbox, which hands it over again. Those of the
//! second kind carry what goes to people, sealed: what failed comes again by itself.

use crate::crypto::Keys;
use futures_util::{StreamExt, stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use worker::{Error, MessageBatch, MessageExt, QueueRetryOptionsBuilder, Result};

/// 6 – connections that one invocation may hold open.
pub const AT_ONCE: usize = 6;
/// Pause before sealed work is tried again.
const RETRY_SECONDS: u32 = 5;

/// What `place` names opens only there.
pub fn seal(keys: &Keys, place: &str, work: &impl Serialize) -> Result<String> {
    keys.seal(place, &serde_json::to_vec(work)?)
        .map_err(|error| Error::RustError(error.to_string()))
}

/// An error says nothing of what is inside: it is logged.
fn open<T: DeserializeOwned>(keys: &Keys, place: &str, body: &serde_json::Value) -> Result<T> {
    let sealed = body.as_str().unwrap_or_default();
    let plain = keys.open(place, sealed);
    let plain = plain.map_err(|error| Error::RustError(error.to_string()))?;
    serde_json::from_slice(&plain)
        .map_err(|_| Error::RustError("sealed work of an unknown shape".to_owned()))
}

/// Works off what names a row, so many `at_once`. Every message is acknowledged, also
/// one that is of no known shape: nothing is lost, the row stays due.
pub async fn rows<T: DeserializeOwned>(
    batch: &MessageBatch<serde_json::Value>,
    at_once: usize,
    work: impl AsyncFn(T) -> Result<()>,
) {
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(at_once, async |message| {
            let done = match T::deserialize(message.body()) {
                Ok(row) => work(row).await,
                Err(error) => Err(error.into()),
            };
            if let Err(error) = done {
                worker::console_error!("{}", line(batch, &error));
            }
            message.ack();
        })
        .await;
}

/// Works off what was sealed at `place`; what fails comes again.
pub async fn sealed<T: DeserializeOwned>(
    batch: &MessageBatch<serde_json::Value>,
    (keys, place): (&Keys, &str),
    work: impl AsyncFn(T) -> Result<()>,
) {
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(AT_ONCE, async |message| {
            let opened = match open(keys, place, message.body()) {
                Ok(opened) => opened,
                Err(error) => {
                    // Sealed under another key or of another release: nobody can ever
                    // send it.
                    worker::console_error!("{}", line(batch, &error));
                    message.ack();
                    return;
                }
            };
            match work(opened).await {
                Ok(()) => message.ack(),
                Err(error) => {
                    worker::console_warn!("{}", line(batch, &error));
                    message.retry_with_options(
                        &QueueRetryOptionsBuilder::new()
                            .with_delay_seconds(RETRY_SECONDS)
                            .build(),
                    );
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
    use serde_json::{Value, json};

    fn keys() -> Keys {
        let key = data_encoding::BASE64URL_NOPAD.encode(&[7; 32]);
        Keys::parse(&key, &key).unwrap()
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
