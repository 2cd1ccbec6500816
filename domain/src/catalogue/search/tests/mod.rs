//! What people may expect of a search, and platforms of the order.

#[cfg(feature = "demo")]
mod large;
mod order;
mod words;

use super::*;
use crate::catalogue::testing::{barista, course_id, day, directory, platform_id, price, shelf};
use crate::catalogue::*;

/// Courses that differ in title, field, institution and mode.
fn small() -> Index {
    let rows: [(&str, Field, u32, Mode); 10] = [
        (
            "Dasar Barista: Dari Biji ke Cangkir",
            Field::Food,
            1,
            Mode::InClass,
        ),
        (
            "Menjahit Pakaian untuk Pemula",
            Field::Fashion,
            2,
            Mode::InClass,
        ),
        ("Permak Jahitan Rumahan", Field::Fashion, 3, Mode::Hybrid),
        ("Servis Ponsel", Field::Technology, 4, Mode::InClass),
        (
            "Pemasaran di Instagram",
            Field::DigitalMarketing,
            5,
            Mode::Online,
        ),
        ("Microsoft Excel", Field::Office, 1, Mode::Online),
        (
            "Bahasa Inggris untuk Kerja",
            Field::Language,
            2,
            Mode::Webinar,
        ),
        ("Pemrograman Web", Field::Technology, 3, Mode::Webinar),
        ("Budi Daya Ikan Lele", Field::Agriculture, 4, Mode::InClass),
        (
            "Iklan di Facebook",
            Field::DigitalMarketing,
            5,
            Mode::Online,
        ),
    ];
    let places = ["3273", "3171", "3578", "1271", "7371"];
    let courses = (1..)
        .zip(rows)
        .map(|(number, (title, field, institution, mode))| {
            let mut course = barista();
            course.id = course_id(number);
            course.title = Title::parse(title).unwrap();
            course.field = field;
            course.mode = mode;
            course.institution = InstitutionId::numbered(institution).unwrap();
            let place = Place::parse(places[institution as usize - 1]).ok();
            let venue = matches!(mode, Mode::InClass | Mode::Hybrid);
            course.schedules[0].place = place.filter(|_| venue);
            course
        })
        .collect();
    Index::new(Catalogue::new(directory(), courses).unwrap())
}

fn query<'a>(text: &'a str, filters: &'a Filters) -> Query<'a> {
    Query {
        text,
        filters,
        sort: Sort::Relevance,
        seed: Seed(7),
        today: day("2026-11-24"),
        skip: 0,
        take: 20,
    }
}
