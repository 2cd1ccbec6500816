//! Vacancies: published by two members of staff as one file that their command
//! names by hash, kept decoded by each isolate, found by everybody, and shown first
//! to those who are certified. Applying happens elsewhere; nobody is told who looks.

mod current;
mod http;
pub mod page;
mod suit;

pub use current::{Current, Vacancies, current, list};
pub use http::{one, search, show};
pub use suit::suited;
