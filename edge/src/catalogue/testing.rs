//! A small catalogue for tests: made-up platforms, one institution, one course.

use chrono::NaiveDate;
use domain::catalogue::{
    Catalogue, Course, CourseId, Directory, EarlierPrice, Field, Hours, Institution, InstitutionId,
    Level, Mode, Offer, Place, Platform, PlatformId, Price, Rating, Schedule, Title,
};
use domain::money::Rupiah;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn price(rupiah: i64) -> Price {
    Price::new(Rupiah(rupiah)).unwrap()
}

fn offer(platform: u32, rupiah: i64) -> Offer {
    Offer {
        platform: PlatformId::numbered(platform).unwrap(),
        price: price(rupiah),
        earlier: vec![EarlierPrice {
            since: day("2026-03-01"),
            price: price(rupiah - 10_000),
        }],
    }
}

/// In class in Bandung for 20 hours, on platforms 1 (450,000) and 2 (500,000).
pub fn barista() -> Course {
    Course {
        id: CourseId::numbered(1).unwrap(),
        institution: InstitutionId::numbered(1).unwrap(),
        title: Title::parse("Dasar Barista").unwrap(),
        field: Field::Food,
        level: Level::Basic,
        mode: Mode::InClass,
        hours: Hours::new(20).unwrap(),
        outside_price: price(600_000),
        offers: vec![offer(1, 450_000), offer(2, 500_000)],
        free_equivalent: None,
        rating: Rating::new(47, 120).ok(),
        completed: 310,
        schedules: vec![Schedule {
            number: 1,
            starts: day("2026-12-01"),
            ends: day("2026-12-05"),
            place: Place::parse("3273").ok(),
            seats: 20,
        }],
    }
}

/// Courses of institution 1 on platforms 1 and 2.
pub fn catalogue(courses: Vec<Course>) -> Catalogue {
    let platforms = (1..=2).map(|number| Platform {
        id: PlatformId::numbered(number).unwrap(),
        name: Title::parse(&format!("Platform {number}")).unwrap(),
    });
    let institution = Institution {
        id: InstitutionId::numbered(1).unwrap(),
        name: Title::parse("Sanggar Karya").unwrap(),
        place: Place::parse("3273").unwrap(),
    };
    let directory = Directory::new(platforms.collect(), vec![institution]).unwrap();
    Catalogue::new(directory, courses).unwrap()
}
