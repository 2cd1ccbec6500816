//! Reviews: the form of those who completed a course, what it says on their
//! account, and what everybody reads on the course's page.

mod line;
mod page;
mod reviews;

pub use line::line;
pub use page::{ReviewField, ReviewPage, review};
pub use reviews::reviews;
