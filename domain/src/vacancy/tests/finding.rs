//! Who finds which vacancies, and in which order.

use super::*;
use crate::catalogue::Area;
use crate::catalogue::search::{Seed, Spelling};
use std::collections::BTreeSet;

fn with(id: &str, change: impl FnOnce(&mut Vacancy)) -> Vacancy {
    let mut one = barista(id);
    change(&mut one);
    one
}

fn index(list: Vec<Vacancy>) -> Index {
    Index::new(Feed::new(1, list).unwrap())
}

fn query(text: &str) -> Query<'_> {
    Query {
        text,
        filters: Filters::default(),
        seed: Seed(7),
        today: today(),
        skip: 0,
        take: 20,
    }
}

fn ids(found: &[&Vacancy]) -> BTreeSet<String> {
    found.iter().map(|one| one.id.to_string()).collect()
}

fn small() -> Index {
    index(vec![
        barista("kopi"),
        with("las", |one| {
            one.title = Title::parse("Tukang Las").unwrap();
            one.field = Field::Building;
            one.place = place("3578");
        }),
        with("lewat", |one| one.closes = day("2026-11-23")),
        with("nanti", |one| one.published = day("2026-11-25")),
    ])
}

fn found(query: &Query<'_>) -> (BTreeSet<String>, Spelling) {
    let index = small();
    let found = index.search(query);
    assert_eq!(found.total, found.vacancies.len());
    (ids(&found.vacancies), found.spelling)
}

fn set(ids: &[&str]) -> BTreeSet<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn only_what_is_open_is_found() {
    assert_eq!(found(&query("")).0, set(&["kopi", "las"]));
}

#[test]
fn words_of_title_employer_field_and_place_are_found_in_any_order() {
    for (text, expected) in [
        ("barista", &["kopi"][..]),
        ("bandung bari", &["kopi"]),
        ("cempaka", &["kopi", "las"]),
        ("listrik", &["las"]),
        ("bangunan", &["las"]),
        ("jawa timur", &["las"]),
        ("barista surabaya", &[]),
        ("menyeduh", &[]),
    ] {
        assert_eq!(found(&query(text)).0, set(expected), "{text}");
    }
}

#[test]
fn slips_are_forgiven_only_where_nothing_fits_as_typed() {
    assert_eq!(
        found(&query("barsita")),
        (set(&["kopi"]), Spelling::Forgiven)
    );
    assert_eq!(found(&query("las")), (set(&["las"]), Spelling::AsTyped));
    assert_eq!(found(&query("zzzzqqqq")).0, set(&[]));
}

#[test]
fn field_and_place_let_through_what_is_theirs() {
    let filtered = |field, area| {
        let mut query = query("");
        query.filters = Filters { field, area };
        found(&query).0
    };
    assert_eq!(filtered(Some(Field::Building), None), set(&["las"]));
    let bandung = Area::Regency(place("3273"));
    assert_eq!(filtered(None, Some(bandung)), set(&["kopi"]));
    assert_eq!(filtered(None, Some(Area::Province(35))), set(&["las"]));
    assert_eq!(filtered(Some(Field::Building), Some(bandung)), set(&[]));
}

#[test]
fn pages_of_one_order_have_everything_once() {
    let index = index((0..45).map(|n| barista(&format!("v{n}"))).collect());
    let mut seen = BTreeSet::new();
    for skip in [0, 20, 40] {
        let found = index.search(&Query { skip, ..query("") });
        assert_eq!(found.total, 45);
        seen.extend(ids(&found.vacancies));
    }
    assert_eq!(seen.len(), 45);
}

#[test]
fn no_employer_comes_first_more_often_than_another() {
    let index = index((0..4).map(|n| barista(&format!("v{n}"))).collect());
    let mut first = [0_u32; 4];
    for seed in 0..4_000 {
        let seed = Seed(seed);
        let found = index.search(&Query { seed, ..query("") });
        let id = found.vacancies[0].id.as_str();
        first[id[1..].parse::<usize>().unwrap()] += 1;
    }
    for count in first {
        // Five standard deviations around a thousand.
        assert!((863..=1_137).contains(&count), "{first:?}");
    }
}

#[test]
fn what_suits_is_in_the_field_and_open_the_nearest_first() {
    let index = index(vec![
        with("jauh", |one| one.place = place("7371")),
        with("provinsi", |one| one.place = place("3204")),
        barista("dekat"),
        with("bidang", |one| one.field = Field::Care),
        with("lewat", |one| one.closes = day("2026-11-23")),
    ]);
    let look = |fields: &[Field], seed, most| -> Vec<String> {
        let person = Suited {
            fields,
            home: place("3273"),
            seed: Seed(seed),
            today: today(),
        };
        let found = suited(&index, &person, most);
        found.iter().map(|one| one.id.to_string()).collect()
    };
    for seed in 0..50 {
        let all = look(&[Field::Food], seed, SHOWN);
        assert_eq!(all, ["dekat", "provinsi", "jauh"]);
    }
    assert_eq!(look(&[Field::Food], 1, 2), ["dekat", "provinsi"]);
    assert_eq!(look(&[Field::Care], 1, SHOWN), ["bidang"]);
    assert_eq!(look(&[Field::Food, Field::Care], 1, SHOWN).len(), 4);
    assert!(look(&[], 1, SHOWN).is_empty());
}

#[test]
fn of_those_equally_near_each_comes_first_for_somebody() {
    let index = index((0..8).map(|n| barista(&format!("v{n}"))).collect());
    let first: BTreeSet<String> = (0..100)
        .map(|seed| {
            let person = Suited {
                fields: &[Field::Food],
                home: place("3273"),
                seed: Seed(seed),
                today: today(),
            };
            suited(&index, &person, 1)[0].id.to_string()
        })
        .collect();
    assert_eq!(first.len(), 8);
}
