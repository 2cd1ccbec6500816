//! The catalogue, ready to be searched: built once when a snapshot arrives.

use super::text::{normalise, words};
use super::vocabulary::{Collector, Groups, Target, Vocabulary};
use crate::catalogue::{Catalogue, Field, Level, Mode, Place};
use crate::messages::Locale;
use crate::region::{provinces, regencies};

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
}

/// No catalogue has four billion of anything.
fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
