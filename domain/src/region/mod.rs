//! Provinces and regencies/cities with Kemendagri codes (data and its licence:
//! `domain/data/regions`). Knows names, codes and time zones; nothing about
//! districts or villages, which nobody is asked for.

use crate::messages::Code;
use crate::time::Zone;
use serde::{Deserialize, Serialize};

const PROVINCES: &str = include_str!("../../data/regions/provinces.csv");
const REGENCIES: &str = include_str!("../../data/regions/regencies.csv");

/// A province of the 38: two digits, Kemendagri.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Province {
    /// Two digits, such as `32`.
    pub code: &'static str,
    /// Official name, such as `Jawa Barat`.
    pub name: &'static str,
}

/// A regency or city of the 514.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Regency {
    /// Four digits, the first two of them the province's, such as `3273`.
    pub code: &'static str,
    /// Official name with its kind, such as `Kota Bandung`.
    pub name: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table.lines().filter_map(|line| line.split_once(','))
}

/// All provinces in code order.
pub fn provinces() -> impl Iterator<Item = Province> {
    rows(PROVINCES).map(|(code, name)| Province { code, name })
}

/// All regencies and cities in code order.
pub fn regencies() -> impl Iterator<Item = Regency> {
    rows(REGENCIES).map(|(code, name)| Regency { code, name })
}

impl Regency {
    /// The regency with this four-digit code.
    #[must_use]
    pub fn find(code: &str) -> Option<Self> {
        regencies().find(|regency| regency.code == code)
    }

    /// The province it belongs to.
    #[must_use]
    pub fn province(self) -> Option<Province> {
        provinces().find(|province| self.code.starts_with(province.code))
    }
}

/// Whether a NIK may begin with these four digits: a regency of today, or one
/// whose code was retired when Papua (2022) and Kalimantan Utara (2012) were
/// split off; people keep the number they were first given.
#[must_use]
pub fn issued_identity_numbers(code: &str) -> bool {
    Regency::find(code).is_some()
        || matches!(
            code.parse::<u16>(),
            Ok(6404..=6406 | 6410 | 6473 | 9101..=9128 | 9171 | 9201..=9212 | 9271)
        )
}

/// Where a person lives now: a regency or city code that exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domicile(String);

impl Domicile {
    /// Takes a four-digit code.
    ///
    /// # Errors
    /// [`Code::DomicileMissing`] for nothing, [`Code::DomicileUnknown`] for a code outside the 514.
    pub fn parse(code: &str) -> Result<Self, Code> {
        let code = code.trim();
        if code.is_empty() {
            return Err(Code::DomicileMissing);
        }
        Regency::find(code)
            .map(|regency| Self(regency.code.to_owned()))
            .ok_or(Code::DomicileUnknown)
    }

    /// The four digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `Kota Bandung, Jawa Barat`
    #[must_use]
    pub fn full_name(&self) -> String {
        let Some(regency) = Regency::find(&self.0) else {
            return String::new();
        };
        match regency.province() {
            Some(province) => format!("{}, {}", regency.name, province.name),
            None => regency.name.to_owned(),
        }
    }

    /// The province's code as a number, such as 32.
    #[must_use]
    pub fn province_number(&self) -> u8 {
        // Four digits, as parsed; a province has two.
        self.0
            .get(..2)
            .and_then(|code| code.parse().ok())
            .unwrap_or_default()
    }

    /// The zone in which this person reads the clock.
    #[must_use]
    pub fn zone(&self) -> Zone {
        match self.0.get(..2) {
            Some(
                "51" | "52" | "53" | "63" | "64" | "65" | "71" | "72" | "73" | "74" | "75" | "76",
            ) => Zone::Wita,
            Some("81" | "82" | "91" | "92" | "93" | "94" | "95" | "96") => Zone::Wit,
            _ => Zone::Wib,
        }
    }
}

impl TryFrom<String> for Domicile {
    type Error = Code;
    fn try_from(code: String) -> Result<Self, Code> {
        Self::parse(&code)
    }
}

impl From<Domicile> for String {
    fn from(domicile: Domicile) -> Self {
        domicile.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_38_provinces_and_514_regencies_each_in_a_province() {
        assert_eq!(provinces().count(), 38);
        assert_eq!(regencies().count(), 514);
        for regency in regencies() {
            assert!(regency.province().is_some(), "{}", regency.code);
            assert!(Domicile::parse(regency.code).is_ok());
        }
    }

    #[test]
    fn a_domicile_knows_its_name_and_clock() {
        let bandung = Domicile::parse(" 3273 ").unwrap();
        assert_eq!(bandung.full_name(), "Kota Bandung, Jawa Barat");
        assert_eq!(bandung.zone(), Zone::Wib);
        assert_eq!(Domicile::parse("7371").unwrap().zone(), Zone::Wita);
        assert_eq!(Domicile::parse("9171").unwrap().zone(), Zone::Wit);
    }

    #[test]
    fn codes_outside_the_list_are_refused() {
        assert_eq!(Domicile::parse(""), Err(Code::DomicileMissing));
        for code in ["9999", "32", "32.73", "3273'; --", "٣٢٧٣"] {
            assert_eq!(Domicile::parse(code), Err(Code::DomicileUnknown), "{code}");
        }
    }

    #[test]
    fn retired_codes_still_begin_identity_numbers_but_are_no_domicile() {
        assert!(issued_identity_numbers("9128"));
        assert!(Domicile::parse("9128").is_err());
        assert!(!issued_identity_numbers("9999"));
    }
}
