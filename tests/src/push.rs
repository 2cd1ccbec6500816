//! Phones at the sandbox's push service.

use crate::{Answer, Client, Runtime};
use serde_json::{Value, json};

/// A phone that has subscribed to news.
pub struct Subscribed {
    /// What the browser got from its push service.
    pub endpoint: String,
}

impl Runtime {
    /// Switches a fault of the push service: ok, slow, down, wrong, hang.
    pub fn push(&self, fault: &str) {
        self.sandbox_post("/faults", &json!({ "push": fault }));
    }

    /// A phone subscribes to the sender with a key, as a browser does.
    pub fn subscribed(&self, key: &str) -> Subscribed {
        let wish = json!({ "application_server_key": key });
        let made = self.sandbox_post("/push/phones", &wish);
        Subscribed {
            endpoint: made["endpoint"].as_str().unwrap().to_owned(),
        }
    }
}

impl Subscribed {
    /// How often it was told that there is news.
    pub fn told(&self) -> u64 {
        let mut answer = ureq::get(&self.endpoint).call().unwrap();
        let phone: Value = answer.body_mut().read_json().unwrap();
        phone["told"].as_u64().unwrap()
    }

    /// Its owner unsubscribes in the browser's settings: the edge is not told.
    pub fn is_lost(&self) {
        ureq::delete(&self.endpoint).call().unwrap();
    }

    /// Asks the edge to tell it.
    pub fn ask(&self, client: &Client) -> Answer {
        ask(client, &self.endpoint)
    }
}

/// Asks the edge to tell a phone at any address.
pub fn ask(client: &Client, endpoint: &str) -> Answer {
    client
        .method("PUT", "/api/v1/account/push")
        .json(&json!({ "endpoint": endpoint }))
        .send()
}
