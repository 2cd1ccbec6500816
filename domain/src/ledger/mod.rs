//! Money as double entry: whole rupiah, postings that sum to zero, never
//! changed afterwards. A participant's training balance is no cash: it can be
//! spent on courses, or goes back to where it came from.
//!
//! A [`Journal`] is balanced postings; an [`Entry`] is a journal with its kind
//! and the reference under which it counts once; a [`Book`] is one
//! participant's entries in the order in which they were written.

mod account;
mod book;
mod entry;
#[cfg(test)]
mod histories;
mod journal;

pub use account::Account;
pub use book::{AccountStatement, Book, BookError, DatedEntry, Line, Posted};
pub use entry::{Entry, EntryKind, Reference, ReferenceError};
pub use journal::{Journal, Posting, Unbalanced, balance};
