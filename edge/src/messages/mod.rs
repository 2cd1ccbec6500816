//! Text messages and e-mails on their way out. In the queue they are sealed;
//! the gateway knows a repeated one by its key.

use crate::clock;
use crate::crypto::Keys;
use crate::outside::post;
use crate::push::Word;
use crate::queue;
use crate::registrant::Contacts;
use crate::sql::Moment;
use domain::messages::Outgoing;
use serde::{Deserialize, Serialize};
use worker::{Env, Error, MessageBatch, Result};

/// 10 s – gateways accept at once or not at all.
const PATIENCE_MS: u64 = 10_000;

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

    /// The same by e-mail.
    fn email(&self, key: String, address: String) -> Self {
        Self {
            key,
            channel: Channel::Email,
            to: address,
            ..self.clone()
        }
    }

    fn is_dead(&self, now: Moment) -> bool {
        self.dies_at.is_some_and(|dies| dies <= now)
    }

    /// For the queue.
    pub fn seal(&self, keys: &Keys) -> Result<String> {
        queue::seal(keys, PLACE, self)
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
    pub fn of(
        key: &str,
        (outgoing, now): (&Outgoing, Moment),
        contacts: Contacts,
        whose: (u16, i64),
    ) -> Self {
        let sms = Message::sms(format!("{key}-sms"), (outgoing, now), &contacts.phone);
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
    let now = clock::now(env).await?;
    queue::sealed(batch, env, (&keys, PLACE), async |message| {
        send(env, message, now).await
    })
    .await;
    Ok(())
}

async fn send(env: &Env, message: Message, now: Moment) -> Result<()> {
    if message.is_dead(now) {
        worker::console_warn!(
            "{}",
            serde_json::json!({ "queue": "messages", "expired": 1 })
        );
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

    fn contacts(email: bool, phones: usize) -> Contacts {
        Contacts {
            phone: "+6281200000000".to_owned(),
            email: email.then(|| "peserta@contoh.id".to_owned()),
            push: vec!["https://push.invalid/1".to_owned(); phones],
        }
    }

    /// In the order in which they are sent.
    fn ways(outgoing: &Outgoing, contacts: Contacts) -> Vec<&'static str> {
        let news = News::of("key", (outgoing, Moment::UNIX_EPOCH), contacts, (3, 14));
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
