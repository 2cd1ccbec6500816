//! The people: one shard of registrants, all that is kept about them, and the
//! outbox of work that follows from it.

mod appeal;
mod award;
mod ballot;
mod book;
mod carried;
mod certificate;
mod credential;
mod enrolment;
mod hand_over;
mod incentive;
mod later;
mod listed;
mod outbox;
mod purchase;
mod push;
mod question;
mod register;
mod remind;
mod review;
mod session;
mod shard;
mod signed;
mod store;
mod survey;
mod tables;
#[cfg(test)]
mod tests;

pub use carried::{
    AccountView, Buyer, CertificateAsk, Closing, Contacts, Deed, HolderCheck, Order, PlatformAsk,
    PlatformEvent, Redeemed, Report, UploadAsk, UploadTold,
};
pub use purchase::Seat;
pub use question::{Answer, NewRegistration, Question, StaffCommand};
pub use register::birth_check;
#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
