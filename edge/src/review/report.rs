//! A review as its writer's shard reports it to its course.

use crate::sql::Moment;
use domain::draw::Hex;
use domain::purchase::{CourseCode, PurchaseId};
use domain::review::{Moderation, ReviewText, Stars};
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
