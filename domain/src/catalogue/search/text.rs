//! What people type, as words: small letters without accents or signs.

/// Words that say nothing about a course: they are neither searched nor found.
/// Where somebody types "kursus jahit di kota bandung", "jahit" and "bandung" count.
const NOISE: [&str; 22] = [
    "and",
    "atau",
    "belajar",
    "dan",
    "dari",
    "dengan",
    "di",
    "for",
    "in",
    "kab",
    "kabupaten",
    "ke",
    "kelas",
    "kota",
    "kursus",
    "of",
    "pada",
    "pelatihan",
    "provinsi",
    "the",
    "untuk",
    "yang",
];

/// Longer words than this are cut; none of the language is.
pub const LONGEST: usize = 32;

/// Appends the words of a text to `out`, each with a space behind it.
pub fn normalise(text: &str, out: &mut String) {
    let start = out.len();
    for letter in text.chars() {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            // Qur'an, Jum'at: one word.
            '\'' | '’' | '`' => {}
            _ if letter.is_alphanumeric() => {
                out.extend(letter.to_lowercase().map(without_accent));
            }
            _ if out.len() > start && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    if out.len() > start && !out.ends_with(' ') {
        out.push(' ');
    }
}

const fn without_accent(letter: char) -> char {
    match letter {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        other => other,
    }
}

/// The words of a normalised text that say something.
pub fn words(normalised: &str) -> impl Iterator<Item = &str> {
    normalised
        .split_ascii_whitespace()
        .filter(|word| NOISE.binary_search(word).is_err())
        .map(cut)
}

/// Whether somebody may be about to type a word that says nothing.
pub fn begins_noise(word: &str) -> bool {
    NOISE.iter().any(|noise| noise.starts_with(word))
}

fn cut(word: &str) -> &str {
    word.get(..word.floor_char_boundary(LONGEST))
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mut out = String::new();
        normalise(text, &mut out);
        words(&out).map(str::to_owned).collect()
    }

    #[test]
    fn words_are_small_letters_without_accents_and_signs() {
        assert_eq!(
            split("  Kafé: “Biji-Kopi”, 2 JAM!"),
            ["kafe", "biji", "kopi", "2", "jam"]
        );
        assert_eq!(split("Al-Qur'an & Jum’at"), ["al", "quran", "jumat"]);
        assert_eq!(split("…"), [""; 0]);
        assert_eq!(split("日本語"), ["日本語"]);
    }

    #[test]
    fn words_that_say_nothing_are_left_out() {
        assert_eq!(split("kursus jahit di Kota Bandung"), ["jahit", "bandung"]);
        assert!(NOISE.is_sorted());
        assert!(begins_noise("unt") && !begins_noise("jahit"));
    }

    #[test]
    fn no_word_is_longer_than_the_longest() {
        assert_eq!(split(&"é日".repeat(40)).first().map(String::len), Some(32));
    }
}
