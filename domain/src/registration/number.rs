//! Registration numbers: 13 random digits and a check digit, read out in groups
//! of `1234-567-8901-234`. Digits only, because people read them out on the
//! phone; 14, so that none is mistaken for a NIK; no meaning inside, so that
//! none can be guessed from another (10^13 numbers: with 80 million given out,
//! one guess in 125,000 hits any, and the birth date is still missing).

use super::step::{Field, FieldError};
use crate::identity::BirthDate;
use crate::messages::Code;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The quasigroup of H. Michael Damm's dissertation (Marburg 2004): totally
/// anti-symmetric, so that every single wrong digit and every swap of two
/// neighbours changes the check digit.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/// 13 random digits.
const PAYLOAD: u64 = 10_000_000_000_000;

fn damm(digits: &str) -> u8 {
    digits.bytes().fold(0, |interim, byte| {
        DAMM.get(usize::from(interim))
            .and_then(|row| row.get(usize::from(byte.wrapping_sub(b'0'))))
            .copied()
            .unwrap_or_default()
    })
}

/// A registration number. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RegistrationNumber(String);

impl RegistrationNumber {
    /// A number out of a uniformly drawn 64-bit number; the bias of the
    /// remainder is below 1 in 10^6.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let payload = format!("{:013}", random % PAYLOAD);
        let check = damm(&payload);
        Self(format!("{payload}{check}"))
    }

    /// Takes 14 digits; spaces, dots and hyphens between them are forgiven.
    ///
    /// # Errors
    /// [`Code::RegistrationNumberMissing`], [`Code::RegistrationNumberNotDigits`],
    /// [`Code::RegistrationNumberLength`] or [`Code::RegistrationNumberMistyped`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let digits: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '.' | '-'))
            .collect();
        if digits.is_empty() {
            Err(Code::RegistrationNumberMissing)
        } else if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Err(Code::RegistrationNumberNotDigits)
        } else if digits.len() != 14 {
            Err(Code::RegistrationNumberLength)
        } else if damm(&digits) != 0 {
            Err(Code::RegistrationNumberMistyped)
        } else {
            Ok(Self(digits))
        }
    }

    /// The 14 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `1234-567-8901-234`
    #[must_use]
    pub fn grouped(&self) -> String {
        let mut out = String::with_capacity(17);
        for (index, digit) in self.0.chars().enumerate() {
            if matches!(index, 4 | 7 | 11) {
                out.push('-');
            }
            out.push(digit);
        }
        out
    }
}

/// Whom somebody without a session means: a registration number and a birth date until
/// today, or all that is wrong with them.
///
/// # Errors
/// Those of [`RegistrationNumber::parse`], [`BirthDate::parse`] and [`BirthDate::not_after`].
pub fn parse_holder(
    number: &str,
    birth_date: &str,
    today: NaiveDate,
) -> Result<(RegistrationNumber, BirthDate), Vec<FieldError>> {
    let number = RegistrationNumber::parse(number)
        .map_err(|code| FieldError::new(Field::RegistrationNumber, code));
    let born = BirthDate::parse(birth_date)
        .and_then(|born| born.not_after(today))
        .map_err(|code| FieldError::new(Field::BirthDate, code));
    match (number, born) {
        (Ok(number), Ok(born)) => Ok((number, born)),
        (number, born) => Err(number.err().into_iter().chain(born.err()).collect()),
    }
}

impl std::fmt::Debug for RegistrationNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RegistrationNumber(…)")
    }
}

impl TryFrom<String> for RegistrationNumber {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<RegistrationNumber> for String {
    fn from(number: RegistrationNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_example_has_check_digit_four() {
        assert_eq!(damm("572"), 4);
        assert_eq!(damm("5724"), 0);
    }

    #[test]
    fn numbers_are_read_in_groups_and_typed_as_people_like() {
        let number = RegistrationNumber::from_random(1_234_567_890_123);
        assert_eq!(number.grouped().len(), 17);
        for text in [
            number.grouped(),
            number.grouped().replace('-', " "),
            number.as_str().to_owned(),
        ] {
            assert_eq!(RegistrationNumber::parse(&text), Ok(number.clone()));
        }
    }

    #[test]
    fn other_text_is_refused_with_its_own_code() {
        assert_eq!(
            RegistrationNumber::parse(" "),
            Err(Code::RegistrationNumberMissing)
        );
        assert_eq!(
            RegistrationNumber::parse("1234"),
            Err(Code::RegistrationNumberLength)
        );
        assert_eq!(
            RegistrationNumber::parse("1234567890123x"),
            Err(Code::RegistrationNumberNotDigits)
        );
    }

    #[test]
    fn a_holder_is_told_all_that_is_wrong_at_once() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        let number = RegistrationNumber::from_random(7);
        let (found, _) = parse_holder(&number.grouped(), "1998-03-27", today).unwrap();
        assert_eq!(found, number);
        let wrong = |number: &str, born: &str| -> Vec<Field> {
            let wrong = parse_holder(number, born, today).unwrap_err();
            wrong.into_iter().map(|one| one.field).collect()
        };
        let both = [Field::RegistrationNumber, Field::BirthDate];
        assert_eq!(wrong("1", "2026-12-01"), both);
        assert_eq!(wrong(&number.grouped(), "2001-02-30"), both[1..]);
    }

    proptest! {
        #[test]
        fn every_number_round_trips(random: u64) {
            let number = RegistrationNumber::from_random(random);
            prop_assert_eq!(RegistrationNumber::parse(&number.grouped()), Ok(number.clone()));
        }

        #[test]
        fn every_single_wrong_digit_is_caught(random: u64, position in 0usize..14, wrong in b'0'..=b'9') {
            let number = RegistrationNumber::from_random(random);
            let mut digits = number.as_str().as_bytes().to_vec();
            prop_assume!(digits[position] != wrong);
            digits[position] = wrong;
            let typed = String::from_utf8(digits).unwrap();
            prop_assert_eq!(RegistrationNumber::parse(&typed), Err(Code::RegistrationNumberMistyped));
        }

        #[test]
        fn every_swap_of_neighbours_is_caught(random: u64, position in 0usize..13) {
            let number = RegistrationNumber::from_random(random);
            let mut digits = number.as_str().as_bytes().to_vec();
            prop_assume!(digits[position] != digits[position + 1]);
            digits.swap(position, position + 1);
            let typed = String::from_utf8(digits).unwrap();
            prop_assert_eq!(RegistrationNumber::parse(&typed), Err(Code::RegistrationNumberMistyped));
        }
    }
}
