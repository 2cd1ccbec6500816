//! Certificates of completed training: the file that somebody sends in, and
//! where it is on its way to the payout. Pure: where files are kept, and who may
//! see them, is the edge's business.

pub mod file;
pub mod hops;
