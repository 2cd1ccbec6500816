//! The front page, with the waves as they stand.

pub mod page;
