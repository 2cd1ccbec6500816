//! Calls to the edge through the browser's own fetch, ended after a time that the
//! caller gives.

use super::timers::after;
use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestInit, Response};

/// What is asked.
pub struct Call<'a> {
    /// As HTTP writes it.
    pub method: &'a str,
    /// Address, from the slash on.
    pub path: &'a str,
    /// What it carries; `undefined` for nothing.
    pub body: JsValue,
    /// Besides language and the kind of answer.
    pub headers: &'a [(&'a str, &'a str)],
    /// After which there is no answer.
    pub patience: Duration,
}

/// What came back, of any status.
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// The JSON in it.
    pub body: JsValue,
    /// Seconds that the service asks to wait before the next call.
    pub retry_after: Option<u64>,
}

/// Asks; an error is a network that failed, patience that ended, or no JSON.
pub async fn ask(call: Call<'_>) -> Result<Reply, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Accept-Language", crate::ui::spoken().tag())?;
    for (name, value) in call.headers {
        headers.set(name, value)?;
    }
    let request = RequestInit::new();
    request.set_method(call.method);
    if !call.body.is_undefined() {
        request.set_body(&call.body);
    }
    request.set_headers(&headers);
    let response = within(call.path, &request, call.patience).await?;
    let body = JsFuture::from(response.json()?).await?;
    Ok(Reply {
        status: response.status(),
        body,
        retry_after: response
            .headers()
            .get("Retry-After")?
            .and_then(|text| text.parse().ok()),
    })
}

/// A file that is there, within that time.
pub async fn file(path: &str, patience: Duration) -> Option<Response> {
    let answer = within(path, &RequestInit::new(), patience).await.ok()?;
    answer.ok().then_some(answer)
}

async fn within(
    path: &str,
    request: &RequestInit,
    patience: Duration,
) -> Result<Response, JsValue> {
    let stop = AbortController::new()?;
    request.set_signal(Some(&stop.signal()));
    after(patience, move || stop.abort());
    let answer = JsFuture::from(window().fetch_with_str_and_init(path, request)).await?;
    answer.dyn_into()
}
