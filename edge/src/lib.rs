//! The edge: answers the API and hands out the pages. This file is a stand-in
//! that shows that every binding is there; it keeps nothing.

// `#[durable_object]` writes public methods without documentation.
#![allow(missing_docs)]

use app::document::SHELL_PATH;
use worker::{
    Context, DurableObject, Env, Headers, MessageBatch, Request, Response, Result, State,
    durable_object, event,
};

const SECURITY: [(&str, &str); 8] = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (
        "Strict-Transport-Security",
        "max-age=63072000; includeSubDomains; preload",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("X-Frame-Options", "DENY"),
];

/// Every request that is not for `/assets/*`.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    let path = request.path();
    let response = match path.as_str() {
        "/api/v1/health" => health(&request, &env)?,
        SHELL_PATH => Response::error("not found", 404)?,
        _ => env.assets("ASSETS")?.fetch_request(request).await?,
    };
    secured(response)
}

fn health(request: &Request, env: &Env) -> Result<Response> {
    for name in ["REGISTRANTS", "CONTACTS", "WAVES", "ADDRESSES"] {
        env.durable_object(name)?;
    }
    env.d1("DB")?;
    env.bucket("FILES")?;
    env.queue("IDENTITY_QUEUE")?;
    env.queue("MESSAGES_QUEUE")?;
    for name in [
        "PEPPER",
        "DATA_KEY",
        "SESSION_KEY",
        "DUKCAPIL_KEY",
        "MESSAGING_KEY",
        "STAFF_TOKEN",
    ] {
        env.secret(name)?;
    }
    let address = request.headers().get("CF-Connecting-IP")?;
    let shards = env.var("SHARDS")?.to_string();
    Response::ok(format!(
        r#"{{"status":"ok","shards":{shards},"address":"{}"}}"#,
        address.unwrap_or_default()
    ))
    .map(|response| {
        let headers = Headers::new();
        let _ = headers.set("Content-Type", "application/json");
        let _ = headers.set("Cache-Control", "no-store");
        response.with_headers(headers)
    })
}

/// Responses from ASSETS have immutable headers: copy them, then add ours.
fn secured(response: Response) -> Result<Response> {
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    for (name, value) in SECURITY {
        headers.set(name, value)?;
    }
    Ok(response.with_headers(headers))
}

/// Acknowledges everything.
#[event(queue)]
async fn queue(batch: MessageBatch<String>, _env: Env, _context: Context) -> Result<()> {
    batch.ack_all();
    Ok(())
}

macro_rules! empty_object {
    ($($name:ident)*) => { $(
        /// Not written yet.
        #[durable_object]
        pub struct $name;

        impl DurableObject for $name {
            fn new(_state: State, _env: Env) -> Self {
                Self
            }

            async fn fetch(&self, _request: Request) -> Result<Response> {
                Response::ok("")
            }
        }
    )* };
}

empty_object!(RegistrantShard ContactShard Wave AddressLimiter);

#[cfg(feature = "sandbox")]
empty_object!(SandboxClock);
