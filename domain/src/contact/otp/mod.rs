//! One-time codes by SMS: what they are for, and their six digits.

mod sent;

pub use sent::{Asker, OtpLimits, SendRefusal, SentCode, SentCodes, VerifyRefusal};

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// What a code is for; a code for one purpose is worthless for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OtpPurpose {
    /// Proving a mobile number before registering.
    Registration,
    /// Signing in to an existing account.
    SignIn,
}

/// Six digits. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OtpCode(String);

impl OtpCode {
    /// Takes six digits; spaces between them are forgiven.
    ///
    /// # Errors
    /// [`Code::OtpMissing`] or [`Code::OtpFormat`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.is_empty() {
            Err(Code::OtpMissing)
        } else if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Ok(Self(digits))
        } else {
            Err(Code::OtpFormat)
        }
    }

    /// Six digits out of a uniformly drawn 64-bit number; the bias of the
    /// remainder is below 1 in 10^13.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        Self(format!("{:06}", random % 1_000_000))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for OtpCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OtpCode(…)")
    }
}

impl TryFrom<String> for OtpCode {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<OtpCode> for String {
    fn from(code: OtpCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_six_digits_with_forgiven_spaces() {
        assert_eq!(OtpCode::parse(" 123 456 ").unwrap().as_str(), "123456");
        assert_eq!(OtpCode::parse(""), Err(Code::OtpMissing));
        for text in ["12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert_eq!(OtpCode::parse(text), Err(Code::OtpFormat));
        }
    }

    proptest! {
        #[test]
        fn drawn_codes_always_parse(random: u64) {
            let code = OtpCode::from_random(random);
            prop_assert_eq!(OtpCode::parse(code.as_str()), Ok(code.clone()));
        }
    }
}
