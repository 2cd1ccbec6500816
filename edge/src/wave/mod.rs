//! Waves: planned by staff, opened and closed by their own alarms, listed for
//! everyone.

mod http;
mod list;
mod object;

pub use http::{join, list as list_waves, put};
pub use list::{all, forget};
pub use object::Wave;
#[cfg(feature = "sandbox")]
pub use object::clock_moved;
