//! The course catalogue as people see it: found, looked at, compared. Plain HTML
//! that needs no program; searching itself is `domain::catalogue::search`, and
//! buying is the edge's business.

mod asked;
mod card;
mod compare;
mod course;
mod filters;
mod linked;
mod list;
mod sold;
mod words;

pub use asked::Asked;
pub use compare::{LeftOut, compare};
pub use course::{CoursePage, course};
pub use list::{Absent, List, catalogue, no_catalogue};

/// Courses on one page of the list.
pub const PER_PAGE: usize = 20;
