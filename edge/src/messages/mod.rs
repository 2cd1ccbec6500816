//! Text messages and e-mails on their way out. In the queue they are sealed;
//! the gateway knows a repeated one by its key.

use crate::crypto::Keys;
use crate::outside::post;
use crate::push::Word;
use crate::registrant::Contacts;
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

    /// The same by e-mail.
    fn email(&self, key: String, address: String) -> Self {
        Self {
            key,
            channel: Channel::Email,
            to: address,
            ..self.clone()
        }
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

/// News by every way that a person gave.
pub struct News {
    /// For the gateway.
    pub messages: Vec<Message>,
    /// For their phones, if they have asked for it.
    pub word: Option<Word>,
}

impl News {
    /// A phone that was told spares the text message, unless something is lost by reading
    /// it late. `whose` is shard and row of the person.
    pub fn of(key: &str, outgoing: &Outgoing, contacts: Contacts, whose: (u16, i64)) -> Self {
        let sms = Message::sms(format!("{key}-sms"), outgoing, &contacts.phone);
        let email = contacts.email;
        let email = email.map(|address| sms.email(format!("{key}-email"), address));
        let is_urgent = outgoing.is_urgent();
        let has_phones = !contacts.push.is_empty();
        let otherwise = (has_phones && !is_urgent).then(|| sms.clone());
        let now = otherwise.is_none().then_some(sms);
        Self {
            messages: now.into_iter().chain(email).collect(),
            word: has_phones.then_some(Word {
                endpoints: contacts.push,
                is_urgent,
                whose,
                otherwise,
            }),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn contacts(email: bool, phones: usize) -> Contacts {
        Contacts {
            phone: "+6281200000000".to_owned(),
            email: email.then(|| "peserta@contoh.id".to_owned()),
            push: vec!["https://push.invalid/1".to_owned(); phones],
        }
    }

    /// In the order in which they are sent.
    fn ways(outgoing: &Outgoing, contacts: Contacts) -> Vec<&'static str> {
        let news = News::of("key", outgoing, contacts, (3, 14));
        let messages = news.messages.iter().map(|message| match message.channel {
            Channel::Sms => "sms",
            Channel::Email => "email",
        });
        let word = news.word.map(|word| match word.otherwise {
            Some(_) => "push, else sms",
            None => "push",
        });
        messages.chain(word).collect()
    }

    #[test]
    fn a_phone_that_is_told_spares_the_text_message_unless_something_is_lost_by_reading_late() {
        let late = Outgoing::CourseCompleted;
        let at_once = Outgoing::BuyBefore {
            date: "2 Januari".to_owned(),
        };
        assert_eq!(ways(&late, contacts(false, 0)), ["sms"]);
        assert_eq!(ways(&late, contacts(true, 0)), ["sms", "email"]);
        assert_eq!(ways(&late, contacts(true, 2)), ["email", "push, else sms"]);
        assert_eq!(ways(&at_once, contacts(false, 0)), ["sms"]);
        assert_eq!(ways(&at_once, contacts(true, 1)), ["sms", "email", "push"]);
    }
}
