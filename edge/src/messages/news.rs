//! News on its way to a person: which ways it takes, and word of it to their phones.

use super::Message;
use crate::crypto::Keys;
use crate::push::registrant::Contacts;
use crate::queue;
use crate::sql::Moment;
use domain::messages::Outgoing;
use serde::{Deserialize, Serialize};
use worker::Result;

/// Word to somebody's phones that there is news.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// Addresses at push services.
    pub endpoints: Vec<String>,
    /// Whether something is lost by reading the news late.
    pub is_urgent: bool,
    /// Shard and row of the person.
    pub whose: (u16, i64),
    /// Sent if no phone was told.
    pub otherwise: Option<Message>,
}

impl Word {
    /// Sealed text opens only as queued word.
    pub const KIND: &str = "word";

    /// For the queue.
    pub fn seal(&self, keys: &Keys) -> Result<String> {
        queue::seal(keys, Self::KIND, self)
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
        let email = email.map(|address| sms.as_email(format!("{key}-email"), address));
        let is_urgent = outgoing.is_urgent();
        let has_phones = !contacts.push.is_empty();
        let sms = Some(sms).filter(|_| !outgoing.spares_sms());
        let (now, otherwise) = if has_phones && !is_urgent {
            (None, sms)
        } else {
            (sms, None)
        };
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

#[cfg(test)]
mod tests {
    use super::super::Channel;
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
        let told_already = Outgoing::SignedInAnew {
            from: "Chrome di Android".to_owned(),
            date: "2 Januari".to_owned(),
        };
        assert!(ways(&told_already, contacts(false, 0)).is_empty());
        assert_eq!(ways(&told_already, contacts(true, 2)), ["email", "push"]);
    }
}
