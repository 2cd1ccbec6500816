//! Every state in English: no sentence of it is left in Indonesian, and no link
//! of it leads to an Indonesian page.

use crate::html::{tags, texts};
use crate::states::{all, all_in_english};
use app::document::Page;
use std::collections::BTreeSet;

/// What reads alike in both languages: data, names, and words that both have.
const ALIKE: &[&str] = &[];

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
    let mut left = BTreeSet::new();
    for ((name, indonesian), (_, english)) in all().iter().zip(&english) {
        for text in read(indonesian).intersection(&read(english)) {
            let words = text.chars().filter(|letter| letter.is_lowercase()).count() > 1;
            if words && !ALIKE.contains(&text.as_str()) {
                left.insert(format!("{text}    ({name})"));
            }
        }
    }
    let left: Vec<_> = left.into_iter().collect();
    assert!(
        left.is_empty(),
        "{} texts:\n{}",
        left.len(),
        left.join("\n")
    );
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
