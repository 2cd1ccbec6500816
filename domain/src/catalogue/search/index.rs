//! The catalogue, ready to be searched: built once when a snapshot arrives.

use super::matching::{Matches, matches};
use super::query::{Filters, Free, Hits, Query, Remote, Sort, Spelling};
use super::text::{normalise, words};
use super::vocabulary::{Collector, Groups, Target, Vocabulary};
use crate::catalogue::{Catalogue, Course, Field, Level, Mode, Place, Price, Rating};
use crate::messages::Locale;
use crate::region::{provinces, regencies};
use chrono::{Datelike, NaiveDate};
use std::collections::BinaryHeap;

/// Groups: fields first, then levels, modes, institutions and places.
const LEVELS: usize = Field::ALL.len();
const MODES: usize = LEVELS + Level::ALL.len();
const INSTITUTIONS: usize = MODES + Mode::ALL.len();

/// A catalogue with its words.
#[derive(Clone, Debug)]
pub struct Index {
    catalogue: Catalogue,
    pub(super) vocabulary: Vocabulary,
    pub(super) groups: Groups,
    places_from: u32,
}

impl Index {
    /// Reads all words of a catalogue.
    #[must_use]
    pub fn new(catalogue: Catalogue) -> Self {
        let directory = catalogue.directory();
        let places_from = number(INSTITUTIONS + directory.institutions().len());
        let mut places: Vec<Place> = catalogue
            .courses()
            .iter()
            .flat_map(|course| course.schedules.iter().filter_map(|one| one.place))
            .collect();
        places.sort_unstable();
        places.dedup();

        let mut collector = Collector::default();
        let mut buffer = String::new();
        let mut add = |text: &str, target: Target| {
            buffer.clear();
            normalise(text, &mut buffer);
            words(&buffer).for_each(|word| collector.add(word, target));
        };
        for locale in [Locale::Id, Locale::En] {
            let labels = Field::ALL.iter().map(|one| one.label(locale));
            let labels = labels.chain(Level::ALL.iter().map(|one| one.label(locale)));
            let labels = labels.chain(Mode::ALL.iter().map(|one| one.label(locale)));
            for (group, label) in (0..).zip(labels) {
                add(label, Target::Group(group));
            }
        }
        for (group, one) in (number(INSTITUTIONS)..).zip(directory.institutions()) {
            add(one.name.as_str(), Target::Group(group));
        }
        // Both are in the order of their codes, so one walk finds all names.
        let mut known = regencies();
        for (group, place) in (places_from..).zip(&places) {
            let code = place.to_string();
            if let Some(regency) = known.find(|one| one.code == code) {
                add(regency.name, Target::Group(group));
            }
            if let Some(province) = provinces().find(|one| code.starts_with(one.code)) {
                add(province.name, Target::Group(group));
            }
        }
        let mut pairs = Vec::with_capacity(catalogue.courses().len() * 5);
        for (at, course) in (0..).zip(catalogue.courses()) {
            add(course.title.as_str(), Target::Title(at));
            pairs.push((u32::from(course.field.position()), at));
            pairs.push((number(LEVELS) + u32::from(course.level.position()), at));
            pairs.push((number(MODES) + u32::from(course.mode.position()), at));
            if let Some(institution) = directory.institution_at(course.institution) {
                pairs.push((number(INSTITUTIONS + institution), at));
            }
            for place in course.schedules.iter().filter_map(|one| one.place) {
                if let Ok(place) = places.binary_search(&place) {
                    pairs.push((places_from + number(place), at));
                }
            }
        }
        Self {
            vocabulary: collector.finish(),
            groups: Groups::new(places_from + number(places.len()), pairs),
            places_from,
            catalogue,
        }
    }

    /// What is searched.
    #[must_use]
    pub const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    pub(super) fn course_count(&self) -> usize {
        self.catalogue.courses().len()
    }

    /// What a word in a group's name counts: field, level and mode before
    /// institution before place. A title's counts 4.
    pub(super) fn weight(&self, group: u32) -> u8 {
        if group >= self.places_from {
            1
        } else if group >= number(INSTITUTIONS) {
            2
        } else {
            3
        }
    }

    /// Finds courses.
    #[must_use]
    pub fn search(&self, query: &Query<'_>) -> Hits<'_> {
        let (scores, spelling) = match matches(self, query.text) {
            Matches::Everything => (None, Spelling::AsTyped),
            Matches::Scores(scores, spelling) => (Some(scores), spelling),
        };
        let wanted = query.skip.saturating_add(query.take);
        let mut total = 0;
        // The worst on top, so that most courses cost one comparison.
        let mut best: BinaryHeap<Key> = BinaryHeap::new();
        for (at, course) in (0_u32..).zip(self.catalogue.courses()) {
            let score = match &scores {
                None => 1,
                Some(scores) => scores.get(at as usize).copied().unwrap_or_default(),
            };
            if score == 0 || !passes(course, query.filters, query.today) {
                continue;
            }
            total += 1;
            let worth = u64::from(worth(course, query)) << 16 | u64::from(u16::MAX - score);
            let key = (worth, query.seed.place(course.id), at);
            if best.len() < wanted {
                best.push(key);
            } else if let Some(mut worst) = best.peek_mut()
                && key < *worst
            {
                *worst = key;
            }
        }
        let courses = best.into_sorted_vec();
        Hits {
            total,
            courses: courses
                .iter()
                .skip(query.skip)
                .filter_map(|(.., at)| self.catalogue.courses().get(*at as usize))
                .collect(),
            spelling,
        }
    }
}

/// The chosen order with relevance below it, the person's place, the course.
type Key = (u64, u64, u32);

/// Lower is earlier.
fn worth(course: &Course, query: &Query<'_>) -> u32 {
    match query.sort {
        Sort::Relevance => 0,
        Sort::Price => lowest(course, query.filters).map_or(u32::MAX, Price::get),
        Sort::Rating => course
            .rating
            .map_or(u32::MAX, |rating| 50_000 - pulled(rating)),
        Sort::SoonestStart => soonest(course, query.today).map_or(u32::MAX, |day| {
            u32::try_from(day.num_days_from_ce()).unwrap_or_default()
        }),
    }
}

/// Thousandths of a tenth of a star, pulled to 4.0 by ten votes.
fn pulled(rating: Rating) -> u32 {
    let count = u64::from(rating.count());
    let sum = u64::from(rating.tenths()) * count + 40 * 10;
    u32::try_from(sum * 1_000 / (count + 10)).unwrap_or_default()
}

fn soonest(course: &Course, today: NaiveDate) -> Option<NaiveDate> {
    if course.mode == Mode::Online && course.schedules.is_empty() {
        return Some(today);
    }
    let ahead = course.schedules.iter().map(|one| one.starts);
    ahead.filter(|day| *day >= today).min()
}

/// The least that one of the chosen platforms asks.
fn lowest(course: &Course, filters: &Filters) -> Option<Price> {
    let offers = course.offers.iter();
    offers
        .filter(|offer| filters.platforms.is_empty() || filters.platforms.contains(&offer.platform))
        .map(|offer| offer.price)
        .min()
}

fn passes(course: &Course, filters: &Filters, today: NaiveDate) -> bool {
    fn one_of<T: PartialEq>(list: &[T], one: &T) -> bool {
        list.is_empty() || list.contains(one)
    }
    let sold = || {
        let mut offers = course.offers.iter();
        (filters.platforms.is_empty() && filters.price.is_none())
            || offers.any(|offer| {
                one_of(&filters.platforms, &offer.platform)
                    && filters
                        .price
                        .as_ref()
                        .is_none_or(|range| range.contains(&offer.price))
            })
    };
    let held = |area: crate::catalogue::Area| {
        let mut schedules = course.schedules.iter();
        schedules.any(|one| one.starts >= today && one.place.is_some_and(|at| area.holds(at)))
    };
    let remote = matches!(course.mode, Mode::Online | Mode::Webinar);
    one_of(&filters.fields, &course.field)
        && one_of(&filters.modes, &course.mode)
        && one_of(&filters.levels, &course.level)
        && filters
            .hours
            .as_ref()
            .is_none_or(|range| range.contains(&course.hours))
        && filters
            .rating_tenths
            .is_none_or(|least| course.rating.is_some_and(|rating| rating.tenths() >= least))
        && match filters.free {
            Free::Either => true,
            Free::WithEquivalent => course.free_equivalent.is_some(),
            Free::WithoutEquivalent => course.free_equivalent.is_none(),
        }
        && (!remote || filters.remote == Remote::Shown)
        && sold()
        && filters.area.is_none_or(|area| remote || held(area))
}

/// No catalogue has four billion of anything.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
