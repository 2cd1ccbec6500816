//! What is true of everything that is drawn, for as long as one page is drawn: the
//! language that is spoken, the clock that is read. Drawing never waits for anything, so
//! nobody else speaks or reads in between.

use std::cell::Cell;
use std::thread::LocalKey;

/// While it lives, a value holds; afterwards the one before.
#[must_use = "the value holds for as long as this lives"]
pub struct Held<T: Copy + 'static> {
    cell: &'static LocalKey<Cell<T>>,
    before: T,
}

impl<T: Copy> Held<T> {
    /// Puts a value in.
    pub(super) fn put(cell: &'static LocalKey<Cell<T>>, value: T) -> Self {
        let before = cell.replace(value);
        Self { cell, before }
    }
}

impl<T: Copy> Drop for Held<T> {
    fn drop(&mut self) {
        self.cell.set(self.before);
    }
}
