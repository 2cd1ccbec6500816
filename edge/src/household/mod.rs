//! Households: each wave's ballot entries lie here, all members of a family
//! card together, so that the household limit is decided in one place and no
//! machine ever holds all entries.

mod entry;
mod operations;
mod shard;
mod shards;
mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use entry::{BallotEntry, BallotState, Freed, Proven, Round};
pub use operations::{Announce, Commit, CountCandidates, CountWinners, FindThresholds, Prove};
pub use shard::HouseholdShard;
pub use shards::Households;
