//! What an endpoint says of itself: who may call it, what it takes and gives, how often, and
//! with which words it refuses.

use super::Limit;
use crate::messages::Code;

/// HTTP methods in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Do.
    Post,
    /// Set.
    Put,
    /// Remove.
    Delete,
}

impl Method {
    /// In upper case, as on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Anybody; what comes from the programme office is signed inside.
    Anybody,
    /// Whoever is signed in.
    Person,
    /// A platform, by the signature of its request.
    Platform,
}

/// What comes with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Nothing,
    /// A JSON object.
    Json,
    /// Bytes, whose SHA-256 is said before.
    Bytes,
}

/// A parameter of the address.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// For readers of the document.
    pub description: &'static str,
    /// The least, of a whole number; text has none.
    pub least: Option<u32>,
    /// Whether a call without it is refused.
    pub is_needed: bool,
}

impl Parameter {
    /// Text.
    #[must_use]
    pub const fn text(name: &'static str, description: &'static str) -> Self {
        Self {
            name,
            description,
            least: None,
            is_needed: false,
        }
    }

    /// A whole number.
    #[must_use]
    pub const fn whole(name: &'static str, least: u32, description: &'static str) -> Self {
        Self {
            least: Some(least),
            ..Self::text(name, description)
        }
    }

    /// Without it the call is refused.
    #[must_use]
    pub const fn needed(self) -> Self {
        Self {
            is_needed: true,
            ..self
        }
    }
}

#[cfg(feature = "openapi")]
mod described {
    use schemars::{JsonSchema, Schema, SchemaGenerator};

    /// A type that the document can describe.
    pub trait Described: JsonSchema {}
    impl<T: JsonSchema> Described for T {}

    /// Describes one.
    pub type Describe = fn(&mut SchemaGenerator) -> Schema;

    pub const fn describe<T: Described>() -> Option<Describe> {
        Some(|generator| generator.subschema_for::<T>())
    }
}

#[cfg(not(feature = "openapi"))]
mod described {
    /// A type that the document would describe.
    pub trait Described {}
    impl<T> Described for T {}

    /// Nothing describes it here.
    pub type Describe = fn();

    pub const fn describe<T: Described>() -> Option<Describe> {
        None
    }
}

use described::{Describe, Described, describe};

/// One endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// Method.
    pub method: Method,
    /// Path; `{number}` or `{id}` stands for one segment.
    pub path: &'static str,
    /// For readers of the document.
    pub summary: &'static str,
    /// Who may.
    pub caller: Caller,
    /// Against which limit of its network a call counts. Reading counts against none.
    pub limit: Option<Limit>,
    /// What it takes.
    pub body: Body,
    /// Parameters of the address.
    pub query: &'static [Parameter],
    /// Whether an `Idempotency-Key` header is needed.
    pub idempotent_by_key: bool,
    /// Status of a good answer.
    pub success: u16,
    /// For how many seconds anybody may keep a good answer.
    pub kept_seconds: u32,
    /// Refusals as a whole of its own; others follow from what it is ([`Endpoint::refusals`]).
    own_refusals: &'static [Code],
    /// The body's schema.
    pub takes: Option<Describe>,
    /// The good answer's schema.
    pub gives: Option<Describe>,
}

const fn endpoint(method: Method, path: &'static str) -> Endpoint {
    let limit = match method {
        Method::Get => None,
        _ => Some(Limit::Write),
    };
    Endpoint {
        method,
        path,
        summary: "",
        caller: Caller::Anybody,
        limit,
        body: Body::Nothing,
        query: &[],
        idempotent_by_key: false,
        success: 204,
        kept_seconds: 0,
        own_refusals: &[],
        takes: None,
        gives: None,
    }
}

pub(super) const fn get(path: &'static str) -> Endpoint {
    endpoint(Method::Get, path)
}

pub(super) const fn post(path: &'static str) -> Endpoint {
    endpoint(Method::Post, path)
}

pub(super) const fn put(path: &'static str) -> Endpoint {
    endpoint(Method::Put, path)
}

pub(super) const fn delete(path: &'static str) -> Endpoint {
    endpoint(Method::Delete, path)
}

// What a line of the table says, one method each.
impl Endpoint {
    pub(super) const fn does(mut self, summary: &'static str) -> Self {
        self.summary = summary;
        self
    }

    pub(super) const fn signed_in(mut self) -> Self {
        self.caller = Caller::Person;
        self
    }

    /// Platforms are known by their signature, and call for many people.
    pub(super) const fn by_platforms(mut self) -> Self {
        self.caller = Caller::Platform;
        self.limit = None;
        self
    }

    pub(super) const fn counted_as(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }

    pub(super) const fn asks(mut self, query: &'static [Parameter]) -> Self {
        self.query = query;
        self
    }

    pub(super) const fn once_for_each_key(mut self) -> Self {
        self.idempotent_by_key = true;
        self
    }

    pub(super) const fn takes<T: Described>(mut self) -> Self {
        self.body = Body::Json;
        self.takes = describe::<T>();
        self
    }

    pub(super) const fn takes_bytes(mut self) -> Self {
        self.body = Body::Bytes;
        self
    }

    pub(super) const fn gives<T: Described>(mut self, success: u16) -> Self {
        self.success = success;
        self.gives = describe::<T>();
        self
    }

    pub(super) const fn kept_for(mut self, seconds: u32) -> Self {
        self.kept_seconds = seconds;
        self
    }

    pub(super) const fn refuses(mut self, codes: &'static [Code]) -> Self {
        self.own_refusals = codes;
        self
    }
}

impl Endpoint {
    /// Every refusal as a whole that it may answer with.
    pub fn refusals(&self) -> impl Iterator<Item = Code> + use<> {
        let body: &[Code] = match self.body {
            Body::Nothing => &[],
            Body::Json => &[
                Code::RequestMalformed,
                Code::RequestUnknownField,
                Code::RequestTooLarge,
                Code::RequestContentType,
                Code::RequestInvalid,
            ],
            Body::Bytes => &[Code::RequestTooLarge, Code::RequestContentType],
        };
        let caller: &[Code] = match self.caller {
            Caller::Anybody => &[],
            Caller::Person => &[Code::SignInNeeded],
            Caller::Platform => &[
                Code::SignatureMalformed,
                Code::SignatureExpired,
                Code::SignatureWrong,
                Code::SignatureReplayed,
            ],
        };
        let key: &[Code] = match self.idempotent_by_key {
            true => &[Code::IdempotencyKeyMissing, Code::IdempotencyKeyInvalid],
            false => &[],
        };
        let foreign: &[Code] = match self.method {
            Method::Get => &[],
            _ => &[Code::RequestForeignOrigin],
        };
        let any: &[Code] = &[
            Code::MethodNotAllowed,
            Code::TooManyRequests,
            Code::Internal,
            Code::Unavailable,
        ];
        [foreign, body, caller, key, self.own_refusals, any]
            .into_iter()
            .flatten()
            .copied()
    }

    /// The value of the open segment if `path` is one of this endpoint's, empty where it has none.
    #[must_use]
    pub fn matches<'a>(&self, path: &'a str) -> Option<&'a str> {
        let parts = self.path.split_once('{');
        match parts.and_then(|(before, rest)| Some((before, rest.split_once('}')?.1))) {
            None => (path == self.path).then_some(""),
            Some((before, after)) => path
                .strip_prefix(before)?
                .strip_suffix(after)
                .filter(|value| !value.is_empty() && !value.contains('/')),
        }
    }
}
