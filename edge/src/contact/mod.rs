//! Contacts: proving that a mobile number is somebody's, and that it is nobody
//! else's.

mod http;
mod shard;
mod store;

pub use http::{
    claim, code_digest, enrolment_code, fresh_code, release, send_otp, sent, verify_otp,
};
pub use shard::ContactShard;
