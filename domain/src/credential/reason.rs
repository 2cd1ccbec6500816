//! Why a certificate does not hold, in types; words are with whoever shows them.

use serde::{Deserialize, Serialize};

/// What is wrong with a certificate that never held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not a certificate, or changed so that it is none any more.
    Malformed,
    /// Signed by nobody whom the programme knows.
    IssuerUnknown,
    /// The institution has no such key.
    KeyUnknown,
    /// The key was not the institution's on the day that the certificate names.
    KeyNotValidThen,
    /// The signature does not fit what is written.
    Signature,
    /// Dated in the future.
    NotYetValid,
}

impl Wrong {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Malformed,
        Self::IssuerUnknown,
        Self::KeyUnknown,
        Self::KeyNotValidThen,
        Self::Signature,
        Self::NotYetValid,
    ];
}

/// Why a certificate was revoked: a category, since the list is public and the
/// story is the holder's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RevocationReason {
    /// Something in it is written wrongly; another takes its place.
    Mistake,
    /// The course was not completed after all.
    NotCompleted,
    /// Obtained by false data or somebody else's effort.
    Fraud,
    /// The institution's key was in wrong hands.
    KeyCompromised,
}

impl RevocationReason {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 4] = [
        Self::Mistake,
        Self::NotCompleted,
        Self::Fraud,
        Self::KeyCompromised,
    ];

    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Mistake => 0,
            Self::NotCompleted => 1,
            Self::Fraud => 2,
            Self::KeyCompromised => 3,
        }
    }

    pub(super) fn numbered(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}
