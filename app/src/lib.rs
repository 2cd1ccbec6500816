//! What people see. Leptos components that become HTML at build time and on
//! the edge (`ssr`) and come alive in the browser (`hydrate`). No rules live
//! here: they are in `domain`.

pub mod document;
mod home;
mod registration;
mod route;

pub use route::{Route, view};

#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub use pages::{pages, to_html};
