//! What staff see of reviews that wait, and what they say.

use super::{Finding, HideReason, Moderation, Stars};
use crate::draw::Hex;
use crate::purchase::CourseCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What staff decided about a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// Others may see it.
    Show,
    /// Others do not see it.
    Hide {
        /// The writer is told why.
        reason: HideReason,
    },
}

impl Verdict {
    /// What becomes of the text.
    #[must_use]
    pub const fn moderation(self) -> Moderation {
        match self {
            Self::Show => Moderation::Shown,
            Self::Hide { reason } => Moderation::Hidden { reason },
        }
    }
}

/// A review that waits for staff. It does not say who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WaitingReview {
    /// Of this course.
    pub course: CourseCode,
    /// Names it in a command.
    pub review: Hex<16>,
    /// Which version this is.
    pub version: u32,
    /// How many stars.
    pub stars: Stars,
    /// What is said.
    pub text: String,
    /// Why it waits; nothing if it was hidden before and changed since.
    pub findings: Vec<Finding>,
    /// Since when.
    pub since: DateTime<Utc>,
}
