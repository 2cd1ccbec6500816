//! Institutions' public keys, as the programme publishes them, each with the
//! time in which it signed. A key that is replaced stays: what it signed in its
//! time still holds.

use super::instant::{instant, written};
use super::json::{Value, quoted};
use crate::catalogue::InstitutionId;
use crate::draw::Hex;
use crate::messages::Code;
use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Keys that one command may bring – 40 are 8 KB, half of what a command may have.
pub const MOST_KEYS: usize = 40;

/// Most issuers in a published list: an institution each, with room.
const MOST_ISSUERS: usize = 4_000;

/// What an institution calls a key of its own: 1 to 16 letters, digits or hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct KeyId(String);

impl KeyId {
    /// Reads it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let right = (1..=16).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        right.then(|| Self(text.to_owned()))
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for KeyId {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("not the name of a key")
    }
}

impl From<KeyId> for String {
    fn from(id: KeyId) -> Self {
        id.0
    }
}

/// One key of an institution, as staff publish it. The same institution and name
/// again change its times; the key itself stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct IssuerKey {
    /// Whose.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub institution: InstitutionId,
    /// What the institution is called.
    pub name: String,
    /// What the key is called.
    pub key: KeyId,
    /// Ed25519 public key.
    pub public_key: Hex<32>,
    /// From when on it signs.
    pub valid_from: DateTime<Utc>,
    /// At this instant it no longer does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<DateTime<Utc>>,
}

impl IssuerKey {
    /// Refuses a set of keys that cannot be published, whatever is published already.
    ///
    /// # Errors
    /// [`Code::CredentialKeysInvalid`].
    pub fn check(keys: &[Self]) -> Result<(), Code> {
        let names: BTreeSet<_> = keys.iter().map(|one| (one.institution, &one.key)).collect();
        let right = (1..=MOST_KEYS).contains(&keys.len())
            && names.len() == keys.len()
            && keys.iter().all(|one| {
                (1..=200).contains(&one.name.chars().count())
                    && !one.name.chars().any(char::is_control)
                    && one.valid_until.is_none_or(|until| one.valid_from < until)
            });
        right.then_some(()).ok_or(Code::CredentialKeysInvalid)
    }

    fn same(&self, other: &Self) -> bool {
        self.institution == other.institution && self.key == other.key
    }

    /// Takes these into what is published.
    ///
    /// # Errors
    /// [`Code::CredentialKeysInvalid`] if a name is used for another key; then
    /// nothing has changed.
    pub fn merge(known: &mut Vec<Self>, keys: &[Self]) -> Result<(), Code> {
        let other = |one: &Self| {
            let mut known = known.iter();
            known.any(|had| had.same(one) && had.public_key != one.public_key)
        };
        if keys.iter().any(other) {
            return Err(Code::CredentialKeysInvalid);
        }
        known.retain(|had| !keys.iter().any(|one| one.same(had)));
        known.extend(keys.iter().cloned());
        known.sort_by(|a, b| (a.institution, &a.key).cmp(&(b.institution, &b.key)));
        Ok(())
    }
}

/// An institution's name in credentials: `did:web` under the programme's address
/// (a port's colon is written `%3A`).
#[must_use]
pub fn issuer_id(origin: &str, institution: InstitutionId) -> String {
    format!("{}:penerbit:{institution}", site_id(origin))
}

/// The programme's own name in credentials.
pub(super) fn site_id(origin: &str) -> String {
    let host = origin
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_end_matches('/');
    format!("did:web:{}", host.replace(':', "%3A"))
}

/// A key that may sign, with its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Its full name: the issuer's, `#` and its own.
    pub kid: String,
    /// Ed25519 public key.
    pub public_key: [u8; 32],
    /// From when on.
    pub valid_from: DateTime<Utc>,
    /// Until when, if it ends.
    pub valid_until: Option<DateTime<Utc>>,
}

impl Signer {
    /// Whether it signed at that moment.
    #[must_use]
    pub fn is_valid(&self, at: DateTime<Utc>) -> bool {
        self.valid_from <= at && self.valid_until.is_none_or(|until| at < until)
    }
}

/// The published list of who may sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuers {
    /// Counts publications.
    pub version: u32,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// The programme's own key, which signs lists of revocations.
    pub lists: Signer,
    /// Name, and keys, by the institution's `did:web`.
    issuers: Vec<(String, String, Vec<Signer>)>,
}

impl Issuers {
    /// From what staff have published.
    #[must_use]
    pub fn new(
        origin: &str,
        version: u32,
        published_at: DateTime<Utc>,
        keys: &[IssuerKey],
        lists: [u8; 32],
    ) -> Self {
        let mut issuers: Vec<(String, String, Vec<Signer>)> = Vec::new();
        for key in keys {
            let id = issuer_id(origin, key.institution);
            let signer = Signer {
                kid: format!("{id}#{}", key.key.as_str()),
                public_key: key.public_key.0,
                valid_from: key.valid_from,
                valid_until: key.valid_until,
            };
            match issuers.iter_mut().find(|(known, ..)| *known == id) {
                Some((_, name, signers)) => {
                    name.clone_from(&key.name);
                    signers.push(signer);
                }
                None => issuers.push((id, key.name.clone(), vec![signer])),
            }
        }
        Self {
            version,
            published_at,
            lists: Signer {
                kid: format!("{}#daftar", site_id(origin)),
                public_key: lists,
                valid_from: DateTime::UNIX_EPOCH,
                valid_until: None,
            },
            issuers,
        }
    }

    /// The published name of an issuer, and its keys.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<(&str, &[Signer])> {
        let found = self.issuers.iter().find(|(known, ..)| known == id)?;
        Some((&found.1, &found.2))
    }

    /// As it is published.
    #[must_use]
    pub fn to_json(&self) -> String {
        let signer = |one: &Signer| {
            let until = one.valid_until.map_or_else(String::new, |until| {
                format!(r#","validUntil":"{}""#, written(until))
            });
            format!(
                r#"{{"kid":{},"publicKey":"{}","validFrom":"{}"{until}}}"#,
                quoted(&one.kid),
                BASE64URL_NOPAD.encode(&one.public_key),
                written(one.valid_from),
            )
        };
        let issuers: Vec<String> = self
            .issuers
            .iter()
            .map(|(id, name, signers)| {
                let keys: Vec<String> = signers.iter().map(signer).collect();
                format!(
                    r#"{{"id":{},"name":{},"keys":[{}]}}"#,
                    quoted(id),
                    quoted(name),
                    keys.join(",")
                )
            })
            .collect();
        format!(
            r#"{{"version":{},"publishedAt":"{}","lists":{},"issuers":[{}]}}"#,
            self.version,
            written(self.published_at),
            signer(&self.lists),
            issuers.join(",")
        )
    }

    /// Reads what was published.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let document = Value::parse(text)?;
        let list = document.get("issuers")?.list();
        if list.len() > MOST_ISSUERS {
            return None;
        }
        let issuers = list.iter().map(|one| {
            let keys: Option<Vec<Signer>> = one.get("keys")?.list().iter().map(signer).collect();
            Some((
                one.text("id")?.to_owned(),
                one.text("name")?.to_owned(),
                keys?,
            ))
        });
        Some(Self {
            version: document.get("version")?.as_number()?,
            published_at: instant(document.text("publishedAt")?)?,
            lists: signer(document.get("lists")?)?,
            issuers: issuers.collect::<Option<_>>()?,
        })
    }

    /// The DID document of one issuer (`did:web`), for verifiers that are not ours.
    #[must_use]
    pub fn did_document(&self, id: &str) -> Option<String> {
        let (_, signers) = self.find(id)?;
        let id = quoted(id);
        let methods: Vec<String> = signers
            .iter()
            .map(|one| {
                format!(
                    r#"{{"id":{},"type":"JsonWebKey","controller":{id},"publicKeyJwk":{{"kty":"OKP","crv":"Ed25519","x":"{}"}}}}"#,
                    quoted(&one.kid),
                    BASE64URL_NOPAD.encode(&one.public_key)
                )
            })
            .collect();
        let names: Vec<String> = signers.iter().map(|one| quoted(&one.kid)).collect();
        Some(format!(
            r#"{{"@context":["https://www.w3.org/ns/did/v1","https://w3id.org/security/jwk/v1"],"id":{id},"verificationMethod":[{}],"assertionMethod":[{}]}}"#,
            methods.join(","),
            names.join(",")
        ))
    }
}

fn signer(value: &Value) -> Option<Signer> {
    let key = BASE64URL_NOPAD
        .decode(value.text("publicKey")?.as_bytes())
        .ok()?;
    let until = match value.get("validUntil") {
        Some(until) => Some(instant(until.as_text()?)?),
        None => None,
    };
    Some(Signer {
        kid: value.text("kid")?.to_owned(),
        public_key: key.try_into().ok()?,
        valid_from: instant(value.text("validFrom")?)?,
        valid_until: until,
    })
}
