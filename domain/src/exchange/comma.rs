//! CSV as spreadsheets read and write it: RFC 4180, UTF-8 with or without a mark
//! at the beginning, commas or (as Indonesian spreadsheets save) semicolons.

use super::row::{Faults, Rows};
use super::{Cell, Column, FILE_BYTES, Fault, Problem, Source, Table, Unreadable};
use csv::ByteRecord;

/// The columns of a file, in its own order; nothing where there is no such column.
type Header<T> = Vec<Option<<T as Table>::Column>>;

/// Reads a table; the first line names the columns, in any order.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_csv<T: Table>(file: &[u8], known: &T::Known) -> Result<Vec<T>, Faults<T>> {
    let mut rows = Rows::new(known);
    if file.len() > FILE_BYTES {
        return Err(vec![Fault::of_line(1, Problem::FileTooLarge)]);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    let first = file.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| first.iter().filter(|byte| **byte == sign).count();
    let delimiter = if count(b';') > count(b',') {
        b';'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(file);
    let mut columns: Option<Header<T>> = None;
    let mut lines = Lines {
        file,
        at: 0,
        line: 1,
    };
    let mut record = ByteRecord::new();
    // Reading from memory cannot fail otherwise than by the end.
    while matches!(reader.read_byte_record(&mut record), Ok(true)) {
        let line = lines.of(&record);
        let Some(columns) = &columns else {
            columns = Some(header(line, &record, &mut rows));
            continue;
        };
        if rows.next(line).is_break() {
            break;
        }
        if record.len() == columns.len() {
            rows.read(
                line,
                &Cells {
                    record: &record,
                    columns,
                },
            );
        } else {
            let (expected, found) = (columns.len(), record.len());
            rows.fault(Fault::of_line(line, Problem::CellCount { expected, found }));
        }
    }
    if columns.is_none() {
        rows.fault(Fault::of_line(1, Problem::FileEmpty));
    }
    rows.finish()
}

/// Counts lines up to each row: the reader skips empty ones before it without a word.
struct Lines<'a> {
    file: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn of(&mut self, record: &ByteRecord) -> u32 {
        let start = record.position().map_or(0, csv::Position::byte);
        let mut start = usize::try_from(start).unwrap_or(self.at);
        while matches!(self.file.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        let passed = self.file.get(self.at..start).unwrap_or_default();
        let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
        self.line = self
            .line
            .saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        self.at = start.max(self.at);
        self.line
    }
}

fn header<T: Table>(line: u32, record: &ByteRecord, rows: &mut Rows<'_, T>) -> Header<T> {
    let mut columns = Header::<T>::new();
    for name in record {
        let name = String::from_utf8_lossy(name);
        let column = T::Column::find(name.trim());
        if column.is_none() {
            rows.fault(Fault::of_name(line, name.trim(), Problem::ColumnUnknown));
        } else if columns.contains(&column) {
            rows.fault(Fault::of_name(line, name.trim(), Problem::ColumnTwice));
        }
        columns.push(column);
    }
    for column in T::Column::ALL {
        if column.needed() && !columns.contains(&Some(*column)) {
            rows.fault(Fault::in_column(line, *column, Problem::ColumnMissing));
        }
    }
    columns
}

struct Cells<'a, C> {
    record: &'a ByteRecord,
    columns: &'a [Option<C>],
}

impl<C: Column> Source<C> for Cells<'_, C> {
    fn cell<T: Cell>(&self, column: C) -> Result<Option<T>, Unreadable> {
        let at = self.columns.iter().position(|one| *one == Some(column));
        let Some(bytes) = at.and_then(|at| self.record.get(at)) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::Encoding)?;
        match text.trim() {
            "" => Ok(None),
            text => T::read(text).map(Some),
        }
    }
}

/// Writes a table with commas, all columns, lines ended as RFC 4180 wants it.
#[must_use]
pub fn write_csv<T: Table>(list: &[T]) -> String {
    let names: Vec<&str> = T::Column::ALL.iter().map(|one| one.as_str()).collect();
    let mut out = names.join(",");
    out.push_str("\r\n");
    for one in list {
        for (at, column) in T::Column::ALL.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            quote(&mut out, &one.text(*column));
        }
        out.push_str("\r\n");
    }
    out
}

fn quote(out: &mut String, text: &str) {
    if text.contains([',', ';', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(text);
    }
}
