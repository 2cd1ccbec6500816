//! Moves the edge's clock. The clock itself belongs to the edge's local build;
//! here is only the lever.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use worker::{Env, Error, Fetch, Headers, Method, Request, RequestInit, Response, Result};

fn address(env: &Env) -> Result<String> {
    Ok(format!("{}/sandbox/clock", env.var("EDGE_URL")?))
}

/// What the edge's clock shows; its answer as it is.
pub async fn read(env: &Env) -> Result<Response> {
    let answer = Fetch::Url(address(env)?.parse()?).send().await?;
    relay(answer).await
}

/// What the edge's clock shows.
pub async fn now(env: &Env) -> Result<DateTime<Utc>> {
    let told: Value = read(env).await?.json().await?;
    let now = told.get("now").and_then(Value::as_str).unwrap_or_default();
    now.parse()
        .map_err(|_| Error::RustError("the edge's clock does not answer".to_owned()))
}

/// Moves it; the edge's answer as it is.
pub async fn change(env: &Env, wish: &Value) -> Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(wish.to_string().into()));
    let request = Request::new_with_init(&address(env)?, &init)?;
    relay(Fetch::Request(request).send().await?).await
}

async fn relay(mut answer: Response) -> Result<Response> {
    let status = answer.status_code();
    let text = answer.text().await?;
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    Ok(Response::ok(text)?
        .with_headers(headers)
        .with_status(status))
}

/// The wish in a form: one of `advance_seconds`, `set`, `reset`.
pub fn from_form(form: &str) -> Option<Value> {
    let (name, value) = form_urlencoded::parse(form.as_bytes()).next()?;
    match name.as_ref() {
        "advance_seconds" => Some(json!({ "advance_seconds": value.parse::<i64>().ok()? })),
        // A datetime-local box writes no zone; the console says that it means WIB.
        "set" if value.len() == 16 => Some(json!({ "set": format!("{value}:00+07:00") })),
        "set" => Some(json!({ "set": value })),
        "reset" => Some(json!({ "reset": true })),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_become_the_wishes_that_the_edge_understands() {
        for (form, wish) in [
            (
                "advance_seconds=3600",
                Some(json!({ "advance_seconds": 3600 })),
            ),
            (
                "set=2026-11-22T08%3A00",
                Some(json!({ "set": "2026-11-22T08:00:00+07:00" })),
            ),
            (
                "set=2026-11-22T08%3A00%3A00Z",
                Some(json!({ "set": "2026-11-22T08:00:00Z" })),
            ),
            ("reset=1", Some(json!({ "reset": true }))),
            ("advance_seconds=soon", None),
            ("", None),
        ] {
            assert_eq!(from_form(form), wish, "{form}");
        }
    }
}
