//! The sandbox's inbox, as a test reads it.

use crate::{Runtime, until};
use serde_json::Value;

impl Runtime {
    /// Messages to a number or address after `since`, newest first.
    pub fn messages(&self, to: &str, since: u64) -> Vec<Value> {
        let to: String = form_urlencoded::byte_serialize(to.as_bytes()).collect();
        self.sandbox_get(&format!("/inbox.json?to={to}&since={since}"))["messages"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// The place of the newest message to somebody; 0 before any.
    pub fn last_message(&self, to: &str) -> u64 {
        self.messages(to, 0)
            .first()
            .map_or(0, |message| message["seq"].as_u64().unwrap())
    }

    /// The code in the first message after `since` that has one.
    pub fn await_code(&self, to: &str, since: u64) -> String {
        until(&format!("a code for {to}"), || {
            self.messages(to, since).iter().find_map(|message| {
                let text = message["text"].as_str()?;
                let (code, _) = text.split_once(" adalah kode")?;
                let is_code = code
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b' ');
                is_code.then(|| code.to_owned())
            })
        })
    }

    /// How many codes somebody has got so far. Unlike the newest message it stands still
    /// while news of before are still on their way.
    pub fn codes(&self, to: &str) -> usize {
        let all = self.messages(to, 0);
        let texts = all.iter().filter_map(|message| message["text"].as_str());
        texts.filter(|text| text.contains("adalah kode")).count()
    }

    /// The first message to somebody whose text contains these words.
    pub fn await_message(&self, to: &str, words: &str) -> Value {
        until(&format!("a message to {to} with {words:?}"), || {
            self.messages(to, 0).into_iter().find(|message| {
                message["text"]
                    .as_str()
                    .is_some_and(|text| text.contains(words))
            })
        })
    }
}
