//! The people: one shard of registrants, and the outbox of work that follows from what is kept
//! about them. What each feature keeps there stands with the feature, in its `registrant.rs`.

pub mod hand_over;
mod lookups;
pub mod outbox;
pub mod personal;
pub mod reseal;
pub mod shard;
pub mod store;
pub mod tables;
#[cfg(test)]
pub mod tests;

pub use outbox::{LeftNumber, Seat};
pub use personal::{Personal, SignedIn};
#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
