//! Numbers that look random and are always the same: `SplitMix64` from a seed, a
//! stream for each thing that is made, so that one more course changes no other.

use crate::catalogue::mix::mix;

/// The step between two numbers of a stream: 2^64 over the golden ratio, odd.
const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// A stream of numbers.
pub struct Stream(u64);

/// What a stream is for.
#[derive(Clone, Copy)]
pub enum About {
    Institution = 1,
    Course = 2,
    Employer = 3,
    Vacancy = 4,
}

impl Stream {
    /// The stream for the thing of this kind and number.
    pub fn new(seed: u64, about: About, number: u32) -> Self {
        Self(mix(
            mix(seed.wrapping_add(about as u64)).wrapping_add(u64::from(number))
        ))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        mix(self.0)
    }

    /// Below a bound; the bias of the remainder is below 1 in 10^9. Zero for zero.
    pub fn below(&mut self, bound: u32) -> u32 {
        let drawn = self.next().checked_rem(u64::from(bound));
        u32::try_from(drawn.unwrap_or_default()).unwrap_or_default()
    }

    /// From the first to the last, both included.
    pub fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// The middle one of three: numbers in the middle are likelier.
    pub fn around(&mut self, first: u32, last: u32) -> u32 {
        let mut three = [0; 3].map(|_| self.between(first, last));
        three.sort_unstable();
        let [_, middle, _] = three;
        middle
    }

    /// Whether something happens that happens in so many of a hundred cases.
    pub fn percent(&mut self, chance: u32) -> Chance {
        if self.below(100) < chance {
            Chance::Yes
        } else {
            Chance::No
        }
    }

    /// One of a list; nothing of an empty one.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let bound = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(usize::try_from(self.below(bound)).unwrap_or_default())
    }

    /// One of a list, each as likely as its weight says.
    pub fn weighted<'a, T>(&mut self, list: &'a [(T, u32)]) -> Option<&'a T> {
        let total = list.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        list.iter().find_map(|(one, weight)| {
            let hit = left < *weight;
            left = left.saturating_sub(*weight);
            hit.then_some(one)
        })
    }
}

/// What a throw of the dice says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Chance {
    Yes,
    No,
}
