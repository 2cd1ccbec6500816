//! One value as the text of a cell, and as JSON.

use crate::catalogue::{ChoiceError, Field, IdError, Place, TextError, Title};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a cell holds no value of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not UTF-8.
    Encoding,
    /// A JSON value of a kind that the column does not take.
    JsonKind,
    /// No code of its kind.
    Code,
    /// None of the choices.
    Choice,
    /// A text that is refused.
    Text(TextError),
    /// Not a whole number in plain digits.
    Number,
    /// A number out of bounds.
    Bounds,
    /// Not a day, written `2026-12-01`.
    Day,
    /// None of the 514 regencies and cities.
    Place,
    /// No address on the web that begins with `https://`.
    Address,
    /// An entry of a list, counted from 1, that cannot be read.
    Item(usize),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Encoding => "not UTF-8",
            Self::JsonKind => "a JSON value of the wrong kind",
            Self::Code => "not a code of its kind",
            Self::Choice => "not one of the choices",
            Self::Number => "not a whole number in plain digits",
            Self::Bounds => "a number out of bounds",
            Self::Day => "not a day such as 2026-12-01",
            Self::Place => "not a regency or city",
            Self::Address => "not an https address",
            Self::Text(error) => return error.fmt(f),
            Self::Item(number) => return write!(f, "entry {number} cannot be read"),
        })
    }
}

impl From<IdError> for Unreadable {
    fn from(_: IdError) -> Self {
        Self::Code
    }
}

impl From<ChoiceError> for Unreadable {
    fn from(_: ChoiceError) -> Self {
        Self::Choice
    }
}

impl From<TextError> for Unreadable {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

/// A value that a column holds.
pub trait Cell: Sized {
    /// From the text of a cell, which is not empty.
    ///
    /// # Errors
    /// [`Unreadable`].
    fn read(text: &str) -> Result<Self, Unreadable>;

    /// From JSON, which is not null: what is a text there may be a number here.
    ///
    /// # Errors
    /// [`Unreadable`].
    fn from_json(value: &Value) -> Result<Self, Unreadable> {
        match value {
            Value::String(text) => Self::read(text.trim()),
            Value::Number(number) => Self::read(&number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                Err(Unreadable::JsonKind)
            }
        }
    }
}

/// Values whose own `parse` reads their cell.
macro_rules! parsed {
    ($($name:ident)+) => {$(
        impl $crate::exchange::Cell for $name {
            fn read(text: &str) -> Result<Self, $crate::exchange::Unreadable> {
                Ok(Self::parse(text)?)
            }
        }
    )+};
}

pub(crate) use parsed;

parsed! { Field Title }

/// A whole number in plain digits.
///
/// # Errors
/// [`Unreadable::Number`] or [`Unreadable::Bounds`].
pub fn number<T: TryFrom<u64>>(text: &str) -> Result<T, Unreadable> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Unreadable::Number);
    }
    text.parse::<u64>()
        .ok()
        .and_then(|number| T::try_from(number).ok())
        .ok_or(Unreadable::Bounds)
}

impl Cell for u32 {
    fn read(text: &str) -> Result<Self, Unreadable> {
        number(text)
    }
}

impl Cell for u8 {
    fn read(text: &str) -> Result<Self, Unreadable> {
        number(text)
    }
}

impl Cell for NaiveDate {
    fn read(text: &str) -> Result<Self, Unreadable> {
        day(text).ok_or(Unreadable::Day)
    }
}

impl Cell for Place {
    fn read(text: &str) -> Result<Self, Unreadable> {
        Self::parse(text).map_err(|_| Unreadable::Place)
    }
}

/// A day in its one spelling: `2026-3-1` would be read, and written as something else.
#[must_use]
pub fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// An entry of a list.
pub trait Item: DeserializeOwned {
    /// From its part of a cell.
    fn read(text: &str) -> Option<Self>;

    /// As its part of a cell.
    fn write(&self) -> String;
}

impl<T: Item> Cell for Vec<T> {
    fn read(text: &str) -> Result<Self, Unreadable> {
        (1..)
            .zip(text.split_whitespace())
            .map(|(at, item)| T::read(item).ok_or(Unreadable::Item(at)))
            .collect()
    }

    fn from_json(value: &Value) -> Result<Self, Unreadable> {
        let items = value.as_array().ok_or(Unreadable::JsonKind)?;
        (1..)
            .zip(items)
            .map(|(at, item)| T::deserialize(item).map_err(|_| Unreadable::Item(at)))
            .collect()
    }
}

/// The text of a list.
pub fn list<T: Item>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.write()).collect();
    items.join(" ")
}
