//! The open draw on the edge: screening, commitment, beacon, winners, results.
//! What is computed is in `domain::draw`; here is who does it when, and where
//! the files lie that everybody can read.

mod beacon;
mod conduct;
mod files;
pub mod page;
pub mod registrant;
mod stage;
mod step;

pub use conduct::{conduct, reached};
pub use files::{Published, entries_file, find, publish, published, serve};
pub use step::DrawProgress;
