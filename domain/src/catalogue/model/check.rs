//! The rules that a course keeps by itself, whichever scheme pays for it
//! (Permenko 11/2020, art. 29–30). Hours that a scheme asks for are judged when
//! somebody buys.

use super::{Course, Likeness, PlatformId, choice::Venue};

/// A rule that a course breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A platform asks more than the public pays outside.
    AboveOutsidePrice(PlatformId),
    /// A platform offers it twice.
    PlatformTwice(PlatformId),
    /// A platform's earlier prices are not in the order of their days.
    EarlierPricesOrder(PlatformId),
    /// It is for sale although the same course is to be had for nothing.
    IdenticalToFree,
    /// Two schedules have this number.
    ScheduleTwice(u16),
    /// This schedule ends before it starts.
    EndsBeforeStart(u16),
    /// This schedule is held in a room and does not say where.
    PlaceMissing(u16),
    /// This schedule has a place although nobody goes anywhere.
    PlaceNeedless(u16),
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AboveOutsidePrice(at) => write!(f, "{at} asks more than the outside price"),
            Self::PlatformTwice(at) => write!(f, "{at} offers it twice"),
            Self::EarlierPricesOrder(at) => write!(f, "earlier prices of {at} are out of order"),
            Self::IdenticalToFree => f.write_str("the same course is free elsewhere"),
            Self::ScheduleTwice(number) => write!(f, "schedule {number} is there twice"),
            Self::EndsBeforeStart(number) => write!(f, "schedule {number} ends before it starts"),
            Self::PlaceMissing(number) => write!(f, "schedule {number} needs a place"),
            Self::PlaceNeedless(number) => write!(f, "schedule {number} has no use for a place"),
        }
    }
}

impl std::error::Error for Broken {}

impl Course {
    /// Every rule that it breaks.
    #[must_use]
    pub fn check(&self) -> Vec<Broken> {
        let mut broken = vec![];
        for (index, offer) in self.offers.iter().enumerate() {
            let at = offer.platform;
            if offer.price > self.outside_price {
                broken.push(Broken::AboveOutsidePrice(at));
            }
            if self.offers.iter().take(index).any(|one| one.platform == at) {
                broken.push(Broken::PlatformTwice(at));
            }
            if !offer
                .earlier
                .is_sorted_by(|one, next| one.since < next.since)
            {
                broken.push(Broken::EarlierPricesOrder(at));
            }
        }
        let free = self.free_equivalent.as_ref();
        if free.is_some_and(|free| free.likeness == Likeness::Identical) && !self.offers.is_empty()
        {
            broken.push(Broken::IdenticalToFree);
        }
        for (index, schedule) in self.schedules.iter().enumerate() {
            let number = schedule.number;
            let before = || self.schedules.iter().take(index);
            if before().any(|one| one.number == number) {
                broken.push(Broken::ScheduleTwice(number));
            }
            if schedule.ends < schedule.starts {
                broken.push(Broken::EndsBeforeStart(number));
            }
            match (self.mode.venue(), schedule.place) {
                (Venue::Place, None) => broken.push(Broken::PlaceMissing(number)),
                (Venue::Nowhere, Some(_)) => broken.push(Broken::PlaceNeedless(number)),
                (Venue::Place, Some(_)) | (Venue::Nowhere, None) => {}
            }
        }
        broken
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use crate::catalogue::testing;
    use crate::money::Rupiah;

    fn broken(change: impl FnOnce(&mut Course)) -> Vec<Broken> {
        let mut course = testing::barista();
        change(&mut course);
        course.check()
    }

    #[test]
    fn a_course_in_order_breaks_nothing() {
        assert_eq!(broken(|_| ()), []);
    }

    #[test]
    fn no_platform_may_ask_more_than_the_public_pays_outside() {
        let at = PlatformId::numbered(2).unwrap();
        assert_eq!(
            broken(|course| course.outside_price = Price::new(Rupiah(480_000)).unwrap()),
            [Broken::AboveOutsidePrice(at)]
        );
        assert_eq!(
            broken(|course| course.outside_price = Price::new(Rupiah(500_000)).unwrap()),
            []
        );
    }

    #[test]
    fn a_course_that_is_free_elsewhere_is_not_sold_and_a_similar_one_is_flagged_only() {
        let free = |likeness| {
            Some(FreeEquivalent {
                likeness,
                at: Title::parse("Dasar kopi, balai terbuka").unwrap(),
            })
        };
        assert_eq!(
            broken(|course| course.free_equivalent = free(Likeness::Identical)),
            [Broken::IdenticalToFree]
        );
        assert_eq!(
            broken(|course| course.free_equivalent = free(Likeness::Similar)),
            []
        );
        assert_eq!(
            broken(|course| {
                course.free_equivalent = free(Likeness::Identical);
                course.offers.clear();
            }),
            []
        );
    }

    #[test]
    fn what_is_held_in_a_room_says_where_and_nothing_else_does() {
        assert_eq!(
            broken(|course| course.schedules[0].place = None),
            [Broken::PlaceMissing(1)]
        );
        assert_eq!(
            broken(|course| course.mode = Mode::Webinar),
            [Broken::PlaceNeedless(1)]
        );
    }

    #[test]
    fn doubles_and_wrong_orders_are_all_named_at_once() {
        let twice = |course: &mut Course| {
            course.offers.push(course.offers[0].clone());
            course.schedules.push(course.schedules[0]);
            course.schedules[0].ends = course.schedules[0].starts.pred_opt().unwrap();
            let earlier = course.offers[0].earlier[0];
            course.offers[0].earlier.push(earlier);
        };
        let at = PlatformId::numbered(1).unwrap();
        assert_eq!(
            broken(twice),
            [
                Broken::EarlierPricesOrder(at),
                Broken::PlatformTwice(at),
                Broken::EndsBeforeStart(1),
                Broken::ScheduleTwice(1)
            ]
        );
    }
}
