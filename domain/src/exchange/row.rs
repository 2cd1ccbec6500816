//! From the cells of one row to what it stands for, and from all rows to a list in
//! which each id stands once. Goes on after a fault, to name them all.

use super::{Cell, Column, FILE_FAULTS, Fault, Problem, Unreadable};
use std::fmt::Display;
use std::ops::ControlFlow;

/// What a row of a file stands for.
pub trait Table: Sized {
    /// Its columns.
    type Column: Column;
    /// What a row is known by; stands once in a file.
    type Id: Clone + Ord + Display;
    /// Rules that concern more than one cell.
    type Rule;
    /// What a file is held against: what it may name, the day on which it comes.
    type Known: ?Sized;

    /// The column of the id.
    const ID: Self::Column;
    /// Rows in a file.
    const MOST_ROWS: usize;

    /// Reads a row, noting every fault on the way; nothing if it lacks what is needed.
    fn read<S: Source<Self::Column>>(
        row: &mut Row<'_, Self, S>,
        known: &Self::Known,
    ) -> Option<Self>;

    /// The text of a cell.
    fn text(&self, column: Self::Column) -> String;
}

/// Where cells come from.
pub trait Source<C> {
    /// The value in a column; nothing where the cell is empty or left out.
    fn cell<T: Cell>(&self, column: C) -> Result<Option<T>, Unreadable>;
}

/// A table's faults.
pub type Faults<T> = Vec<Fault<<T as Table>::Rule, <T as Table>::Id>>;

/// Rows read so far.
pub struct Rows<'a, T: Table> {
    known: &'a T::Known,
    list: Vec<T>,
    seen: Vec<(T::Id, u32)>,
    faults: Faults<T>,
    count: usize,
}

impl<'a, T: Table> Rows<'a, T> {
    pub const fn new(known: &'a T::Known) -> Self {
        Self {
            known,
            list: vec![],
            seen: vec![],
            faults: vec![],
            count: 0,
        }
    }

    /// Notes a fault.
    pub fn fault(&mut self, fault: Fault<T::Rule, T::Id>) {
        self.faults.push(fault);
    }

    /// Makes room for one more; where there is none, notes why and says to stop.
    pub fn next(&mut self, line: u32) -> ControlFlow<()> {
        self.count += 1;
        let problem = if self.count > T::MOST_ROWS {
            Problem::TooManyRows
        } else if self.faults.len() >= FILE_FAULTS {
            Problem::TooManyFaults
        } else {
            return ControlFlow::Continue(());
        };
        self.fault(Fault::of_line(line, problem));
        ControlFlow::Break(())
    }

    /// All rows, if nothing was wrong.
    pub fn finish(mut self) -> Result<Vec<T>, Faults<T>> {
        self.seen.sort_unstable();
        let mut first: Option<(T::Id, u32)> = None;
        for (id, line) in self.seen {
            match &first {
                Some((one, first)) if *one == id => {
                    let problem = Problem::Twice { id, first: *first };
                    self.faults.push(Fault::in_column(line, T::ID, problem));
                }
                _ => first = Some((id, line)),
            }
        }
        // Stable: within a line they stay in the order of its columns.
        self.faults.sort_by_key(|fault| fault.line);
        if self.faults.is_empty() {
            Ok(self.list)
        } else {
            Err(self.faults)
        }
    }

    /// Reads one row.
    pub fn read(&mut self, line: u32, source: &impl Source<T::Column>) {
        let before = self.faults.len();
        let mut row = Row {
            line,
            source,
            faults: &mut self.faults,
            seen: &mut self.seen,
        };
        let read = T::read(&mut row, self.known);
        if self.faults.len() == before {
            self.list.extend(read);
        }
    }
}

/// A row that is being read.
pub struct Row<'a, T: Table, S> {
    line: u32,
    source: &'a S,
    faults: &'a mut Faults<T>,
    seen: &'a mut Vec<(T::Id, u32)>,
}

impl<T: Table, S: Source<T::Column>> Row<'_, T, S> {
    /// Notes a fault.
    pub fn fault(&mut self, column: T::Column, problem: Problem<T::Rule, T::Id>) {
        self.faults
            .push(Fault::in_column(self.line, column, problem));
    }

    /// How many faults were noted so far, in the file.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.faults.len()
    }

    /// The id, which stands once in a file.
    pub fn id(&mut self) -> Option<T::Id>
    where
        T::Id: Cell,
    {
        let id: Option<T::Id> = self.needed(T::ID);
        self.seen
            .extend(id.iter().map(|id| (id.clone(), self.line)));
        id
    }

    /// What a column holds; a fault is noted and stands for nothing.
    pub fn maybe<V: Cell>(&mut self, column: T::Column) -> Option<V> {
        match self.source.cell(column) {
            Ok(value) => value,
            Err(unreadable) => {
                self.fault(column, Problem::Cell(unreadable));
                None
            }
        }
    }

    /// What a column has to hold.
    pub fn needed<V: Cell>(&mut self, column: T::Column) -> Option<V> {
        let before = self.faults.len();
        let value = self.maybe(column);
        if value.is_none() && self.faults.len() == before {
            self.fault(column, Problem::Empty);
        }
        value
    }

    /// Two cells that are filled together or not at all.
    pub fn both<A: Cell, B: Cell>(&mut self, one: T::Column, other: T::Column) -> Option<(A, B)> {
        let before = self.faults.len();
        match (self.maybe(one), self.maybe(other)) {
            (Some(a), Some(b)) => return Some((a, b)),
            (None, Some(_)) if self.faults.len() == before => self.fault(one, Problem::Empty),
            (Some(_), None) if self.faults.len() == before => self.fault(other, Problem::Empty),
            _ => {}
        }
        None
    }
}
