//! What somebody asks of the list, as it stands in the address: read kindly, so
//! that whatever nobody knows is as if it were not there, and written back in one
//! spelling.

use super::PER_PAGE;
use crate::ui::Words;
use crate::ui::to;
use domain::catalogue::search::{Filters, Free, Remote, Seed, Sort};
use domain::catalogue::{Area, Field, Hours, Level, Mode, Place, PlatformId, Price};
use domain::money::Rupiah;
use domain::region::provinces;
use std::ops::RangeInclusive;

/// 100 – more letters than anybody types into a search box.
pub(crate) const TEXT_LENGTH: usize = 100;
/// Pages beyond this have nothing on them.
const LAST_PAGE: usize = 5_000;

/// How long a course may be: code, hours and words.
pub(super) const LENGTHS: [(&str, RangeInclusive<u16>, Words); 4] = [
    ("1-15", 1..=15, ("Sampai 15 jam", "Up to 15 hours")),
    ("16-30", 16..=30, ("16 sampai 30 jam", "16 to 30 hours")),
    ("31-60", 31..=60, ("31 sampai 60 jam", "31 to 60 hours")),
    (
        "61-",
        61..=1_000,
        ("Lebih dari 60 jam", "More than 60 hours"),
    ),
];

/// The least rating in tenths of a star, as code and number, and in words.
pub(super) const RATINGS: [(&str, u8, Words); 3] = [
    ("40", 40, ("4,0 ke atas", "4.0 and above")),
    ("45", 45, ("4,5 ke atas", "4.5 and above")),
    ("48", 48, ("4,8 ke atas", "4.8 and above")),
];

/// Orders: code and words; relevance has no code.
pub(super) const SORTS: [(&str, Sort, Words); 4] = [
    ("", Sort::Relevance, ("Paling cocok", "Best match")),
    ("harga", Sort::Price, ("Harga terendah", "Lowest price")),
    (
        "nilai",
        Sort::Rating,
        ("Penilaian tertinggi", "Highest rating"),
    ),
    (
        "jadwal",
        Sort::SoonestStart,
        ("Jadwal terdekat", "Soonest start"),
    ),
];

/// A question to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchParameters {
    /// Words.
    pub text: String,
    /// Field of work.
    pub field: Option<Field>,
    /// How it is held.
    pub mode: Option<Mode>,
    /// How much one has to know before.
    pub level: Option<Level>,
    /// Where one would go.
    pub area: Option<Area>,
    /// The most it may cost.
    pub price: Option<Price>,
    /// One of [`LENGTHS`].
    pub(super) length: Option<&'static str>,
    /// The least rating, in tenths of a star.
    pub rating_tenths: Option<u8>,
    /// On which platform.
    pub platform: Option<PlatformId>,
    /// What to do with courses that are free elsewhere.
    pub free: Free,
    /// What to do with courses that are held over the network only.
    pub remote: Remote,
    /// In which order.
    pub sort: Sort,
    /// For whom.
    pub seed: Seed,
    /// Page, from 1.
    pub page: usize,
}

pub(crate) fn pairs(query: &str) -> impl Iterator<Item = (String, String)> {
    form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.trim().to_owned()))
}

impl SearchParameters {
    /// The person's seed, if the address has one.
    #[must_use]
    pub fn seed_of(query: &str) -> Option<Seed> {
        pairs(query)
            .filter(|(name, _)| name == "acak")
            .find_map(|(_, value)| u64::from_str_radix(&value, 16).ok())
            .map(Seed)
    }

    /// Reads an address; of a value that is there twice, the first that is known.
    #[must_use]
    pub fn parse(query: &str, seed: Seed) -> Self {
        let mut asked = Self {
            text: String::new(),
            field: None,
            mode: None,
            level: None,
            area: None,
            price: None,
            length: None,
            rating_tenths: None,
            platform: None,
            free: Free::Either,
            remote: Remote::Shown,
            sort: Sort::Relevance,
            seed,
            page: 1,
        };
        for (name, value) in pairs(query) {
            let value = value.as_str();
            match name.as_str() {
                "q" if asked.text.is_empty() => {
                    asked.text = value.chars().take(TEXT_LENGTH).collect();
                }
                "bidang" => asked.field = asked.field.or(Field::parse(value).ok()),
                "cara" => asked.mode = asked.mode.or(Mode::parse(value).ok()),
                "tingkat" => asked.level = asked.level.or(Level::parse(value).ok()),
                "wilayah" => asked.area = asked.area.or_else(|| area(value)),
                "harga" => asked.price = asked.price.or_else(|| price(value)),
                "jam" => {
                    let known = LENGTHS.iter().map(|(code, ..)| *code);
                    asked.length = asked
                        .length
                        .or(known.into_iter().find(|code| *code == value));
                }
                "nilai" => {
                    let known = RATINGS.iter().find(|(code, ..)| *code == value);
                    asked.rating_tenths =
                        asked.rating_tenths.or(known.map(|(_, tenths, _)| *tenths));
                }
                "platform" => asked.platform = asked.platform.or(PlatformId::parse(value).ok()),
                "gratis" if value == "sembunyi" => asked.free = Free::WithoutEquivalent,
                "daring" if value == "sembunyi" => asked.remote = Remote::Hidden,
                "urut" => {
                    let known = SORTS.iter().find(|(code, ..)| *code == value);
                    asked.sort = known.map_or(asked.sort, |(_, sort, _)| *sort);
                }
                "halaman" => {
                    // The same number on the edge, whose words have 32 bits, and here.
                    let page = u16::try_from(value.parse::<u32>().unwrap_or(1));
                    asked.page = usize::from(page.unwrap_or(u16::MAX)).clamp(1, LAST_PAGE);
                }
                _ => {}
            }
        }
        asked
    }

    /// The address of a page of this question's answer.
    #[must_use]
    pub fn address(&self, page: usize) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        let mut put = |name: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                out.append_pair(name, &value);
            }
        };
        put("q", Some(self.text.clone()));
        put("bidang", self.field.map(|one| one.as_str().to_owned()));
        put("cara", self.mode.map(|one| one.as_str().to_owned()));
        put("tingkat", self.level.map(|one| one.as_str().to_owned()));
        put("wilayah", self.area.map(area_code));
        put("harga", self.price.map(|one| one.rupiah().0.to_string()));
        put("jam", self.length.map(str::to_owned));
        put("nilai", self.rating_tenths.map(|one| one.to_string()));
        put("platform", self.platform.map(|one| one.to_string()));
        put(
            "gratis",
            (self.free == Free::WithoutEquivalent).then(|| "sembunyi".to_owned()),
        );
        put(
            "daring",
            (self.remote == Remote::Hidden).then(|| "sembunyi".to_owned()),
        );
        let sort = SORTS.iter().find(|(_, sort, _)| *sort == self.sort);
        put("urut", sort.map(|(code, ..)| (*code).to_owned()));
        put("acak", Some(self.seed_text()));
        put("halaman", (page > 1).then(|| page.to_string()));
        to(&format!("/pelatihan/?{}", out.finish()))
    }

    /// The seed as in the address.
    pub(super) fn seed_text(&self) -> String {
        format!("{:x}", self.seed.0)
    }

    /// What lets a course through.
    #[must_use]
    pub fn filters(&self) -> Filters {
        let length = LENGTHS.iter().find(|(code, ..)| Some(*code) == self.length);
        Filters {
            fields: self.field.into_iter().collect(),
            modes: self.mode.into_iter().collect(),
            levels: self.level.into_iter().collect(),
            platforms: self.platform.into_iter().collect(),
            area: self.area,
            price: self
                .price
                .and_then(|most| Some(Price::new(Rupiah(1)).ok()?..=most)),
            hours: length.and_then(|(_, hours, _)| {
                Some(Hours::new(*hours.start()).ok()?..=Hours::new(*hours.end()).ok()?)
            }),
            rating_tenths: self.rating_tenths,
            free: self.free,
            remote: self.remote,
        }
    }

    /// Whether anything but words and order is asked for.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filters() != Filters::default()
    }

    /// How many courses stand on the pages before.
    #[must_use]
    pub const fn skip(&self) -> usize {
        (self.page - 1) * PER_PAGE
    }
}

/// As people write an amount: `Rp1.500.000`, `1 500 000`.
fn price(text: &str) -> Option<Price> {
    let digits: String = text
        .trim_start_matches(['R', 'r', 'P', 'p', '.', ' '])
        .chars()
        .filter(|letter| !matches!(letter, '.' | ' '))
        .collect();
    Price::new(Rupiah(digits.parse().ok()?)).ok()
}

/// An area by its code, as in the address.
pub(crate) fn area(code: &str) -> Option<Area> {
    if let Ok(place) = Place::parse(code) {
        return Some(Area::Regency(place));
    }
    let province = provinces().find(|province| province.code == code)?;
    province.code.parse().ok().map(Area::Province)
}

/// The code of an area, as in the address.
pub(crate) fn area_code(area: Area) -> String {
    match area {
        Area::Regency(place) => place.to_string(),
        Area::Province(code) => code.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: Seed = Seed(0x1f2e);

    fn again(asked: &SearchParameters) -> SearchParameters {
        let address = asked.address(asked.page);
        let query = address.strip_prefix("/pelatihan/?").unwrap();
        SearchParameters::parse(query, SearchParameters::seed_of(query).unwrap())
    }

    #[test]
    fn a_question_travels_through_its_own_address() {
        let query = "q=kopi+%26+teh&bidang=food&cara=in_class&tingkat=basic&wilayah=3273&harga=Rp1.500.000&jam=16-30&nilai=45&platform=P01&gratis=sembunyi&daring=sembunyi&urut=harga&halaman=3";
        let asked = SearchParameters::parse(query, SEED);
        assert_eq!(again(&asked), asked);
        assert_eq!(asked.text, "kopi & teh");
        assert_eq!(asked.price.unwrap().rupiah(), Rupiah(1_500_000));
        assert_eq!((asked.page, asked.skip()), (3, 40));
        let filters = asked.filters();
        assert_eq!(filters.fields, [Field::Food]);
        assert_eq!(filters.free, Free::WithoutEquivalent);
        assert_eq!(filters.remote, Remote::Hidden);
        assert!(filters.hours.unwrap().contains(&Hours::new(30).unwrap()));
        let province = SearchParameters::parse("wilayah=32", SEED);
        assert_eq!(province.area, Some(Area::Province(32)));
        assert_eq!(again(&province), province);
    }

    #[test]
    fn what_nobody_knows_is_as_if_it_were_not_there() {
        let nothing = SearchParameters::parse("", SEED);
        for query in [
            "bidang=kopi&cara=&tingkat=9&wilayah=9999&wilayah=00&harga=murah&harga=-5&harga=0",
            "jam=3&nilai=51&platform=Tokopedia&gratis=ya&urut=acak&halaman=0&halaman=x&x=1",
            "%ff=%ff&&==&q=",
        ] {
            assert_eq!(SearchParameters::parse(query, SEED), nothing, "{query}");
        }
        assert!(!nothing.is_filtered());
        assert_eq!(SearchParameters::seed_of("acak=zz"), None);
        assert_eq!(SearchParameters::seed_of("acak=zz&acak=1F2e"), Some(SEED));
        assert_eq!(nothing.address(1), "/pelatihan/?acak=1f2e");
    }

    #[test]
    fn nothing_in_an_address_makes_it_too_long_or_goes_past_the_last_page() {
        let long = format!("q={}&halaman=99999999999", "k".repeat(5_000));
        let asked = SearchParameters::parse(&long, SEED);
        assert_eq!(asked.text.len(), TEXT_LENGTH);
        assert_eq!(asked.page, 1, "no number at all");
        assert_eq!(
            SearchParameters::parse("halaman=9999999", SEED).page,
            LAST_PAGE
        );
    }
}
