//! Whether the name on an account is the name on the identity card.
//!
//! The rule, in this order:
//! 1. What stands behind the first comma is a degree, and dropped.
//! 2. Titles in front (`Drs.`, `H.`, `Hj.`) and degrees at the end (`S.Pd`),
//!    each a word between spaces once its full stops are taken out, are dropped,
//!    unless nothing is left.
//! 3. Apostrophes are taken out; every other sign that is no letter parts words;
//!    small and capital letters are the same.
//! 4. The names are the same if their letters are, wherever the spaces stand
//!    (`Sitiaminah`, `Siti Aminah`).
//! 5. Otherwise they need as many words each; in each place the words are the
//!    same, or one is the other's first letter; and at least one word of two or
//!    more letters is the same on both sides (`M. Rizki`, `Muhammad Rizki`).
//!
//! Nothing else is forgiven: no missing word, no other spelling. The NIK has to
//! agree besides, so this tells slips of the pen from other people's accounts.

/// Written before names, never names themselves: forms of address, the
/// pilgrim's title, and academic titles.
const TITLES: [&str; 16] = [
    "H", "HJ", "KH", "TN", "NY", "SDR", "SDRI", "BPK", "IBU", "PROF", "DR", "DRS", "DRA", "IR",
    "DRG", "DRH",
];

/// Written behind names.
const DEGREES: [&str; 21] = [
    "ST", "SE", "SH", "SPD", "SPDI", "SKOM", "SSI", "SSOS", "SIP", "SKM", "SKEP", "STP", "SAG",
    "SPT", "AMD", "MM", "MPD", "MSI", "MKOM", "MH", "MT",
];

/// Whether two names are one person's by the rule above.
#[must_use]
pub fn same_person(card: &str, account: &str) -> bool {
    let (card, account) = (words(card), words(account));
    if card.is_empty() || account.is_empty() {
        return false;
    }
    if card.concat() == account.concat() {
        return true;
    }
    let pairs = || card.iter().zip(&account);
    card.len() == account.len()
        && pairs().all(|(one, other)| one == other || is_initial(one, other))
        && pairs().any(|(one, other)| one == other && one.chars().count() > 1)
}

fn is_initial(one: &str, other: &str) -> bool {
    let alone = |initial: &str, word: &str| {
        initial.chars().count() == 1 && word.chars().next() == initial.chars().next()
    };
    alone(one, other) || alone(other, one)
}

fn words(name: &str) -> Vec<String> {
    let before_degrees = name.split(',').next().unwrap_or_default();
    let upper = before_degrees.to_uppercase();
    let parted: Vec<&str> = upper.split_whitespace().collect();
    let is_one_of = |list: &[&str], word: &str| list.contains(&word.replace('.', "").as_str());
    let front = parted.iter().take_while(|word| is_one_of(&TITLES, word));
    let back = parted.iter().rev();
    let back = back.take_while(|word| is_one_of(&DEGREES, word));
    let kept = parted.len().checked_sub(back.count());
    let kept = kept.and_then(|end| parted.get(front.count()..end));
    let kept = kept.filter(|kept| !kept.is_empty()).unwrap_or(&parted);
    kept.iter()
        .flat_map(|word| {
            word.replace(['\'', '’', '`'], "")
                .split(|letter: char| !letter.is_alphabetic())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_person_is_recognised_however_the_partner_writes() {
        for (card, account) in [
            ("Siti Aminah", "SITI AMINAH"),
            ("Siti Aminah", "Sitiaminah"),
            ("Siti Aminah", "siti   aminah"),
            ("Hj. Siti Aminah, S.Pd.", "Siti Aminah"),
            ("Siti Aminah", "HJ SITI AMINAH SPD"),
            ("Siti Aminah", "SITI AMINAH S.Pd"),
            ("Drs. H. Ahmad Fauzi", "AHMAD FAUZI"),
            ("Ma'ruf Rahman", "MARUF RAHMAN"),
            ("Anne-Marie Putri", "ANNE MARIE PUTRI"),
            ("Muhammad Rizki", "M. Rizki"),
            ("Muhammad Rizki", "M.Rizki"),
            ("M Rizki Pratama", "Muhammad Rizki P"),
            ("Sari", "SARI"),
            ("Budi H", "Budi Hartono"),
            ("H. Budi H.", "Budi Hartono"),
            ("Ir", "IR"),
            ("I", "I"),
        ] {
            assert!(same_person(card, account), "{card} / {account}");
            assert!(same_person(account, card), "{account} / {card}");
        }
    }

    #[test]
    fn another_person_or_another_spelling_is_not() {
        for (card, account) in [
            ("Siti Aminah", "Budi Santoso"),
            ("Siti Aminah", "Siti"),
            ("Siti Aminah", "Aminah Siti"),
            ("Siti Aminah", "Siti Aminah Putri"),
            ("Siti Aminah", "Siti Amina"),
            ("Siti Aminah", "S A"),
            ("Siti Aminah", "S. A."),
            ("Muhammad Rizki", "Muh Rizki"),
            ("Muhammad Rizki", "N Rizki"),
            ("Siti Aminah", ""),
            ("Siti Aminah", ", S.Pd."),
            ("Siti Aminah", "12 34"),
        ] {
            assert!(!same_person(card, account), "{card} / {account}");
            assert!(!same_person(account, card), "{account} / {card}");
        }
    }

    proptest! {
        #[test]
        fn every_name_is_its_own_and_the_order_of_asking_makes_no_difference(
            one in "[A-Z][a-z]{1,8}( [A-Z][a-z]{0,8}){0,3}", other in "\\PC{0,30}",
        ) {
            prop_assert!(same_person(&one, &one.to_lowercase()));
            prop_assert_eq!(same_person(&one, &other), same_person(&other, &one));
        }
    }
}
