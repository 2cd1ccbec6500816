//! A lost number, and a confirmed e-mail address to show whose the account is: another number
//! takes its place after days in which whoever has the old one can object.

use crate::messages::Code;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// 72 hours between the wish for another number and the number: whoever is robbed reads of it
/// within a weekend.
pub const WAIT_OF_RECOVERY: TimeDelta = TimeDelta::hours(72);
/// 7 days after which a confirmed e-mail address gets an account back: whoever holds a phone
/// for a moment adds an address of their own.
pub const EMAIL_IS_TRUSTED_AFTER: TimeDelta = TimeDelta::days(7);

/// 30 days after an objection nobody has shown the office whose the account is: everything
/// stays as it was, so that nobody's money is held up for ever.
pub const DISPUTE_LASTS: TimeDelta = TimeDelta::days(30);

/// What goes to the address: 10 digits, since whoever holds many numbers has the tries of all of
/// them. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// Takes ten digits; spaces and hyphens between them are forgiven.
    ///
    /// # Errors
    /// [`Code::RecoveryCodeFormat`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let is_code = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_code
            .then_some(Self(digits))
            .ok_or(Code::RecoveryCodeFormat)
    }

    /// Out of a uniformly drawn 64-bit number; the bias of the remainder is below 1 in 10^9.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        Self(format!("{:010}", random % 10_000_000_000))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `12345 67890`
    #[must_use]
    pub fn spaced(&self) -> String {
        let (first, second) = self.0.split_at_checked(5).unwrap_or((&self.0, ""));
        format!("{first} {second}")
    }
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Asks for a code by e-mail that lets another number take the lost one's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryCodeRequest {
    /// As it came when registering.
    pub registration_number: String,
    /// `2001-12-31`.
    pub birth_date: String,
    /// The new number.
    pub phone: String,
    /// From the confirmation of the code that was sent to it.
    pub phone_proof: String,
}

/// The code that arrived, and the number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryRequest {
    /// The same.
    pub registration_number: String,
    /// From [`OtpSent`](crate::api::OtpSent).
    pub challenge: String,
    /// Ten digits.
    pub code: String,
    /// The new number.
    pub phone: String,
    /// From the confirmation of the code that was sent to it.
    pub phone_proof: String,
}

/// A number that is to take the place of a lost one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RecoveryView {
    /// The new number, but for its middle.
    pub phone: String,
    /// Since when.
    pub begun_at: DateTime<Utc>,
    /// When it takes the place.
    pub ready_at: DateTime<Utc>,
    /// When whoever has the account open objected: the office decides, and nothing happens
    /// before.
    pub objected_at: Option<DateTime<Utc>>,
}

/// A wish that somebody objected to, for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DisputedRecovery {
    /// Grouped for reading aloud.
    pub registration_number: String,
    /// The registered number, but for its middle.
    pub registered: String,
    /// What is to take its place.
    pub recovery: RecoveryView,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_ten_digits_as_people_type_them() {
        let code = RecoveryCode::from_random(u64::MAX);
        for typed in [
            code.as_str().to_owned(),
            code.spaced(),
            format!(" {}", code.spaced()),
        ] {
            assert_eq!(RecoveryCode::parse(&typed).as_ref(), Ok(&code));
        }
        for other in ["", "123456", "12345 6789x", "12345678901"] {
            assert_eq!(RecoveryCode::parse(other), Err(Code::RecoveryCodeFormat));
        }
        assert_eq!(RecoveryCode::from_random(7).spaced(), "00000 00007");
    }
}
