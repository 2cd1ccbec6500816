//! Words and figures that several of the catalogue's pages use.

use crate::ui::thousands;
use chrono::NaiveDate;
use domain::catalogue::{Course, Likeness, Mode, Place, Rating, Schedule};
#[cfg(feature = "ssr")]
use domain::region::Regency;
use domain::time::long_date;

/// `4,7 dari 5 (120 penilaian)`
pub fn rating(rating: Option<Rating>) -> String {
    match rating {
        Some(rating) => format!(
            "{},{} dari 5 ({} penilaian)",
            rating.tenths() / 10,
            rating.tenths() % 10,
            thousands(rating.count())
        ),
        None => "Belum ada penilaian".to_owned(),
    }
}

/// `310 orang selesai`
pub fn completed(completed: u32) -> String {
    match completed {
        0 => "Belum ada yang selesai".to_owned(),
        some => format!("{} orang selesai", thousands(some)),
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
        Likeness::Similar => format!("Ada kursus gratis yang serupa: {at}."),
        Likeness::Identical => {
            format!("Kursus yang sama tersedia gratis, jadi tidak dijual di sini: {at}.")
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
            Mode::Online => "Mulai kapan saja".to_owned(),
            _ => "Belum ada jadwal baru".to_owned(),
        };
    };
    let at = first.place.map(|at| format!(" di {}", place(at)));
    let more = match ahead.len() - 1 {
        0 => String::new(),
        more => format!(", dan {more} jadwal lain"),
    };
    format!(
        "Mulai {}{}{more}",
        long_date(first.starts),
        at.unwrap_or_default()
    )
}

/// `1 Desember 2026 sampai 5 Desember 2026`
#[cfg(feature = "ssr")]
pub fn days(schedule: &Schedule) -> String {
    if schedule.starts == schedule.ends {
        return long_date(schedule.starts);
    }
    format!(
        "{} sampai {}",
        long_date(schedule.starts),
        long_date(schedule.ends)
    )
}
