//! The push services' client (RFC 8030): an empty message to one phone.

use super::endpoint::{Endpoint, Services};
use super::vapid::Vapid;
use crate::outside::{Unreachable, status_of};
use chrono::{DateTime, Utc};
use worker::{Env, Headers, Method, Request, RequestInit, RequestRedirect};

/// 4 s – services accept at once or not at all, and an SMS can take their place.
const PATIENCE_MS: u64 = 4_000;
/// 3 days: how long a service keeps it for a phone that is switched off.
const TTL_SECONDS: &str = "259200";
/// Of several that wait for a phone, it gets the last: all say the same.
const TOPIC: &str = "prakerja";

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// The service has it.
    Taken,
    /// There is no such phone any more.
    Gone,
}

/// Tells one phone that there is news.
pub async fn send(
    env: &Env,
    endpoint: &str,
    is_urgent: bool,
    now: DateTime<Utc>,
) -> Result<Sent, Unreachable> {
    // What the deployment does not name is not called, whenever it was taken.
    let Ok(endpoint) = Endpoint::parse(endpoint, &Services::of(env)?) else {
        return Err(Unreachable::Network("not a push service".to_owned()));
    };
    let headers = Headers::new();
    let authorization = Vapid::of(env)?.authorization(&endpoint.audience(), now);
    headers.set("Authorization", &authorization)?;
    headers.set("TTL", TTL_SECONDS)?;
    headers.set("Topic", TOPIC)?;
    headers.set("Urgency", if is_urgent { "high" } else { "normal" })?;
    let mut init = RequestInit::new();
    // Whoever answers by leading elsewhere has not taken it.
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual);
    let request = Request::new_with_init(endpoint.as_str(), &init)?;
    match status_of(request, PATIENCE_MS).await? {
        200..=299 => Ok(Sent::Taken),
        404 | 410 => Ok(Sent::Gone),
        status => Err(Unreachable::Status(status)),
    }
}
