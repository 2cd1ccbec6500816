//! Instants as credentials write them. A parser for every calendar format would
//! cost the phone more than all else here.

use chrono::{DateTime, NaiveDate, Utc};

/// Reads `2026-11-25T03:04:05Z`: UTC, whole seconds, nothing else.
#[must_use]
pub fn instant(text: &str) -> Option<DateTime<Utc>> {
    let bytes = text.as_bytes();
    let fits = |byte: &u8, sign: u8| match sign {
        b'0' => byte.is_ascii_digit(),
        sign => *byte == sign,
    };
    let shape = b"0000-00-00T00:00:00Z";
    if bytes.len() != shape.len()
        || !bytes
            .iter()
            .zip(shape)
            .all(|(byte, sign)| fits(byte, *sign))
    {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?)?
        .and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)
        .map(|at| at.and_utc())
}

/// Writes it.
pub(super) fn written(at: DateTime<Utc>) -> String {
    use chrono::{Datelike, Timelike};
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_one_spelling_of_an_instant_is_read() {
        assert!(instant("2026-11-25T03:04:05Z").is_some());
        for bad in [
            "",
            "2026-11-25",
            "2026-11-25T03:04:05+00:00",
            "2026-11-25T03:04:05.5Z",
            "2026-13-25T03:04:05Z",
            "2026-11-31T03:04:05Z",
            "2026-11-25T25:04:05Z",
            "2026-11-25t03:04:05z",
            "２026-11-25T03:04:05",
        ] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_instant_of_four_year_digits_round_trips(second in 0_i64..253_402_300_799) {
            let at = DateTime::from_timestamp(second, 0).unwrap();
            prop_assert_eq!(instant(&written(at)), Some(at));
        }

        #[test]
        fn no_text_makes_it_panic(text: String) {
            let _ = instant(&text);
        }
    }
}
