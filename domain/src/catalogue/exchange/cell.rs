//! The values of the catalogue's columns.

use crate::catalogue::{
    CourseId, Hours, InstitutionId, Level, Likeness, Mode, Place, PlatformId, Price, Schedule,
    Summary,
};
use crate::exchange::{Cell, Item, Unreadable, day, number, parsed};
use crate::money::Rupiah;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

parsed! { CourseId InstitutionId Summary Level Mode }

impl Cell for Likeness {
    fn read(text: &str) -> Result<Self, Unreadable> {
        match text {
            "identical" => Ok(Self::Identical),
            "similar" => Ok(Self::Similar),
            _ => Err(Unreadable::Choice),
        }
    }
}

pub const fn likeness(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Identical => "identical",
        Likeness::Similar => "similar",
    }
}

impl Cell for Hours {
    fn read(text: &str) -> Result<Self, Unreadable> {
        Self::new(number(text)?).map_err(|_| Unreadable::Bounds)
    }
}

impl Cell for Price {
    fn read(text: &str) -> Result<Self, Unreadable> {
        Self::new(Rupiah(number(text)?)).map_err(|_| Unreadable::Bounds)
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

fn price(text: &str) -> Option<Price> {
    <Price as Cell>::read(text).ok()
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
