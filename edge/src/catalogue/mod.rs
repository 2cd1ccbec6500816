//! The course catalogue: published by two members of staff as two files that
//! their command names by hash, served to everybody, and kept decoded by each
//! isolate for the pages and for whoever buys. Seats that are left, and who has
//! bought what, are not its business.

mod current;
mod files;
mod http;
mod offer;
pub mod page;
mod serving;
#[cfg(test)]
pub mod testing;

pub use current::{Courses, Current, current, list};
pub use http::show;
pub use offer::{ahead, name_platforms, offer};
pub use serving::{serve, summary};

use crate::crypto;
use crate::http::Answer;
use domain::catalogue::search::Seed;

/// A seed of somebody's own: 32 bits, short in an address, and more orders than there
/// are people in a year.
pub fn fresh_seed() -> Answer<Seed> {
    Ok(Seed(u64::from(u32::from_le_bytes(crypto::random()?))))
}
