//! Calls to the edge through the browser's own fetch. A call ends in one of
//! three ways, and within 20 seconds.

use super::json::{self, Refusal};
use leptos::prelude::{set_timeout, window};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

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
    match call("POST", path, Some((body, key))).await {
        Ok((200..=299, body)) => Answer::Good(body),
        Ok((status @ 400..=499, body)) => {
            json::refusal(status, &body).map_or(Answer::Failed, Answer::Refused)
        }
        Ok(_) | Err(_) => Answer::Failed,
    }
}

/// Reads one text field of a JSON answer.
pub async fn get(path: &str, field: &str) -> Option<String> {
    let (_, body) = call("GET", path, None).await.ok()?;
    json::text(&body, field)
}

async fn call(
    method: &str,
    path: &str,
    body: Option<(&str, Option<&str>)>,
) -> Result<(u16, JsValue), JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Accept-Language", "id")?;
    let request = RequestInit::new();
    request.set_method(method);
    if let Some((body, key)) = body {
        headers.set("Content-Type", "application/json")?;
        if let Some(key) = key {
            headers.set("Idempotency-Key", key)?;
        }
        request.set_body(&JsValue::from_str(body));
    }
    request.set_headers(&headers);
    let stop = AbortController::new()?;
    request.set_signal(Some(&stop.signal()));
    set_timeout(move || stop.abort(), TIMEOUT);
    let response = JsFuture::from(window().fetch_with_str_and_init(path, &request)).await?;
    let response: Response = response.dyn_into()?;
    let body = JsFuture::from(response.json()?).await?;
    Ok((response.status(), body))
}

/// A random UUID, version 4; `crypto.randomUUID` is missing in older WebViews.
pub fn uuid() -> Option<String> {
    let mut bytes = [0u8; 16];
    window()
        .crypto()
        .ok()?
        .get_random_values_with_u8_array(&mut bytes)
        .ok()?;
    let number = u128::from_be_bytes(bytes);
    let number = number & !(0xf << 76) | (0x4 << 76);
    let number = number & !(0x3 << 62) | (0x2 << 62);
    let hex = format!("{number:032x}");
    let part = |from, to| hex.get(from..to).unwrap_or_default();
    Some(format!(
        "{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    ))
}
