//! How many people gave a course how many stars.

use super::Stars;
use serde::{Deserialize, Serialize};

/// Ratings of one course, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Figures {
    /// How many gave 1, 2, 3, 4 and 5 stars.
    pub by_stars: [u32; 5],
}

impl Figures {
    /// Adds some of one kind.
    pub fn add(&mut self, stars: Stars, some: u32) {
        if let Some(count) = self.by_stars.get_mut(usize::from(stars.get()) - 1) {
            *count = count.saturating_add(some);
        }
    }

    /// How many gave so many stars.
    #[must_use]
    pub fn of(&self, stars: Stars) -> u32 {
        let place = usize::from(stars.get()) - 1;
        self.by_stars.get(place).copied().unwrap_or_default()
    }

    /// Everybody who rated.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.by_stars
            .iter()
            .fold(0, |sum, count| u32::saturating_add(sum, *count))
    }

    /// The mean in tenths, rounded half up; nothing where nobody rated.
    #[must_use]
    pub fn mean_tenths(&self) -> Option<u32> {
        let count = u64::from(self.count());
        let sum: u64 = Stars::ALL
            .iter()
            .map(|stars| u64::from(stars.get()) * u64::from(self.of(*stars)))
            .sum();
        let mean = (sum * 20 + count).checked_div(count * 2)?;
        u32::try_from(mean).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_rounded_half_up_and_nobody_is_no_mean() {
        let mean = |by_stars| Figures { by_stars }.mean_tenths();
        for (by_stars, expected) in [
            ([0, 0, 0, 0, 0], None),
            ([1, 0, 0, 0, 0], Some(10)),
            ([0, 0, 0, 0, 7], Some(50)),
            ([0, 0, 0, 1, 1], Some(45)),
            ([0, 0, 0, 3, 1], Some(43)),
            ([0, 0, 1, 0, 2], Some(43)),
            ([u32::MAX, 0, 0, 0, 0], Some(10)),
        ] {
            assert_eq!(mean(by_stars), expected, "{by_stars:?}");
        }
        let mut figures = Figures::default();
        figures.add(Stars::new(4).unwrap(), 2);
        assert_eq!((figures.count(), figures.mean_tenths()), (2, Some(40)));
    }
}
