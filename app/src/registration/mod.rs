//! Registration, one question per page. `model` is what a page shows, `page`
//! draws it; both serve the edge and the browser. `client` is the browser's
//! program: it alone keeps drafts, judges locally and talks to the edge.

mod check;
#[cfg(feature = "browser")]
pub mod client;
mod model;
mod page;
mod questions;
pub(crate) mod words;

pub use model::{Aside, Model};
pub(crate) use page::html;

#[cfg(feature = "ssr")]
mod document;
#[cfg(feature = "ssr")]
pub use document::registration;
