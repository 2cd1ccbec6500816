//! Finding vacancies on the edge: by words in any order, with slips of the finger
//! where nothing fits as typed, by field and place. Whoever is found equally well is
//! shuffled by a seed: no employer has a way to a better place.

use super::{Feed, Standing, Vacancy, VacancyId};
use crate::catalogue::mix::mix;
use crate::catalogue::search::{Part, Seed, Spelling, normalise, roots, slips, words};
use crate::catalogue::{Area, Field};
use crate::messages::Locale;
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl Seed {
    /// Where a vacancy stands among equals: lower is earlier. Of its id alone;
    /// employer and pay have no way in.
    #[must_use]
    pub fn vacancy(self, id: &VacancyId) -> u64 {
        let bytes = id.as_str().bytes();
        bytes.fold(mix(self.0), |sum, byte| mix(sum ^ u64::from(byte)))
    }
}

/// 12 – more words than anybody searches by; each costs a walk over all known ones.
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
    /// Every word once, with the places of the vacancies that have it: thousands of
    /// vacancies share a few hundred words, and each question walks over these.
    words: Vec<(Box<str>, Vec<usize>)>,
}

/// A word of a question.
struct Typed {
    word: String,
    /// `menjahit` is of `jahit`, as `Penjahit` is.
    roots: Vec<String>,
}

impl Index {
    /// Reads all words of a feed.
    #[must_use]
    pub fn new(feed: Feed) -> Self {
        let mut found: BTreeMap<Box<str>, Vec<usize>> = BTreeMap::new();
        for (at, one) in feed.vacancies().iter().enumerate() {
            let text = text_of(one);
            let mut note = |word: &str| {
                let places = found.entry(word.into()).or_default();
                if places.last() != Some(&at) {
                    places.push(at);
                }
            };
            for word in words(&text) {
                note(word);
                roots(word, &mut note);
            }
        }
        let words = found.into_iter().collect();
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
        let typed: Vec<Typed> = words(&typed).take(WORDS).map(Typed::of).collect();
        let exact = self.fitting(query, &typed, Typed::begins);
        let (mut found, spelling) = if exact.is_empty() && !typed.is_empty() {
            let near = self.fitting(query, &typed, Typed::nearly_begins);
            (near, Spelling::Forgiven)
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

    fn fitting(
        &self,
        query: &Query<'_>,
        typed: &[Typed],
        fits: fn(&Typed, &str) -> bool,
    ) -> Vec<&Vacancy> {
        let all = self.feed.vacancies();
        let mut left = vec![true; all.len()];
        for word in typed {
            let mut these = vec![false; all.len()];
            let known = self.words.iter().filter(|(known, _)| fits(word, known));
            for at in known.flat_map(|(_, places)| places) {
                if let Some(this) = these.get_mut(*at) {
                    *this = true;
                }
            }
            for (left, this) in left.iter_mut().zip(these) {
                *left &= this;
            }
        }
        let Filters { field, area } = query.filters;
        let passes = |one: &Vacancy| {
            one.standing(query.today) == Standing::Open
                && field.is_none_or(|field| one.field == field)
                && area.is_none_or(|area| area.holds(one.place))
        };
        let fitting = all.iter().zip(left).filter(|(_, left)| *left);
        let fitting = fitting.map(|(one, _)| one);
        fitting.filter(|one| passes(one)).collect()
    }
}

/// Title, employer, field, contract and place; the description is not searched:
/// whoever writes more would be found more often.
fn text_of(one: &Vacancy) -> String {
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
    out
}

impl Typed {
    fn of(word: &str) -> Self {
        let mut all = vec![];
        roots(word, |root| all.push(root.to_owned()));
        Self {
            word: word.to_owned(),
            roots: all,
        }
    }

    /// Whether a known word begins so, or is of the same root.
    fn begins(&self, known: &str) -> bool {
        known.starts_with(&self.word) || self.roots.iter().any(|root| root == known)
    }

    /// The same with one slip in four to seven letters, two in more, none in less.
    fn nearly_begins(&self, known: &str) -> bool {
        let most = match self.word.chars().count() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        self.begins(known) || most > 0 && slips(&self.word, known, Part::Beginning, most).is_some()
    }
}
