//! JSON Lines: one object a line, with the columns as keys; lists of objects
//! where CSV has lists in a cell.

use super::row::{Faults, Rows};
use super::{Cell, Column, FILE_BYTES, Fault, Problem, Source, Table, Unreadable};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// Reads a table; keys in any order, empty lines are passed over.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_json_lines<T: Table>(file: &[u8], known: &T::Known) -> Result<Vec<T>, Faults<T>> {
    let mut rows = Rows::new(known);
    if file.len() > FILE_BYTES {
        return Err(vec![Fault::of_line(1, Problem::FileTooLarge)]);
    }
    let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
    for (line, bytes) in (1..).zip(file.split(|byte| *byte == b'\n')) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            rows.fault(Fault::of_line(line, Problem::Cell(Unreadable::Encoding)));
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

fn read_line<T: Table>(line: u32, keys: &Keys, rows: &mut Rows<'_, T>) {
    for (at, (name, _)) in keys.0.iter().enumerate() {
        if T::Column::find(name).is_none() {
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

impl<C: Column> Source<C> for Keys {
    fn cell<T: Cell>(&self, column: C) -> Result<Option<T>, Unreadable> {
        let mut keys = self.0.iter();
        match keys.find(|(name, _)| name == column.as_str()) {
            None | Some((_, Value::Null)) => Ok(None),
            Some((_, Value::String(text))) if text.trim().is_empty() => Ok(None),
            Some((_, value)) => T::from_json(value).map(Some),
        }
    }
}

/// Writes objects, one a line.
///
/// # Errors
/// As serde's; none that a row of plain values can cause.
pub fn write_json_lines(
    lines: impl IntoIterator<Item = impl Serialize>,
) -> serde_json::Result<String> {
    let mut out = String::new();
    for line in lines {
        out.push_str(&serde_json::to_string(&line)?);
        out.push('\n');
    }
    Ok(out)
}
