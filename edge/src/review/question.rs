//! What is asked of a course's reviews, and what they answer.

use crate::sql::Moment;
use crate::staff::Signing;
use domain::draw::Hex;
use domain::purchase::{CourseCode, PurchaseId};
use domain::review::{Moderation, ReviewText, Stars, Verdict, WaitingReview};
use domain::staff::CommandState;
use serde::{Deserialize, Serialize};

/// Who is to be told what becomes of a review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// Registrant shard.
    pub shard: u16,
    /// Person in it.
    pub person: i64,
    /// What was bought.
    pub purchase: PurchaseId,
}

/// A review as the writer's shard reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub course: CourseCode,
    /// Keyed hash of the purchase: counted once.
    pub tag: Hex<16>,
    /// Later ones count over earlier ones, however they arrive.
    pub version: u32,
    pub stars: Stars,
    pub text: Option<ReviewText>,
    /// First name.
    pub by: String,
    /// Two digits.
    pub province: String,
    pub changed_at: Moment,
    pub moderation: Moderation,
    pub writer: Writer,
}

impl Report {
    /// Whether others see its text.
    pub fn is_shown(&self) -> bool {
        self.text.is_some() && self.moderation == Moderation::Shown
    }

    /// Whether its text waits for staff.
    pub fn is_waiting(&self) -> bool {
        self.text.is_some() && self.moderation == Moderation::Waiting
    }
}

/// Questions about one course's reviews.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// Somebody wrote one, or changed it.
    Put(Box<Report>),
    /// What everybody sees.
    Public,
    /// What staff see of one that waits.
    Find { tag: Hex<16> },
    /// A member of staff signs a verdict.
    Moderate {
        signing: Signing,
        tag: Hex<16>,
        version: u32,
        verdict: Verdict,
    },
}

/// Answers of a course's reviews.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Public(domain::review::CourseReviews),
    /// Nothing if it waits no longer.
    Found(Option<Box<WaitingReview>>),
    State(CommandState),
    Nothing,
}
