//! Text messages and e-mails on their way out. In the queue they are sealed;
//! the gateway knows a repeated one by its key.

use crate::crypto::Keys;
use crate::outside::post;
use domain::messages::Outgoing;
use futures_util::{StreamExt, stream};
use serde::{Deserialize, Serialize};
use worker::{Env, Error, MessageBatch, MessageExt, QueueRetryOptionsBuilder, Result};

/// 6 – connections that one invocation may hold open.
const AT_ONCE: usize = 6;
/// 10 s – gateways accept at once or not at all.
const PATIENCE_MS: u64 = 10_000;
/// Pause before a message is tried again.
const RETRY_SECONDS: u32 = 5;

/// Sealed text opens only as a queued message.
const PLACE: &str = "message";

/// How a message travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// To a mobile number.
    Sms,
    /// To an e-mail address.
    Email,
}

/// A message ready to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The gateway sends one message per key, however often it is asked.
    pub key: String,
    channel: Channel,
    to: String,
    subject: String,
    text: String,
}

#[derive(Serialize)]
struct Order<'a> {
    channel: Channel,
    to: &'a str,
    subject: &'a str,
    text: &'a str,
}

/// What the gateway answers.
#[derive(Deserialize)]
struct Accepted {
    #[allow(dead_code, reason = "its presence says that the message was taken")]
    id: serde_json::Value,
}

impl Message {
    /// A text message.
    pub fn sms(key: String, outgoing: &Outgoing, phone: &str) -> Self {
        Self {
            key,
            channel: Channel::Sms,
            to: phone.to_owned(),
            subject: outgoing.subject().to_owned(),
            text: outgoing.text(),
        }
    }

    /// The same words by every way that a person gave.
    pub fn to_person(
        key: &str,
        outgoing: &Outgoing,
        phone: &str,
        email: Option<&str>,
    ) -> Vec<Self> {
        let sms = Self::sms(format!("{key}-sms"), outgoing, phone);
        let email = email.map(|address| Self {
            key: format!("{key}-email"),
            channel: Channel::Email,
            to: address.to_owned(),
            ..sms.clone()
        });
        std::iter::once(sms.clone()).chain(email).collect()
    }

    /// For the queue.
    pub fn seal(&self, keys: &Keys) -> Result<String> {
        keys.seal(PLACE, &serde_json::to_vec(self)?)
            .map_err(|error| Error::RustError(error.to_string()))
    }

    fn open(keys: &Keys, sealed: &str) -> Result<Self> {
        let plain = keys
            .open(PLACE, sealed)
            .map_err(|error| Error::RustError(error.to_string()))?;
        Ok(serde_json::from_slice(&plain)?)
    }
}

/// Hands a message to the queue.
pub async fn enqueue(env: &Env, keys: &Keys, message: &Message) -> Result<()> {
    env.queue("MESSAGES_QUEUE")?.send(message.seal(keys)?).await
}

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let keys = crate::config::Config::of(env)?.keys;
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(AT_ONCE, async |queued| {
            let Ok(message) = Message::open(&keys, queued.body().as_str().unwrap_or_default())
            else {
                // Sealed under another key: nobody can ever send it.
                worker::console_error!(
                    "{}",
                    serde_json::json!({ "queue": "messages", "error": "does not open" })
                );
                queued.ack();
                return;
            };
            let order = Order {
                channel: message.channel,
                to: &message.to,
                subject: &message.subject,
                text: &message.text,
            };
            match post::<_, Accepted>(
                env,
                "MESSAGING",
                "/v1/messages",
                Some(&message.key),
                &order,
                PATIENCE_MS,
            )
            .await
            {
                Ok(_) => queued.ack(),
                Err(error) => {
                    worker::console_warn!(
                        "{}",
                        serde_json::json!({ "outside": "messaging", "error": error.to_string() })
                    );
                    queued.retry_with_options(
                        &QueueRetryOptionsBuilder::new()
                            .with_delay_seconds(RETRY_SECONDS)
                            .build(),
                    );
                }
            }
        })
        .await;
    Ok(())
}
