//! How long people have for what they may do later, and when they are reminded.

use serde::{Deserialize, Serialize};

/// How reviews of courses go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewRules {
    /// Days from the first rating for which it can be changed.
    pub change_within_days: u32,
}

/// How appeals go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealRules {
    /// Days from the decision for which an appeal can be filed.
    pub file_within_days: u32,
    /// Working days from an appeal to its answer.
    pub answer_within_working_days: u8,
}

/// When people are reminded of what ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminders {
    /// Hours before a reserved course's code is void.
    pub reservation_hours: u32,
    /// Days before a balance closes, longest first.
    pub balance_closing_days: Vec<u32>,
}
