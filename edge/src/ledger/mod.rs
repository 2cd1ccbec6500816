//! The double-entry book that each person has.

pub mod registrant;
