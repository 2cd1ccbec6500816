//! The course catalogue: platforms, institutions and courses with their prices,
//! places and figures; exchanged as files, carried to the phone as a compact
//! snapshot, and searched there. Who curates it and where it is kept is the
//! edge's business; whether a scheme pays for a course is the purchase's.

mod compare;
#[cfg(feature = "demo")]
pub mod demo;
#[cfg(feature = "exchange")]
pub mod exchange;
pub(crate) mod mix;
pub mod model;
mod published;
pub mod search;
pub mod snapshot;
pub mod summaries;
#[cfg(test)]
mod testing;

pub use compare::{COMPARED_AT_MOST, CompareError, compare};
pub use model::*;
pub use published::{CurrentCatalogue, KEPT_WAYS, PLACE, delta_name, snapshot_name};
