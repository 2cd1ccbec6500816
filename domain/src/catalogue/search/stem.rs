//! Light Indonesian word forms: `menjahit`, `penjahit` and `jahitan` share
//! `jahit`. A word has several possible roots, because `mem-` and its like
//! swallow a letter (`memotong` is of `potong`, `memasak` of `masak`); two words
//! are akin when they share one. No dictionary: roots that do not exist are in no
//! title, so they do no harm.

/// Letters of a root: with fewer, strangers would be akin.
const ROOT: usize = 4;

/// Calls `found` with every possible root, the word itself not among them.
pub fn roots(word: &str, mut found: impl FnMut(&str)) {
    if !word.is_ascii() || word.len() <= ROOT {
        return;
    }
    let possessed = word.strip_suffix("nya");
    for word in [Some(word), possessed].into_iter().flatten() {
        for ending in ["", "kan", "an"] {
            let Some(base) = word.strip_suffix(ending).filter(|base| base.len() >= 3) else {
                continue;
            };
            beginnings(base, &mut found);
        }
    }
}

fn beginnings(base: &str, found: &mut impl FnMut(&str)) {
    let mut long = |root: &str| {
        if root.len() >= ROOT {
            found(root);
        }
    };
    long(base);
    for prefix in ["ber", "ter", "per", "di", "ke", "se"] {
        if let Some(rest) = base.strip_prefix(prefix) {
            long(rest);
        }
    }
    // me- and pe- change alike.
    let Some(rest) = base.strip_prefix("me").or_else(|| base.strip_prefix("pe")) else {
        return;
    };
    long(rest);
    for (nasal, swallowed) in [("ny", 's'), ("ng", 'k'), ("n", 't'), ("m", 'p')] {
        let Some(rest) = rest.strip_prefix(nasal) else {
            continue;
        };
        long(rest);
        if rest.starts_with(['a', 'e', 'i', 'o', 'u']) {
            let mut whole = String::with_capacity(rest.len() + 1);
            whole.push(swallowed);
            whole.push_str(rest);
            long(&whole);
        }
    }
    // Roots of one syllable get an e: mengelas, pengecatan.
    if let Some(rest) = rest.strip_prefix("nge").filter(|rest| rest.len() == 3) {
        found(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn akin(one: &str, other: &str) -> bool {
        let all = |word: &str| {
            let mut all = vec![word.to_owned()];
            roots(word, |root| all.push(root.to_owned()));
            all
        };
        let other = all(other);
        all(one).iter().any(|root| other.contains(root))
    }

    #[test]
    fn forms_of_one_root_are_akin() {
        for (one, other) in [
            ("menjahit", "jahitan"),
            ("penjahit", "jahit"),
            ("memasak", "masakan"),
            ("memotong", "potong"),
            ("pemasaran", "memasarkan"),
            ("menulis", "penulisan"),
            ("menyablon", "sablon"),
            ("mengetik", "ketik"),
            ("mengelas", "las"),
            ("pengecatan", "cat"),
            ("penjualan", "berjualan"),
            ("keuangan", "uang"),
            ("pertanian", "tani"),
            ("perikanan", "ikan"),
            ("kemasannya", "kemas"),
            ("pembukuan", "buku"),
        ] {
            assert!(akin(one, other), "{one} {other}");
            assert!(akin(other, one), "{other} {one}");
        }
    }

    #[test]
    fn words_that_only_look_alike_are_not() {
        for (one, other) in [
            ("makanan", "pakan"),
            ("terapi", "api"),
            ("ikan", "iklan"),
            ("jalan", "jala"),
            ("teknik", "teknisi"),
            ("kopi", "koperasi"),
        ] {
            assert!(!akin(one, other), "{one} {other}");
        }
    }
}
