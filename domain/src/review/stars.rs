//! One to five stars.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// From 1, worst, to 5, best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "u8", into = "u8")]
pub struct Stars(#[cfg_attr(feature = "openapi", schemars(range(min = 1, max = 5)))] u8);

impl Stars {
    /// Every number of stars, worst first.
    pub const ALL: [Self; 5] = [Self(1), Self(2), Self(3), Self(4), Self(5)];

    /// Takes 1 to 5.
    ///
    /// # Errors
    /// [`Code::ReviewStars`].
    pub const fn new(stars: u8) -> Result<Self, Code> {
        match stars {
            1..=5 => Ok(Self(stars)),
            _ => Err(Code::ReviewStars),
        }
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// What the number means, in a word or two.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self.0 {
            1 => "Sangat kurang",
            2 => "Kurang",
            3 => "Cukup",
            4 => "Baik",
            _ => "Sangat baik",
        }
    }
}

impl TryFrom<u8> for Stars {
    type Error = Code;
    fn try_from(stars: u8) -> Result<Self, Code> {
        Self::new(stars)
    }
}

impl From<Stars> for u8 {
    fn from(stars: Stars) -> Self {
        stars.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_one_to_five_and_nothing_else() {
        assert_eq!(Stars::new(0), Err(Code::ReviewStars));
        assert_eq!(Stars::new(6), Err(Code::ReviewStars));
        for stars in Stars::ALL {
            let json = serde_json::to_string(&stars).unwrap();
            assert_eq!(serde_json::from_str::<Stars>(&json).unwrap(), stars);
        }
        assert!(serde_json::from_str::<Stars>("9").is_err());
    }
}
