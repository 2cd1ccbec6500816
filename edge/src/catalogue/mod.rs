//! The course catalogue: published by two members of staff as two files that
//! their command names by hash, served to everybody, and kept decoded by each
//! isolate for the pages and for whoever buys. Seats that are left, and who has
//! bought what, are not its business.

mod current;
mod files;
mod http;
mod object;

mod offer;
#[cfg(test)]
pub mod testing;

pub use current::{Current, current};
pub use files::{serve, summary};
pub use http::{show, take_file};
pub use object::{CatalogueDesk, Publication, publish};

pub use offer::{ahead, offer};
