//! The identity check: asked of the civil registry (Dukcapil) after the
//! registration was accepted, never before, and never in its way.

mod consumer;
mod dukcapil;
pub mod registrant;

pub use consumer::{Check, consume};
