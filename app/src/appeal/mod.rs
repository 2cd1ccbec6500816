//! An award that was taken back: why, what is due, and the appeal against it.

mod page;
mod section;

pub use page::appeal;
pub use section::section;
