//! Where a schedule is held: a regency or city, as a number, because there are
//! thousands of them in a catalogue. Names come from `region`.

use crate::region::{Regency, regencies};
use serde::{Deserialize, Serialize};

/// A code that is none of the 514.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceError;

impl std::fmt::Display for PlaceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a regency or city")
    }
}

impl std::error::Error for PlaceError {}

/// A regency or city of the 514: Kemendagri's four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Place(u16);

impl Place {
    /// Takes a four-digit code.
    ///
    /// # Errors
    /// [`PlaceError`] for a code outside the 514.
    pub fn parse(code: &str) -> Result<Self, PlaceError> {
        Regency::find(code)
            .and_then(|regency| regency.code.parse().ok())
            .map(Self)
            .ok_or(PlaceError)
    }

    /// Many at once, in one walk over the list of regencies.
    ///
    /// # Errors
    /// [`PlaceError`] unless the codes are regencies in ascending order.
    pub(crate) fn sorted(codes: &[u16]) -> Result<Vec<Self>, PlaceError> {
        let mut known = regencies().filter_map(|regency| regency.code.parse::<u16>().ok());
        codes
            .iter()
            .map(|code| {
                known
                    .find(|one| one >= code)
                    .filter(|one| one == code)
                    .map(Self)
                    .ok_or(PlaceError)
            })
            .collect()
    }

    /// The code as a number, such as 3273.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The province's code as a number, such as 32.
    #[must_use]
    pub const fn province(self) -> u16 {
        self.0 / 100
    }

    /// Its name and code.
    #[must_use]
    pub fn regency(self) -> Option<Regency> {
        Regency::find(&self.to_string())
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl TryFrom<String> for Place {
    type Error = PlaceError;
    fn try_from(code: String) -> Result<Self, PlaceError> {
        Self::parse(&code)
    }
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

/// Where somebody would travel to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// One regency or city.
    Regency(Place),
    /// A province by its two-digit code as a number; one that does not exist
    /// holds no place.
    Province(u16),
}

impl Area {
    /// Whether a place lies in it.
    #[must_use]
    pub fn holds(self, place: Place) -> bool {
        match self {
            Self::Regency(one) => one == place,
            Self::Province(code) => place.province() == code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_regency_is_a_place_one_by_one_and_all_at_once() {
        let codes: Vec<u16> = regencies()
            .map(|one| Place::parse(one.code).unwrap().number())
            .collect();
        assert_eq!(Place::sorted(&codes).unwrap().len(), 514);
        let bandung = Place::parse("3273").unwrap();
        assert_eq!(bandung.regency().unwrap().name, "Kota Bandung");
        assert!(Area::Province(32).holds(bandung));
        assert!(!Area::Province(31).holds(bandung));
    }

    #[test]
    fn codes_that_are_no_regency_or_out_of_order_are_refused() {
        assert_eq!(Place::parse("9999"), Err(PlaceError));
        assert_eq!(Place::sorted(&[9_999]), Err(PlaceError));
        assert_eq!(Place::sorted(&[3_273, 1_101]), Err(PlaceError));
        assert_eq!(Place::sorted(&[3_273, 3_273]), Err(PlaceError));
    }
}
