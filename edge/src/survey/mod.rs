//! Surveys after a training.

pub mod registrant;
