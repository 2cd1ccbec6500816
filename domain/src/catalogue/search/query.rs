//! What somebody asks for.

use crate::catalogue::mix::mix;
use crate::catalogue::{
    Area, Course, CourseId, Field, Hours, Level, Mode, Offer, PlatformId, Price,
};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// What orders equals for one person: drawn once on the phone and kept, so that
/// the list stays as it was, and every person has another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seed(pub u64);

impl Seed {
    /// Where a course stands among equals: lower is earlier. Of the code alone;
    /// platform, price and rating have no way in.
    #[must_use]
    pub const fn place(self, course: CourseId) -> u64 {
        mix(mix(self.0) ^ mix(course.number() as u64))
    }

    /// The offers of a course, cheapest first; equal ones in this person's order
    /// of platforms.
    #[must_use]
    pub fn offers(self, course: &Course) -> Vec<&Offer> {
        let mut offers: Vec<&Offer> = course.offers.iter().collect();
        let place = |offer: &Offer| mix(self.place(course.id) ^ u64::from(offer.platform.number()));
        offers.sort_by_key(|offer| (offer.price, place(offer)));
        offers
    }
}

/// Order of what was found. Equals are in the order of the person's [`Seed`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By how well the words fit; without words all are equal.
    #[default]
    Relevance,
    /// Cheapest first; what nobody sells last.
    Price,
    /// Best rated first: the mean as if ten more people had given 4.0, so that one
    /// single 5 does not lead; what nobody rated last.
    Rating,
    /// Soonest first; self-paced courses start today, those with nothing ahead last.
    SoonestStart,
}

/// What to show of courses that are free elsewhere in a similar form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Free {
    /// All, flagged.
    #[default]
    Either,
    /// Only those with a free equivalent.
    WithEquivalent,
    /// Only those without.
    WithoutEquivalent,
}

/// What to show of courses that are held over the network only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Remote {
    /// All: they are open to everybody, wherever somebody lives.
    #[default]
    Shown,
    /// None.
    Hidden,
}

/// What is shown at all; an empty list lets everything through. All have to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// One of these fields.
    pub fields: Vec<Field>,
    /// One of these modes.
    pub modes: Vec<Mode>,
    /// One of these levels.
    pub levels: Vec<Level>,
    /// On one of these platforms.
    pub platforms: Vec<PlatformId>,
    /// With a schedule there, today or later; what is held over the network only is
    /// everywhere.
    pub area: Option<Area>,
    /// Over the network only or not.
    pub remote: Remote,
    /// For a price within, on one of the platforms above.
    pub price: Option<RangeInclusive<Price>>,
    /// As long as that.
    pub hours: Option<RangeInclusive<Hours>>,
    /// Rated as well as that, in tenths of a star.
    pub rating_tenths: Option<u8>,
    /// Free elsewhere or not.
    pub free: Free,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// What was typed so far.
    pub text: &'a str,
    /// What is shown at all.
    pub filters: &'a Filters,
    /// In which order.
    pub sort: Sort,
    /// For whom.
    pub seed: Seed,
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// How many to leave out: those of earlier pages.
    pub skip: usize,
    /// How many to give.
    pub take: usize,
}

/// How the words were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// As they were typed.
    AsTyped,
    /// With slips forgiven, because nothing fits what was typed.
    Forgiven,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Hits<'a> {
    /// All in all.
    pub total: usize,
    /// This page.
    pub courses: Vec<&'a Course>,
    /// How the words were read.
    pub spelling: Spelling,
}
