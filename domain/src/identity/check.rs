//! What the civil registry has said about a person so far.

use serde::{Deserialize, Serialize};

/// Which of the given data the registry holds differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mismatch {
    /// There is no such NIK.
    Nik,
    /// The NIK is not on this family card.
    Kk,
    /// The name differs.
    Name,
    /// The birth date differs.
    BirthDate,
}

/// Where the identity check stands. It never holds registration up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum IdentityState {
    /// Asked, or about to be; the registry may be slow or down.
    Pending,
    /// All data agree.
    Verified,
    /// Something differs.
    Mismatch {
        /// What differs, at least one.
        fields: Vec<Mismatch>,
    },
}

impl IdentityState {
    /// Whether the registry has no such NIK, or has it for somebody else: then nothing that
    /// was registered with it can be put right.
    #[must_use]
    pub fn denies_nik(&self) -> bool {
        matches!(self, Self::Mismatch { fields } if fields.contains(&Mismatch::Nik))
    }
}
