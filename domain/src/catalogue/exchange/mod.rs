//! Courses as files (see [`crate::exchange`]). Files hold courses only; the
//! platforms and institutions that they name have to be known.
//!
//! Lists in one CSV cell are parted by spaces: offers `P01=450000 P02=500000`,
//! earlier prices `P01@2026-03-01=475000`, schedules
//! `1:2026-12-01..2026-12-05@3273*20` (number, days, place if any, seats).

mod cell;
mod column;
mod json_lines;
mod row;
#[cfg(test)]
mod tests;

use super::{CourseId, Described, Directory};
use crate::exchange;

pub use column::{Column, Rule};
pub use json_lines::write_json_lines;

/// One thing that is wrong with a file of courses.
pub type Fault = exchange::Fault<Rule, CourseId>;

/// What is wrong.
pub type Problem = exchange::Problem<Rule, CourseId>;

/// Courses in a file.
pub const FILE_COURSES: usize = 50_000;

/// Reads courses from CSV; the first line names the columns, in any order.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_csv(file: &[u8], known: &Directory) -> Result<Vec<Described>, Vec<Fault>> {
    exchange::read_csv(file, known)
}

/// Writes courses with commas, all columns, lines ended as RFC 4180 wants it.
#[must_use]
pub fn write_csv(courses: &[Described]) -> String {
    exchange::write_csv(courses)
}

/// Reads courses from JSON Lines; keys in any order, empty lines are passed over.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_json_lines(file: &[u8], known: &Directory) -> Result<Vec<Described>, Vec<Fault>> {
    exchange::read_json_lines(file, known)
}
