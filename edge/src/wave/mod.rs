//! Waves: planned by staff, opened and closed by their own alarms, listed for
//! everyone.

mod http;
mod list;
mod object;
pub mod registrant;

pub use http::{join, leave, list as list_waves};
pub use list::{all, listed, show_phase};
#[cfg(feature = "sandbox")]
pub use object::clock_moved;
pub use object::{Wave, plan};
