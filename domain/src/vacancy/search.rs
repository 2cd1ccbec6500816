//! Finding vacancies on the edge: by words in any order, with slips of the finger
//! where nothing fits as typed, by field and place. Whoever is found equally well is
//! shuffled by a seed: no employer has a way to a better place.

use super::{Feed, Standing, Vacancy, VacancyId};
use crate::catalogue::mix::mix;
use crate::catalogue::search::{Part, Seed, Spelling, normalise, roots, slips, words};
use crate::catalogue::{Area, Field};
use crate::messages::Locale;
use chrono::NaiveDate;

impl Seed {
    /// Where a vacancy stands among equals: lower is earlier. Of its id alone;
    /// employer and pay have no way in.
    #[must_use]
    pub fn vacancy(self, id: &VacancyId) -> u64 {
        let bytes = id.as_str().bytes();
        bytes.fold(mix(self.0), |sum, byte| mix(sum ^ u64::from(byte)))
    }
}

/// 12 – more words than anybody searches by; each costs a walk over all vacancies.
const WORDS: usize = 12;

/// What lets a vacancy through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Only this field.
    pub field: Option<Field>,
    /// Only work there.
    pub area: Option<Area>,
}

/// A question.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Words as typed; none finds everything.
    pub text: &'a str,
    /// What is let through.
    pub filters: Filters,
    /// Orders what is found.
    pub seed: Seed,
    /// The day in Jakarta.
    pub today: NaiveDate,
    /// How many to pass over.
    pub skip: usize,
    /// How many to give.
    pub take: usize,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// How many fit.
    pub total: usize,
    /// Those asked for.
    pub vacancies: Vec<&'a Vacancy>,
    /// Whether words fit as they were typed.
    pub spelling: Spelling,
}

/// A feed with its words.
#[derive(Clone, Debug)]
pub struct Index {
    feed: Feed,
    /// The words of each vacancy, normalised, in the feed's order.
    words: Vec<String>,
}

impl Index {
    /// Reads all words of a feed.
    #[must_use]
    pub fn new(feed: Feed) -> Self {
        let words = feed.vacancies().iter().map(words_of).collect();
        Self { feed, words }
    }

    /// The feed.
    #[must_use]
    pub const fn feed(&self) -> &Feed {
        &self.feed
    }

    /// The vacancy with this id, whatever the day.
    #[must_use]
    pub fn vacancy(&self, id: &VacancyId) -> Option<&Vacancy> {
        let all = self.feed.vacancies();
        let at = all.binary_search_by(|one| one.id.cmp(id)).ok()?;
        all.get(at)
    }

    /// Every vacancy that is open on a day.
    pub fn open(&self, today: NaiveDate) -> impl Iterator<Item = &Vacancy> {
        let all = self.feed.vacancies().iter();
        all.filter(move |one| one.standing(today) == Standing::Open)
    }

    /// Finds open vacancies.
    #[must_use]
    pub fn search(&self, query: &Query<'_>) -> Found<'_> {
        let mut typed = String::new();
        normalise(query.text, &mut typed);
        let typed: Vec<&str> = words(&typed).take(WORDS).collect();
        let exact = self.fitting(query, |known| typed.iter().all(|word| begins(known, word)));
        let (mut found, spelling) = if exact.is_empty() && !typed.is_empty() {
            let near = |known: &str| typed.iter().all(|word| nearly(known, word));
            (self.fitting(query, near), Spelling::Forgiven)
        } else {
            (exact, Spelling::AsTyped)
        };
        found.sort_by_cached_key(|one| query.seed.vacancy(&one.id));
        Found {
            total: found.len(),
            vacancies: found
                .into_iter()
                .skip(query.skip)
                .take(query.take)
                .collect(),
            spelling,
        }
    }

    fn fitting(&self, query: &Query<'_>, fits: impl Fn(&str) -> bool) -> Vec<&Vacancy> {
        let Filters { field, area } = query.filters;
        let all = self.feed.vacancies().iter().zip(&self.words);
        all.filter(|(one, words)| {
            one.standing(query.today) == Standing::Open
                && field.is_none_or(|field| one.field == field)
                && area.is_none_or(|area| area.holds(one.place))
                && fits(words)
        })
        .map(|(one, _)| one)
        .collect()
    }
}

/// Title, employer, field, contract and place; the description is not searched:
/// whoever writes more would be found more often.
fn words_of(one: &Vacancy) -> String {
    let mut out = String::new();
    normalise(one.title.as_str(), &mut out);
    normalise(one.employer.as_str(), &mut out);
    for locale in [Locale::Id, Locale::En] {
        normalise(one.field.label(locale), &mut out);
        normalise(one.contract.label(locale), &mut out);
    }
    if let Some(regency) = one.place.regency() {
        normalise(regency.name, &mut out);
        if let Some(province) = regency.province() {
            normalise(province.name, &mut out);
        }
    }
    let mut akin = String::new();
    for word in words(&out) {
        roots(word, |root| {
            akin.push_str(root);
            akin.push(' ');
        });
    }
    out + &akin
}

/// Whether a known word begins so, or is of the same root: `menjahit` finds `Penjahit`.
fn begins(known: &str, typed: &str) -> bool {
    let mut akin = words(known).any(|word| word.starts_with(typed));
    roots(typed, |root| akin |= words(known).any(|word| word == root));
    akin
}

/// One slip in four to seven letters, two in more, none in less.
fn nearly(known: &str, typed: &str) -> bool {
    let most = match typed.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    begins(known, typed)
        || most > 0 && words(known).any(|word| slips(typed, word, Part::Beginning, most).is_some())
}
