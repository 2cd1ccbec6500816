//! Prices, hours and ratings: numbers with their unit and their bounds.

use crate::money::Rupiah;
use serde::{Deserialize, Serialize};

/// A number outside of its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountError;

impl std::fmt::Display for AmountError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number is out of bounds")
    }
}

impl std::error::Error for AmountError {}

/// What a course costs: 1 to 100 million rupiah. A course without a price is
/// no offer, and beyond the bound somebody typed zeros too many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Price(u32);

impl Price {
    const HIGHEST: u32 = 100_000_000;

    /// Takes whole rupiah.
    ///
    /// # Errors
    /// [`AmountError`] below 1 and above 100 million.
    pub fn new(rupiah: Rupiah) -> Result<Self, AmountError> {
        match u32::try_from(rupiah.0) {
            Ok(price @ 1..=Self::HIGHEST) => Ok(Self(price)),
            _ => Err(AmountError),
        }
    }

    /// Whole rupiah.
    #[must_use]
    pub fn rupiah(self) -> Rupiah {
        Rupiah(i64::from(self.0))
    }

    /// Whole rupiah as a small number.
    pub(crate) const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<i64> for Price {
    type Error = AmountError;
    fn try_from(rupiah: i64) -> Result<Self, AmountError> {
        Self::new(Rupiah(rupiah))
    }
}

impl From<Price> for i64 {
    fn from(price: Price) -> Self {
        price.rupiah().0
    }
}

/// How long a course takes in all, in whole hours: 1 to 1,000. Whether that is
/// long enough is for the scheme to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Hours(u16);

impl Hours {
    /// Takes whole hours.
    ///
    /// # Errors
    /// [`AmountError`] for 0 and above 1,000.
    pub const fn new(hours: u16) -> Result<Self, AmountError> {
        match hours {
            1..=1_000 => Ok(Self(hours)),
            _ => Err(AmountError),
        }
    }

    /// Whole hours.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Hours {
    type Error = AmountError;
    fn try_from(hours: u16) -> Result<Self, AmountError> {
        Self::new(hours)
    }
}

impl From<Hours> for u16 {
    fn from(hours: Hours) -> Self {
        hours.0
    }
}

/// The mean of the stars that participants gave, and how many gave them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawRating", into = "RawRating")]
pub struct Rating {
    tenths: u8,
    count: u32,
}

impl Rating {
    /// Takes tenths of a star, 10 to 50, given by at least one person.
    ///
    /// # Errors
    /// [`AmountError`].
    pub const fn new(tenths: u8, count: u32) -> Result<Self, AmountError> {
        match (tenths, count) {
            (10..=50, 1..) => Ok(Self { tenths, count }),
            _ => Err(AmountError),
        }
    }

    /// Tenths of a star: 47 is 4.7 of 5.
    #[must_use]
    pub const fn tenths(self) -> u8 {
        self.tenths
    }

    /// People who rated.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.count
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRating {
    tenths: u8,
    count: u32,
}

impl TryFrom<RawRating> for Rating {
    type Error = AmountError;
    fn try_from(raw: RawRating) -> Result<Self, AmountError> {
        Self::new(raw.tenths, raw.count)
    }
}

impl From<Rating> for RawRating {
    fn from(rating: Rating) -> Self {
        Self {
            tenths: rating.tenths,
            count: rating.count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_outside_of_their_bounds_are_refused() {
        assert!(Price::new(Rupiah(1)).is_ok());
        assert!(Price::new(Rupiah(100_000_000)).is_ok());
        for rupiah in [i64::MIN, -1, 0, 100_000_001, i64::MAX] {
            assert_eq!(Price::new(Rupiah(rupiah)), Err(AmountError));
        }
        assert_eq!(Hours::new(0), Err(AmountError));
        assert_eq!(Hours::new(1_001), Err(AmountError));
        assert_eq!(Rating::new(9, 1), Err(AmountError));
        assert_eq!(Rating::new(51, 1), Err(AmountError));
        assert_eq!(Rating::new(50, 0), Err(AmountError));
    }

    #[test]
    fn serde_passes_the_same_gate() {
        assert!(serde_json::from_str::<Price>("0").is_err());
        assert!(serde_json::from_str::<Hours>("1001").is_err());
        assert!(serde_json::from_str::<Rating>(r#"{"tenths":51,"count":1}"#).is_err());
        let rating = Rating::new(47, 12).unwrap();
        let json = serde_json::to_string(&rating).unwrap();
        assert_eq!(serde_json::from_str::<Rating>(&json).unwrap(), rating);
    }
}
