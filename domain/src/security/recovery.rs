//! A lost number, and a confirmed e-mail address to show whose the account is: another number
//! takes its place after days in which whoever has the old one can object.

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
    /// Six digits.
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
