//! A course as people see it: once, with all platforms that offer it.

use super::{
    CourseId, Field, Hours, InstitutionId, Level, Mode, Place, PlatformId, Price, Rating, Summary,
    Title,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a platform asked before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierPrice {
    /// First day of that price.
    pub since: NaiveDate,
    /// The price.
    pub price: Price,
}

/// A course on one platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Where.
    pub platform: PlatformId,
    /// For how much today.
    pub price: Price,
    /// For how much before, oldest first.
    #[serde(default)]
    pub earlier: Vec<EarlierPrice>,
}

/// How much of a course is to be had for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// All of it: it may not be sold (Permenko 11/2020, art. 29–30).
    Identical,
    /// Much of it: people are told before they pay.
    Similar,
}

/// A free course elsewhere, found by the curators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreeEquivalent {
    /// How alike.
    pub likeness: Likeness,
    /// Its title and who gives it, in one line.
    pub at: Title,
}

/// When, and where, a course is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Tells it from the course's other schedules, for good.
    pub number: u16,
    /// First day.
    pub starts: NaiveDate,
    /// Last day.
    pub ends: NaiveDate,
    /// Where; nowhere when it is held over the network only.
    pub place: Option<Place>,
    /// Seats in all; how many are left changes by the minute and is asked for.
    pub seats: u16,
}

/// Everything that a list, a filter, a comparison and a course's head show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its code.
    pub id: CourseId,
    /// Who teaches it.
    pub institution: InstitutionId,
    /// Its title.
    pub title: Title,
    /// Field of work.
    pub field: Field,
    /// How much one has to know before.
    pub level: Level,
    /// How it is held.
    pub mode: Mode,
    /// How long it takes.
    pub hours: Hours,
    /// What the public pays outside of the programme; no offer may be above it.
    pub outside_price: Price,
    /// The platforms that sell it; none while it may not be sold.
    pub offers: Vec<Offer>,
    /// A free course like it.
    pub free_equivalent: Option<FreeEquivalent>,
    /// What participants thought of it, once somebody has rated it.
    pub rating: Option<Rating>,
    /// Participants who completed it.
    pub completed: u32,
    /// When it is held.
    pub schedules: Vec<Schedule>,
}

impl Course {
    /// The least that any platform asks.
    #[must_use]
    pub fn lowest_price(&self) -> Option<Price> {
        self.offers.iter().map(|offer| offer.price).min()
    }
}

/// A course with the text that stands on its own page only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// What every list shows.
    pub course: Course,
    /// What it teaches.
    pub summary: Summary,
}
