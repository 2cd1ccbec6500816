//! Courses as files: CSV for spreadsheets, JSON Lines for programs; the same
//! columns in both. A file is taken whole or not at all, and whoever sent it
//! hears of every fault at once, by line and column. Files hold courses only; the
//! platforms and institutions that they name have to be known.
//!
//! Lists in one CSV cell are parted by spaces: offers `P01=450000 P02=500000`,
//! earlier prices `P01@2026-03-01=475000`, schedules
//! `1:2026-12-01..2026-12-05@3273*20` (number, days, place if any, seats).

mod cell;
mod fault;
mod json_lines;
mod row;
mod table;
#[cfg(test)]
mod tests;

pub use fault::{Column, Fault, Problem};
pub use json_lines::{read_json_lines, write_json_lines};
pub use table::{read_csv, write_csv};

/// Bytes of a file: forty times the programme's catalogue, and an edge isolate
/// still has room for what is read from it.
pub const FILE_BYTES: usize = 32 * 1024 * 1024;

/// Courses in a file.
pub const FILE_COURSES: usize = 50_000;

/// Faults after which a file is read no further: nobody reads more, and a file of
/// nothing but faults must not fill the memory.
pub const FILE_FAULTS: usize = 10_000;
