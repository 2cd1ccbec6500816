//! What is drawn on the page of one course.

use chrono::NaiveDate;
use domain::catalogue::search::Seed;
use domain::catalogue::{Course, Directory, Summary};
use domain::review::CourseReviews;

/// A course with what its page needs besides.
#[derive(Clone, Copy, Debug)]
pub struct CoursePage<'a> {
    /// The course.
    pub course: &'a Course,
    /// What it teaches, if that could be read.
    pub summary: Option<&'a Summary>,
    /// Who sells and who teaches.
    pub directory: &'a Directory,
    /// What people say who completed it, if that could be read.
    pub reviews: Option<&'a CourseReviews>,
    /// A fresh idempotency key for each offer.
    pub keys: &'a [String],
    /// Numbers of schedules, and how many of their seats are left, as far as known.
    pub left: &'a [(u16, u32)],
    /// Orders platforms of one price.
    pub seed: Seed,
    /// Scheme and host of the public address.
    pub origin: &'a str,
    /// Day of the figures.
    pub as_of: NaiveDate,
    /// Day on which it is looked at.
    pub today: NaiveDate,
}
