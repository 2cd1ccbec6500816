//! NIK, the national identity number. What its digits seem to say (region,
//! birth date) only ever warns: they record the first issue, are kept when data
//! is corrected, and there is no check digit.

use super::{BirthDate, sixteen_digits};
use crate::messages::Code;
use crate::region;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A national identity number: 16 digits. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

impl Nik {
    /// Takes 16 digits; spaces, dots and hyphens between them are forgiven.
    ///
    /// # Errors
    /// [`Code::NikMissing`], [`Code::NikNotDigits`] or [`Code::NikLength`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        sixteen_digits(text, Code::NikMissing, Code::NikNotDigits, Code::NikLength).map(Self)
    }

    /// The 16 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn two_digits(&self, from: usize) -> u32 {
        self.0
            .get(from..from + 2)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or_default()
    }

    /// Day, month and two-digit year inside the number; women's day is written plus 40.
    fn encoded_date(&self) -> (u32, u32, u32) {
        let day = self.two_digits(6);
        (
            if day > 40 { day - 40 } else { day },
            self.two_digits(8),
            self.two_digits(10),
        )
    }

    /// What looks unusual, for the person to check; never a reason to refuse.
    #[must_use]
    pub fn warnings(&self, birth_date: Option<BirthDate>) -> Vec<Code> {
        let mut warnings = Vec::new();
        if !self.0.get(..4).is_some_and(region::issued_identity_numbers) {
            warnings.push(Code::NikUnknownRegion);
        }
        let (day, month, year) = self.encoded_date();
        let exists = |century: i32| {
            i32::try_from(year)
                .ok()
                .and_then(|year| NaiveDate::from_ymd_opt(century + year, month, day))
                .is_some()
        };
        if !exists(1900) && !exists(2000) {
            warnings.push(Code::NikOddDate);
        } else if let Some(date) = birth_date.map(BirthDate::date)
            && (
                date.day(),
                date.month(),
                date.year().rem_euclid(100).unsigned_abs(),
            ) != (day, month, year)
        {
            warnings.push(Code::NikOtherBirthDate);
        }
        warnings
    }
}

impl std::fmt::Debug for Nik {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Nik(…)")
    }
}

impl TryFrom<String> for Nik {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<Nik> for String {
    fn from(nik: Nik) -> Self {
        nik.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn warnings(nik: &str) -> Vec<Code> {
        Nik::parse(nik).unwrap().warnings(None)
    }

    #[test]
    fn what_is_not_sixteen_digits_is_refused_with_its_own_code() {
        for (text, code) in [
            ("", Code::NikMissing),
            ("   ", Code::NikMissing),
            ("327301540498000", Code::NikLength),
            ("32730154049800011", Code::NikLength),
            ("32730154O4980001", Code::NikNotDigits),
            ("٣٢٧٣٠١٥٤٠٤٩٨٠٠٠١", Code::NikNotDigits),
            ("' OR 1=1; --", Code::NikNotDigits),
            ("\u{202e}3273015404980001", Code::NikNotDigits),
        ] {
            assert_eq!(Nik::parse(text).unwrap_err(), code, "{text}");
        }
    }

    #[test]
    fn spaces_and_dots_as_on_photocopies_are_forgiven() {
        assert_eq!(
            Nik::parse(" 3273 0154 0498 0001 ").unwrap().as_str(),
            "3273015404980001"
        );
        assert_eq!(
            Nik::parse("32.73.01.540498.0001").unwrap().as_str(),
            "3273015404980001"
        );
    }

    #[test]
    fn a_womans_day_is_written_plus_forty() {
        let born = BirthDate::from_date(NaiveDate::from_ymd_opt(1998, 4, 14).unwrap());
        assert_eq!(
            Nik::parse("3273015404980001").unwrap().warnings(Some(born)),
            []
        );
        assert_eq!(
            Nik::parse("3273011404980001").unwrap().warnings(Some(born)),
            []
        );
    }

    #[test]
    fn odd_contents_warn_and_never_refuse() {
        assert_eq!(warnings("3273013102980001"), [Code::NikOddDate]);
        assert_eq!(warnings("9999011404980001"), [Code::NikUnknownRegion]);
        assert_eq!(
            warnings("0000000000000000"),
            [Code::NikUnknownRegion, Code::NikOddDate]
        );
        let other = BirthDate::from_date(NaiveDate::from_ymd_opt(1998, 4, 15).unwrap());
        assert_eq!(
            Nik::parse("3273011404980001")
                .unwrap()
                .warnings(Some(other)),
            [Code::NikOtherBirthDate]
        );
        // 29 February existed in 2000, not in 1900.
        assert_eq!(warnings("3273012902000001"), []);
    }

    #[test]
    fn debug_output_keeps_the_number_to_itself() {
        assert!(!format!("{:?}", Nik::parse("3273015404980001").unwrap()).contains("3273"));
    }

    proptest! {
        #[test]
        fn sixteen_digits_always_round_trip(digits in "[0-9]{16}") {
            let nik = Nik::parse(&digits).unwrap();
            prop_assert_eq!(nik.as_str(), &digits);
            let json = serde_json::to_string(&nik).unwrap();
            prop_assert_eq!(serde_json::from_str::<Nik>(&json).unwrap(), nik.clone());
            let _ = nik.warnings(None);
        }

        #[test]
        fn nothing_typed_makes_the_parser_panic(text in "\\PC*") {
            let _ = Nik::parse(&text);
        }
    }
}
