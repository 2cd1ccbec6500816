//! The compact JWT around a certificate (RFC 7515; W3C "Securing Verifiable
//! Credentials using JOSE and COSE"): taken apart, and put together for whoever
//! signs. One algorithm; a header cannot choose another.

use super::json::{Value, quoted};
use super::reason::Wrong;
use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, VerifyingKey};

/// 4 KB – a certificate with the longest name and title has under 2 KB.
pub const MOST_BYTES: usize = 4 * 1024;

/// What is to be signed: header and claims, base64url with a dot between.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsigned(String);

impl Unsigned {
    /// For a key, by its full name (`did:web:…#1`).
    #[must_use]
    pub fn new(kid: &str, claims: &str) -> Self {
        let header = header(kid);
        let part = |text: &str| BASE64URL_NOPAD.encode(text.as_bytes());
        Self(format!("{}.{}", part(&header), part(claims)))
    }

    /// The bytes under the signature.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The JWT.
    #[must_use]
    pub fn signed(&self, signature: &[u8; 64]) -> String {
        format!("{}.{}", self.0, BASE64URL_NOPAD.encode(signature))
    }
}

/// The one header that we write.
pub(super) fn header(kid: &str) -> String {
    format!(r#"{{"alg":"EdDSA","typ":"vc+jwt","kid":{}}}"#, quoted(kid))
}

/// A JWT taken apart, its signature not yet looked at.
pub(super) struct Parts<'a> {
    pub kid: String,
    pub claims: Value,
    signed: &'a str,
    signature: [u8; 64],
}

impl<'a> Parts<'a> {
    pub(super) fn of(jwt: &'a str, most: usize) -> Result<Self, Wrong> {
        Self::find(jwt, most).ok_or(Wrong::Malformed)
    }

    fn find(jwt: &'a str, most: usize) -> Option<Self> {
        if jwt.len() > most {
            return None;
        }
        let (signed, signature) = jwt.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header = Value::parse(&text(header)?)?;
        if header.text("alg")? != "EdDSA" || header.get("crit").is_some() {
            return None;
        }
        if header.text("typ").is_some_and(|typ| typ != "vc+jwt") {
            return None;
        }
        Some(Self {
            kid: header.text("kid")?.to_owned(),
            claims: Value::parse(&text(claims)?)?,
            signed,
            signature: bytes(signature)?.try_into().ok()?,
        })
    }

    /// Whether this key signed it. Strictly, so that no second signature can be
    /// made of a first.
    pub(super) fn is_signed_by(&self, key: &[u8; 32]) -> bool {
        VerifyingKey::from_bytes(key).is_ok_and(|key| {
            let signature = Signature::from_bytes(&self.signature);
            key.verify_strict(self.signed.as_bytes(), &signature)
                .is_ok()
        })
    }
}

fn bytes(part: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(part.as_bytes()).ok()
}

fn text(part: &str) -> Option<String> {
    String::from_utf8(bytes(part)?).ok()
}
