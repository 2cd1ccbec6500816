//! Buying one course with the balance: reserve, redeem at the platform, learn,
//! complete; or cancel, expire, be withdrawn, and have the price back. Every
//! event may come twice, late, out of order or never, and money moves exactly
//! once. Who sends events and where a seat is counted is the edge's business.

mod all;
mod binding;
mod code;
mod event;
mod learning;
mod machine;
mod name;
mod offer;
mod percent;
mod refused;
mod seats;
mod state;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub use all::{Ask, Purchases, Terms};
pub use binding::{AccountBinding, Bound, Tag, bind};
pub use code::RedeemCode;
pub use event::{Announcement, Change, CompletionResult, Event, EventKey, Notice, Outcome};
pub use learning::{Attendance, Learning};
pub use name::{CourseCode, InvoiceCode, NameError, PlatformCode, PurchaseId, ScheduleCode};
pub use offer::{Availability, Delivery, FreeEquivalent, Offer};
pub use percent::Percent;
pub use refused::Refused;
pub use seats::{SeatRefused, Seats};
pub use state::{Canceller, Commit, Purchase, State};
pub use view::{PurchaseRequest, PurchaseView};
