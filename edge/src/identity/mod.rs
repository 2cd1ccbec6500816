//! The identity check: asked of the civil registry (Dukcapil) after the
//! registration was accepted, never before, and never in its way.

mod consumer;
mod dukcapil;

pub use consumer::{Check, consume};
