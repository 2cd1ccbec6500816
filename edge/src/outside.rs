//! Calls to services of others: one way to make them, with a bound on how long.
//!
//! Connections are kept open between calls, and a service may close one just when it is used
//! again. What is lost that way is sent once more at once, where sent twice it counts once:
//! by its key, its topic, or because it only asks. Payments ([`send`]) are asked about instead.

use futures_util::future::{Either, select};
use serde::{Serialize, de::DeserializeOwned};
use std::pin::pin;
use std::time::Duration;
use worker::wasm_bindgen::JsValue;
use worker::{AbortController, Delay, Env, Fetch, Headers, Method, Request, RequestInit};

/// Why there is no answer. Says nothing of what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// Address or key missing, or the network failed.
    #[error("not reached: {0}")]
    Network(String),
    /// No answer in time.
    #[error("no answer in time")]
    Late,
    /// An answer that is none.
    #[error("answered {0}")]
    Status(u16),
    /// A body that cannot be read.
    #[error("answered something else")]
    Body,
}

impl From<worker::Error> for Unreachable {
    fn from(error: worker::Error) -> Self {
        Self::Network(error.to_string())
    }
}

/// Posts JSON to `{SERVICE}_URL` with `{SERVICE}_KEY`, and reads JSON.
pub async fn post<Q: Serialize, A: DeserializeOwned>(
    env: &Env,
    service: &str,
    path: &str,
    idempotency_key: Option<&str>,
    question: &Q,
    patience_ms: u64,
) -> Result<A, Unreachable> {
    let body = serde_json::to_string(question).map_err(|_| Unreachable::Body)?;
    let body = ("application/json", body.into());
    let request = request(env, (service, path), idempotency_key, body)?;
    answer_to(request, patience_ms).await
}

/// Posts a file to `{SERVICE}_URL` with `{SERVICE}_KEY`, and reads JSON.
pub async fn post_file<A: DeserializeOwned>(
    env: &Env,
    service: &str,
    path: &str,
    bytes: &[u8],
    patience_ms: u64,
) -> Result<A, Unreachable> {
    let body = js_sys::Uint8Array::from(bytes).into();
    let body = ("application/octet-stream", body);
    let request = request(env, (service, path), None, body)?;
    answer_to(request, patience_ms).await
}

fn request(
    env: &Env,
    (service, path): (&str, &str),
    idempotency_key: Option<&str>,
    (content_type, body): (&str, JsValue),
) -> worker::Result<Request> {
    let url = format!("{}{path}", env.var(&format!("{service}_URL"))?);
    let headers = Headers::new();
    let key = env.secret(&format!("{service}_KEY"))?;
    headers.set("Authorization", &format!("Bearer {key}"))?;
    headers.set("Content-Type", content_type)?;
    if let Some(key) = idempotency_key {
        headers.set("Idempotency-Key", key)?;
    }
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(body));
    Request::new_with_init(&url, &init)
}

/// Gets JSON from `{SERVICE}_URL`, which anyone may read.
pub async fn get<A: DeserializeOwned>(
    env: &Env,
    service: &str,
    path: &str,
    patience_ms: u64,
) -> Result<A, Unreachable> {
    let url = format!("{}{path}", env.var(&format!("{service}_URL"))?);
    answer_to(Request::new(&url, Method::Get)?, patience_ms).await
}

/// Sends a request to a service whose refusals have a body that says more.
/// Only 401 and what lies beyond it (502 and up) are no answers.
pub async fn send<A: DeserializeOwned>(
    request: Request,
    patience_ms: u64,
) -> Result<A, Unreachable> {
    read(request, patience_ms, is_said).await
}

/// The same for what only asks: lost on the way, it is sent once more.
pub async fn ask<A: DeserializeOwned>(
    request: Request,
    patience_ms: u64,
) -> Result<A, Unreachable> {
    let again = request.clone()?;
    match read(request, patience_ms, is_said).await {
        Err(Unreachable::Network(_)) => read(again, patience_ms, is_said).await,
        answer => answer,
    }
}

fn is_said(status: u16) -> bool {
    (200..=299).contains(&status) || (400..=500).contains(&status) && status != 401
}

async fn answer_to<A: DeserializeOwned>(
    request: Request,
    patience_ms: u64,
) -> Result<A, Unreachable> {
    let again = request.clone()?;
    let is_answer = |status| (200..=299).contains(&status);
    match read(request, patience_ms, is_answer).await {
        Err(Unreachable::Network(_)) => read(again, patience_ms, is_answer).await,
        answer => answer,
    }
}

/// Sends a request to a service whose status is all that it says.
pub async fn status_of(request: Request, patience_ms: u64) -> Result<u16, Unreachable> {
    let again = request.clone()?;
    let heard = match hear(request, patience_ms, |_| true).await {
        Err(Unreachable::Network(_)) => hear(again, patience_ms, |_| true).await,
        answer => answer,
    };
    Ok(heard?.0)
}

async fn read<A: DeserializeOwned>(
    request: Request,
    patience_ms: u64,
    is_answer: impl Fn(u16) -> bool,
) -> Result<A, Unreachable> {
    let (_, text) = hear(request, patience_ms, is_answer).await?;
    serde_json::from_str(&text).map_err(|_| Unreachable::Body)
}

/// Status and body of an answer that is one.
async fn hear(
    request: Request,
    patience_ms: u64,
    is_answer: impl Fn(u16) -> bool,
) -> Result<(u16, String), Unreachable> {
    let abort = AbortController::default();
    let signal = abort.signal();
    let answer = pin!(async {
        let mut response = Fetch::Request(request).send_with_signal(&signal).await?;
        match response.status_code() {
            status if is_answer(status) => Ok((status, response.text().await?)),
            status => Err(Unreachable::Status(status)),
        }
    });
    match select(
        answer,
        pin!(Delay::from(Duration::from_millis(patience_ms))),
    )
    .await
    {
        Either::Left((heard, _)) => heard,
        Either::Right(_) => {
            abort.abort();
            Err(Unreachable::Late)
        }
    }
}
