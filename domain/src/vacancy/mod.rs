//! Placement: vacancies that a feed brings, found by everybody and shown first to
//! those who are certified in their field. What a vacancy is, how it travels in
//! files, and which suit somebody; applying happens at the employer's own address.

#[cfg(feature = "demo")]
pub mod demo;
#[cfg(feature = "exchange")]
pub mod exchange;
mod feed;
mod model;
mod search;
mod suit;
#[cfg(test)]
mod tests;
mod view;

pub use feed::{FEED_BYTES, Feed, FeedError, MOST_VACANCIES};
pub use model::*;
pub use search::{Filters, Found, Index, Query};
pub use suit::{SHOWN, Suited, certified, suited};
pub use view::{SalaryView, SuitedVacancies, VacancyList, VacancyView};
