//! Instants are UTC inside; people read them in one of Indonesia's three zones.
//! Indonesia has no daylight saving, so each zone is a fixed offset.

use crate::messages::locale::Locale;
use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc,
};
use serde::{Deserialize, Serialize};

/// One of Indonesia's three time zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Zone {
    /// Western: Asia/Jakarta, UTC+7.
    Wib,
    /// Central: Asia/Makassar, UTC+8.
    Wita,
    /// Eastern: Asia/Jayapura, UTC+9.
    Wit,
}

/// Zones in JSON that others read: by their IANA names. (In storage they have our own.)
pub mod iana {
    use super::Zone;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the name.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn serialize<S: Serializer>(zone: &Zone, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(zone.iana())
    }

    /// Reads the name.
    ///
    /// # Errors
    /// Those of the reader, and where it is none of Indonesia's three.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Zone, D::Error> {
        let name = String::deserialize(from)?;
        [Zone::Wib, Zone::Wita, Zone::Wit]
            .into_iter()
            .find(|zone| zone.iana() == name)
            .ok_or_else(|| Error::custom("no time zone of Indonesia"))
    }
}

impl Zone {
    /// Hours ahead of UTC.
    #[must_use]
    pub const fn hours_east(self) -> i32 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// Its name in the IANA time zone database.
    #[must_use]
    pub const fn iana(self) -> &'static str {
        match self {
            Self::Wib => "Asia/Jakarta",
            Self::Wita => "Asia/Makassar",
            Self::Wit => "Asia/Jayapura",
        }
    }

    /// The abbreviation that people write behind a time.
    #[must_use]
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    fn local(self, at: DateTime<Utc>) -> DateTime<FixedOffset> {
        // 7..=9 hours is always a valid offset; UTC is the harmless answer to an impossible one.
        match FixedOffset::east_opt(self.hours_east() * 3600) {
            Some(offset) => at.with_timezone(&offset),
            None => at.fixed_offset(),
        }
    }

    /// The calendar day of an instant in this zone.
    #[must_use]
    pub fn date(self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date_naive()
    }

    /// `22 November 2026 pukul 15.07 WIB`, `22 November 2026, 15:07 WIB`
    #[must_use]
    pub fn long(self, at: DateTime<Utc>, locale: Locale) -> String {
        let local = self.local(at);
        let day = long_date(local.date_naive(), locale);
        let (hour, minute, zone) = (local.hour(), local.minute(), self.abbreviation());
        match locale {
            Locale::Id => format!("{day} pukul {hour:02}.{minute:02} {zone}"),
            Locale::En => format!("{day}, {hour:02}:{minute:02} {zone}"),
        }
    }

    /// `22 Nov, 15.07 WIB`
    #[must_use]
    pub fn short(self, at: DateTime<Utc>, locale: Locale) -> String {
        let local = self.local(at);
        let month = month_name(local.month(), locale).chars().take(3);
        let (hour, minute) = (local.hour(), local.minute());
        let dot = match locale {
            Locale::Id => '.',
            Locale::En => ':',
        };
        format!(
            "{} {}, {hour:02}{dot}{minute:02} {}",
            local.day(),
            month.collect::<String>(),
            self.abbreviation()
        )
    }
}

/// A day or a moment that a sentence names; it becomes words in the language in
/// which the sentence is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// A day of the calendar.
    Day(NaiveDate),
    /// An instant, in the clock that its reader has.
    Moment(DateTime<Utc>, Zone),
}

impl When {
    /// In words.
    #[must_use]
    pub fn words(self, locale: Locale) -> String {
        match self {
            Self::Day(day) => long_date(day, locale),
            Self::Moment(at, zone) => zone.long(at, locale),
        }
    }
}

/// The day on which programme rules are judged: the capital's.
#[must_use]
pub fn programme_date(now: DateTime<Utc>) -> NaiveDate {
    Zone::Wib.date(now)
}

/// Midnight in Jakarta after a day: whatever is good until that day ends here.
#[must_use]
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    let hours = TimeDelta::hours(i64::from(Zone::Wib.hours_east()));
    next.and_time(NaiveTime::MIN).and_utc() - hours
}

/// How long there is left, as people say it: `3 hari lagi`, `5 hours left`; rounded
/// down, so that nobody counts on time that is not there.
#[must_use]
pub fn left(now: DateTime<Utc>, until: DateTime<Utc>, locale: Locale) -> String {
    let left = until - now;
    let count = match (left.num_days(), left.num_hours(), left.num_minutes()) {
        (days @ 2.., _, _) => Some((days, "hari", "day")),
        (_, hours @ 1.., _) => Some((hours, "jam", "hour")),
        (_, _, minutes @ 1..) => Some((minutes, "menit", "minute")),
        _ => None,
    };
    match (count, locale) {
        (Some((count, unit, _)), Locale::Id) => format!("{count} {unit} lagi"),
        (Some((count, _, unit)), Locale::En) => format!("{} left", counted(count, unit)),
        (None, Locale::Id) if left > TimeDelta::zero() => "kurang dari semenit lagi".to_owned(),
        (None, Locale::En) if left > TimeDelta::zero() => "less than a minute left".to_owned(),
        (None, Locale::Id) => "sudah lewat".to_owned(),
        (None, Locale::En) => "over".to_owned(),
    }
}

/// `1 hour`, `2 hours`
fn counted(count: i64, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// `22 November 2026`
#[must_use]
pub fn long_date(date: NaiveDate, locale: Locale) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month(), locale),
        date.year()
    )
}

/// The name of a month, 1 to 12; empty for any other number.
#[must_use]
pub const fn month_name(month: u32, locale: Locale) -> &'static str {
    let (id, en) = match month {
        1 => ("Januari", "January"),
        2 => ("Februari", "February"),
        3 => ("Maret", "March"),
        4 => ("April", "April"),
        5 => ("Mei", "May"),
        6 => ("Juni", "June"),
        7 => ("Juli", "July"),
        8 => ("Agustus", "August"),
        9 => ("September", "September"),
        10 => ("Oktober", "October"),
        11 => ("November", "November"),
        12 => ("Desember", "December"),
        _ => ("", ""),
    };
    match locale {
        Locale::Id => id,
        Locale::En => en,
    }
}

/// A waiting time as people say it: `45 detik`, `5 minutes`, `2 jam`; rounded up,
/// so that nobody who waits as told is refused again.
#[must_use]
pub fn waiting(seconds: u32, locale: Locale) -> String {
    let (count, id, en) = match seconds {
        0..=90 => (seconds.max(1), "detik", "second"),
        91..=5400 => (seconds.div_ceil(60), "menit", "minute"),
        _ => (seconds.div_ceil(3600), "jam", "hour"),
    };
    match locale {
        Locale::Id => format!("{count} {id}"),
        Locale::En => counted(i64::from(count), en),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn one_instant_reads_differently_in_the_three_zones() {
        let at = utc("2026-11-22T16:30:00Z");
        assert_eq!(
            Zone::Wib.long(at, Locale::Id),
            "22 November 2026 pukul 23.30 WIB"
        );
        assert_eq!(
            Zone::Wita.long(at, Locale::Id),
            "23 November 2026 pukul 00.30 WITA"
        );
        assert_eq!(Zone::Wit.short(at, Locale::Id), "23 Nov, 01.30 WIT");
    }

    #[test]
    fn the_programme_day_turns_at_midnight_in_jakarta() {
        assert_eq!(programme_date(utc("2026-11-22T16:59:59Z")).day(), 22);
        assert_eq!(programme_date(utc("2026-11-22T17:00:00Z")).day(), 23);
    }

    #[test]
    fn time_that_is_left_is_rounded_down() {
        let now = utc("2026-11-22T00:00:00Z");
        for (until, words) in [
            ("2026-11-25T23:59:59Z", "3 hari lagi"),
            ("2026-11-24T00:00:00Z", "2 hari lagi"),
            ("2026-11-23T23:59:59Z", "47 jam lagi"),
            ("2026-11-22T01:00:00Z", "1 jam lagi"),
            ("2026-11-22T00:59:59Z", "59 menit lagi"),
            ("2026-11-22T00:00:59Z", "kurang dari semenit lagi"),
            ("2026-11-22T00:00:00Z", "sudah lewat"),
        ] {
            assert_eq!(left(now, utc(until), Locale::Id), words);
        }
    }

    #[test]
    fn waiting_times_are_rounded_up() {
        assert_eq!(waiting(0, Locale::Id), "1 detik");
        assert_eq!(waiting(90, Locale::Id), "90 detik");
        assert_eq!(waiting(121, Locale::Id), "3 menit");
        assert_eq!(waiting(7200, Locale::Id), "2 jam");
    }

    #[test]
    fn english_says_one_and_many_and_writes_clocks_with_a_colon() {
        let at = utc("2026-05-22T08:07:00Z");
        assert_eq!(Zone::Wib.long(at, Locale::En), "22 May 2026, 15:07 WIB");
        assert_eq!(Zone::Wit.short(at, Locale::En), "22 May, 17:07 WIT");
        let in_an_hour = at + TimeDelta::hours(1);
        assert_eq!(left(at, in_an_hour, Locale::En), "1 hour left");
        let in_three_days = at + TimeDelta::days(3);
        assert_eq!(left(at, in_three_days, Locale::En), "3 days left");
        assert_eq!(left(at, at, Locale::En), "over");
        assert_eq!(waiting(1, Locale::En), "1 second");
        assert_eq!(waiting(7200, Locale::En), "2 hours");
        assert_eq!(
            When::Day(Zone::Wib.date(at)).words(Locale::Id),
            "22 Mei 2026"
        );
    }
}
