//! Reviews of courses: what people say is kept by their own shard, and counted
//! and shown by one object for each course. Staff look at texts that wait; which
//! ones do is listed in D1, without a word of them.

mod desk;
mod http;
mod object;
pub mod page;
pub mod registrant;
mod report;
mod store;
#[cfg(test)]
mod tests;
mod waiting;

pub use desk::waiting;
pub use http::{of_course, rate, show};
pub use object::{CourseReviews, moderate, report};
pub use report::{Report, Writer};
