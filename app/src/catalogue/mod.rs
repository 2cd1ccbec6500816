//! The course catalogue as people see it: found, looked at, compared. Plain HTML
//! that needs no program; on the phone a program searches the list as somebody
//! types (`client`). Searching itself is `domain::catalogue::search`, and buying is
//! the edge's business.

pub(crate) mod area;
mod card;
#[cfg(feature = "browser")]
pub mod client;
#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod course;
#[cfg(feature = "ssr")]
mod course_page;
#[cfg(feature = "ssr")]
pub(crate) mod filters;
#[cfg(feature = "ssr")]
mod json_ld;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod offers;
mod results;
pub(crate) mod search_parameters;
pub(crate) mod words;

#[cfg(feature = "ssr")]
pub use compare::{LeftOut, compare};
#[cfg(feature = "ssr")]
pub use course::course;
#[cfg(feature = "ssr")]
pub use course_page::CoursePage;
#[cfg(feature = "ssr")]
pub use list::{catalogue, no_catalogue};
pub use results::{List, Source};
pub use search_parameters::SearchParameters;

/// Courses on one page of the list.
pub const PER_PAGE: usize = 20;
