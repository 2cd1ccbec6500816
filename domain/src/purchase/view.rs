//! What a participant asks for and sees.

use super::{CourseCode, PlatformCode, Purchase, PurchaseId, ScheduleCode};
use crate::money::Rupiah;
use crate::partner::RedeemAnswer;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Body of a request: reserve a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PurchaseRequest {
    /// Which course.
    pub course: CourseCode,
    /// On which platform.
    pub platform: PlatformCode,
    /// On which schedule, where the course has one.
    #[serde(default)]
    pub schedule: Option<ScheduleCode>,
    /// The price that the person saw.
    pub price: Rupiah,
}

/// A purchase as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PurchaseView {
    /// For cancelling it.
    pub id: PurchaseId,
    /// What the course is called.
    pub title: String,
    /// Where the code is redeemed.
    pub platform: PlatformCode,
    /// What the platform is called, where the catalogue says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform_name: Option<String>,
    /// When it was reserved.
    pub reserved_at: DateTime<Utc>,
    /// Sessions in all, where attendance counts.
    pub sessions: Option<u32>,
    /// Where it stands.
    #[serde(flatten)]
    pub redeem: RedeemAnswer,
}

impl PurchaseView {
    /// Of a purchase.
    #[must_use]
    pub fn of(purchase: &Purchase, now: DateTime<Utc>) -> Self {
        Self {
            id: purchase.id().clone(),
            title: purchase.offer().title.clone(),
            platform: purchase.offer().platform.clone(),
            platform_name: None,
            reserved_at: purchase.reserved_at(),
            sessions: purchase.offer().delivery.sessions(),
            redeem: RedeemAnswer::of(purchase, now),
        }
    }
}
