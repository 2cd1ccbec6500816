//! Verifying a digital certificate: by anybody, without an account, on the phone
//! itself where it runs programs, and by a plain form where it does not.

#[cfg(feature = "browser")]
pub mod client;
#[cfg(feature = "ssr")]
mod page;
mod panel;

#[cfg(feature = "ssr")]
pub use page::verification;
#[cfg(feature = "ssr")]
pub(crate) use panel::why;

/// Where the answer stands.
pub(crate) const ANSWER_ID: &str = "hasil";
/// What is pasted.
pub(crate) const FIELD: &str = "tautan";
