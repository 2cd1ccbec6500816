//! Certificates on the pages: how each stands and where it is, in the account,
//! and the page that sends one in. The form works without any program.

mod hops;
mod page;
mod standing;

pub use page::{SendPage, send};
pub use standing::standing;
