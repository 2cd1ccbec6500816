//! What somebody asks of the list, as it stands in the address: read kindly, so that
//! whatever nobody knows is as if it were not there, and written back in one spelling.
//! The API asks in the same way, with English names.

use super::{PATH, PER_PAGE};
use crate::catalogue::search_parameters::{TEXT_LENGTH, area, area_code, pairs};
use crate::ui::to;
use chrono::NaiveDate;
use domain::catalogue::search::Seed;
use domain::catalogue::{Area, Field};
use domain::vacancy::{Filters, MOST_VACANCIES, Query};

/// Pages beyond this have nothing on them.
const LAST_PAGE: usize = MOST_VACANCIES.div_ceil(PER_PAGE);

/// A question to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchParameters {
    /// Words.
    pub text: String,
    /// Field of work.
    pub field: Option<Field>,
    /// Where one would work.
    pub area: Option<Area>,
    /// For whom.
    pub seed: Seed,
    /// Page, from 1.
    pub page: usize,
}

impl SearchParameters {
    /// The person's seed, if the address has one.
    #[must_use]
    pub fn seed_of(query: &str) -> Option<Seed> {
        pairs(query)
            .filter(|(name, _)| matches!(name.as_str(), "acak" | "seed"))
            .find_map(|(_, value)| u64::from_str_radix(&value, 16).ok())
            .map(Seed)
    }

    /// Reads an address; of a value that is there twice, the first that is known.
    #[must_use]
    pub fn parse(query: &str, seed: Seed) -> Self {
        let mut asked = Self {
            text: String::new(),
            field: None,
            area: None,
            seed,
            page: 1,
        };
        for (name, value) in pairs(query) {
            let value = value.as_str();
            match name.as_str() {
                "q" if asked.text.is_empty() => {
                    asked.text = value.chars().take(TEXT_LENGTH).collect();
                }
                "bidang" | "field" => asked.field = asked.field.or(Field::parse(value).ok()),
                "wilayah" | "place" => asked.area = asked.area.or_else(|| area(value)),
                "halaman" | "page" => {
                    let page = usize::try_from(value.parse::<u32>().unwrap_or(1));
                    asked.page = page.unwrap_or(LAST_PAGE).clamp(1, LAST_PAGE);
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
        put("wilayah", self.area.map(area_code));
        put("acak", Some(self.seed_text()));
        put("halaman", (page > 1).then(|| page.to_string()));
        to(&format!("{PATH}?{}", out.finish()))
    }

    /// The seed as in the address.
    #[must_use]
    pub fn seed_text(&self) -> String {
        format!("{:x}", self.seed.0)
    }

    /// Whether anything but words is asked for.
    #[must_use]
    pub const fn is_filtered(&self) -> bool {
        self.field.is_some() || self.area.is_some()
    }

    /// The question on a day in Jakarta.
    #[must_use]
    pub fn query(&self, today: NaiveDate) -> Query<'_> {
        Query {
            text: &self.text,
            filters: Filters {
                field: self.field,
                area: self.area,
            },
            seed: self.seed,
            today,
            skip: (self.page - 1) * PER_PAGE,
            take: PER_PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_travels_through_its_own_address() {
        let asked = SearchParameters::parse(
            "q=juru+masak+%26+kue&bidang=food&wilayah=3273&halaman=3",
            Seed(0x1f2e),
        );
        let address = asked.address(asked.page);
        let query = address.strip_prefix("/lowongan/?").unwrap();
        assert_eq!(
            SearchParameters::parse(query, SearchParameters::seed_of(query).unwrap()),
            asked
        );
        let api = "q=juru+masak+%26+kue&field=food&place=3273&page=3";
        assert_eq!(SearchParameters::parse(api, Seed(0x1f2e)), asked);
        assert_eq!(asked.query("2026-11-24".parse().unwrap()).skip, 40);
    }

    #[test]
    fn what_nobody_knows_is_as_if_it_were_not_there() {
        let nothing = SearchParameters::parse("", Seed(1));
        for query in [
            "bidang=kopi&wilayah=9999&halaman=0&halaman=x&x=1",
            "%ff=%ff&&==&q=",
        ] {
            assert_eq!(SearchParameters::parse(query, Seed(1)), nothing, "{query}");
        }
        assert!(!nothing.is_filtered());
        assert_eq!(
            SearchParameters::parse("halaman=4000000000", Seed(1)).page,
            LAST_PAGE
        );
    }
}
