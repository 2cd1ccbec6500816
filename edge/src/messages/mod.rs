//! Text messages and e-mails on their way out. In the queue they are sealed;
//! the gateway knows a repeated one by its key.

mod news;

pub use news::{News, Word};

use crate::clock;
use crate::crypto::{Keys, uuid};
use crate::http::Context;
use crate::outside::post;
use crate::queue;
use crate::sql::Moment;
use domain::contact::Email;
use domain::messages::Outgoing;
use serde::{Deserialize, Serialize};
use worker::{Env, Error, MessageBatch, Result};

/// 10 s – gateways accept at once or not at all.
const PATIENCE_MS: u64 = 10_000;

/// Sealed text opens only as a queued message.
const KIND: &str = "message";

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
    /// After this it is of no use: a code that comes late only misleads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dies_at: Option<Moment>,
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
    pub fn sms(key: String, (outgoing, now): (&Outgoing, Moment), phone: &str) -> Self {
        Self {
            dies_at: outgoing.valid_for().map(|valid| now + valid),
            key,
            channel: Channel::Sms,
            to: phone.to_owned(),
            subject: outgoing.subject().to_owned(),
            text: outgoing.text(),
        }
    }

    /// An e-mail.
    pub fn email(key: String, message: (&Outgoing, Moment), address: &Email) -> Self {
        Self::sms(String::new(), message, "").as_email(key, address.as_str().to_owned())
    }

    /// The same by e-mail.
    fn as_email(&self, key: String, address: String) -> Self {
        Self {
            key,
            channel: Channel::Email,
            to: address,
            ..self.clone()
        }
    }

    fn is_to_nobody(&self) -> bool {
        self.to.is_empty()
    }

    fn is_dead(&self, now: Moment) -> bool {
        self.dies_at.is_some_and(|dies| dies <= now)
    }

    /// For the queue.
    pub fn seal(&self, keys: &Keys) -> Result<String> {
        queue::seal(keys, KIND, self)
    }
}

/// Hands a message to its queue: somebody sits and waits for a code, and must not wait
/// behind the news of a wave.
pub async fn enqueue(env: &Env, keys: &Keys, message: &Message) -> Result<()> {
    let queue = match message.dies_at {
        Some(_) => "CODES_QUEUE",
        None => "MESSAGES_QUEUE",
    };
    env.queue(queue)?.send(message.seal(keys)?).await
}

/// Hands a code to its queue, or one to nobody that the queue drops: whoever asks in
/// somebody's name learns neither by the time that it takes nor by a queue that is away
/// whether there was a number to send it to.
pub async fn enqueue_code(
    context: &Context,
    outgoing: &Outgoing,
    phone: Option<String>,
) -> Result<()> {
    let phone = phone.unwrap_or_default();
    let key = uuid().map_err(|error| Error::RustError(error.to_string()))?;
    let message = Message::sms(key, (outgoing, context.now), &phone);
    enqueue(&context.env, &context.config.keys, &message).await
}

/// The same by e-mail.
pub async fn enqueue_code_by_email(
    context: &Context,
    outgoing: &Outgoing,
    address: Option<Email>,
) -> Result<()> {
    let address = address.map_or_else(String::new, |address| address.as_str().to_owned());
    let key = uuid().map_err(|error| Error::RustError(error.to_string()))?;
    let message = Message::sms(String::new(), (outgoing, context.now), "").as_email(key, address);
    enqueue(&context.env, &context.config.keys, &message).await
}

/// Works off one batch, of codes or of news.
pub async fn consume(batch: &MessageBatch<serde_json::Value>, env: &Env) -> Result<()> {
    let keys = crate::config::Config::of(env)?.keys;
    let now = clock::now(env).await?;
    queue::sealed(batch, env, (&keys, KIND), async |message| {
        send(env, message, now).await
    })
    .await;
    Ok(())
}

async fn send(env: &Env, message: Message, now: Moment) -> Result<()> {
    if message.is_to_nobody() {
        return Ok(());
    }
    if message.is_dead(now) {
        worker::console_warn!("{}", serde_json::json!({ "queue": "codes", "expired": 1 }));
        return Ok(());
    }
    let order = Order {
        channel: message.channel,
        to: &message.to,
        subject: &message.subject,
        text: &message.text,
    };
    post::<_, Accepted>(
        env,
        "MESSAGING",
        "/v1/messages",
        Some(&message.key),
        &order,
        PATIENCE_MS,
    )
    .await
    .map(drop)
    .map_err(|error| Error::RustError(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_dies_with_its_validity_and_news_never_do() {
        let begins = Moment::UNIX_EPOCH;
        let valid = domain::contact::OtpLimits::VALID;
        let message = |outgoing| Message::sms("key".to_owned(), (&outgoing, begins), "+62812");
        let code = message(Outgoing::Otp {
            code: "123456".to_owned(),
            minutes: 10,
        });
        assert!(!code.is_dead(begins + valid - chrono::TimeDelta::seconds(1)));
        assert!(code.is_dead(begins + valid));
        assert!(!message(Outgoing::CourseCompleted).is_dead(begins + chrono::TimeDelta::days(30)));
    }
}
