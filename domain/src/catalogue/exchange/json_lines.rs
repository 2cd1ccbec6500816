//! A course as a line of JSON.

use super::cell::{Asked, AskedBefore, likeness};
use super::row::{asked, asked_before};
use crate::catalogue::{
    CourseId, Described, Field, Hours, InstitutionId, Level, Mode, Price, Schedule,
};
use crate::exchange;
use serde::Serialize;

/// A line, in the order of [`Column::ALL`].
#[derive(Serialize)]
struct Line<'a> {
    id: CourseId,
    institution: InstitutionId,
    title: &'a str,
    summary: &'a str,
    field: Field,
    level: Level,
    mode: Mode,
    hours: Hours,
    outside_price: Price,
    offers: Vec<Asked>,
    earlier_prices: Vec<AskedBefore>,
    free_likeness: Option<&'static str>,
    free_at: Option<&'a str>,
    rating_tenths: Option<u8>,
    rating_count: Option<u32>,
    completed: u32,
    schedules: &'a [Schedule],
}

/// Writes courses, one a line.
///
/// # Errors
/// None that a course can cause; serde's signature has one.
pub fn write_json_lines(courses: &[Described]) -> serde_json::Result<String> {
    exchange::write_json_lines(courses.iter().map(line))
}

fn line(one: &Described) -> Line<'_> {
    let course = &one.course;
    let free = course.free_equivalent.as_ref();
    Line {
        id: course.id,
        institution: course.institution,
        title: course.title.as_str(),
        summary: one.summary.as_str(),
        field: course.field,
        level: course.level,
        mode: course.mode,
        hours: course.hours,
        outside_price: course.outside_price,
        offers: asked(one).collect(),
        earlier_prices: asked_before(one).collect(),
        free_likeness: free.map(|free| likeness(free.likeness)),
        free_at: free.map(|free| free.at.as_str()),
        rating_tenths: course.rating.map(|rating| rating.tenths()),
        rating_count: course.rating.map(|rating| rating.count()),
        completed: course.completed,
        schedules: &course.schedules,
    }
}
