//! The people: one shard of registrants, all that is kept about them, and the
//! outbox of work that follows from it.

pub mod account;
pub mod appeal;
pub mod application;
mod award;
pub mod ballot;
pub mod book;
pub mod certificate;
pub mod credential;
pub mod enrolment;
mod hand_over;
pub mod identity;
pub mod incentive;
pub mod lists;
mod outbox;
pub mod personal;
pub mod platform;
pub mod purchase;
pub mod push;
pub mod register;
mod remind;
pub mod review;
pub mod session;
mod shard;
pub mod store;
pub mod survey;
mod tables;
#[cfg(test)]
mod tests;
pub mod upload;

pub use account::AccountView;
pub use appeal::StaffCommand;
pub use credential::CompletedPurchase;
pub use incentive::{Deed, HolderCheck, LinkBegun, Order, Report};
pub use outbox::Seat;
pub use personal::{Personal, SignedIn};
pub use platform::PlatformEvent;
pub use purchase::Buyer;
pub use push::{Contacts, Phones};
pub use register::birth_check;
#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
pub use upload::{Closing, ClosingUpload};
