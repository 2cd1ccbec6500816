//! The course catalogue as people see it: found, looked at, compared. Plain HTML
//! that needs no program; on the phone a program searches the list as somebody
//! types (`client`). Searching itself is `domain::catalogue::search`, and buying is
//! the edge's business.

pub(crate) mod area;
pub(crate) mod asked;
mod card;
#[cfg(feature = "browser")]
pub mod client;
#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod course;
#[cfg(feature = "ssr")]
pub(crate) mod filters;
mod found;
#[cfg(feature = "ssr")]
mod linked;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod sold;
pub(crate) mod words;

pub use asked::Asked;
#[cfg(feature = "ssr")]
pub use compare::{LeftOut, compare};
#[cfg(feature = "ssr")]
pub use course::{CoursePage, course};
pub use found::{List, Source};
#[cfg(feature = "ssr")]
pub use list::{Absent, catalogue, no_catalogue};

/// Courses on one page of the list.
pub const PER_PAGE: usize = 20;
