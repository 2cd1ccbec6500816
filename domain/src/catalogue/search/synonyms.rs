//! Words for the same thing: what people say and what titles write.

/// Each row is one thing; what somebody types stands for all of its row.
const SAME: [&[&str]; 33] = [
    &["hp", "handphone", "ponsel", "smartphone"],
    &["ig", "instagram"],
    &["fb", "facebook"],
    &["wa", "whatsapp"],
    &["yt", "youtube"],
    &["komputer", "pc"],
    &["laptop", "notebook"],
    &["excel", "spreadsheet"],
    &["ppt", "powerpoint"],
    &["desain", "design"],
    &["coding", "pemrograman", "programming", "ngoding"],
    &["daring", "online"],
    &["luring", "offline", "tatap"],
    &["hibrida", "hybrid"],
    &["pemula", "dasar", "basic"],
    &["lanjut", "lanjutan", "mahir", "advanced"],
    &["montir", "mekanik", "bengkel"],
    &["motor", "sepeda"],
    &["sopir", "supir", "mengemudi", "setir", "menyetir", "nyetir"],
    &["makeup", "rias"],
    &["salon", "kecantikan"],
    &["akuntansi", "pembukuan", "akunting", "accounting"],
    &["marketing", "pemasaran", "jualan"],
    &["sales", "penjualan", "jualan"],
    &["email", "mail", "surel"],
    &["video", "videografi"],
    &["foto", "fotografi", "fotografer"],
    &["editing", "penyuntingan", "edit", "ngedit"],
    &["masak", "memasak", "masakan", "boga", "kuliner"],
    &["kopi", "barista"],
    &["ac", "pendingin"],
    &["marketplace", "lokapasar"],
    &["lansia", "jompo"],
];

/// Short forms of several words.
const SHORT: [(&str, &str); 20] = [
    ("babel", "bangka belitung"),
    ("diy", "yogyakarta"),
    ("jabar", "jawa barat"),
    ("jateng", "jawa tengah"),
    ("jatim", "jawa timur"),
    ("jogja", "yogyakarta"),
    ("kalbar", "kalimantan barat"),
    ("kalsel", "kalimantan selatan"),
    ("kaltim", "kalimantan timur"),
    ("kepri", "kepulauan riau"),
    ("medsos", "media sosial"),
    ("ntb", "nusa tenggara barat"),
    ("ntt", "nusa tenggara timur"),
    ("olshop", "toko online"),
    ("sulsel", "sulawesi selatan"),
    ("sulut", "sulawesi utara"),
    ("sumbar", "sumatera barat"),
    ("sumsel", "sumatera selatan"),
    ("sumut", "sumatera utara"),
    ("yogya", "yogyakarta"),
];

/// Other words for the same thing.
pub fn others(word: &str) -> impl Iterator<Item = &'static str> {
    SAME.iter()
        .filter(move |row| row.contains(&word))
        .flat_map(|row| row.iter().copied())
        .filter(move |other| *other != word)
}

/// What a short form stands for.
pub fn in_full(word: &str) -> Option<&'static str> {
    let at = SHORT
        .binary_search_by_key(&word, |(short, _)| *short)
        .ok()?;
    SHORT.get(at).map(|(_, full)| *full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_row_stands_for_the_others() {
        assert!(others("hp").any(|other| other == "ponsel"));
        assert!(others("ponsel").any(|other| other == "hp"));
        assert_eq!(others("jahit").count(), 0);
    }

    #[test]
    fn short_forms_are_in_order_so_that_they_are_found() {
        assert!(SHORT.is_sorted_by_key(|(short, _)| *short));
        assert_eq!(in_full("jabar"), Some("jawa barat"));
        assert_eq!(in_full("jabal"), None);
    }
}
