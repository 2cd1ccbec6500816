//! A client that remembers its cookies as a browser does, comes from a network
//! address of its own, and lets no undocumented answer of the API pass.

use crate::answer::Answer;
use crate::contract::Contract;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use ureq::Agent;
use ureq::http::Request;

const SESSION: &str = "__Host-session";

/// A caller.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    edge: String,
    address: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    contract: Arc<Contract>,
}

/// A call that is being put together.
pub struct Call<'a> {
    client: &'a Client,
    method: &'static str,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A UUID (version 4) for an `Idempotency-Key`.
pub fn fresh_key() -> String {
    uuid::Uuid::new_v4().to_string()
}

impl Client {
    pub(crate) fn new(edge: &str, contract: Arc<Contract>) -> Self {
        Self {
            agent: agent(),
            edge: edge.to_owned(),
            address: fresh_address(),
            cookies: Arc::default(),
            contract,
        }
    }

    /// The same browser on another network.
    pub fn moved(&self) -> Self {
        Self {
            address: fresh_address(),
            ..self.clone()
        }
    }

    /// The same browser at that network address.
    pub fn at(&self, address: &str) -> Self {
        Self {
            address: address.to_owned(),
            ..self.clone()
        }
    }

    /// The same connections from another network address, not signed in.
    pub fn elsewhere(&self) -> Self {
        Self {
            address: fresh_address(),
            cookies: Arc::default(),
            ..self.clone()
        }
    }

    /// The same browser, behind something on the way.
    pub fn through(&self, address: &str) -> Self {
        Self {
            edge: address.to_owned(),
            ..self.clone()
        }
    }

    fn call(&self, method: &'static str, path: &str) -> Call<'_> {
        Call {
            client: self,
            method,
            path: path.to_owned(),
            headers: Vec::new(),
            body: Vec::new(),
        }
        .header("CF-Connecting-IP", &self.address)
        // Whoever asks for nothing may be answered in any encoding.
        .header("Accept-Encoding", "identity")
    }

    /// Any method.
    pub fn method(&self, method: &'static str, path: &str) -> Call<'_> {
        self.call(method, path)
    }

    /// `GET`, sent.
    pub fn get(&self, path: &str) -> Answer {
        self.call("GET", path).send()
    }

    /// `POST`.
    pub fn post(&self, path: &str) -> Call<'_> {
        self.call("POST", path)
    }

    /// `POST` of JSON, sent.
    pub fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.post(path).json(body).send()
    }

    /// `POST` of a form as our own page sends it, sent.
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post(path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Origin", &self.edge)
            .form(fields)
            .send()
    }

    /// The session cookie's value, if signed in.
    pub fn session(&self) -> Option<String> {
        self.cookies.lock().unwrap().get(SESSION).cloned()
    }
}

impl Call<'_> {
    /// Sets a header; the last of a name counts.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The client's key for a submission.
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    /// A JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string().as_bytes())
    }

    /// A form's body.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        self.body("application/x-www-form-urlencoded", form.as_bytes())
    }

    /// Any body.
    pub fn body(mut self, content_type: &str, body: &[u8]) -> Self {
        self.body = body.to_vec();
        self.header("Content-Type", content_type)
    }

    /// Sends it; the network must not fail.
    pub fn send(self) -> Answer {
        let what = format!("{} {}", self.method, self.path);
        self.try_send()
            .unwrap_or_else(|error| panic!("{what}: {error}"))
    }

    /// Sends it; the network may fail.
    pub fn try_send(self) -> Result<Answer, ureq::Error> {
        let client = self.client;
        let mut request = Request::builder()
            .method(self.method)
            .uri(format!("{}{}", client.edge, self.path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let cookies = client.sent_cookies();
        if !cookies.is_empty() {
            request = request.header("Cookie", cookies);
        }
        let mut response = if matches!(self.method, "POST" | "PUT" | "PATCH") {
            client.agent.run(request.body(self.body).unwrap())?
        } else {
            client.agent.run(request.body(()).unwrap())?
        };
        let body = response
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_vec()?;
        let answer = Answer {
            status: response.status().as_u16(),
            headers: response
                .headers()
                .iter()
                .map(|(name, value)| {
                    let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                    (name.as_str().to_owned(), value)
                })
                .collect(),
            text: String::from_utf8_lossy(&body).into_owned(),
            body,
        };
        client.remember(&answer);
        if self.path.starts_with("/api/") {
            client.contract.check(self.method, &self.path, &answer);
        }
        Ok(answer)
    }
}

impl Client {
    fn remember(&self, answer: &Answer) {
        for (_, cookie) in answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
        {
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if value.is_empty() {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    fn sent_cookies(&self) -> String {
        let cookies = self.cookies.lock().unwrap();
        let pairs = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        pairs.collect::<Vec<_>>().join("; ")
    }
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(60)))
        // The runtime closes a connection whose request it answered unread; none is used twice.
        .max_idle_connections(0)
        .max_idle_connections_per_host(0)
        .build()
        .into()
}

/// 100.64.0.0/10 is nobody's: addresses for carriers' own networks.
fn fresh_address() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    format!(
        "100.{}.{}.{}",
        64 + (number >> 16) % 64,
        number >> 8 & 255,
        number & 255
    )
}
