//! Files built by hand, byte by byte: whole ones, broken ones, hostile ones.

mod build;
mod images;
mod pdfs;
mod properties;
