//! Certificates of completed training: the file that somebody sends in, what is
//! decided about it, and where it is on its way to the payout. Pure: where files
//! are kept, and who may see them, is the edge's business.

mod all;
pub mod file;
mod holidays;
pub mod hops;
mod notice;
mod refused;
mod ruling;
#[cfg(test)]
mod tests;
mod upload;
mod view;
mod withdrawal;

pub use all::Certificates;
pub use holidays::holidays;
pub use notice::{Notice, PartExpected, Scanned, Transfer};
pub use refused::UploadRefused;
pub use ruling::{Evidence, Ground, RejectReason, Ruling, Verdict};
pub use upload::{
    BYTES_A_DAY, FILES_A_COURSE, KeptFile, Media, PART_BYTES, Stage, UNFINISHED_FOR, Upload,
    UploadId, UploadRequest,
};
pub use view::{CertificateStatus, CertificateView, HopView, UploadState, UploadView};
