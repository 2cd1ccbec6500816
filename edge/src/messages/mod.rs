//! News on their way out: text messages, e-mails, and word to a phone that there is
//! something to read. In the queue they are sealed; the gateway knows a repeated one
//! by its key.

use crate::clock;
use crate::config::Config;
use crate::crypto::Keys;
use crate::outside::{Unreachable, post};
use crate::push::{self, Sent};
use crate::registrant::{Contacts, Question, Registrants};
use chrono::{DateTime, Utc};
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

/// What stands in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Queued {
    /// By web push.
    Push(Word),
    /// By the gateway.
    Message(Message),
}

/// Word to somebody's phones that there is news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Addresses at push services.
    endpoints: Vec<String>,
    is_urgent: bool,
    /// Shard and row of the person.
    whose: (u16, i64),
    /// Sent if no phone was told.
    otherwise: Option<Message>,
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
}

/// News by every way that a person gave. A phone that was told spares the text message,
/// unless something is lost by reading it late.
pub fn to_person(
    key: &str,
    outgoing: &Outgoing,
    contacts: Contacts,
    whose: (u16, i64),
) -> Vec<Queued> {
    let sms = Message::sms(format!("{key}-sms"), outgoing, &contacts.phone);
    let email = contacts.email.map(|address| Message {
        key: format!("{key}-email"),
        channel: Channel::Email,
        to: address,
        ..sms.clone()
    });
    let is_urgent = outgoing.is_urgent();
    let mut queued = vec![];
    if contacts.push.is_empty() {
        queued.push(Queued::Message(sms));
    } else {
        let otherwise = if is_urgent {
            queued.push(Queued::Message(sms));
            None
        } else {
            Some(sms)
        };
        queued.push(Queued::Push(Word {
            endpoints: contacts.push,
            is_urgent,
            whose,
            otherwise,
        }));
    }
    queued.extend(email.map(Queued::Message));
    queued
}

impl Queued {
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
    let queued = Queued::Message(message.clone());
    env.queue("MESSAGES_QUEUE")?.send(queued.seal(keys)?).await
}

/// Works off one batch.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let config = Config::of(env)?;
    let now = clock::now(env).await?;
    let messages: Vec<_> = batch.iter().filter_map(Result::ok).collect();
    stream::iter(&messages)
        .for_each_concurrent(AT_ONCE, async |queued| {
            let sealed = queued.body().as_str().unwrap_or_default();
            let sent = match Queued::open(&config.keys, sealed) {
                Ok(Queued::Message(message)) => deliver(env, &message).await,
                Ok(Queued::Push(word)) => tell(env, &config, word, now).await,
                Err(_) => {
                    // Sealed under another key: nobody can ever send it.
                    worker::console_error!(
                        "{}",
                        serde_json::json!({ "queue": "messages", "error": "does not open" })
                    );
                    Ok(())
                }
            };
            match sent {
                Ok(()) => queued.ack(),
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

/// Hands a message to the gateway.
async fn deliver(env: &Env, message: &Message) -> Result<(), Unreachable> {
    let order = Order {
        channel: message.channel,
        to: &message.to,
        subject: &message.subject,
        text: &message.text,
    };
    let path = "/v1/messages";
    let key = Some(message.key.as_str());
    post::<_, Accepted>(env, "MESSAGING", path, key, &order, PATIENCE_MS)
        .await
        .map(drop)
}

/// Tells somebody's phones, each once: a service that does not take it is not asked
/// again, a text message comes sooner.
async fn tell(
    env: &Env,
    config: &Config,
    word: Word,
    now: DateTime<Utc>,
) -> Result<(), Unreachable> {
    let mut is_told = false;
    for endpoint in &word.endpoints {
        match push::send(env, endpoint, word.is_urgent, now).await {
            Ok(Sent::Taken) => is_told = true,
            Ok(Sent::Gone) => {
                let (shard, person) = word.whose;
                let question = Question::PhoneGone {
                    person,
                    endpoint_hash: push::endpoint_hash(&config.keys, endpoint),
                };
                let registrants = Registrants::of(env, config)?;
                registrants.ask_shard(shard, question).await?;
            }
            Err(error) => worker::console_warn!(
                "{}",
                serde_json::json!({ "outside": "push", "error": error.to_string() })
            ),
        }
    }
    match word.otherwise {
        Some(message) if !is_told => deliver(env, &message).await,
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOSE: (u16, i64) = (3, 14);

    fn contacts(email: bool, phones: usize) -> Contacts {
        Contacts {
            phone: "+6281200000000".to_owned(),
            email: email.then(|| "peserta@contoh.id".to_owned()),
            push: vec!["https://push.invalid/1".to_owned(); phones],
        }
    }

    /// `sms`, `email`, `push` or `push, else sms`, in the order in which they are sent.
    fn ways(outgoing: &Outgoing, contacts: Contacts) -> Vec<&'static str> {
        to_person("key", outgoing, contacts, WHOSE)
            .into_iter()
            .map(|queued| match queued {
                Queued::Message(message) if message.channel == Channel::Sms => "sms",
                Queued::Message(_) => "email",
                Queued::Push(word) if word.otherwise.is_some() => "push, else sms",
                Queued::Push(_) => "push",
            })
            .collect()
    }

    #[test]
    fn a_phone_that_is_told_spares_the_text_message_unless_something_is_lost_by_reading_late() {
        let late = Outgoing::CourseCompleted;
        let at_once = Outgoing::BuyBefore {
            date: "2 Januari".to_owned(),
        };
        assert_eq!(ways(&late, contacts(false, 0)), ["sms"]);
        assert_eq!(ways(&late, contacts(true, 0)), ["sms", "email"]);
        assert_eq!(ways(&late, contacts(true, 2)), ["push, else sms", "email"]);
        assert_eq!(ways(&at_once, contacts(false, 0)), ["sms"]);
        assert_eq!(ways(&at_once, contacts(true, 1)), ["sms", "push", "email"]);
    }

    #[test]
    fn what_was_queued_by_the_release_before_is_still_read() {
        let before = serde_json::json!({
            "key": "k", "channel": "sms", "to": "+6281200000000", "subject": "", "text": "Halo",
        });
        let read: Queued = serde_json::from_value(before).unwrap();
        assert!(matches!(read, Queued::Message(message) if message.text == "Halo"));
    }
}
