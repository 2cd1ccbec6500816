//! The columns of courses, and the rules that a row keeps besides.

use crate::catalogue::{Broken, InstitutionId, PlatformId};
use crate::exchange::columns;

columns! {
    /// The course's code.
    Id = "id", needed;
    /// The institution's code.
    Institution = "institution", needed;
    /// Title.
    Title = "title", needed;
    /// What it teaches; may be empty.
    Summary = "summary", optional;
    /// Code of the field of work.
    Field = "field", needed;
    /// Code of the level.
    Level = "level", needed;
    /// Code of the mode.
    Mode = "mode", needed;
    /// Whole hours.
    Hours = "hours", needed;
    /// Whole rupiah.
    OutsidePrice = "outside_price", needed;
    /// Platforms and their prices; may be empty.
    Offers = "offers", optional;
    /// What those platforms asked before; may be empty.
    EarlierPrices = "earlier_prices", optional;
    /// `identical` or `similar`, or empty together with the next.
    FreeLikeness = "free_likeness", optional;
    /// Where the free course is.
    FreeAt = "free_at", optional;
    /// Mean of the stars in tenths, or empty together with the next.
    RatingTenths = "rating_tenths", optional;
    /// People who rated.
    RatingCount = "rating_count", optional;
    /// People who completed it; none if empty.
    Completed = "completed", optional;
    /// When and where; may be empty.
    Schedules = "schedules", optional;
}

/// A rule that a course breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// An earlier price of a platform that does not offer the course.
    NotOffered(PlatformId),
    /// Nobody knows this institution.
    InstitutionUnknown(InstitutionId),
    /// Nobody knows this platform.
    PlatformUnknown(PlatformId),
    /// The course does not fit together.
    Broken(Broken),
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotOffered(id) => write!(f, "{id} does not offer it"),
            Self::InstitutionUnknown(id) => write!(f, "{id} is not known"),
            Self::PlatformUnknown(id) => write!(f, "{id} is not known"),
            Self::Broken(broken) => broken.fmt(f),
        }
    }
}
