//! Awards: a card with a balance for who was drawn.

pub mod registrant;
