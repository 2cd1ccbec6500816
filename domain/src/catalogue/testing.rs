//! Catalogues for tests: one course written out, shelves of any size, and
//! arbitrary ones.

use super::*;
use crate::money::Rupiah;
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::string::string_regex;

pub fn price(rupiah: i64) -> Price {
    Price::new(Rupiah(rupiah)).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn course_id(number: u32) -> CourseId {
    CourseId::numbered(number).unwrap()
}

pub fn platform_id(number: u32) -> PlatformId {
    PlatformId::numbered(number).unwrap()
}

/// Eight platforms and twenty institutions.
pub fn directory() -> Directory {
    let platforms = (1..=8)
        .map(|number| Platform {
            id: platform_id(number),
            name: Title::parse(&format!("Platform {number}")).unwrap(),
        })
        .collect();
    let homes = ["3273", "3171", "3578", "1271", "7371"];
    let institutions = (1..=20)
        .zip(homes.iter().cycle())
        .map(|(number, home)| Institution {
            id: InstitutionId::numbered(number).unwrap(),
            name: Title::parse(&format!("Sanggar Karya {number}")).unwrap(),
            place: Place::parse(home).unwrap(),
        })
        .collect();
    Directory::new(platforms, institutions).unwrap()
}

/// In class in Bandung, on platforms 1 (450,000) and 2 (500,000).
pub fn barista() -> Course {
    Course {
        id: course_id(1),
        institution: InstitutionId::numbered(1).unwrap(),
        title: Title::parse("Dasar Barista: Dari Biji ke Cangkir").unwrap(),
        field: Field::Food,
        level: Level::Basic,
        mode: Mode::InClass,
        hours: Hours::new(24).unwrap(),
        outside_price: price(600_000),
        offers: vec![
            Offer {
                platform: platform_id(1),
                price: price(450_000),
                earlier: vec![EarlierPrice {
                    since: day("2026-03-01"),
                    price: price(475_000),
                }],
            },
            Offer {
                platform: platform_id(2),
                price: price(500_000),
                earlier: vec![],
            },
        ],
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

/// So many courses that differ in nothing but code and platform, which take turns.
pub fn shelf(count: u32) -> Catalogue {
    let courses = (1..=count)
        .map(|number| {
            let mut course = barista();
            course.id = course_id(number);
            course.offers.truncate(1);
            course.offers[0].platform = platform_id(number % 8 + 1);
            course
        })
        .collect();
    Catalogue::new(directory(), courses).unwrap()
}

fn title() -> impl Strategy<Value = Title> {
    // Made once: a bare pattern would be compiled for every single title.
    string_regex("[A-Za-z\"é“ ]\\PC{0,40}")
        .unwrap()
        .prop_filter_map("no title", |text| Title::parse(&text).ok())
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (737_000..741_000).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
}

fn offer() -> impl Strategy<Value = Offer> {
    let earlier = vec((date(), 1..100_000_000_i64), 0..3).prop_map(|mut list| {
        list.sort();
        list.dedup_by_key(|one| one.0);
        list.into_iter()
            .map(|(since, asked)| EarlierPrice {
                since,
                price: price(asked),
            })
            .collect()
    });
    (1..=8_u32, 1..=1_000_000_i64, earlier).prop_map(|(at, asked, earlier)| Offer {
        platform: platform_id(at),
        price: price(asked),
        earlier,
    })
}

fn free() -> impl Strategy<Value = Option<FreeEquivalent>> {
    let likeness = prop_oneof![Just(Likeness::Similar), Just(Likeness::Identical)];
    option::of((likeness, title()).prop_map(|(likeness, at)| FreeEquivalent { likeness, at }))
}

fn schedule() -> impl Strategy<Value = Schedule> {
    let place = prop_oneof![Just("3273"), Just("1101"), Just("9171")];
    (any::<u16>(), date(), 0..400_u64, place, any::<u16>()).prop_map(
        |(number, starts, days, place, seats)| Schedule {
            number,
            starts,
            ends: starts + chrono::Days::new(days),
            place: Place::parse(place).ok(),
            seats,
        },
    )
}

/// A course that keeps the rules.
pub fn course() -> impl Strategy<Value = Course> {
    let choice = (0..Field::ALL.len(), 0..Level::ALL.len(), 0..Mode::ALL.len());
    let rating = option::of((10..=50_u8, 1..=u32::MAX))
        .prop_map(|rating| rating.map(|(tenths, count)| Rating::new(tenths, count).unwrap()));
    (
        (1..200_000_u32, 1..=20_u32, title(), choice),
        (1..=1_000_u16, 1_000_000..=100_000_000_i64),
        (vec(offer(), 0..4), free(), rating, any::<u32>()),
        vec(schedule(), 0..4),
    )
        .prop_map(|(head, (hours, outside), rest, mut schedules)| {
            let (number, institution, title, (field, level, mode)) = head;
            let (mut offers, free_equivalent, rating, completed) = rest;
            offers.sort_by_key(|one| one.platform);
            offers.dedup_by_key(|one| one.platform);
            schedules.sort_by_key(|one| one.number);
            schedules.dedup_by_key(|one| one.number);
            let mode = Mode::ALL[mode];
            if matches!(mode, Mode::Online | Mode::Webinar) {
                schedules.iter_mut().for_each(|one| one.place = None);
            }
            if free_equivalent.as_ref().map(|free| free.likeness) == Some(Likeness::Identical) {
                offers.clear();
            }
            Course {
                id: course_id(number),
                institution: InstitutionId::numbered(institution).unwrap(),
                title,
                field: Field::ALL[field],
                level: Level::ALL[level],
                mode,
                hours: Hours::new(hours).unwrap(),
                outside_price: price(outside),
                offers,
                free_equivalent,
                rating,
                completed,
                schedules,
            }
        })
}

/// Up to a dozen courses of the [`directory`].
pub fn catalogue() -> impl Strategy<Value = Catalogue> {
    vec(course(), 0..12).prop_map(|mut courses| {
        courses.sort_by_key(|one| one.id);
        courses.dedup_by_key(|one| one.id);
        Catalogue::new(directory(), courses).unwrap()
    })
}
