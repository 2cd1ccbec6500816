//! The message gateway. Like a real one it takes an idempotency key, and
//! delivers once for each.

use crate::faults::Fault;
use crate::message::Message;
use crate::store::{Accepted, Store};
use serde_json::json;
use worker::{Request, Response, Result};

/// `POST /messaging/v1/messages`, for a caller who showed the key.
pub async fn accept(store: &Store, mut request: Request) -> Result<Response> {
    let Some(key) = request.headers().get("Idempotency-Key")? else {
        return Response::error("Idempotency-Key is needed", 400);
    };
    let Ok(message) = request.json::<Message>().await else {
        return Response::error("channel, to, subject and text are needed", 400);
    };
    let fault = store.faults()?.messaging;
    if let Some(instead) = fault.suffer().await? {
        return Ok(instead);
    }
    // No await from here on: two calls with one key cannot overtake each other.
    let id = match store.accept(&key)? {
        Accepted::Before(id) => id,
        Accepted::Now(id) => {
            store.deliver(&id, &message)?;
            if fault == Fault::Duplicate {
                store.deliver(&id, &message)?;
            }
            id
        }
    };
    Ok(Response::from_json(&json!({ "id": id }))?.with_status(202))
}
