//! An appeal, and the day by which it is answered.

use super::Explanation;
use crate::certificate::hops::working_days_after;
use crate::scheme::AppealRules;
use crate::time::{end_of, programme_date};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the office decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Decision {
    /// The award stands again.
    Upheld,
    /// It stays taken back.
    Rejected {
        /// The office's own words.
        because: Explanation,
    },
}

/// An appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appeal {
    /// The person's own words.
    pub text: Explanation,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// It is answered before this.
    pub answer_before: DateTime<Utc>,
    /// The answer and when it came.
    pub decision: Option<(Decision, DateTime<Utc>)>,
}

impl Appeal {
    pub(super) fn file(text: Explanation, rules: AppealRules, now: DateTime<Utc>) -> Self {
        // Public holidays are not known here: without them the promise is stricter.
        let days = rules.answer_within_working_days;
        let last = working_days_after(programme_date(now), days, &BTreeSet::new());
        Self {
            text,
            filed_at: now,
            answer_before: end_of(last),
            decision: None,
        }
    }

    /// Whether the answer is, or came, late.
    #[must_use]
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        let answered = self.decision.as_ref().map_or(now, |(_, at)| *at);
        self.answer_before <= answered
    }
}
