//! Seats and purchases, two objects that are asked one after the other: whatever is cut off,
//! repeated or late, as many seats are held as are bought.

use super::{BALANCE, SESSION, begin, given_back, offer, order, reserve, signed_in, stands};
use crate::award::registrant::tests::drawn;
use crate::purchase::registrant::{BeginPurchase, CancelPurchase, Reserve};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{ask, at, own};
use crate::sql::Moment;
use crate::sql::tests::Native;
use chrono::TimeDelta;
use domain::messages::Code;
use domain::purchase::{CourseCode, Offer, PurchaseId, ScheduleCode, Seats};
use proptest::{collection, prelude::*};
use std::collections::BTreeMap;

fn of_course(course: &str) -> Offer {
    Offer {
        course: CourseCode::parse(course).unwrap(),
        schedule: Some(ScheduleCode::parse(&format!("{course}-1")).unwrap()),
        ..offer()
    }
}

fn begin_of(
    store: &Store<Native>,
    key: &str,
    course: &str,
    now: Moment,
) -> Result<PurchaseId, Code> {
    signed_in(store, now);
    ask(store, BeginPurchase(order(key, of_course(course), now)))
}

#[test]
fn a_key_that_is_taken_holds_no_seat_of_another_course() {
    let store = drawn();
    let now = at(8000);
    let bought = reserve(&store, "key", now).unwrap();
    let other = |now| begin_of(&store, "key", "K00002", now);
    assert_eq!(other(now), Err(Code::IdempotencyKeyReused));
    ask(&store, own(SESSION, now, CancelPurchase { id: bought.id })).unwrap();
    assert_eq!(other(now), Err(Code::IdempotencyKeyReused));
}

#[test]
fn another_schedule_may_be_chosen_after_a_try_that_was_cut_off_and_both_seats_go_back() {
    let store = drawn();
    let now = at(8000);
    begin(&store, "key", now).unwrap();
    begin_of(&store, "key", "K00002", now).unwrap();
    let up = now + TimeDelta::minutes(5);
    assert_eq!(given_back(&store, up), 2);
    for course in ["K00001", "K00002"] {
        let late = begin_of(&store, "key", course, up);
        assert_eq!(late, Err(Code::IdempotencyKeyReused), "{course} goes back");
    }
}

#[test]
fn a_seat_whose_time_was_up_between_the_two_steps_is_nobodys() {
    let store = drawn();
    let now = at(8000);
    begin(&store, "key", now).unwrap();
    given_back(&store, now + TimeDelta::minutes(5));
    let late = ask(&store, Reserve(order("key", offer(), now)));
    assert_eq!(late.map(drop), Err(Code::IdempotencyKeyReused));
    assert_eq!(stands(&store), [BALANCE, 0, 0]);
}

/// What one try at buying has come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Begins,
    Holds,
    Reserves,
}

/// Two courses of two seats each and the shard of one buyer, whose tries are cut off
/// anywhere and begun again.
struct Market {
    store: Store<Native>,
    seats: BTreeMap<String, Seats>,
    now: Moment,
}

const COURSES: [&str; 2] = ["K00001", "K00002"];
const KEYS: [&str; 3] = ["a", "b", "c"];
const CAPACITY: u32 = 2;

impl Market {
    fn new() -> Self {
        let full = COURSES.map(|course| (course.to_owned(), Seats::new(CAPACITY)));
        Self {
            store: drawn(),
            seats: full.into(),
            now: at(8000),
        }
    }

    /// The next step of a try; where it stands then. Whatever is refused ends it.
    fn step(&mut self, key: &str, course: &str, stage: Stage) -> Stage {
        signed_in(&self.store, self.now);
        let order = order(key, of_course(course), self.now);
        let id = self.store.purchase_id(1, key).unwrap();
        let passed = match stage {
            Stage::Begins => ask(&self.store, BeginPurchase(order)).is_ok(),
            Stage::Holds => self.seats.get_mut(course).unwrap().reserve(&id).is_ok(),
            Stage::Reserves => ask(&self.store, Reserve(order)).is_ok(),
        };
        match (stage, passed) {
            (Stage::Begins, true) => Stage::Holds,
            (Stage::Holds, true) => Stage::Reserves,
            _ => Stage::Begins,
        }
    }

    fn cancels(&self, key: &str) {
        let id = self.store.purchase_id(1, key).unwrap();
        signed_in(&self.store, self.now);
        drop(ask(
            &self.store,
            own(SESSION, self.now, CancelPurchase { id }),
        ));
    }

    /// The shard sees to what is due. Where it is killed before it has noted that a seat was
    /// given back, it gives it back again.
    fn hands_over(&mut self, is_killed: bool) {
        let now = self.now;
        for job in self.store.due(now, 100).unwrap().jobs {
            let seat = match job.kind {
                JobKind::Expiry => {
                    self.store.expire_purchases(job.id, 1, now).unwrap();
                    continue;
                }
                JobKind::UnclaimedSeat(seat) => self.store.give_up_seat(job.id, 1, seat).unwrap(),
                JobKind::ReleaseSeat(seat) => Some(seat),
                _ => None,
            };
            let Some(seat) = seat else { continue };
            let course = self.seats.get_mut(seat.course.as_str()).unwrap();
            course.release(&seat.purchase);
            if !is_killed {
                self.store.handed_over(&[job.id], now).unwrap();
            }
        }
    }

    /// Seats that are held, by those that somebody has bought.
    fn held_and_bought(&self, course: &str) -> (u32, usize) {
        let purchases = self.store.purchases(1).unwrap();
        let live = purchases.list().iter().filter(|one| one.is_live());
        let bought = live.filter(|one| one.offer().course.as_str() == course);
        (CAPACITY - self.seats[course].left(), bought.count())
    }
}

proptest! {
    #[test]
    fn whatever_is_cut_off_and_repeated_seats_held_are_seats_bought(
        moves in collection::vec((0_usize..10, 0_usize..3, 0_usize..2), 1..80)
    ) {
        let mut market = Market::new();
        let mut tries = [[Stage::Begins; 2]; 3];
        for (what, key, course) in moves {
            match what {
                // A step of a try; most are.
                0..=4 => tries[key][course] = market.step(KEYS[key], COURSES[course], tries[key][course]),
                // The connection is lost, and the try is begun again with its key.
                5 => tries[key][course] = Stage::Begins,
                6 => market.cancels(KEYS[key]),
                7 => market.now += TimeDelta::minutes(3),
                8 => market.hands_over(false),
                _ => market.hands_over(true),
            }
            for course in COURSES {
                let (held, bought) = market.held_and_bought(course);
                prop_assert!(bought <= held as usize, "{bought} bought of {held} held");
            }
        }
        // Whatever was on its way ends.
        for _ in 0..3 {
            market.now += TimeDelta::minutes(10);
            market.hands_over(false);
        }
        for course in COURSES {
            let (held, bought) = market.held_and_bought(course);
            prop_assert_eq!(held as usize, bought, "seats of {}", course);
        }
    }
}
