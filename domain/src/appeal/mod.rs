//! Awards that are taken back after they were given, and what people can do
//! about it. The reason is told with the amount that is due back; an appeal is
//! filed once, answered within working days that the scheme promises, and if it
//! is upheld, everything is as it was. What the book says follows from the book
//! alone (`money.rs`), so that nothing counts twice.

mod case;
mod filed;
mod money;
#[cfg(test)]
mod tests;
mod view;
mod words;

pub use case::{Case, Reason};
pub use filed::{Appeal, Decision};
pub use money::{reinstate, settle_revocation};
pub use view::{AppealRequest, AppealView, RevocationView, WaitingAppeal};
pub use words::{Explanation, MAX_EXPLANATION_CHARACTERS};
