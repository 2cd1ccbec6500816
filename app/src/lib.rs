//! What people see. Leptos components that become HTML at build time and on
//! the edge (`ssr`) and come alive in the browser (`browser`). No rules live here: they are in `domain`.

#[cfg(feature = "browser")]
mod browser;
#[cfg(feature = "browser")]
pub use browser::speak_as_page;
pub mod catalogue;
pub mod certificate;
pub mod credential;
pub mod document;
pub mod draw;
pub mod eligibility;
pub mod page;
pub mod registration;
mod ui;

#[cfg(feature = "ssr")]
mod account;
#[cfg(feature = "ssr")]
mod appeal;
#[cfg(feature = "ssr")]
mod data_copy;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod home;
#[cfg(feature = "ssr")]
mod identity;
#[cfg(feature = "ssr")]
mod offline;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod problem;
#[cfg(feature = "ssr")]
mod profile;
#[cfg(feature = "ssr")]
mod review;
#[cfg(feature = "ssr")]
mod security;
#[cfg(feature = "ssr")]
mod sign_in;
#[cfg(feature = "ssr")]
mod status;
#[cfg(feature = "ssr")]
mod style_guide;
#[cfg(feature = "ssr")]
mod vacancy;
