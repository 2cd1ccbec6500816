//! One value as the text of a cell, and as JSON.

use super::Problem;
use crate::catalogue::{
    CourseId, Field, Hours, InstitutionId, Level, Likeness, Mode, Place, PlatformId, Price,
    Schedule, Summary, Title,
};
use crate::scheme::Rupiah;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A value that a column holds.
pub trait Cell: Sized {
    /// From the text of a cell, which is not empty.
    fn read(text: &str) -> Result<Self, Problem>;

    /// From JSON, which is not null: what is a text there may be a number here.
    fn from_json(value: &Value) -> Result<Self, Problem> {
        match value {
            Value::String(text) => Self::read(text.trim()),
            Value::Number(number) => Self::read(&number.to_string()),
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {
                Err(Problem::JsonKind)
            }
        }
    }
}

macro_rules! parsed {
    ($($name:ident)+) => {$(
        impl Cell for $name {
            fn read(text: &str) -> Result<Self, Problem> {
                Ok(Self::parse(text)?)
            }
        }
    )+};
}

parsed! { CourseId InstitutionId Title Summary Field Level Mode }

impl Cell for Likeness {
    fn read(text: &str) -> Result<Self, Problem> {
        match text {
            "identical" => Ok(Self::Identical),
            "similar" => Ok(Self::Similar),
            _ => Err(Problem::Choice),
        }
    }
}

pub const fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "identical",
        Likeness::Similar => "similar",
    }
}

fn number<T: TryFrom<u64>>(text: &str) -> Result<T, Problem> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Problem::Number);
    }
    text.parse::<u64>()
        .ok()
        .and_then(|number| T::try_from(number).ok())
        .ok_or(Problem::Bounds)
}

impl Cell for u32 {
    fn read(text: &str) -> Result<Self, Problem> {
        number(text)
    }
}

impl Cell for u8 {
    fn read(text: &str) -> Result<Self, Problem> {
        number(text)
    }
}

impl Cell for Hours {
    fn read(text: &str) -> Result<Self, Problem> {
        Self::new(number(text)?).map_err(|_| Problem::Bounds)
    }
}

impl Cell for Price {
    fn read(text: &str) -> Result<Self, Problem> {
        Self::new(Rupiah(number(text)?)).map_err(|_| Problem::Bounds)
    }
}

/// An offer without what was asked before.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    pub platform: PlatformId,
    pub price: Price,
}

/// What a platform asked before.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskedBefore {
    pub platform: PlatformId,
    pub since: NaiveDate,
    pub price: Price,
}

/// An entry of a list.
pub trait Item: DeserializeOwned {
    /// From its part of a cell.
    fn read(text: &str) -> Option<Self>;

    /// As its part of a cell.
    fn write(&self) -> String;
}

impl<T: Item> Cell for Vec<T> {
    fn read(text: &str) -> Result<Self, Problem> {
        (1..)
            .zip(text.split_whitespace())
            .map(|(at, item)| T::read(item).ok_or(Problem::Item(at)))
            .collect()
    }

    fn from_json(value: &Value) -> Result<Self, Problem> {
        let items = value.as_array().ok_or(Problem::JsonKind)?;
        (1..)
            .zip(items)
            .map(|(at, item)| T::deserialize(item).map_err(|_| Problem::Item(at)))
            .collect()
    }
}

/// The text of a list.
pub fn list<T: Item>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.write()).collect();
    items.join(" ")
}

fn price(text: &str) -> Option<Price> {
    <Price as Cell>::read(text).ok()
}

/// One spelling only: `2026-3-1` would be read, and written as something else.
fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok().filter(|_| text.len() == 10)
}

impl Item for Asked {
    fn read(text: &str) -> Option<Self> {
        let (platform, asked) = text.split_once('=')?;
        Some(Self {
            platform: PlatformId::parse(platform).ok()?,
            price: price(asked)?,
        })
    }

    fn write(&self) -> String {
        format!("{}={}", self.platform, self.price.rupiah().0)
    }
}

impl Item for AskedBefore {
    fn read(text: &str) -> Option<Self> {
        let (platform, rest) = text.split_once('@')?;
        let (since, asked) = rest.split_once('=')?;
        Some(Self {
            platform: PlatformId::parse(platform).ok()?,
            since: day(since)?,
            price: price(asked)?,
        })
    }

    fn write(&self) -> String {
        format!("{}@{}={}", self.platform, self.since, self.price.rupiah().0)
    }
}

impl Item for Schedule {
    fn read(text: &str) -> Option<Self> {
        let (head, rest) = text.split_once(':')?;
        let (days, seats) = rest.split_once('*')?;
        let (days, place) = match days.split_once('@') {
            None => (days, None),
            Some((days, place)) => (days, Some(Place::parse(place).ok()?)),
        };
        let (starts, ends) = days.split_once("..")?;
        Some(Self {
            number: number(head).ok()?,
            starts: day(starts)?,
            ends: day(ends)?,
            place,
            seats: number(seats).ok()?,
        })
    }

    fn write(&self) -> String {
        let place = self.place.map(|place| format!("@{place}"));
        format!(
            "{}:{}..{}{}*{}",
            self.number,
            self.starts,
            self.ends,
            place.unwrap_or_default(),
            self.seats
        )
    }
}
