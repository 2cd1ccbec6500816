//! What only the local build has: an address at which the clock is moved.

use crate::clock::{self, Move};
use crate::{payout, registrant, wave};
use worker::{Env, Method, Request, Response, Result};

/// Its address.
pub const CLOCK: &str = "/sandbox/clock";

/// `GET` and `POST`: tells or moves the clock, then lets everything that waits for it look
/// again.
pub async fn control(mut request: Request, env: &Env) -> Result<Response> {
    let change = if request.method() == Method::Post {
        serde_json::from_str(&request.text().await?)?
    } else {
        Move::default()
    };
    let now = clock::change(env, &change).await?;
    if request.method() == Method::Post {
        wave::clock_moved(env, now).await?;
        registrant::clock_moved(env, now).await?;
        payout::clock_moved(env, now).await?;
    }
    Response::from_json(&serde_json::json!({ "now": now }))
}
