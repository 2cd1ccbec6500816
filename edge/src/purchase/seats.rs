//! Seats of courses that are held on a schedule. One object counts all
//! schedules of one course, so that the last seat is given once. Course pages show
//! how many are left, as of a few seconds ago; whoever buys is told by the object.

use crate::memory::{Memory, remembered};
use crate::object::{self, Object, Operation, OperationOf, operations};
use crate::registrant::Seat;
use crate::sql::Outcome;
use domain::purchase::{CourseCode, Refused, ScheduleCode, SeatRefused, Seats};
use serde::{Deserialize, Serialize};
use worker::{Env, Result, State};

async fn ask<O: OperationOf<CourseSeats>>(
    env: &Env,
    course: &CourseCode,
    operation: &O,
) -> Result<O::Answer> {
    object::ask(env, &format!("course-{}", course.as_str()), operation).await
}

thread_local! {
    /// 10 s – a page that many open at once asks the object once. 512 courses.
    static LEFT: Memory<CourseCode, Vec<u32>> = const { Memory::new(10_000, 512) };
}

/// How many seats are left of so many, for each schedule in its place.
pub async fn left(
    env: &Env,
    course: &CourseCode,
    schedules: Vec<(ScheduleCode, u32)>,
) -> Result<Vec<u32>> {
    let wanted = schedules.len();
    let left = remembered(&LEFT, course.clone(), async || {
        ask(env, course, &CountLeft(schedules.clone())).await
    });
    let left = left.await?;
    if left.len() == wanted {
        return Ok(left);
    }
    // Another schedule was published meanwhile.
    forget(course);
    ask(env, course, &CountLeft(schedules)).await
}

/// What this isolate remembers is not true any more.
fn forget(course: &CourseCode) {
    LEFT.with(|left| left.forget(course));
}

/// Holds a seat for a purchase; the same purchase again holds the same seat.
pub async fn hold(env: &Env, seat: Seat, capacity: u32) -> Result<Outcome<()>> {
    forget(&seat.course);
    let course = seat.course.clone();
    ask(env, &course, &HoldSeat { seat, capacity }).await
}

/// Gives a seat back, once and for good.
pub async fn release(env: &Env, seat: &Seat) -> Result<()> {
    forget(&seat.course);
    ask(env, &seat.course, &ReleaseSeat(seat.clone())).await
}

/// The seats of one course.
pub struct CourseSeats {
    state: State,
}

operations!(CourseSeats: HoldSeat, ReleaseSeat, CountLeft);

/// Hold one of so many.
#[derive(Debug, Serialize, Deserialize)]
struct HoldSeat {
    seat: Seat,
    capacity: u32,
}

impl Operation<CourseSeats> for HoldSeat {
    type Answer = Outcome<()>;

    async fn perform(self, seats: &CourseSeats) -> Result<Outcome<()>> {
        let Self { seat, capacity } = self;
        let held = seats
            .change(&seat.schedule, capacity, |seats| {
                seats.resize(capacity);
                seats.reserve(&seat.purchase)
            })
            .await?;
        Ok(match held {
            Ok(()) => Outcome::Done(()),
            Err(refused) => Outcome::refused(Refused::from(refused).code()),
        })
    }
}

/// Give one back.
#[derive(Debug, Serialize, Deserialize)]
struct ReleaseSeat(Seat);

impl Operation<CourseSeats> for ReleaseSeat {
    type Answer = ();

    async fn perform(self, seats: &CourseSeats) -> Result<()> {
        let Self(seat) = self;
        let _: std::result::Result<(), SeatRefused> = seats
            .change(&seat.schedule, 0, |seats| {
                seats.release(&seat.purchase);
                Ok(())
            })
            .await?;
        Ok(())
    }
}

/// How many are left of so many, for each schedule.
#[derive(Debug, Serialize, Deserialize)]
struct CountLeft(Vec<(ScheduleCode, u32)>);

impl Operation<CourseSeats> for CountLeft {
    type Answer = Vec<u32>;

    async fn perform(self, seats: &CourseSeats) -> Result<Vec<u32>> {
        let storage = seats.state.storage();
        let mut left = vec![];
        for (schedule, capacity) in self.0 {
            let stored: Option<Seats> = storage.get(&key(&schedule)).await?;
            let mut seats = stored.unwrap_or_else(|| Seats::new(capacity));
            seats.resize(capacity);
            left.push(seats.left());
        }
        Ok(left)
    }
}

fn key(schedule: &ScheduleCode) -> String {
    format!("seats {}", schedule.as_str())
}

impl Object for CourseSeats {
    const BINDING: &'static str = "SEATS";

    fn wake(state: State, _env: Env) -> Self {
        Self { state }
    }
}

impl CourseSeats {
    async fn change(
        &self,
        schedule: &ScheduleCode,
        capacity: u32,
        change: impl FnOnce(&mut Seats) -> std::result::Result<(), SeatRefused>,
    ) -> Result<std::result::Result<(), SeatRefused>> {
        let storage = self.state.storage();
        let key = key(schedule);
        let mut seats = storage
            .get(&key)
            .await?
            .unwrap_or_else(|| Seats::new(capacity));
        let changed = change(&mut seats);
        if changed.is_ok() {
            storage.put(&key, &seats).await?;
        }
        Ok(changed)
    }
}
