//! The two spellings that the JSON files use for more than text: hexadecimal of
//! a fixed length, and moments in UTC. Anything spelt otherwise is refused.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Deserializer, de::Error};
use thiserror::Error;

/// `N` bytes, written as `2 N` lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hex<const N: usize>(pub [u8; N]);

/// Why a text is not [`Hex`].
#[derive(Debug, Error, PartialEq, Eq)]
pub enum BadHex {
    /// Too short or too long.
    #[error("expected {expected} hexadecimal digits, found {found} characters")]
    Length {
        /// Digits that the field has.
        expected: usize,
        /// Characters that are there.
        found: usize,
    },
    /// Something besides 0-9 and a-f.
    #[error("expected lower-case hexadecimal digits only")]
    Digits,
}

impl<const N: usize> FromStr for Hex<N> {
    type Err = BadHex;

    fn from_str(text: &str) -> Result<Self, BadHex> {
        if text.len() != 2 * N {
            return Err(BadHex::Length {
                expected: 2 * N,
                found: text.chars().count(),
            });
        }
        let bytes = HEXLOWER
            .decode(text.as_bytes())
            .map_err(|_| BadHex::Digits)?;
        bytes.try_into().map(Self).map_err(|_| BadHex::Digits)
    }
}

impl<const N: usize> fmt::Display for Hex<N> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hex<N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// A moment in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime<Utc>);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let moment = DateTime::parse_from_rfc3339(&text)
            .map_err(|_| D::Error::custom("expected a time as RFC 3339 writes it"))?;
        if moment.offset().local_minus_utc() != 0 {
            return Err(D::Error::custom("expected a time in UTC"));
        }
        Ok(Self(moment.to_utc()))
    }
}

/// A Unix second for readers.
pub fn clock(seconds: i64) -> String {
    DateTime::from_timestamp(seconds, 0)
        .map_or_else(|| format!("second {seconds}"), |at| at.to_rfc3339())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_is_lower_case_and_of_its_length() {
        assert_eq!("0aff".parse(), Ok(Hex([10, 255])));
        assert_eq!("0aFf".parse::<Hex<2>>(), Err(BadHex::Digits));
        assert_eq!("0axf".parse::<Hex<2>>(), Err(BadHex::Digits));
        let short = BadHex::Length {
            expected: 4,
            found: 3,
        };
        assert_eq!("0af".parse::<Hex<2>>(), Err(short));
        assert_eq!(Hex([10, 255]).to_string(), "0aff");
    }

    #[test]
    fn only_times_in_utc_are_moments() {
        let moment = |text| serde_json::from_str::<Moment>(text).is_ok();
        assert!(moment("\"2026-11-24T17:00:04Z\""));
        assert!(!moment("\"2026-11-24T17:00:04+07:00\""));
        assert!(!moment("\"2026-11-24 17:00\""));
        assert!(!moment("1692803367"));
    }
}
