//! Every word of the catalogue once, sorted, with where it stands. Flat vectors
//! instead of maps: small in bytes of program and quick to walk.

use super::distance::letters;
use super::stem::roots;

/// Where a word stands: in the title of a course, or in the name of a group of
/// courses (a field, a level, a mode, an institution, a place).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The course at this place in the catalogue.
    Title(u32),
    /// The group with this number.
    Group(u32),
}

const GROUP: u32 = 1 << 31;

/// Collects words.
#[derive(Default)]
pub struct Collector {
    letters: String,
    /// Beginning and end of each different word, in the order of arrival.
    words: Vec<(u32, u32)>,
    /// A hash table of places in `words`, one more than that; zero is free.
    slots: Vec<u32>,
    /// Word and target.
    found: Vec<(u32, u32)>,
}

impl Collector {
    /// Notes that a word stands somewhere.
    pub fn add(&mut self, word: &str, target: Target) {
        let target = match target {
            Target::Title(course) => course,
            Target::Group(group) => group | GROUP,
        };
        let word = self.intern(word);
        self.found.push((word, target));
    }

    fn intern(&mut self, word: &str) -> u32 {
        if self.slots.len() < self.words.len() * 2 + 2 {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut at = hash(word) & mask;
        loop {
            match self.slots.get(at).copied().unwrap_or_default() {
                0 => break,
                taken if self.word(taken - 1) == word => return taken - 1,
                _ => at = (at + 1) & mask,
            }
        }
        let number = length(self.words.len());
        let start = length(self.letters.len());
        self.letters.push_str(word);
        self.words.push((start, length(self.letters.len())));
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = number + 1;
        }
        number
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1_024);
        let mut slots = vec![0; size];
        for number in 0..length(self.words.len()) {
            let mut at = hash(self.word(number)) & (size - 1);
            while slots.get(at).is_some_and(|slot| *slot != 0) {
                at = (at + 1) & (size - 1);
            }
            if let Some(slot) = slots.get_mut(at) {
                *slot = number + 1;
            }
        }
        self.slots = slots;
    }

    fn word(&self, number: u32) -> &str {
        let (start, end) = self.words.get(number as usize).copied().unwrap_or_default();
        self.letters
            .get(start as usize..end as usize)
            .unwrap_or_default()
    }

    /// Sorts everything.
    pub fn finish(self) -> Vocabulary {
        let mut order: Vec<u32> = (0..length(self.words.len())).collect();
        order.sort_unstable_by_key(|number| self.word(*number));
        let mut ranks = vec![0; order.len()];
        let mut sorted = Vocabulary::default();
        for (rank, number) in (0..).zip(&order) {
            if let Some(place) = ranks.get_mut(*number as usize) {
                *place = rank;
            }
            let word = self.word(*number);
            sorted.letters.push_str(word);
            sorted.ends.push(length(sorted.letters.len()));
            sorted.sets.push(letters(word));
            roots(word, |root| sorted.roots.push((root.into(), rank)));
        }
        sorted.roots.sort_unstable();
        sorted.roots.dedup();
        let mut found: Vec<u64> = self
            .found
            .iter()
            .map(|(word, target)| {
                let rank = ranks.get(*word as usize).copied().unwrap_or_default();
                u64::from(rank) << 32 | u64::from(*target)
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        let mut rest = found.as_slice();
        for rank in 0..length(order.len()) {
            let own = rest.partition_point(|one| one >> 32 <= u64::from(rank));
            let (own, other) = rest.split_at(own);
            rest = other;
            // The lower half is the target.
            sorted.targets.extend(
                own.iter()
                    .filter_map(|one| u32::try_from(one & 0xffff_ffff).ok()),
            );
            sorted.target_ends.push(length(sorted.targets.len()));
        }
        sorted
    }
}

/// FNV-1a; only has to spread.
fn hash(word: &str) -> usize {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize
}

/// No catalogue has four billion of anything.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The part of a flat vector that belongs to one number, by where each ends.
fn part<'a, T>(all: &'a [T], ends: &[u32], number: u32) -> &'a [T] {
    let number = number as usize;
    let end = |at: usize| ends.get(at).map(|end| *end as usize);
    let start = number.checked_sub(1).and_then(end).unwrap_or_default();
    end(number)
        .and_then(|end| all.get(start..end))
        .unwrap_or_default()
}

/// All words, sorted.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    letters: String,
    ends: Vec<u32>,
    sets: Vec<u32>,
    roots: Vec<(Box<str>, u32)>,
    targets: Vec<u32>,
    target_ends: Vec<u32>,
}

impl Vocabulary {
    /// How many words.
    pub fn len(&self) -> u32 {
        length(self.ends.len())
    }

    /// The word at a place.
    pub fn word(&self, at: u32) -> &str {
        let at = at as usize;
        let end = |at: usize| self.ends.get(at).map(|end| *end as usize);
        let start = at.checked_sub(1).and_then(end).unwrap_or_default();
        end(at)
            .and_then(|end| self.letters.get(start..end))
            .unwrap_or_default()
    }

    /// The letters in each word.
    pub fn sets(&self) -> &[u32] {
        &self.sets
    }

    /// The first place whose word is not before this one.
    fn not_before(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle) < word {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Where exactly this word is.
    pub fn find(&self, word: &str) -> Option<u32> {
        let at = self.not_before(word);
        (self.word(at) == word && !word.is_empty()).then_some(at)
    }

    /// All places whose words begin so.
    pub fn beginning(&self, start: &str) -> impl Iterator<Item = u32> {
        (self.not_before(start)..self.len()).take_while(move |at| self.word(*at).starts_with(start))
    }

    /// All places whose words may have this root.
    pub fn with_root(&self, root: &str) -> impl Iterator<Item = u32> {
        self.roots_from(root)
            .take_while(move |(one, _)| **one == *root)
            .map(|(_, at)| *at)
    }

    /// All places whose words are or may have a root that begins so.
    pub fn with_root_beginning(&self, start: &str) -> impl Iterator<Item = u32> {
        self.roots_from(start)
            .take_while(move |(one, _)| one.starts_with(start))
            .map(|(_, at)| *at)
            .chain(self.beginning(start))
    }

    fn roots_from(&self, root: &str) -> impl Iterator<Item = &(Box<str>, u32)> {
        let first = self.roots.partition_point(|(one, _)| **one < *root);
        self.roots.get(first..).unwrap_or_default().iter()
    }

    /// Where the word at a place stands.
    pub fn targets(&self, at: u32) -> impl Iterator<Item = Target> {
        part(&self.targets, &self.target_ends, at)
            .iter()
            .map(|target| match target & GROUP {
                0 => Target::Title(*target),
                _ => Target::Group(target & !GROUP),
            })
    }
}

/// Which courses each group has.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    courses: Vec<u32>,
    ends: Vec<u32>,
}

impl Groups {
    /// Takes pairs of group and course, for so many groups.
    pub fn new(count: u32, mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        let ends = (0..count)
            .map(|group| length(pairs.partition_point(|(one, _)| *one <= group)))
            .collect();
        Self {
            courses: pairs.into_iter().map(|(_, course)| course).collect(),
            ends,
        }
    }

    /// The courses of a group.
    pub fn courses(&self, group: u32) -> &[u32] {
        part(&self.courses, &self.ends, group)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        // Few, but large: the table has to grow.
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn words_are_found_where_they_were_put(
            words in proptest::collection::vec(("[a-j]{1,3}", 0..50_u32), 0..1_800)
        ) {
            let mut collector = Collector::default();
            let mut expected: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
            for (word, course) in &words {
                collector.add(word, Target::Title(*course));
                expected.entry(word).or_default().push(*course);
            }
            let vocabulary = collector.finish();
            prop_assert_eq!(vocabulary.len() as usize, expected.len());
            for (at, (word, courses)) in (0..).zip(&mut expected) {
                courses.sort_unstable();
                courses.dedup();
                let courses: Vec<Target> = courses.iter().copied().map(Target::Title).collect();
                prop_assert_eq!(vocabulary.find(word), Some(at));
                prop_assert_eq!(vocabulary.targets(at).collect::<Vec<_>>(), courses);
            }
            let beginning: Vec<&str> = vocabulary.beginning("ab").map(|at| vocabulary.word(at)).collect();
            let plain: Vec<&str> = expected.keys().copied().filter(|w| w.starts_with("ab")).collect();
            prop_assert_eq!(beginning, plain);
        }
    }

    #[test]
    fn a_group_has_its_courses_and_a_group_that_is_not_there_none() {
        let groups = Groups::new(3, vec![(2, 7), (0, 1), (2, 3), (2, 7)]);
        assert_eq!(groups.courses(0), [1]);
        assert_eq!(groups.courses(1), [0; 0]);
        assert_eq!(groups.courses(2), [3, 7]);
        assert_eq!(groups.courses(3), [0; 0]);
    }
}
