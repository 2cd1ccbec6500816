//! Plain words. The method: every sentence of every state in Indonesian is counted
//! once. Sentences end with a full stop, a question or exclamation mark, a colon or a
//! semicolon. What counts is how many words they have: the mean, and that none is
//! longer than one reads in a breath. Words of letters to the authorities are not
//! used at all. Texts that the law fixes (consent, declaration) and what other
//! people have written are left out; they are shown as they are.

use crate::html::texts;
use crate::states::all;
use domain::messages::Locale;
use domain::registration::{consent_text, declaration_text};
use std::collections::BTreeSet;

/// 8 words: the mean of a sentence.
const MEAN: f64 = 8.0;
/// 25 words: what is read in a breath; no sentence is longer.
const BREATH: usize = 25;

/// Words that officials write and people do not say.
const OFFICIAL: [&str; 20] = [
    "adapun",
    "apabila",
    "bahwasanya",
    "berdasarkan",
    "dimaksud",
    "diperkenankan",
    "guna",
    "implementasi",
    "kendati",
    "maka",
    "mekanisme",
    "merupakan",
    "namun",
    "perihal",
    "sebagaimana",
    "sehubungan",
    "senantiasa",
    "tersebut",
    "terhadap",
    "wajib",
];

fn sentences() -> BTreeSet<Vec<String>> {
    let fixed = [consent_text(Locale::Id), declaration_text(Locale::Id)];
    let mut found = BTreeSet::new();
    for (_, page) in all() {
        for text in texts(&page.body) {
            let foreign = ["alert(1)", "src=x", "cargo ", "://"];
            if fixed.contains(&text.as_str()) || foreign.iter().any(|one| text.contains(one)) {
                continue;
            }
            for sentence in ended(&text) {
                let words: Vec<String> = sentence
                    .split_whitespace()
                    .map(|word| {
                        word.trim_matches(|letter: char| !letter.is_alphanumeric())
                            .to_lowercase()
                    })
                    .filter(|word| word.chars().any(char::is_alphabetic))
                    .collect();
                // Labels and names are no sentences.
                if words.len() > 3 {
                    found.insert(words);
                }
            }
        }
    }
    found
}

/// Cut at the end of sentences, not at the dot in `4.000` or `15.07`.
fn ended(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let letters: Vec<char> = text.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let next = letters.get(place + 1);
        if matches!(letter, '.' | '?' | '!' | ':' | ';')
            && next.is_none_or(|one| one.is_whitespace())
        {
            all.push(String::new());
        } else if let Some(last) = all.last_mut() {
            last.push(*letter);
        }
    }
    all
}

#[test]
fn indonesian_sentences_are_short() {
    let all = sentences();
    let lengths: Vec<usize> = all.iter().map(Vec::len).collect();
    assert!(lengths.len() > 300, "{} sentences", lengths.len());
    let mean = lengths.iter().sum::<usize>() as f64 / lengths.len() as f64;
    assert!(mean <= MEAN, "{mean:.1} words on average");
    let long: Vec<String> = all
        .iter()
        .filter(|words| words.len() > BREATH)
        .map(|words| words.join(" "))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn indonesian_words_are_those_that_people_say() {
    let official: Vec<String> = sentences()
        .iter()
        .filter(|words| words.iter().any(|word| OFFICIAL.contains(&word.as_str())))
        .map(|words| words.join(" "))
        .collect();
    assert!(official.is_empty(), "{}", official.join("\n"));
}
