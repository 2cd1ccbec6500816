//! Moves the edge's clock. The clock itself belongs to the edge's local build;
//! here is only the lever.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use worker::{Env, Error, Fetch, Headers, Method, Request, RequestInit, Response, Result};

fn address(env: &Env) -> Result<String> {
    Ok(format!("{}/sandbox/clock", env.var("EDGE_URL")?))
}

/// What the edge's clock shows; its answer as it is.
pub async fn read(env: &Env) -> Result<Response> {
    let clock = Fetch::Url(address(env)?.parse()?);
    relay(twice(async || clock.send().await).await?).await
}

/// A connection that was kept open may be gone by now: then it is asked once more.
async fn twice(ask: impl AsyncFn() -> Result<Response>) -> Result<Response> {
    match ask().await {
        Ok(answer) => Ok(answer),
        Err(_) => ask().await,
    }
}

/// What the edge's clock shows.
pub async fn now(env: &Env) -> Result<DateTime<Utc>> {
    let told: Value = read(env).await?.json().await?;
    let now = told.get("now").and_then(Value::as_str).unwrap_or_default();
    now.parse()
        .map_err(|_| Error::RustError("the edge's clock does not answer".to_owned()))
}

/// Moves it; the edge's answer as it is. The edge is told a moment and never how much
/// later: it may be told twice.
pub async fn change(env: &Env, wish: &Value) -> Result<Response> {
    let wish = absolute(wish, now(env).await?);
    relay(twice(async || post(env, &wish).await).await?).await
}

/// The same wish, with the moment that it ends at.
fn absolute(wish: &Value, now: DateTime<Utc>) -> Value {
    let mut wish = wish.clone();
    let Some(seconds) = wish.get("advance_seconds").and_then(Value::as_i64) else {
        return wish;
    };
    if let Some(object) = wish.as_object_mut()
        && let Some(set) = TimeDelta::try_seconds(seconds).and_then(|by| now.checked_add_signed(by))
    {
        object.remove("advance_seconds");
        object.insert("set".to_owned(), json!(set));
    }
    wish
}

async fn post(env: &Env, wish: &Value) -> Result<Response> {
    let headers = Headers::new();
    headers.set("Content-Type", "application/json")?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(wish.to_string().into()));
    let request = Request::new_with_init(&address(env)?, &init)?;
    Fetch::Request(request).send().await
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
    fn a_wish_for_later_becomes_a_moment_and_all_else_stays() {
        let now = "2026-11-22T08:00:00.250Z".parse().unwrap();
        let wish = json!({ "advance_seconds": 60, "step_by_step": true });
        assert_eq!(
            absolute(&wish, now),
            json!({ "set": "2026-11-22T08:01:00.250Z", "step_by_step": true })
        );
        for wish in [
            json!({ "reset": true }),
            json!({ "set": "2026-11-22T08:00:00Z" }),
        ] {
            assert_eq!(absolute(&wish, now), wish);
        }
    }

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
