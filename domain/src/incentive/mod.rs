//! Incentives: what a participant is paid in money after the first completed
//! course and for surveys. The scheme says how much and how often; a plan says
//! when; each instalment is sent to a payment partner, asked about when no
//! answer comes, compared with the partner's daily list, and booked as paid once.

mod answers;
mod discrepancy;
mod event;
mod instalment;
mod plan;
mod reason;
mod reconcile;
mod reference;
#[cfg(test)]
pub(crate) mod tests;
mod view;

pub use discrepancy::{Discrepancy, FoundDiscrepancy};
pub use event::{Event, Notice, Outcome, Refused};
pub use instalment::{Attempt, Instalment, State};
pub use plan::{Conditions, Fact, NotCounted, Plan};
pub use reason::{Answer, Failure, HoldReason, RefuseReason, Remedy, Verdict};
pub use reconcile::{DailyList, ListLine};
pub use reference::{
    InstalmentId, Kind, PartnerReference, PartnerTransaction, PayoutPrefix, ReferenceError,
};
pub use view::{
    InstalmentStatus, InstalmentView, LinkedAccount, PartnerChoice, PayoutView, SurveyView,
};
