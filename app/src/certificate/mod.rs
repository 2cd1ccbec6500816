//! Certificates on the pages: how each stands and where it is, in the account,
//! and the page that sends one in. The form works without any program; on the phone
//! one makes photos small and sends in parts (`client`).

#[cfg(feature = "browser")]
pub mod client;
#[cfg(feature = "ssr")]
mod hops;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod status;

#[cfg(feature = "ssr")]
pub use page::{SendPage, send};
#[cfg(feature = "ssr")]
pub use status::status;
