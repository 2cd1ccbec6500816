//! E-mail addresses, optional and only a courtesy. Whether an address works,
//! only a message to it can tell; the parser catches slips.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// 254 – the longest path that SMTP carries (RFC 5321, 4.5.3.1.3).
const MAX_EMAIL_BYTES: usize = 254;

/// An address in ASCII with its domain in lower case. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

impl Email {
    /// Takes `local@domain.tld`.
    ///
    /// # Errors
    /// [`Code::EmailInvalid`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(Code::EmailInvalid)?;
        let local_ok = (1..=64).contains(&local.len())
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b))
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let label_ok = |label: &str| {
            (1..=63).contains(&label.len())
                && label
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let top_level_ok = domain
            .rsplit_once('.')
            .is_some_and(|(_, top)| top.len() >= 2 && top.bytes().any(|b| b.is_ascii_alphabetic()));
        if text.len() <= MAX_EMAIL_BYTES
            && local_ok
            && top_level_ok
            && domain.split('.').all(label_ok)
        {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(Code::EmailInvalid)
        }
    }

    /// An optional field: nothing but white space is no address.
    ///
    /// # Errors
    /// [`Code::EmailInvalid`].
    pub fn parse_optional(text: &str) -> Result<Option<Self>, Code> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            Self::parse(text).map(Some)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Email {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Email(…)")
    }
}

impl TryFrom<String> for Email {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_taken_and_their_domain_lowered() {
        assert_eq!(
            Email::parse(" Sari.K+1@Contoh.CO.ID ").unwrap().as_str(),
            "Sari.K+1@contoh.co.id"
        );
        assert_eq!(Email::parse_optional("  "), Ok(None));
    }

    #[test]
    fn slips_are_refused() {
        for text in [
            "sari",
            "sari@",
            "@contoh.id",
            "sari@contoh",
            "sa ri@contoh.id",
            "sari@contoh..id",
            "a..b@contoh.id",
            "sari@-contoh.id",
            "sari@contoh.id\r\nBcc: x@y.id",
            "sari@[127.0.0.1]",
            "<script>@contoh.id",
            "sari@1.1",
        ] {
            assert_eq!(Email::parse(text), Err(Code::EmailInvalid), "{text}");
        }
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing_more(text in "\\PC*@\\PC*") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
