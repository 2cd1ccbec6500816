//! Words and figures that several of the catalogue's pages use.

use crate::ui::spoken;
use crate::ui::{say, tell, thousands};
use chrono::NaiveDate;
use domain::catalogue::{Course, Likeness, Mode, Place, Rating, Schedule};
#[cfg(feature = "ssr")]
use domain::region::Regency;
use domain::time::long_date;

/// `4,7 dari 5 (120 penilaian)`
pub fn rating(rating: Option<Rating>) -> String {
    match rating {
        Some(rating) => tell!(
            "{},{} dari 5 ({} penilaian)",
            "{}.{} of 5 (ratings: {})",
            rating.tenths() / 10,
            rating.tenths() % 10,
            thousands(rating.count())
        ),
        None => say!("Belum ada penilaian", "No ratings yet").to_owned(),
    }
}

/// `12 jam`
pub fn hours(course: &Course) -> String {
    match course.hours.get() {
        1 => say!("1 jam", "1 hour").to_owned(),
        more => tell!("{more} jam", "{more} hours"),
    }
}

/// `310 orang selesai`
pub fn completed(completed: u32) -> String {
    match completed {
        0 => say!("Belum ada yang selesai", "Nobody has completed it yet").to_owned(),
        some => tell!("{} orang selesai", "{} completed it", thousands(some)),
    }
}

/// `Kota Bandung`
pub fn place(place: Place) -> &'static str {
    place.regency().map_or("", |regency| regency.name)
}

/// `Kota Bandung, Jawa Barat`
#[cfg(feature = "ssr")]
pub fn place_and_province(place: Place) -> String {
    let Some(regency) = place.regency() else {
        return String::new();
    };
    match Regency::province(regency) {
        Some(province) => format!("{}, {}", regency.name, province.name),
        None => regency.name.to_owned(),
    }
}

/// What is to be said of a free course like this one.
pub fn free(course: &Course) -> Option<String> {
    let free = course.free_equivalent.as_ref()?;
    let at = free.at.as_str();
    Some(match free.likeness {
        Likeness::Similar => tell!(
            "Ada kursus gratis yang serupa: {at}.",
            "A similar course is free: {at}."
        ),
        Likeness::Identical => {
            tell!(
                "Kursus yang sama tersedia gratis, jadi tidak dijual di sini: {at}.",
                "The same course is free, so it is not sold here: {at}."
            )
        }
    })
}

/// The schedules that one can still begin, soonest first.
pub fn ahead(course: &Course, today: NaiveDate) -> Vec<Schedule> {
    let mut ahead: Vec<Schedule> = course
        .schedules
        .iter()
        .filter(|one| one.starts >= today)
        .copied()
        .collect();
    ahead.sort_by_key(|one| (one.starts, one.number));
    ahead
}

/// The soonest day, with where it is and how many more there are.
pub fn soonest(course: &Course, today: NaiveDate) -> String {
    let ahead = ahead(course, today);
    let Some(first) = ahead.first() else {
        return match course.mode {
            Mode::Online => say!("Mulai kapan saja", "Start any time").to_owned(),
            _ => say!("Belum ada jadwal baru", "No new schedule yet").to_owned(),
        };
    };
    let at = first.place.map(|at| tell!(" di {}", " in {}", place(at)));
    let more = match ahead.len() - 1 {
        0 => String::new(),
        more => tell!(", dan {more} jadwal lain", ", and {more} more"),
    };
    tell!(
        "Mulai {}{}{more}",
        "Starts {}{}{more}",
        long_date(first.starts, spoken()),
        at.unwrap_or_default()
    )
}

/// `1 Desember 2026 sampai 5 Desember 2026`
#[cfg(feature = "ssr")]
pub fn days(schedule: &Schedule) -> String {
    if schedule.starts == schedule.ends {
        return long_date(schedule.starts, spoken());
    }
    tell!(
        "{} sampai {}",
        "{} to {}",
        long_date(schedule.starts, spoken()),
        long_date(schedule.ends, spoken())
    )
}
