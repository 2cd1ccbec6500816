//! The people: one shard of registrants, all that is kept about them, and the
//! outbox of work that follows from it.

mod outbox;
mod shard;
mod store;
mod tables;
#[cfg(test)]
mod tests;

#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
pub use store::{AccountView, Answer, NewRegistration, Question, birth_check};
