//! Contacts: proving that a mobile number is somebody's, and that it is nobody
//! else's.

mod http;
mod room;
mod shard;
mod store;

pub use http::{
    claim, enrolment_code, fresh_challenge, fresh_code, hashed, hold, leave, new_code, release,
    reserve, send_otp, sent, shard_of, shown_code, use_proof, verify_otp,
};
pub use shard::ContactShard;
