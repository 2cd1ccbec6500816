//! How often something may be asked for: from one network, about one number, in one session.

use serde::{Deserialize, Serialize};

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// Anything that writes: 300 in 5 minutes, as login.gov allows.
    Write,
    /// One-time codes asked for: each costs money. 60 in 10 minutes, a busy posko's pace.
    SendCode,
    /// Codes tried: 100 in 10 minutes.
    TryCode,
    /// Status look-ups: 120 in 5 minutes.
    Status,
    /// Proofs asked for: each makes a shard look an entry up. 120 in 5 minutes.
    Proof,
    /// Status look-ups of one number, by anybody: 60 in an hour, so that not
    /// even many networks together get through the birth dates of one person.
    Number,
    /// Requests with a session that bears no mark: 300 in 5 minutes. Those of the release before
    /// end within a day.
    OldToken,
    /// What one session reads and does: 6,000 in 5 minutes, twenty a second without a pause.
    Session,
}

impl Limit {
    /// How many, in how many seconds.
    #[must_use]
    pub const fn rule(self) -> (u32, u64) {
        match self {
            Self::Write | Self::OldToken => (300, 300),
            Self::SendCode => (60, 600),
            Self::TryCode => (100, 600),
            Self::Status | Self::Proof => (120, 300),
            Self::Session => (6_000, 300),
            Self::Number => (60, 3600),
        }
    }
}
