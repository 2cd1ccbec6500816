//! Every state in English: no sentence of it is left in Indonesian, and no link
//! of it leads to an Indonesian page.

use crate::html::{tags, texts};
use crate::states::{all, all_in_english};
use app::page::Page;
use domain::region::provinces;
use std::collections::BTreeSet;

/// What reads alike in both languages: data, names, and words that both have.
const ALIKE: &[&str] = &[
    "E-mail",
    "Kalimantan",
    "Platform",
    "Sulawesi",
    "Webinar",
    "sari@contoh.id",
];

/// What the made-up data of the states says: titles, names, descriptions, reviews,
/// and what somebody typed.
const DATA: &[&str] = &[
    "Admin Media Sosial",
    "Ada latihan di setiap pertemuan.",
    "Balai Daring",
    "Barista",
    "Excel untuk administrasi kantor",
    "Kami mencari",
    "Kursi terakhir baru saja terisi.",
    "Las listrik posisi datar",
    "Latihannya banyak.",
    "Merawat lansia di rumah",
    "PT Contoh Cempaka",
    "Pasar Ilmu",
    "Pemasaran lewat media sosial",
    "Pengajarnya sabar.",
    "Perawat Lansia",
    "Peserta belajar langkah demi langkah",
    "Ruang Mahir",
    "Sanggar Karya Bandung",
    "Silakan melamar.",
    "Terlalu cepat untuk pemula.",
    "Tukang Las",
    "alert(1)",
    "src=x",
];

/// Whether a text is data, or the same word in both languages.
fn is_alike(text: &str) -> bool {
    let text = text.trim_start_matches([':', '-', ' ']);
    let is_place = ["Kabupaten ", "Kota "]
        .iter()
        .any(|kind| text.starts_with(kind))
        || provinces().any(|province| province.name == text);
    let is_file = [".json", ".bin"].iter().any(|end| text.ends_with(end))
        || text.starts_with("cargo run ")
        || text.starts_with("commitment-hash ");
    let is_hash = text
        .trim_end_matches('…')
        .chars()
        .all(|letter| letter.is_ascii_hexdigit());
    let is_day = text.trim_end_matches(char::is_numeric).ends_with(" April ")
        || text
            .trim_end_matches(char::is_numeric)
            .ends_with(" November ");
    let is_token = include_str!("../../../style/tokens.css").contains(&format!("--{text}:"));
    ALIKE.contains(&text)
        || is_token
        || text == "Sari"
        || text.starts_with("Sari, ")
        || DATA.iter().any(|data| text.contains(data))
        || is_place
        || is_file
        || is_hash
        || is_day
}

/// Whole texts, and the attributes that people read or hear.
fn read(page: &Page) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = texts(&page.body).into_iter().collect();
    for tag in tags(&page.body) {
        for name in ["aria-label", "alt", "title", "placeholder"] {
            all.extend(tag.get(name).map(str::to_owned));
        }
    }
    all.insert(page.title.clone());
    all.insert(page.description.clone());
    all
}

#[test]
fn no_sentence_of_an_english_page_is_left_in_indonesian() {
    let english = all_in_english();
    assert_eq!(english.len(), all().len());
    let mut left = std::collections::BTreeMap::new();
    for ((name, indonesian), (_, english)) in all().iter().zip(&english) {
        for text in read(indonesian).intersection(&read(english)) {
            let words = text.chars().filter(|letter| letter.is_lowercase()).count() > 1;
            if words && !is_alike(text) {
                left.entry(text.clone()).or_insert_with(|| name.clone());
            }
        }
    }
    let list: Vec<_> = left
        .iter()
        .map(|(text, name)| format!("{text}    ({name})"))
        .collect();
    assert!(
        list.is_empty(),
        "{} texts:\n{}",
        list.len(),
        list.join("\n")
    );
}

/// Words that hardly any Indonesian sentence does without.
const SMALL: [&str; 16] = [
    "yang", "dan", "untuk", "Anda", "tidak", "dengan", "sudah", "belum", "dari", "pada", "akan",
    "atau", "karena", "adalah", "lagi", "sampai",
];

#[test]
fn no_english_text_has_an_indonesian_piece_in_it() {
    let mut mixed = BTreeSet::new();
    for (name, page) in all_in_english() {
        for text in read(&page) {
            let small = text
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| SMALL.contains(&word));
            if small && !is_alike(&text) {
                mixed.insert(format!("{text}    ({name})"));
            }
        }
    }
    let mixed: Vec<_> = mixed.into_iter().collect();
    assert!(
        mixed.is_empty(),
        "{} texts:\n{}",
        mixed.len(),
        mixed.join("\n")
    );
}

#[test]
fn no_page_shows_the_code_that_says_its_words() {
    for (name, page) in all().iter().chain(&all_in_english()) {
        for text in read(page) {
            let code = text.contains("say!") || text.contains("tell!") || text.contains("say !");
            assert!(!code, "{name}: {text}");
        }
    }
}

#[test]
fn no_link_of_an_english_page_leads_to_an_indonesian_one() {
    for (name, page) in all_in_english() {
        for tag in tags(&page.body) {
            for attribute in ["href", "action"] {
                let Some(address) = tag.get(attribute) else {
                    continue;
                };
                let page = address.starts_with('/')
                    && !["/berkas/", "/api/", "/assets/", "/akun/sertifikat/"]
                        .iter()
                        .any(|files| address.starts_with(files));
                assert!(!page || address.starts_with("/en/"), "{name}: {address}");
            }
        }
    }
}
