//! Asking for a one-time code, and proving that it arrived.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Asks for a code to be sent to a mobile number that is to be registered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtpRequest {
    /// Indonesian mobile number.
    pub phone: String,
    /// The turn in the waiting room that this number was given; empty if it was given none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub turn: String,
}

/// A code is on its way (at sign-in: if the NIK is registered).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OtpSent {
    /// To be sent back with the code.
    pub challenge: String,
    /// Until when the code is good.
    pub expires_at: DateTime<Utc>,
    /// From when another can be asked for.
    pub resend_at: DateTime<Utc>,
}

/// The code that arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtpVerifyRequest {
    /// From [`OtpSent`].
    pub challenge: String,
    /// Six digits.
    pub code: String,
}

/// The number is proven.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OtpVerified {
    /// Goes into the registration as `phone_proof`.
    pub phone_proof: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}
