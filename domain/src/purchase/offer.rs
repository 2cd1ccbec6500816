//! What is for sale, as far as money and rules ask.

use super::{CourseCode, PlatformCode, ScheduleCode};
use crate::catalogue::InstitutionId;
use crate::money::Rupiah;
use serde::{Deserialize, Serialize};

/// Whether a course is sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It is.
    OnSale,
    /// The programme has taken it out.
    Withdrawn,
}

/// Whether the same course is free somewhere (institutions may not sell one
/// that is: Permenko 11/2020, articles 29 and 30).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreeEquivalent {
    /// None is known.
    None,
    /// This one.
    Known(CourseCode),
}

/// How a course is held; it decides what proves that somebody took part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "delivery", rename_all = "snake_case")]
pub enum Delivery {
    /// In a classroom: attendance.
    InClass {
        /// Sessions in all.
        sessions: u32,
    },
    /// Live over the network: attendance.
    Webinar {
        /// Sessions in all.
        sessions: u32,
    },
    /// In one's own time over the network (SPL): progress.
    SelfPaced,
    /// Both: attendance and progress.
    Hybrid {
        /// Sessions in all.
        sessions: u32,
    },
}

impl Delivery {
    /// Sessions in all, where attendance counts.
    #[must_use]
    pub const fn sessions(self) -> Option<u32> {
        match self {
            Self::InClass { sessions } | Self::Webinar { sessions } | Self::Hybrid { sessions } => {
                Some(sessions)
            }
            Self::SelfPaced => None,
        }
    }

    /// Whether progress counts.
    #[must_use]
    pub const fn is_followed_by_progress(self) -> bool {
        matches!(self, Self::SelfPaced | Self::Hybrid { .. })
    }
}

/// One course on one platform, on one schedule, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The course.
    pub course: CourseCode,
    /// What it is called, as the person saw it.
    pub title: String,
    /// The platform.
    pub platform: PlatformCode,
    /// The schedule; none for a course in one's own time.
    pub schedule: Option<ScheduleCode>,
    /// What it costs.
    pub price: Rupiah,
    /// What it costs outside the programme, where that is known.
    pub outside_price: Option<Rupiah>,
    /// How long it is, in hours.
    pub hours: u32,
    /// How it is held.
    pub delivery: Delivery,
    /// Whether it is sold.
    pub availability: Availability,
    /// Whether the same is free somewhere.
    pub free_equivalent: FreeEquivalent,
    /// Who holds it, and may certify that it was completed.
    #[serde(default)]
    pub institution: Option<InstitutionId>,
}
