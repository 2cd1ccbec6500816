//! Keystroke to results: each text as it grows letter by letter, each time the
//! first twenty courses.

use super::row;
use chrono::NaiveDate;
use domain::catalogue::search::{Filters, Index, Query, Seed, Sort};
use domain::catalogue::{Field, Hours, Mode};
use std::hint::black_box;
use std::time::Instant;

/// What people type: words, several words, slips, forms, places, nonsense.
const TYPED: [&str; 12] = [
    "barista",
    "menjahit pakaian",
    "servis hp",
    "bahasa inggris untuk kerja",
    "pemrogaman pyhton",
    "desain grafis bandung",
    "kursus mengemudi jawa timur",
    "akuntasi umkm",
    "webinar pemasaran digital",
    "perawat lansia surabaya luring",
    "instagarm",
    "qwertyuiop asdfghjkl",
];

/// How often all of it is typed.
const TIMES: u64 = 9;

pub fn measure(index: &Index, today: NaiveDate) {
    let none = Filters::default();
    let narrow = Filters {
        fields: vec![Field::Technology, Field::Food, Field::Fashion],
        modes: vec![Mode::InClass, Mode::Webinar],
        hours: Hours::new(15)
            .ok()
            .zip(Hours::new(40).ok())
            .map(|(least, most)| least..=most),
        rating_tenths: Some(40),
        ..Filters::default()
    };
    for (name, filters, sort) in [
        ("keystroke", &none, Sort::Relevance),
        ("keystroke, filters, by price", &narrow, Sort::Price),
        ("keystroke, soonest first", &none, Sort::SoonestStart),
    ] {
        let mut took = vec![];
        for seed in 0..TIMES {
            for text in TYPED {
                for (end, letter) in text.char_indices() {
                    let typed = text.get(..end + letter.len_utf8()).unwrap_or(text);
                    took.push(once(index, typed, filters, sort, today, seed));
                }
            }
        }
        row(name, took);
    }
    let empty = (0..TIMES * 10).map(|seed| once(index, "", &none, Sort::Relevance, today, seed));
    row("nothing typed: all of them", empty.collect());
}

fn once(
    index: &Index,
    text: &str,
    filters: &Filters,
    sort: Sort,
    today: NaiveDate,
    seed: u64,
) -> u128 {
    let query = Query {
        text,
        filters,
        sort,
        seed: Seed(seed),
        today,
        skip: 0,
        take: 20,
    };
    let started = Instant::now();
    black_box(index.search(black_box(&query)));
    started.elapsed().as_nanos()
}
