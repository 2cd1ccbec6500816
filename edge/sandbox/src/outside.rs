//! The one object of the sandbox and its routes.

use crate::faults::Change;
use crate::store::Store;
use crate::{
    beacon, clock, console, dukcapil, html, inbox, messaging, payment, platform, push, scanner,
};
use worker::{
    DurableObject, Env, Headers, Method, Request, Response, Result, State, durable_object,
    wasm_bindgen,
};

/// The outside world.
#[durable_object(fetch)]
pub struct Outside {
    state: State,
    env: Env,
}

impl DurableObject for Outside {
    fn new(state: State, env: Env) -> Self {
        Self { state, env }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        let store = Store::open(self.state.storage().sql())?;
        let path = request.path();
        match (request.method(), path.as_str()) {
            (Method::Post, "/dukcapil/v1/verify") => {
                if !self.shows_key(&request, "DUKCAPIL_KEY")? {
                    return Response::error("wrong key", 401);
                }
                dukcapil::verify(&store, request).await
            }
            (Method::Post, "/messaging/v1/messages") => {
                if !self.shows_key(&request, "MESSAGING_KEY")? {
                    return Response::error("wrong key", 401);
                }
                messaging::accept(&store, request).await
            }
            (Method::Post, "/scanner/v1/scan") => {
                if !self.shows_key(&request, "SCANNER_KEY")? {
                    return Response::error("wrong key", 401);
                }
                scanner::scan(&store, request).await
            }
            (Method::Post, path) if path.starts_with("/payment/") => {
                payment::answer(&self.env, &store, request, path).await
            }
            (method, path) if path.starts_with("/push/") => {
                push::answer(&self.env, &store, request, (&method, path)).await
            }
            (Method::Get, "/payments.json") => payment::json(&store),
            (Method::Get, "/dukcapil/calls") => dukcapil::calls(&store),
            (Method::Get, path) if path.starts_with("/beacon/") => {
                beacon::round(&self.env, store.faults()?.beacon, path).await
            }
            (Method::Get, "/inbox") => inbox::html(&store, &request),
            (Method::Get, "/inbox.json") => inbox::json(&store, &request),
            (Method::Get, "/") => console::html(&self.env, store.faults()?).await,
            (Method::Get, "/style.css") => html::style(),
            (Method::Get, "/faults") => Response::from_json(&store.faults()?),
            (Method::Post, "/faults") => change_faults(&store, request).await,
            (Method::Get, "/platform") => platform::html(&|_| None, None),
            (Method::Post, "/platform") => {
                let mut request = request;
                let form = request.text().await?;
                platform::call(&self.env, &form).await
            }
            (Method::Get, "/clock") => clock::read(&self.env).await,
            (Method::Post, "/clock") => self.change_clock(request).await,
            _ => Response::error("not found", 404),
        }
    }
}

impl Outside {
    /// Whether the caller is the edge: both know the key from the runtime.
    fn shows_key(&self, request: &Request, name: &str) -> Result<bool> {
        let key = self.env.var(name)?.to_string();
        let shown = request.headers().get("Authorization")?;
        Ok(shown.is_some_and(|shown| shown.strip_prefix("Bearer ") == Some(key.as_str())))
    }

    async fn change_clock(&self, mut request: Request) -> Result<Response> {
        if is_form(&request)? {
            let Some(wish) = clock::from_form(&request.text().await?) else {
                return Response::error("advance_seconds, set or reset", 400);
            };
            let answer = clock::change(&self.env, &wish).await?;
            return match answer.status_code() {
                200 => back(),
                _ => Ok(answer),
            };
        }
        match request.json().await {
            Ok(wish) => clock::change(&self.env, &wish).await,
            Err(_) => Response::error("not JSON", 400),
        }
    }
}

async fn change_faults(store: &Store, mut request: Request) -> Result<Response> {
    let form = is_form(&request)?;
    let text = request.text().await?;
    let change = if form {
        Change::from_form(&text)
    } else {
        serde_json::from_str(&text).ok()
    };
    let Some(change) = change else {
        return Response::error("dukcapil and messaging: a known fault each", 400);
    };
    let faults = change.apply(store.faults()?);
    store.set_faults(faults)?;
    if form {
        back()
    } else {
        Response::from_json(&faults)
    }
}

fn is_form(request: &Request) -> Result<bool> {
    let kind = request.headers().get("Content-Type")?.unwrap_or_default();
    Ok(kind.starts_with("application/x-www-form-urlencoded"))
}

/// Back to the console after a form.
fn back() -> Result<Response> {
    let headers = Headers::new();
    headers.set("Location", "/")?;
    Ok(Response::empty()?.with_headers(headers).with_status(303))
}
