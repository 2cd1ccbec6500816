//! The outside world, played for one machine: identity office, message
//! gateway, inbox. Never deployed; production has no binding to it.

use worker::{Context, Env, Request, Response, Result, event};

/// A greeting until the players are written.
#[event(fetch)]
async fn fetch(_request: Request, _env: Env, _context: Context) -> Result<Response> {
    Response::from_html("<!DOCTYPE html><title>Sandbox</title><p>The outside world, played here.")
}
