//! What is wrong with a file, where exactly. Problems are codes; their English is
//! for logs and developers.

use super::{Column, Unreadable};
use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result};

/// What is wrong; `R` are the rules of the table's own, `I` its rows' ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem<R, I> {
    /// More than [`super::FILE_BYTES`].
    FileTooLarge,
    /// More rows than the table may have.
    TooManyRows,
    /// More than [`super::FILE_FAULTS`]; what follows was not read.
    TooManyFaults,
    /// No line at all.
    FileEmpty,
    /// A line that is no JSON object.
    Json,
    /// A column that there is none of.
    ColumnUnknown,
    /// A column that is there twice.
    ColumnTwice,
    /// A column that has to be there.
    ColumnMissing,
    /// A row with another number of cells than the first line.
    CellCount {
        /// In the first line.
        expected: usize,
        /// In this row.
        found: usize,
    },
    /// Nothing where something is needed.
    Empty,
    /// What stands there is no value of the column.
    Cell(Unreadable),
    /// The same id stands in an earlier line already.
    Twice {
        /// Which id.
        id: I,
        /// Where it stands first.
        first: u32,
    },
    /// The row breaks a rule.
    Rule(R),
}

impl<R: Display, I: Display> Display for Problem<R, I> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::FileTooLarge => "the file is too large",
            Self::TooManyRows => "the file has too many rows",
            Self::TooManyFaults => "too many faults to go on",
            Self::FileEmpty => "the file is empty",
            Self::Json => "not a JSON object",
            Self::ColumnUnknown => "there is no such column",
            Self::ColumnTwice => "the column is there twice",
            Self::ColumnMissing => "the column is missing",
            Self::Empty => "empty",
            Self::CellCount { expected, found } => {
                return write!(f, "{found} cells instead of {expected}");
            }
            Self::Cell(unreadable) => return unreadable.fmt(f),
            Self::Twice { id, first } => {
                return write!(f, "{id} stands in line {first} already");
            }
            Self::Rule(rule) => return rule.fmt(f),
        })
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<R, I> {
    /// Line of the file, from 1; of a row with line breaks inside, its first.
    pub line: u32,
    /// Name of the column, where it is one's fault.
    pub column: Option<Cow<'static, str>>,
    /// What is wrong.
    pub problem: Problem<R, I>,
}

impl<R: Display, I: Display> Display for Fault<R, I> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match &self.column {
            None => write!(f, "line {}: {}", self.line, self.problem),
            Some(column) => write!(f, "line {}, {column}: {}", self.line, self.problem),
        }
    }
}

impl<R, I> std::error::Error for Fault<R, I> where Self: std::fmt::Debug + Display {}

impl<R, I> Fault<R, I> {
    /// A fault of a whole line.
    pub(crate) const fn of_line(line: u32, problem: Problem<R, I>) -> Self {
        Self {
            line,
            column: None,
            problem,
        }
    }

    /// A fault in a column.
    pub(crate) fn in_column(line: u32, column: impl Column, problem: Problem<R, I>) -> Self {
        Self {
            line,
            column: Some(Cow::Borrowed(column.as_str())),
            problem,
        }
    }

    /// A fault of a name that is no column, or is there twice.
    pub(super) fn of_name(line: u32, name: &str, problem: Problem<R, I>) -> Self {
        // Whoever sends a megabyte as a name need not get it back.
        let name: String = name.chars().take(40).collect();
        Self {
            line,
            column: Some(Cow::Owned(name)),
            problem,
        }
    }
}
