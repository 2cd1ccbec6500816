//! The made-up catalogue, as people would search it.

use super::*;
use crate::catalogue::demo::{Demo, Scale};

#[test]
fn people_find_among_two_thousand_courses_what_they_mean() {
    let demo = Demo::generate(1, day("2026-11-24"), Scale::PROGRAMME).unwrap();
    let index = Index::new(demo.catalogue().unwrap());
    let filters = Filters::default();
    for (text, title) in [
        ("barsita", "Barista"),
        ("kursus jahit", "Jahit"),
        ("penjahit gamis", "Gamis"),
        ("exel", "Excel"),
        ("servis hp", "Ponsel"),
        ("bahasa jepag", "Jepang"),
        ("mengelas", "Las "),
        ("mengecat rumah", "Pengecatan Rumah"),
        ("jualan di ig", "Instagram"),
        ("rias penganten", "Pengantin"),
        ("coding pyton", "Python"),
        ("sopir truk", "Truk"),
        ("budidaya lele", "Lele"),
        ("hidroponk", "Hidroponik"),
        ("tekhnisi ac", "AC"),
        ("foto produk", "Fotografi Produk"),
        ("kue lebaran", "Kue"),
        ("iklan fb", "Facebook"),
    ] {
        let hits = index.search(&query(text, &filters));
        let titles: Vec<&str> = hits.courses.iter().map(|one| one.title.as_str()).collect();
        assert!(
            titles.first().is_some_and(|first| first.contains(title)),
            "{text}: {titles:?}"
        );
    }
}
