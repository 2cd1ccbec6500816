//! Which courses are found, and in which order.

use super::index::Index;
use super::matching::{Matches, matches};
use super::query::{Filters, Free, Hits, Query, Remote, Sort, Spelling};
use crate::catalogue::{Course, Mode, Price, Rating};
use chrono::{Datelike, NaiveDate};
use std::collections::BinaryHeap;

impl Index {
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
        for (at, course) in (0_u32..).zip(self.catalogue().courses()) {
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
                .filter_map(|(.., at)| self.catalogue().courses().get(*at as usize))
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
