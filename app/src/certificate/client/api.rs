//! The calls of a sending, as `domain::api` has them.

use crate::browser::fetch::{Call, Reply, ask};
use crate::browser::json;
use domain::certificate::UploadRequest;
use domain::messages::Code;
use js_sys::{Array, Uint8Array};
use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::JsValue;

const ALL: &str = "/api/v1/account/certificates";

/// 20 s, as everywhere.
const PATIENCE: Duration = Duration::from_secs(20);
/// 60 s for a part of 128 KB: the slowest networks bring 2 KB in a second.
const PATIENCE_FOR_A_PART: Duration = Duration::from_secs(60);

/// A sending, as far as the phone needs to know it.
pub struct Sending {
    /// Its id.
    pub id: String,
    /// How far it is.
    pub at: At,
    /// The parts that are still to come.
    pub missing: Vec<u16>,
    /// How long a part is.
    pub part_bytes: usize,
}

/// How far a sending is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Parts are coming.
    Receiving,
    /// Whole, and the edge's to judge.
    Arrived,
    /// Refused; the page says why.
    Refused,
    /// Given up.
    Dropped,
}

/// How a call ended.
pub enum Answer {
    /// Done.
    Good(Sending),
    /// Understood and refused, with a code and the sentence to show.
    Refused(String, String),
    /// No answer, or not now: to be tried again, after so many seconds if told.
    Failed(Option<u64>),
}

impl Answer {
    /// Is it a refusal with this code?
    pub fn is(&self, code: Code) -> bool {
        matches!(self, Self::Refused(known, _) if known == code.as_str())
    }
}

/// Announces a file. The same key and file are the same sending.
pub async fn begin(request: &UploadRequest, key: &str) -> Answer {
    let body = serde_json::to_string(request).unwrap_or_default();
    let headers = [
        ("Content-Type", "application/json"),
        ("Idempotency-Key", key),
    ];
    call("POST", ALL, JsValue::from_str(&body), &headers, PATIENCE).await
}

/// Sends one part with its hash.
pub async fn part(id: &str, number: u16, bytes: &[u8], digest: &[u8]) -> Answer {
    let letters: String = digest.iter().map(|byte| char::from(*byte)).collect();
    let digest = format!("sha-256=:{}:", window().btoa(&letters).unwrap_or_default());
    let headers = [
        ("Content-Type", "application/octet-stream"),
        ("Content-Digest", digest.as_str()),
    ];
    let body = Uint8Array::from(bytes).into();
    let path = format!("{ALL}/{id}/part?number={number}");
    call("PUT", &path, body, &headers, PATIENCE_FOR_A_PART).await
}

/// Closes it. Judging a whole file may take the edge as long as receiving it.
pub async fn finish(id: &str) -> Answer {
    let path = format!("{ALL}/{id}/finish");
    call("POST", &path, JsValue::UNDEFINED, &[], PATIENCE_FOR_A_PART).await
}

async fn call(
    method: &str,
    path: &str,
    body: JsValue,
    headers: &[(&str, &str)],
    patience: Duration,
) -> Answer {
    let reply = ask(Call {
        method,
        path,
        body,
        headers,
        patience,
    });
    match reply.await {
        Ok(reply) => read(&reply).unwrap_or(Answer::Failed(reply.retry_after)),
        Err(_) => Answer::Failed(None),
    }
}

fn read(reply: &Reply) -> Option<Answer> {
    let body = &reply.body;
    match reply.status {
        200..=299 => Some(Answer::Good(Sending {
            id: json::text(body, "id")?,
            at: match json::text(body, "state")?.as_str() {
                "receiving" => At::Receiving,
                "refused" => At::Refused,
                "dropped" => At::Dropped,
                _ => At::Arrived,
            },
            missing: Array::from(&json::get(body, "missing")?)
                .iter()
                .filter_map(|number| Some(number.as_f64()? as u16))
                .collect(),
            part_bytes: json::get(body, "part_bytes")?.as_f64()? as usize,
        })),
        429 => None,
        400..=499 => Some(Answer::Refused(
            json::text(body, "code")?,
            json::text(body, "title")?,
        )),
        _ => None,
    }
}
