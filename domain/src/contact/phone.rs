//! Indonesian mobile numbers, kept in E.164 so that `0812…`, `62812…` and
//! `+62812…` are one number.

use crate::messages::Code;
use serde::{Deserialize, Serialize};

/// A mobile number in E.164, such as `+6281234567890`. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

impl Phone {
    /// Takes a number as people write it. National part: 8 to
    /// 11 digits (`^(\+62|62|0)8[1-9][0-9]{6,9}$`).
    ///
    /// # Errors
    /// [`Code::PhoneMissing`], [`Code::PhoneNotDigits`], [`Code::PhoneForeign`],
    /// [`Code::PhoneNotMobile`] or [`Code::PhoneLength`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let bare: String = text
            .chars()
            .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')'))
            .collect();
        if bare.is_empty() {
            return Err(Code::PhoneMissing);
        }
        let digits = bare.strip_prefix('+').unwrap_or(&bare);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(Code::PhoneNotDigits);
        }
        let national = match (bare.strip_prefix("+62"), bare.strip_prefix('+')) {
            (Some(national), _) => national,
            (None, Some(_)) => return Err(Code::PhoneForeign),
            (None, None) => match (bare.strip_prefix("62"), bare.strip_prefix('0')) {
                (Some(national), _) | (None, Some(national)) => national,
                (None, None) if bare.starts_with('8') => &bare,
                (None, None) => return Err(Code::PhoneForeign),
            },
        };
        // "+62 0812…" is a common slip; the trunk zero carries no meaning there.
        let national = national.strip_prefix('0').unwrap_or(national);
        let mut bytes = national.bytes();
        match (bytes.next(), bytes.next()) {
            (Some(b'8'), Some(b'1'..=b'9')) => {}
            (Some(b'8'), None) => return Err(Code::PhoneLength),
            _ => return Err(Code::PhoneNotMobile),
        }
        if !(8..=11).contains(&national.len()) {
            return Err(Code::PhoneLength);
        }
        Ok(Self(format!("+62{national}")))
    }

    /// E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `0812 3456 7890`, as people write it.
    #[must_use]
    pub fn national(&self) -> String {
        let digits = format!("0{}", self.0.trim_start_matches("+62"));
        let mut out = String::with_capacity(digits.len() + 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                out.push(' ');
            }
            out.push(digit);
        }
        out
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Phone(…)")
    }
}

impl Phone {
    /// The last four digits.
    #[must_use]
    pub fn ending(&self) -> &str {
        let tail = self.0.len().saturating_sub(4);
        self.0.get(tail..).unwrap_or_default()
    }
}

impl TryFrom<String> for Phone {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_written_in_many_ways_is_one_number() {
        for text in [
            "081234567890",
            "0812-3456-7890",
            "+62 812 3456 7890",
            "6281234567890",
            "81234567890",
            "+62 0812 3456 7890",
        ] {
            assert_eq!(
                Phone::parse(text).unwrap().as_str(),
                "+6281234567890",
                "{text}"
            );
        }
        assert_eq!(
            Phone::parse("081234567890").unwrap().national(),
            "0812 3456 7890"
        );
    }

    #[test]
    fn other_numbers_are_refused_with_their_own_code() {
        for (text, code) in [
            ("", Code::PhoneMissing),
            ("-", Code::PhoneMissing),
            ("+", Code::PhoneNotDigits),
            ("0812abc", Code::PhoneNotDigits),
            ("+65 8123 4567", Code::PhoneForeign),
            ("1-202-555-0100", Code::PhoneForeign),
            ("021 555 0100", Code::PhoneNotMobile),
            ("0801234567", Code::PhoneNotMobile),
            ("0812345", Code::PhoneLength),
            ("08123456789012", Code::PhoneLength),
        ] {
            assert_eq!(Phone::parse(text).unwrap_err(), code, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_prefix_gives_the_same_number(rest in "[1-9][0-9]{6,9}") {
            let expected = format!("+628{rest}");
            for prefix in ["0", "62", "+62"] {
                let phone = Phone::parse(&format!("{prefix}8{rest}")).unwrap();
                prop_assert_eq!(phone.as_str(), &expected);
                prop_assert_eq!(Phone::parse(&phone.national()), Ok(phone.clone()));
            }
        }

        #[test]
        fn nothing_typed_makes_the_parser_panic(text in "\\PC*") {
            let _ = Phone::parse(&text);
        }
    }
}
