//! Certificates of completed training: the file that somebody sends in. Pure:
//! where files are kept, and who may see them, is the edge's business.

pub mod file;
