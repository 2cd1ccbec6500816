//! Seats of one schedule, counted by whoever owns the schedule. A purchase
//! holds one seat at most, whatever is repeated and in whatever order.

use super::PurchaseId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The seats of one schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    capacity: u32,
    held: BTreeSet<PurchaseId>,
    /// Given back for good. Remembered, because a reservation that was sent
    /// again may arrive after the release.
    released: BTreeSet<PurchaseId>,
}

/// Why a purchase holds no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeatRefused {
    /// Every seat is held.
    NoneLeft,
    /// This purchase has given its seat back.
    GivenBack,
}

impl Seats {
    /// So many seats, all free.
    #[must_use]
    pub const fn new(capacity: u32) -> Self {
        Self {
            capacity,
            held: BTreeSet::new(),
            released: BTreeSet::new(),
        }
    }

    /// Holds a seat; the same purchase again holds the same one.
    ///
    /// # Errors
    /// [`SeatRefused`].
    pub fn reserve(&mut self, purchase: &PurchaseId) -> Result<(), SeatRefused> {
        if self.held.contains(purchase) {
            return Ok(());
        }
        if self.released.contains(purchase) {
            return Err(SeatRefused::GivenBack);
        }
        if self.left() == 0 {
            return Err(SeatRefused::NoneLeft);
        }
        self.held.insert(purchase.clone());
        Ok(())
    }

    /// Gives a seat back, once and for good, even before it was asked for.
    pub fn release(&mut self, purchase: &PurchaseId) {
        self.held.remove(purchase);
        self.released.insert(purchase.clone());
    }

    /// Another number of seats. Nobody who holds one loses it.
    pub const fn resize(&mut self, capacity: u32) {
        self.capacity = capacity;
    }

    /// Whether a purchase holds a seat.
    #[must_use]
    pub fn holds(&self, purchase: &PurchaseId) -> bool {
        self.held.contains(purchase)
    }

    /// Free seats.
    #[must_use]
    pub fn left(&self) -> u32 {
        let held = u32::try_from(self.held.len()).unwrap_or(u32::MAX);
        self.capacity.saturating_sub(held)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Refused;
    use super::*;
    use proptest::prelude::*;

    fn id(number: u32) -> PurchaseId {
        PurchaseId::parse(&format!("p-{number}")).unwrap()
    }

    #[test]
    fn of_two_who_want_the_last_seat_one_is_refused() {
        let mut seats = Seats::new(1);
        assert_eq!(seats.reserve(&id(1)), Ok(()));
        assert_eq!(seats.reserve(&id(2)), Err(SeatRefused::NoneLeft));
        assert_eq!(seats.reserve(&id(1)), Ok(()), "the same purchase again");
        seats.release(&id(1));
        seats.release(&id(1));
        assert_eq!(seats.left(), 1, "given back once");
        assert_eq!(seats.reserve(&id(2)), Ok(()));
    }

    #[test]
    fn a_reservation_that_arrives_after_its_release_holds_nothing() {
        let mut seats = Seats::new(1);
        seats.release(&id(1));
        assert_eq!(seats.reserve(&id(1)), Err(SeatRefused::GivenBack));
        assert_eq!(seats.left(), 1);
    }

    #[test]
    fn both_refusals_have_words_for_the_person() {
        assert_eq!(Refused::from(SeatRefused::NoneLeft), Refused::NoSeatLeft);
        assert_eq!(Refused::from(SeatRefused::GivenBack), Refused::KeyReused);
    }

    #[test]
    fn fewer_seats_take_none_away() {
        let mut seats = Seats::new(2);
        seats.reserve(&id(1)).unwrap();
        seats.reserve(&id(2)).unwrap();
        seats.resize(1);
        assert_eq!(seats.left(), 0);
        assert_eq!(seats.reserve(&id(2)), Ok(()));
        seats.release(&id(1));
        assert_eq!(seats.reserve(&id(3)), Err(SeatRefused::NoneLeft));
    }

    proptest! {
        #[test]
        fn no_order_of_messages_fills_more_seats_than_there_are(
            capacity in 0..4_u32, steps in proptest::collection::vec((0..6_u32, any::<bool>()), 0..40),
        ) {
            let mut seats = Seats::new(capacity);
            for (number, reserve) in steps {
                if reserve {
                    let _ = seats.reserve(&id(number));
                } else {
                    seats.release(&id(number));
                }
                prop_assert!(seats.held.len() <= usize::try_from(capacity).unwrap());
                prop_assert!(seats.held.is_disjoint(&seats.released));
            }
        }
    }
}
