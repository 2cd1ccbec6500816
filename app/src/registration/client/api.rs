//! Calls of the form to the edge. A call ends in one of three ways, and within 20
//! seconds.

use super::json::{self, Refusal};
use crate::browser::fetch::{Call, Reply, ask};
use leptos::prelude::window;
use std::time::Duration;
use uuid::Builder;
use wasm_bindgen::JsValue;

/// 20 s: longer than a slow phone network needs for 2 KB, shorter than patience.
const TIMEOUT: Duration = Duration::from_secs(20);

/// How a call ended.
pub enum Answer {
    /// Done; the body.
    Good(JsValue),
    /// Understood and refused.
    Refused(Refusal),
    /// No answer, or the service failed: worth trying again.
    Failed,
}

/// Sends JSON.
pub async fn post(path: &str, body: &str, key: Option<&str>) -> Answer {
    let json = ("Content-Type", "application/json");
    let headers = [json, ("Idempotency-Key", key.unwrap_or_default())];
    let carried = if key.is_some() { 2 } else { 1 };
    let reply = ask(Call {
        method: "POST",
        path,
        body: JsValue::from_str(body),
        headers: headers.get(..carried).unwrap_or_default(),
        patience: TIMEOUT,
    });
    match reply.await {
        Ok(Reply { status, body, .. }) => match status {
            200..=299 => Answer::Good(body),
            400..=499 => json::refusal(status, &body).map_or(Answer::Failed, Answer::Refused),
            _ => Answer::Failed,
        },
        Err(_) => Answer::Failed,
    }
}

/// Reads a JSON answer.
pub async fn get(path: &str) -> Option<JsValue> {
    let reply = ask(Call {
        method: "GET",
        path,
        body: JsValue::UNDEFINED,
        headers: &[],
        patience: TIMEOUT,
    });
    Some(reply.await.ok()?.body)
}

/// A random UUID, version 4; `crypto.randomUUID` is missing in older WebViews.
pub fn uuid() -> Option<String> {
    let mut bytes = [0u8; 16];
    window()
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    Some(Builder::from_random_bytes(bytes).into_uuid().to_string())
}
