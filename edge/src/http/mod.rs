//! HTTP: what every request passes through, whichever feature answers it.

mod api;
mod body;
pub mod cache;
mod cookies;
mod log;
mod origin;
mod security;
mod shell;

pub use api::answer as api;
pub use body::{bytes_up_to, content_digest, drain, form, json, json_up_to, object, octets};
pub use cookies::{Session, borrow, give_back, name_account, name_nobody};
pub use log::line;
pub use origin::{form_is_own, is_foreign};
pub use security::{CSP, NOTHING_ACTS, secured};
pub use shell::{ACCOUNT, KEEP, NO_STORE, languages, page, see_other};

use crate::clock;
use crate::config::Config;
use crate::limits;
use crate::registrant::Registrants;
use crate::sql::{Moment, Outcome};
use domain::api::Limit;
use domain::messages::{Code, Locale, Params};
use domain::registration::FieldError;
use domain::security::{Device, Origin, Place};
use worker::{Cf, Env, Headers, Request, Result};

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
    /// What the network's edge knows of where it came from; read by the few who need it.
    cf: Option<Cf>,
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

    /// The turn in the waiting room that is given with it, if one is.
    pub fn turn(&self) -> Option<String> {
        match self {
            Self::Whole(_, params) => params.turn.clone(),
            Self::Fields(_) | Self::Broken(_) => None,
        }
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

impl Context {
    /// Of a request.
    pub async fn of(request: &Request, env: Env) -> Result<Self> {
        // The request's own, not copied.
        let headers = Headers(request.headers().0.clone());
        let locale =
            Locale::from_accept_language(&headers.get("Accept-Language")?.unwrap_or_default());
        Ok(Self {
            config: Config::of(&env)?,
            now: clock::now(&env).await?,
            locale,
            headers,
            cf: request.cf().cloned(),
            env,
        })
    }

    /// The people's shards.
    pub fn registrants(&self) -> Registrants {
        Registrants::of(&self.env, &self.config)
    }

    /// From what and where it came, as far as browser and network say.
    pub fn origin(&self) -> Origin {
        let agent = self.headers.get("User-Agent").ok().flatten();
        let place = self.cf.as_ref().and_then(|cf| {
            let region = cf.region_code().unwrap_or_default();
            Place::of(&cf.country()?, &region)
        });
        Origin {
            device: Device::of(&agent.unwrap_or_default()),
            place,
        }
    }

    /// The autonomous system that it came from, where the network says so.
    pub fn network(&self) -> Option<u32> {
        self.cf.as_ref().and_then(worker::Cf::asn)
    }

    /// Counts this request against the limit of its network.
    pub async fn limit(&self, limit: Limit) -> Answer<()> {
        limits::count(&self.env, &self.config, &self.headers, limit)
            .await?
            .map_err(|(code, params)| Refusal::Whole(code, params))
    }
}
