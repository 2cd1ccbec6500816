//! HTTP: what every request passes through, whichever feature answers it.

mod api;
mod body;
mod log;
mod origin;
mod security;
mod shell;

pub use api::answer as api;
pub use body::{bytes_up_to, drain, form, json, json_up_to, object, octets};
pub use log::line;
pub use origin::{form_is_own, is_foreign};
pub use security::{CSP, NOTHING_ACTS, secured};
pub use shell::{KEEP, NO_STORE, languages, page, see_other};

use crate::clock;
use crate::config::Config;
use crate::limits::{self, Limit};
use crate::sql::{Moment, Outcome};
use domain::messages::{Code, Locale, Params};
use domain::registration::FieldError;
use worker::{Env, Headers, Request, Result};

/// What a handler needs to know about a request, besides its body.
pub struct Context {
    /// Bindings.
    pub env: Env,
    /// Settings and keys.
    pub config: Config,
    /// When the request came.
    pub now: Moment,
    /// The language to answer in.
    pub locale: Locale,
    /// The request's headers.
    pub headers: Headers,
}

/// Why a request is not done.
#[derive(Debug)]
pub enum Refusal {
    /// For one reason.
    Whole(Code, Params),
    /// Because of these fields.
    Fields(Vec<FieldError>),
    /// Because something of ours failed; told to the log, not to the caller.
    Broken(worker::Error),
}

impl Refusal {
    /// One reason whose words leave nothing open.
    pub fn code(code: Code) -> Self {
        Self::Whole(code, Params::default())
    }
}

impl From<worker::Error> for Refusal {
    fn from(error: worker::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<crate::crypto::CryptoError> for Refusal {
    fn from(error: crate::crypto::CryptoError) -> Self {
        Self::Broken(worker::Error::RustError(error.to_string()))
    }
}

impl From<Vec<FieldError>> for Refusal {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Fields(errors)
    }
}

/// An answer or a refusal.
pub type Answer<T> = std::result::Result<T, Refusal>;

/// What an object answered, with its refusal as ours.
pub fn done<T>(outcome: Outcome<T>) -> Answer<T> {
    match outcome {
        Outcome::Done(value) => Ok(value),
        Outcome::Refused(code, params) => Err(Refusal::Whole(code, params)),
    }
}

/// An object answered another question than the one asked.
pub fn odd() -> Refusal {
    Refusal::Broken(worker::Error::RustError(
        "an object answered something else".to_owned(),
    ))
}

const SESSION: &str = "__Host-session";

impl Context {
    /// Of a request.
    pub async fn of(request: &Request, env: Env) -> Result<Self> {
        let headers = request.headers().clone();
        let locale =
            Locale::from_accept_language(&headers.get("Accept-Language")?.unwrap_or_default());
        Ok(Self {
            config: Config::of(&env)?,
            now: clock::now(&env).await?,
            locale,
            headers,
            env,
        })
    }

    /// The session token that the browser sent.
    pub fn session(&self) -> Option<String> {
        self.cookie(SESSION)
    }

    fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers.get("Cookie").ok()??;
        cookies
            .split(';')
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Counts this request against the limit of its network.
    pub async fn limit(&self, limit: Limit) -> Answer<()> {
        limits::count(&self.env, &self.config, &self.headers, limit)
            .await?
            .map_err(|(code, params)| Refusal::Whole(code, params))
    }
}

const BORROWED: &str = "__Host-borrowed";

impl Context {
    /// Whether somebody has said that this is not their phone: then nothing of
    /// theirs is to stay on it.
    pub fn is_borrowed(&self) -> bool {
        self.cookie(BORROWED).as_deref() == Some("1")
    }
}

/// `Set-Cookie` of a phone that is not the person's own: until the browser is
/// closed. Scripts read it, so that they keep nothing either.
pub fn borrowed_cookie() -> String {
    format!("{BORROWED}=1; Path=/; Secure; SameSite=Lax")
}

/// `Set-Cookie` when the phone is given back.
pub fn no_borrowed_cookie() -> String {
    format!("{BORROWED}=; Path=/; Secure; SameSite=Lax; Max-Age=0")
}

/// `Set-Cookie` for a session that begins: 12 hours, as the session itself.
pub fn session_cookie(token: &str) -> String {
    format!("{SESSION}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200")
}

/// `Set-Cookie` for a session that ends.
pub fn no_session_cookie() -> String {
    format!("{SESSION}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}
