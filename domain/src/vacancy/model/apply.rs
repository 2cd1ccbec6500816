//! Where one applies: an address on the web that somebody is sent to from a
//! government's page, so only one that cannot pretend to be another.

use serde::{Deserialize, Serialize};

/// 300 bytes – what a phone's browser still shows and an SMS still carries.
pub const ADDRESS_BYTES: usize = 300;

/// A text that is no such address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AddressError;

impl std::fmt::Display for AddressError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not an https address")
    }
}

impl std::error::Error for AddressError {}

/// An https address with a host name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApplyAt(Box<str>);

impl ApplyAt {
    /// Takes an address: `https://`, a host name of small letters with a dot in it
    /// and without port or `user@`, and a path of the characters that RFC 3986 has.
    ///
    /// # Errors
    /// [`AddressError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let rest = text.strip_prefix("https://").ok_or(AddressError)?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        // RFC 3986, section 2: everything else is percent-encoded.
        let allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
        if text.len() <= ADDRESS_BYTES && is_host(host) && path.bytes().all(allowed) {
            Ok(Self(text.into()))
        } else {
            Err(AddressError)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host, for people to see where they are sent.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.strip_prefix("https://").unwrap_or_default();
        rest.split(['/', '?', '#']).next().unwrap_or_default()
    }
}

/// Names only: an address of numbers says nothing about whose it is.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        let inside = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (1..=63).contains(&label.len())
            && label.bytes().all(inside)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= 253
        && host.contains('.')
        && host.split('.').all(label)
        && last.bytes().any(|byte| byte.is_ascii_lowercase())
}

impl TryFrom<String> for ApplyAt {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Self, AddressError> {
        Self::parse(&text)
    }
}

impl From<ApplyAt> for String {
    fn from(address: ApplyAt) -> Self {
        address.0.into()
    }
}
