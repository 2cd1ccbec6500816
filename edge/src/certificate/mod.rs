//! Certificates that participants send in: taken in parts, judged by their bytes,
//! stripped, sealed and kept; scanned for what harms; each file one person's.
//! What is decided about them is decided in the person's shard.

mod files;
mod form;
mod hashes;
pub mod page;
pub mod registrant;
mod scan;
mod upload;

pub use files::{drop_all, kept as kept_name, part as part_name};
pub use form::read as read_form;
pub use hashes::CertificateHashes;
pub use scan::{Check, consume};
pub use upload::{begin, download, finish, part, show, whole, withdraw};
