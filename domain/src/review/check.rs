//! The first look at a review's text, before any person's: whether it may carry
//! somebody's data or lead people elsewhere. It only ever sends a text to staff;
//! it hides nothing by itself, and words it does not judge at all.

use super::ReviewText;
use crate::eligibility::choices;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

choices! {
    /// Why a text waits for staff.
    #[derive(PartialOrd, Ord)]
    Finding {
        Phone = "phone": "seperti nomor telepon", "looks like a phone number";
        IdentityNumber = "identity_number": "seperti NIK, nomor KK, atau nomor kartu", "looks like an identity, family card or card number";
        LongNumber = "long_number": "angka panjang", "a long number";
        Email = "email": "seperti alamat e-mail atau akun", "looks like an e-mail address or an account";
        Link = "link": "seperti tautan", "looks like a link";
    }
}

/// 9 – shorter numbers are prices, dates and hours: `10.000.000` has eight digits.
const LONG_NUMBER: usize = 9;
/// NIK, family card and programme card.
const IDENTITY_NUMBER: usize = 16;

/// Ends of names that people write without `www`. Words of the language that look
/// alike ("selesai.Saya") are not among them.
const ENDINGS: [&str; 18] = [
    "com", "id", "net", "org", "info", "me", "ly", "io", "xyz", "link", "site", "shop", "online",
    "app", "dev", "store", "club", "gg",
];

/// What is found in a text; nothing means that it can be shown.
#[must_use]
pub fn check(text: &ReviewText) -> BTreeSet<Finding> {
    let text = text.as_str();
    let mut found: BTreeSet<Finding> = numbers(text).filter_map(|digits| number(&digits)).collect();
    for word in
        text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';' | '(' | ')'))
    {
        let word = word.to_lowercase();
        if is_email(&word) {
            found.insert(Finding::Email);
        } else if is_link(&word) {
            found.insert(Finding::Link);
        }
    }
    found
}

/// Runs of digits, read through the signs that people put between groups.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let mut runs = vec![];
    let mut run = String::new();
    let mut gap = 0;
    for sign in text.chars() {
        if let Some(digit) = digit(sign) {
            run.push(digit);
            gap = 0;
        } else if matches!(sign, ' ' | '.' | '-' | '\u{2013}' | '/' | '(' | ')' | '\n') && gap < 2 {
            gap += 1;
        } else {
            runs.push(std::mem::take(&mut run));
        }
    }
    runs.push(run);
    runs.into_iter().filter(|run| !run.is_empty())
}

/// Digits of other scripts count as digits; which one it is does not matter.
fn digit(sign: char) -> Option<char> {
    if sign.is_ascii_digit() {
        Some(sign)
    } else {
        sign.is_numeric().then_some('0')
    }
}

fn number(digits: &str) -> Option<Finding> {
    let phone = ["08", "628", "8"]
        .iter()
        .any(|start| digits.starts_with(start));
    match digits.len() {
        0..LONG_NUMBER => None,
        IDENTITY_NUMBER => Some(Finding::IdentityNumber),
        9..=15 if phone => Some(Finding::Phone),
        _ => Some(Finding::LongNumber),
    }
}

/// `nama@contoh.id`, and `@nama` as people name accounts.
fn is_email(word: &str) -> bool {
    word.split_once('@')
        .is_some_and(|(_, after)| after.starts_with(char::is_alphanumeric))
}

fn is_link(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let host = word.split(['/', '?', ':']).next().unwrap_or_default();
    let host = host.trim_matches(|sign: char| !sign.is_alphanumeric());
    let Some((before, ending)) = host.rsplit_once('.') else {
        return false;
    };
    let named = before.chars().any(char::is_alphabetic)
        && before
            .chars()
            .all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '.' | '_'));
    named && ENDINGS.contains(&ending)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<Finding> {
        let text = ReviewText::parse(text).unwrap().unwrap();
        check(&text).into_iter().collect()
    }

    #[test]
    fn what_people_write_about_courses_passes() {
        for text in [
            "Pengajarnya sabar, materinya lengkap. Saya lulus dengan nilai 95!",
            "Harga Rp1.500.000 untuk 40 jam, 5 sesi. Sepadan.",
            "Mulai 25-11-2026 sampai 28-11-2026, tiap hari pukul 08.00-16.00",
            "Selesai.Saya puas... 10/10",
            "Cocok utk pemula (usia 18-64).",
            "Gaji saya naik dari 3.000.000 menjadi 4.500.000.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn numbers_and_addresses_of_people_wait_for_staff() {
        use Finding::{Email, IdentityNumber, Link, LongNumber, Phone};
        for (text, finding) in [
            ("Hubungi 081234567890", Phone),
            ("WA: +62 812-3456-7890 ya", Phone),
            ("0 8 1 2 3 4 5 6 7 8 9 0", Phone),
            ("٠٨١٢٣٤٥٦٧٨٩٠", LongNumber),
            ("NIK saya 3273015404980001", IdentityNumber),
            ("kartu 1234 5678 9012 3456", IdentityNumber),
            ("rekening 1234567890", LongNumber),
            ("tulis ke sari@contoh.id", Email),
            ("ikuti @kursusmurah", Email),
            ("lihat https://contoh.id/x", Link),
            ("www.contoh.web", Link),
            ("beli di kursus-murah.com!", Link),
            ("wa.me/62812", Link),
            ("bit.ly/abc", Link),
        ] {
            assert_eq!(found(text), [finding], "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_phone_number_is_found_wherever_it_stands(
            before in "[a-z ]{0,20}", after in "[a-z ]{0,20}", rest in "[1-9][0-9]{7,9}"
        ) {
            let text = format!("{before} 08{rest} {after}");
            prop_assert!(found(&text).contains(&Finding::Phone), "{}", text);
        }
    }
}
