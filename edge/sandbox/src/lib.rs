//! The outside world, played for one machine: identity office (Dukcapil),
//! message gateway with its inbox, push service, virus scanner, public beacon, a course platform's
//! counter, five payment partners, and the switches for faults and clock.
//! Never deployed; a production build of the edge has no binding to it.

mod beacon;
mod clock;
mod console;
mod dukcapil;
mod faults;
mod html;
mod inbox;
mod message;
mod messaging;
mod outside;
mod payment;
mod platform;
mod push;
mod scanner;
mod store;

use worker::{Context, Env, Request, Response, Result, event};

/// All requests go to the one object that remembers everything.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    env.durable_object("OUTSIDE")?
        .get_by_name("outside")?
        .fetch_with_request(request)
        .await
}
