//! The people: one shard of registrants, all that is kept about them, and the
//! outbox of work that follows from it.

mod award;
mod ballot;
mod later;
mod listed;
mod outbox;
mod question;
mod session;
mod shard;
mod store;
mod tables;
#[cfg(test)]
mod tests;

pub use question::{AccountView, Answer, NewRegistration, Question};
#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
pub use store::birth_check;
