//! CSV as spreadsheets read and write it: RFC 4180, UTF-8 with or without a mark
//! at the beginning, commas or (as Indonesian spreadsheets save) semicolons.

use super::cell::{Asked, AskedBefore, Cell, likeness, list};
use super::row::{Rows, Source};
use super::{Column, FILE_BYTES, Fault, Problem};
use crate::catalogue::{Described, Directory};
use csv::ByteRecord;

/// Reads courses; the first line names the columns, in any order.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_csv(file: &[u8], known: &Directory) -> Result<Vec<Described>, Vec<Fault>> {
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
    let mut columns: Option<Vec<Option<Column>>> = None;
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

fn header(line: u32, record: &ByteRecord, rows: &mut Rows<'_>) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = vec![];
    for name in record {
        let name = String::from_utf8_lossy(name);
        let column = Column::find(name.trim());
        if column.is_none() {
            rows.fault(Fault::of_name(line, name.trim(), Problem::ColumnUnknown));
        } else if columns.contains(&column) {
            rows.fault(Fault::of_name(line, name.trim(), Problem::ColumnTwice));
        }
        columns.push(column);
    }
    for column in Column::ALL {
        if column.needed() && !columns.contains(&Some(*column)) {
            rows.fault(Fault::in_column(line, *column, Problem::ColumnMissing));
        }
    }
    columns
}

struct Cells<'a> {
    record: &'a ByteRecord,
    columns: &'a [Option<Column>],
}

impl Source for Cells<'_> {
    fn cell<T: Cell>(&self, column: Column) -> Result<Option<T>, Problem> {
        let at = self.columns.iter().position(|one| *one == Some(column));
        let Some(bytes) = at.and_then(|at| self.record.get(at)) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(bytes).map_err(|_| Problem::Encoding)?;
        match text.trim() {
            "" => Ok(None),
            text => T::read(text).map(Some),
        }
    }
}

/// Writes courses with commas, all columns, lines ended as RFC 4180 wants it.
#[must_use]
pub fn write_csv(courses: &[Described]) -> String {
    let names: Vec<&str> = Column::ALL.iter().map(|one| one.as_str()).collect();
    let mut out = names.join(",");
    out.push_str("\r\n");
    for one in courses {
        for (at, column) in Column::ALL.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            quote(&mut out, &text(one, *column));
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

fn text(one: &Described, column: Column) -> String {
    let course = &one.course;
    let free = course.free_equivalent.as_ref();
    match column {
        Column::Id => course.id.to_string(),
        Column::Institution => course.institution.to_string(),
        Column::Title => course.title.as_str().to_owned(),
        Column::Summary => one.summary.as_str().to_owned(),
        Column::Field => course.field.as_str().to_owned(),
        Column::Level => course.level.as_str().to_owned(),
        Column::Mode => course.mode.as_str().to_owned(),
        Column::Hours => course.hours.get().to_string(),
        Column::OutsidePrice => course.outside_price.rupiah().0.to_string(),
        Column::Offers => list(asked(one)),
        Column::EarlierPrices => list(asked_before(one)),
        Column::FreeLikeness => free.map_or("", |free| likeness(free.likeness)).to_owned(),
        Column::FreeAt => free.map_or("", |free| free.at.as_str()).to_owned(),
        Column::RatingTenths => course
            .rating
            .map_or(String::new(), |one| one.tenths().to_string()),
        Column::RatingCount => course
            .rating
            .map_or(String::new(), |one| one.count().to_string()),
        Column::Completed => course.completed.to_string(),
        Column::Schedules => list(course.schedules.iter().copied()),
    }
}

/// The offers of a course as they stand in files.
pub fn asked(one: &Described) -> impl Iterator<Item = Asked> {
    one.course.offers.iter().map(|offer| Asked {
        platform: offer.platform,
        price: offer.price,
    })
}

/// What they asked before, as it stands in files.
pub fn asked_before(one: &Described) -> impl Iterator<Item = AskedBefore> {
    one.course.offers.iter().flat_map(|offer| {
        offer.earlier.iter().map(|earlier| AskedBefore {
            platform: offer.platform,
            since: earlier.since,
            price: earlier.price,
        })
    })
}
