//! Lists of people: changed by a command that two members of staff have signed,
//! and by the pieces that it names. Who stands on a list is kept in the
//! registrant shards, as keyed hash of the NIK.

mod http;
mod object;
pub mod registrant;

pub use http::take_piece;
pub use object::{List, change};
