//! What the person sends and sees, and what the office sees.

use super::{Case, Decision, Explanation, Reason};
use crate::money::Rupiah;
use crate::registration::RegistrationNumber;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Body of a request: file an appeal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AppealRequest {
    /// Why the decision is wrong, in one's own words.
    pub text: String,
}

/// An appeal as its author sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AppealView {
    /// The person's own words.
    pub text: Explanation,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// It is answered before this.
    pub answer_before: DateTime<Utc>,
    /// Whether the answer is, or came, late.
    pub late: bool,
    /// The answer, once there is one.
    pub answer: Option<Decision>,
    /// When it came.
    pub answered_at: Option<DateTime<Utc>>,
}

/// An award that was taken back, as the person sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RevocationView {
    /// From 1.
    pub case: u32,
    /// Why.
    pub reason: Reason,
    /// The office's own words, where staff decided.
    pub note: Option<Explanation>,
    /// When.
    pub revoked_at: DateTime<Utc>,
    /// Whether the award is still taken back.
    pub stands: bool,
    /// What is due back now.
    pub due: Rupiah,
    /// It has to be paid before this, if anything is due.
    pub repay_before: DateTime<Utc>,
    /// An appeal can be filed before this.
    pub appeal_before: DateTime<Utc>,
    /// Whether one can be filed now.
    pub may_appeal: bool,
    /// The appeal, if there is one.
    pub appeal: Option<AppealView>,
}

impl RevocationView {
    /// Of a case, with what the book says is due.
    #[must_use]
    pub fn of(case: &Case, due: Rupiah, now: DateTime<Utc>) -> Self {
        let appeal = case.appeal.as_ref();
        Self {
            case: case.number,
            reason: case.reason,
            note: case.note.clone(),
            revoked_at: case.revoked_at,
            stands: case.stands(),
            due,
            repay_before: case.repay_before,
            appeal_before: case.appeal_before,
            may_appeal: appeal.is_none() && now < case.appeal_before,
            appeal: appeal.map(|appeal| AppealView {
                text: appeal.text.clone(),
                filed_at: appeal.filed_at,
                answer_before: appeal.answer_before,
                late: appeal.is_late(now),
                answer: appeal
                    .decision
                    .as_ref()
                    .map(|(decision, _)| decision.clone()),
                answered_at: appeal.decision.as_ref().map(|(_, at)| *at),
            }),
        }
    }
}

/// An appeal that waits for the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct WaitingAppeal {
    /// Whose: names the person in a command.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub registration_number: RegistrationNumber,
    /// Which of their cases.
    pub case: u32,
    /// Why the award was taken back.
    pub reason: Reason,
    /// The person's own words.
    pub text: Explanation,
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// It is answered before this.
    pub answer_before: DateTime<Utc>,
    /// Whether it is late.
    pub late: bool,
}
