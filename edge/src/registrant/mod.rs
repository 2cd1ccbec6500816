//! The people: one shard of registrants, all that is kept about them, and the
//! outbox of work that follows from it.

mod appeal;
mod application;
mod award;
mod ballot;
mod book;
mod carried;
mod certificate;
mod credential;
mod enrolment;
mod hand_over;
mod identity;
mod incentive;
mod listed;
mod outbox;
mod platform;
mod purchase;
mod push;
mod register;
mod remind;
mod review;
mod session;
mod shard;
mod store;
mod survey;
mod tables;
#[cfg(test)]
mod tests;
mod upload;

pub use appeal::{FileAppeal, ReadAppeal, SignCommand, StaffCommand};
pub use application::JoinWave;
pub use ballot::{LeaveWave, NoteOutcomes, Screen};
pub use book::ShowStatement;
pub use carried::{
    AccountView, Buyer, Closing, ClosingUpload, CompletedPurchase, Contacts, Deed, HolderCheck,
    LinkBegun, Order, PlatformEvent, Report,
};
pub use certificate::{DecideCertificate, ListUnscanned, NoteScans};
pub use credential::{DraftCredential, ShowCredential, TakeCredential};
pub use enrolment::SendEnrolmentCode;
pub use identity::{NoteIdentity, ReadIdentity};
pub use incentive::{
    BeginLink, LinkAccount, OrderPayment, Reconcile, ReportPayment, UnlinkAccount,
};
pub use listed::ChangeList;
pub use platform::ReportFromPlatform;
pub use purchase::{BeginPurchase, CancelPurchase, Reserve, Seat};
pub use push::{ForgetPhone, Phones, Subscribe, Unsubscribe};
pub use register::{Register, birth_check};
pub use review::{Rate, ReviewModerated};
pub use session::{Personal, SendSignInCode, SignIn, SignOut, SignedIn};
#[cfg(feature = "sandbox")]
pub use shard::clock_moved;
pub use shard::{RegistrantShard, Registrants};
pub use store::{FindStatus, ShowAccount};
pub use survey::AnswerSurvey;
pub use upload::{
    BeginUpload, CloseUpload, ExpectPart, NotePart, ReadUpload, SettleUpload, ShowUpload,
};
