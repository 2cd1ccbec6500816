//! JSON Lines: one object a line, with the columns as keys; lists of objects
//! where CSV has lists in a cell.

use super::cell::{Asked, AskedBefore, Cell, likeness};
use super::row::{Rows, Source};
use super::table::{asked, asked_before};
use super::{Column, FILE_BYTES, Fault, Problem};
use crate::catalogue::{
    CourseId, Described, Directory, Field, Hours, InstitutionId, Level, Mode, Price, Schedule,
};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// Reads courses; keys in any order, empty lines are passed over.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_json_lines(file: &[u8], known: &Directory) -> Result<Vec<Described>, Vec<Fault>> {
    let mut rows = Rows::new(known);
    if file.len() > FILE_BYTES {
        return Err(vec![Fault::of_line(1, Problem::FileTooLarge)]);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    for (line, bytes) in (1..).zip(file.split(|byte| *byte == b'\n')) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            rows.fault(Fault::of_line(line, Problem::Encoding));
            continue;
        };
        if text.trim().is_empty() {
            continue;
        }
        if rows.next(line).is_break() {
            break;
        }
        match serde_json::from_str::<Keys>(text) {
            Ok(keys) => read_line(line, &keys, &mut rows),
            Err(_) => rows.fault(Fault::of_line(line, Problem::Json)),
        }
    }
    rows.finish()
}

fn read_line(line: u32, keys: &Keys, rows: &mut Rows<'_>) {
    for (at, (name, _)) in keys.0.iter().enumerate() {
        if Column::find(name).is_none() {
            rows.fault(Fault::of_name(line, name, Problem::ColumnUnknown));
        } else if keys.0.iter().take(at).any(|(other, _)| other == name) {
            rows.fault(Fault::of_name(line, name, Problem::ColumnTwice));
        }
    }
    rows.read(line, keys);
}

/// An object as it stands in the line, doubles included.
struct Keys(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Keys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = vec![];
                while let Some(entry) = map.next_entry()? {
                    keys.push(entry);
                }
                Ok(Keys(keys))
            }
        }

        from.deserialize_map(Reader)
    }
}

impl Source for Keys {
    fn cell<T: Cell>(&self, column: Column) -> Result<Option<T>, Problem> {
        let mut keys = self.0.iter();
        match keys.find(|(name, _)| name == column.as_str()) {
            None | Some((_, Value::Null)) => Ok(None),
            Some((_, Value::String(text))) if text.trim().is_empty() => Ok(None),
            Some((_, value)) => T::from_json(value).map(Some),
        }
    }
}

/// A line, in the order of [`Column::ALL`].
#[derive(Serialize)]
struct Line<'a> {
    id: CourseId,
    institution: InstitutionId,
    title: &'a str,
    summary: &'a str,
    field: Field,
    level: Level,
    mode: Mode,
    hours: Hours,
    outside_price: Price,
    offers: Vec<Asked>,
    earlier_prices: Vec<AskedBefore>,
    free_likeness: Option<&'static str>,
    free_at: Option<&'a str>,
    rating_tenths: Option<u8>,
    rating_count: Option<u32>,
    completed: u32,
    schedules: &'a [Schedule],
}

/// Writes courses, one a line.
///
/// # Errors
/// None that a course can cause; serde's signature has one.
pub fn write_json_lines(courses: &[Described]) -> Result<String, serde_json::Error> {
    let mut out = String::new();
    for one in courses {
        let course = &one.course;
        let free = course.free_equivalent.as_ref();
        let line = Line {
            id: course.id,
            institution: course.institution,
            title: course.title.as_str(),
            summary: one.summary.as_str(),
            field: course.field,
            level: course.level,
            mode: course.mode,
            hours: course.hours,
            outside_price: course.outside_price,
            offers: asked(one).collect(),
            earlier_prices: asked_before(one).collect(),
            free_likeness: free.map(|free| likeness(free.likeness)),
            free_at: free.map(|free| free.at.as_str()),
            rating_tenths: course.rating.map(|rating| rating.tenths()),
            rating_count: course.rating.map(|rating| rating.count()),
            completed: course.completed,
            schedules: &course.schedules,
        };
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}
