//! Birth dates and the ages that follow from them. Ages count on the programme's
//! calendar day, so a person turns 18 at midnight in Jakarta wherever they live.

use crate::messages::Code;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The oldest year taken: nobody alive was born before it, and a year of two
/// digits ("98") is caught by it.
const EARLIEST_YEAR: i32 = 1900;

/// A day somebody was born on. Not shown by `Debug`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BirthDate(NaiveDate);

impl BirthDate {
    /// Takes `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Code::BirthDateMissing`], [`Code::BirthDateInvalid`] or [`Code::BirthDateTooLongAgo`].
    pub fn parse(text: &str) -> Result<Self, Code> {
        let text = text.trim();
        let mut parts = text.splitn(3, '-');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(year), Some(month), Some(day)) => Self::from_parts(day, month, year),
            _ if text.is_empty() => Err(Code::BirthDateMissing),
            _ => Err(Code::BirthDateInvalid),
        }
    }

    /// Takes day, month and year as typed into three boxes.
    ///
    /// # Errors
    /// As [`BirthDate::parse`].
    pub fn from_parts(day: &str, month: &str, year: &str) -> Result<Self, Code> {
        let [day, month, year] = [day.trim(), month.trim(), year.trim()];
        if day.is_empty() || month.is_empty() || year.is_empty() {
            return Err(Code::BirthDateMissing);
        }
        let digits = |text: &str, most: usize| {
            (text.len() <= most && text.bytes().all(|b| b.is_ascii_digit()))
                .then(|| text.parse::<u32>().ok())
                .flatten()
                .ok_or(Code::BirthDateInvalid)
        };
        let (day, month, year) = (digits(day, 2)?, digits(month, 2)?, digits(year, 4)?);
        let year = i32::try_from(year).map_err(|_| Code::BirthDateInvalid)?;
        let date = NaiveDate::from_ymd_opt(year, month, day).ok_or(Code::BirthDateInvalid)?;
        if year < EARLIEST_YEAR {
            return Err(Code::BirthDateTooLongAgo);
        }
        Ok(Self(date))
    }

    /// What was typed into three boxes as the text that [`BirthDate::parse`] reads; nothing if
    /// all are empty.
    #[must_use]
    pub fn joined([day, month, year]: [&str; 3]) -> String {
        let parts = [year, month, day].map(str::trim);
        if parts.iter().all(|part| part.is_empty()) {
            return String::new();
        }
        parts.join("-")
    }

    /// A date that is known to be one.
    #[must_use]
    pub const fn from_date(date: NaiveDate) -> Self {
        Self(date)
    }

    /// The same, refused when it lies after `today`.
    ///
    /// # Errors
    /// [`Code::BirthDateFuture`].
    pub fn not_after(self, today: NaiveDate) -> Result<Self, Code> {
        if self.0 > today {
            Err(Code::BirthDateFuture)
        } else {
            Ok(self)
        }
    }

    /// The calendar day.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        self.0
    }

    /// Completed years on `today`; someone born on 29 February turns a year
    /// older on 28 February of common years. Zero before birth.
    #[must_use]
    pub fn age_on(self, today: NaiveDate) -> u32 {
        let years = today.year() - self.0.year();
        let had_birthday = u32::try_from(years)
            .ok()
            .and_then(|years| self.birthday(years))
            .is_some_and(|birthday| birthday <= today);
        u32::try_from(if had_birthday { years } else { years - 1 }).unwrap_or_default()
    }

    /// The day on which this person becomes `years` old.
    #[must_use]
    pub fn birthday(self, years: u32) -> Option<NaiveDate> {
        self.0
            .checked_add_months(Months::new(years.checked_mul(12)?))
    }
}

impl std::fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

impl TryFrom<String> for BirthDate {
    type Error = Code;
    fn try_from(text: String) -> Result<Self, Code> {
        Self::parse(&text)
    }
}

impl From<BirthDate> for String {
    fn from(date: BirthDate) -> Self {
        date.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn ages_turn_on_the_birthday_itself() {
        let born = BirthDate::parse("2008-11-22").unwrap();
        assert_eq!(born.age_on(day("2026-11-21")), 17);
        assert_eq!(born.age_on(day("2026-11-22")), 18);
        assert_eq!(born.age_on(day("2000-01-01")), 0);
    }

    #[test]
    fn leap_day_children_turn_older_on_28_february() {
        let born = BirthDate::parse("2008-02-29").unwrap();
        assert_eq!(born.age_on(day("2026-02-27")), 17);
        assert_eq!(born.age_on(day("2026-02-28")), 18);
    }

    #[test]
    fn impossible_dates_are_refused_with_their_own_code() {
        for (text, code) in [
            ("", Code::BirthDateMissing),
            ("1998-02-", Code::BirthDateMissing),
            ("1998-02-30", Code::BirthDateInvalid),
            ("1998-13-01", Code::BirthDateInvalid),
            ("27/3/1998", Code::BirthDateInvalid),
            ("19980-01-01", Code::BirthDateInvalid),
            ("98-03-27", Code::BirthDateTooLongAgo),
            ("+998-03-27", Code::BirthDateInvalid),
        ] {
            assert_eq!(BirthDate::parse(text).unwrap_err(), code, "{text}");
        }
        let born = BirthDate::parse("2026-11-23").unwrap();
        assert_eq!(
            born.not_after(day("2026-11-22")),
            Err(Code::BirthDateFuture)
        );
        assert!(born.not_after(day("2026-11-23")).is_ok());
    }

    proptest! {
        #[test]
        fn every_date_round_trips(year in 1900i32..2100, ordinal in 1u32..=365) {
            let date = BirthDate::from_date(NaiveDate::from_yo_opt(year, ordinal).unwrap());
            prop_assert_eq!(BirthDate::parse(&String::from(date)), Ok(date));
        }

        #[test]
        fn the_birthday_is_the_first_day_of_the_new_age(year in 1900i32..2020, ordinal in 1u32..=365, age in 1u32..100) {
            let born = BirthDate::from_date(NaiveDate::from_yo_opt(year, ordinal).unwrap());
            let birthday = born.birthday(age).unwrap();
            prop_assert_eq!(born.age_on(birthday), age);
            prop_assert_eq!(born.age_on(birthday.pred_opt().unwrap()), age - 1);
        }

        #[test]
        fn nothing_typed_makes_the_parser_panic(text in "\\PC*") {
            let _ = BirthDate::parse(&text);
        }
    }
}
