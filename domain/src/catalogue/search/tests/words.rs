//! What is found for what is typed.

use super::*;

fn found(index: &Index, text: &str) -> Vec<u32> {
    let filters = Filters::default();
    let hits = index.search(&query(text, &filters));
    assert_eq!(hits.total, hits.courses.len());
    hits.courses.iter().map(|one| one.id.number()).collect()
}

fn set(index: &Index, text: &str) -> Vec<u32> {
    let mut found = found(index, text);
    found.sort_unstable();
    found
}

#[test]
fn a_word_is_found_from_its_first_letters_on() {
    let index = small();
    for text in [
        "bari",
        "baris",
        "barist",
        "barista",
        "BARISTA",
        "  barista ",
    ] {
        assert_eq!(set(&index, text), [1], "{text}");
    }
    assert_eq!(set(&index, "bahasa ing"), [7]);
}

#[test]
fn slips_of_the_finger_are_forgiven_and_said() {
    let index = small();
    for (text, course) in [
        ("barsita", 1),
        ("baristta", 1),
        ("ponsl", 4),
        ("instagarm", 5),
        ("instgram", 5),
        ("exel", 6),
        ("ingris", 7),
        ("pemrogaman web", 8),
    ] {
        assert_eq!(set(&index, text), [course], "{text}");
        let filters = Filters::default();
        let hits = index.search(&query(text, &filters));
        assert_eq!(hits.spelling, Spelling::Forgiven, "{text}");
    }
    let filters = Filters::default();
    let hits = index.search(&query("barista", &filters));
    assert_eq!(hits.spelling, Spelling::AsTyped);
}

#[test]
fn a_word_that_is_there_is_not_taken_for_its_neighbour() {
    // ikan and iklan are one letter apart.
    assert_eq!(set(&small(), "ikan"), [9]);
    assert_eq!(set(&small(), "iklan"), [10]);
}

#[test]
fn short_words_have_to_be_right() {
    assert_eq!(set(&small(), "wob"), [0; 0]);
}

#[test]
fn forms_of_a_word_and_other_words_for_it_are_found() {
    let index = small();
    for text in ["jahit", "menjahit", "penjahit", "jahitan"] {
        assert_eq!(set(&index, text), [2, 3], "{text}");
    }
    assert_eq!(set(&index, "hp"), [4]);
    assert_eq!(set(&index, "servis handphone"), [4]);
    assert_eq!(set(&index, "ig"), [5]);
    assert_eq!(set(&index, "coding"), [8]);
}

#[test]
fn on_the_way_to_another_form_nothing_gets_lost() {
    let index = small();
    for text in ["penjahi", "penjahit", "menjahitkan"] {
        assert_eq!(set(&index, text), [2, 3], "{text}");
    }
}

#[test]
fn two_words_written_as_one_are_taken_apart() {
    let index = small();
    for text in ["budidaya", "budidaya ikan", "ikan budiday"] {
        assert_eq!(set(&index, text), [9], "{text}");
    }
    assert_eq!(set(&index, "budibiru"), [0; 0]);
}

#[test]
fn all_words_have_to_be_there_in_any_order_and_noise_does_not_count() {
    let index = small();
    assert_eq!(set(&index, "excel microsoft"), [6]);
    assert_eq!(set(&index, "microsoft barista"), [0; 0]);
    assert_eq!(set(&index, "kursus barista di kota Bandung"), [1]);
    assert_eq!(set(&index, "menjahit unt"), [2, 3]);
}

#[test]
fn fields_modes_institutions_and_places_are_searched_too() {
    let index = small();
    assert_eq!(set(&index, "luring"), [1, 2, 3, 4, 9]);
    assert_eq!(set(&index, "webinar"), [7, 8]);
    assert_eq!(set(&index, "teknologi"), [4, 8]);
    assert_eq!(set(&index, "surabaya"), [3]);
    assert_eq!(set(&index, "jabar"), [1]);
    assert_eq!(set(&index, "farming"), [9]);
}

#[test]
fn the_title_counts_more_than_the_field_and_the_field_more_than_the_institution() {
    let mut courses: Vec<Course> = (1..=3)
        .map(|number| {
            let mut course = barista();
            course.id = course_id(number);
            course.field = Field::Care;
            course.title = Title::parse("Tanpa Nama").unwrap();
            course
        })
        .collect();
    courses[0].title = Title::parse("Otomotif").unwrap();
    courses[1].field = Field::Automotive;
    courses[2].institution = InstitutionId::numbered(100).unwrap();
    let mut institutions = directory().institutions().to_vec();
    institutions.push(Institution {
        id: InstitutionId::numbered(100).unwrap(),
        name: Title::parse("Bengkel Otomotif").unwrap(),
        place: Place::parse("3273").unwrap(),
    });
    let known = Directory::new(directory().platforms().to_vec(), institutions).unwrap();
    let index = Index::new(Catalogue::new(known, courses).unwrap());
    assert_eq!(found(&index, "otomotif"), [1, 2, 3]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_searched_without_harm(text in "\\PC{0,80}", noise: String) {
        let index = small();
        let filters = Filters::default();
        for text in [text, noise] {
            let hits = index.search(&query(&text, &filters));
            proptest::prop_assert!(hits.total <= 10);
        }
    }
}
