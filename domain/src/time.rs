//! Instants are UTC inside; people read them in one of Indonesia's three zones.
//! Indonesia has no daylight saving, so each zone is a fixed offset.

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

    /// `22 November 2026 pukul 15.07 WIB`
    #[must_use]
    pub fn long(self, at: DateTime<Utc>) -> String {
        let local = self.local(at);
        format!(
            "{} pukul {:02}.{:02} {}",
            long_date(local.date_naive()),
            local.hour(),
            local.minute(),
            self.abbreviation()
        )
    }

    /// `22 Nov, 15.07 WIB`
    #[must_use]
    pub fn short(self, at: DateTime<Utc>) -> String {
        let local = self.local(at);
        let month: String = month_name(local.month()).chars().take(3).collect();
        format!(
            "{} {month}, {:02}.{:02} {}",
            local.day(),
            local.hour(),
            local.minute(),
            self.abbreviation()
        )
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

/// How long there is left, as people say it: `3 hari lagi`, `5 jam lagi`; rounded
/// down, so that nobody counts on time that is not there.
#[must_use]
pub fn left(now: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let left = until - now;
    match (left.num_days(), left.num_hours(), left.num_minutes()) {
        (2.., _, _) => format!("{} hari lagi", left.num_days()),
        (_, 1.., _) => format!("{} jam lagi", left.num_hours()),
        (_, _, 1..) => format!("{} menit lagi", left.num_minutes()),
        _ if left > TimeDelta::zero() => "kurang dari semenit lagi".to_owned(),
        _ => "sudah lewat".to_owned(),
    }
}

/// `22 November 2026`
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month_name(date.month()),
        date.year()
    )
}

/// The Indonesian name of a month, 1 to 12; empty for any other number.
#[must_use]
pub const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "Januari",
        2 => "Februari",
        3 => "Maret",
        4 => "April",
        5 => "Mei",
        6 => "Juni",
        7 => "Juli",
        8 => "Agustus",
        9 => "September",
        10 => "Oktober",
        11 => "November",
        12 => "Desember",
        _ => "",
    }
}

/// A waiting time as people say it: `45 detik`, `5 menit`, `2 jam`; rounded up,
/// so that nobody who waits as told is refused again.
#[must_use]
pub fn waiting(seconds: u32) -> String {
    match seconds {
        0..=90 => format!("{} detik", seconds.max(1)),
        91..=5400 => format!("{} menit", seconds.div_ceil(60)),
        _ => format!("{} jam", seconds.div_ceil(3600)),
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
        assert_eq!(Zone::Wib.long(at), "22 November 2026 pukul 23.30 WIB");
        assert_eq!(Zone::Wita.long(at), "23 November 2026 pukul 00.30 WITA");
        assert_eq!(Zone::Wit.short(at), "23 Nov, 01.30 WIT");
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
            assert_eq!(left(now, utc(until)), words);
        }
    }

    #[test]
    fn waiting_times_are_rounded_up() {
        assert_eq!(waiting(0), "1 detik");
        assert_eq!(waiting(90), "90 detik");
        assert_eq!(waiting(121), "3 menit");
        assert_eq!(waiting(7200), "2 jam");
    }
}
