//! Tables as files: CSV for spreadsheets, JSON Lines for programs; the same
//! columns in both. A file is taken whole or not at all, and whoever sent it hears
//! of every fault at once, by line and column. What the columns are, and which
//! rules a row keeps, is its feature's: see [`Table`].

mod cell;
mod column;
mod comma;
mod fault;
mod json_lines;
mod row;

pub(crate) use cell::parsed;
pub use cell::{Cell, Item, Unreadable, day, list, number};
pub use column::Column;
pub(crate) use column::columns;
pub use comma::{read_csv, write_csv};
pub use fault::{Fault, Problem};
pub use json_lines::{read_json_lines, write_json_lines};
#[cfg(test)]
pub(crate) use row::Rows;
pub use row::{Row, Source, Table};

/// Bytes of a file: forty times the programme's catalogue, and an edge isolate
/// still has room for what is read from it.
pub const FILE_BYTES: usize = 32 * 1024 * 1024;

/// Faults after which a file is read no further: nobody reads more, and a file of
/// nothing but faults must not fill the memory.
pub const FILE_FAULTS: usize = 10_000;
