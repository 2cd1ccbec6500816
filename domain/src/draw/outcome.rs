//! What became of one application in one wave.

use serde::{Deserialize, Serialize};

/// Why an application did not become an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// The civil registry had not answered when the wave closed.
    IdentityPending,
    /// The civil registry's data differs.
    IdentityMismatch,
    /// The NIK stands on a list of people who may not take part.
    Forbidden,
    /// Somebody receives the award once in a lifetime.
    AwardedBefore,
    /// The family card has as many recipients as it may have.
    HouseholdFull,
}

/// The outcome of an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", tag = "outcome", content = "reason")]
pub enum Outcome {
    /// It won a seat.
    Drawn,
    /// Its ticket was above the threshold.
    NotDrawn,
    /// Other members of the household had better tickets.
    HouseholdLimit,
    /// It was not among the entries.
    Excluded(Exclusion),
}
