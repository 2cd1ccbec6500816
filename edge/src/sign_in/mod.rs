//! Signing in with NIK and one-time code, and the sessions that follow.

pub mod page;
pub mod registrant;
pub mod session;
