//! Web push: news that a phone shows by itself, with its owner's consent. What travels
//! through the browser maker's push service (RFC 8030) is empty: it says that there is
//! something to read, and the account says what. Whoever has no such phone is told by
//! SMS and e-mail as before.

use serde::{Deserialize, Serialize};

/// Phones of one person that news go to; a sixth takes the place of the oldest.
pub const MOST_PHONES: usize = 5;

/// The longest address that a push service gives out, in bytes: those in use stay under
/// half of it.
pub const MAX_ENDPOINT_BYTES: usize = 1_000;

/// A phone that wants to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PushRequest {
    /// `PushSubscription.endpoint` as the browser gave it: an https address.
    pub endpoint: String,
}

/// Phones that are to be told no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PushOffRequest {
    /// The one at this address; all of the account where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

/// How news reach the phones of an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PushView {
    /// The `applicationServerKey` to subscribe with (RFC 8292): a point of P-256,
    /// uncompressed, as base64url. Empty where the deployment has none.
    pub key: String,
    /// Phones that are told.
    pub phones: u32,
    /// What a phone calls this account, so that it tells whose news it has been asked
    /// for: opaque, and nothing else follows from it.
    pub owner: String,
}
