//! Households: each wave's ballot entries lie here, all members of a family
//! card together, so that the household limit is decided in one place and no
//! machine ever holds all entries.

mod question;
mod shard;
mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use question::{Answer, BallotEntry, BallotState, Freed, Proven, Question, Round};
pub use shard::{HouseholdShard, Households};
