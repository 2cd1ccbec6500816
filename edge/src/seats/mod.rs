//! Seats of courses that are held on a schedule. One object counts all
//! schedules of one course, so that the last seat is given once. Course pages show
//! how many are left, as of a few seconds ago; whoever buys is told by the object.

use crate::object::{answer, call, question};
use crate::registrant::Seat;
use crate::sql::Outcome;
use domain::messages::Code;
use domain::purchase::{CourseCode, ScheduleCode, SeatRefused, Seats};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::HashMap;
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

/// Questions about one course's seats.
#[derive(Debug, Serialize, Deserialize)]
enum Question {
    /// Hold one of so many.
    Hold {
        seat: Seat,
        capacity: u32,
    },
    Release(Seat),
    /// How many are left of so many, for each schedule.
    Left(Vec<(ScheduleCode, u32)>),
}

async fn ask<T: for<'de> Deserialize<'de>>(
    env: &Env,
    course: &CourseCode,
    question: &Question,
) -> Result<Outcome<T>> {
    let name = format!("course-{}", course.as_str());
    call(&env.durable_object("SEATS")?, &name, question).await
}

/// 10 s – a page that many open at once asks the object once.
const REMEMBERED_MS: u64 = 10_000;
/// Courses that an isolate remembers; with more, all are asked again.
const REMEMBERED: usize = 512;

/// When, and how many were left.
type Known = (u64, Vec<u32>);

thread_local! {
    static LEFT: RefCell<HashMap<String, Known>> = RefCell::default();
}

/// How many seats are left of so many, for each schedule in its place.
pub async fn left(
    env: &Env,
    course: &CourseCode,
    schedules: Vec<(ScheduleCode, u32)>,
) -> Result<Vec<u32>> {
    let now = worker::Date::now().as_millis();
    let known = LEFT.with_borrow(|known| known.get(course.as_str()).cloned());
    if let Some((since, left)) = known
        && now.saturating_sub(since) < REMEMBERED_MS
        && left.len() == schedules.len()
    {
        return Ok(left);
    }
    let left: Vec<u32> = match ask(env, course, &Question::Left(schedules)).await? {
        Outcome::Done(left) => left,
        Outcome::Refused(..) => vec![],
    };
    LEFT.with_borrow_mut(|known| {
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(course.as_str().to_owned(), (now, left.clone()));
    });
    Ok(left)
}

/// What this isolate remembers is not true any more.
fn forget(course: &CourseCode) {
    LEFT.with_borrow_mut(|known| known.remove(course.as_str()));
}

/// Holds a seat for a purchase; the same purchase again holds the same seat.
pub async fn hold(env: &Env, seat: Seat, capacity: u32) -> Result<Outcome<()>> {
    let question = Question::Hold {
        seat: seat.clone(),
        capacity,
    };
    forget(&seat.course);
    ask(env, &seat.course, &question).await
}

/// Gives a seat back, once and for good.
pub async fn release(env: &Env, seat: &Seat) -> Result<()> {
    forget(&seat.course);
    let _: Outcome<()> = ask(env, &seat.course, &Question::Release(seat.clone())).await?;
    Ok(())
}

/// The seats of one course.
#[durable_object(fetch)]
pub struct CourseSeats {
    state: State,
}

impl DurableObject for CourseSeats {
    fn new(state: State, _env: Env) -> Self {
        Self { state }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let result = match question(&mut request).await? {
            Question::Hold { seat, capacity } => {
                self.change(&seat.schedule, capacity, |seats| {
                    seats.resize(capacity);
                    seats.reserve(&seat.purchase)
                })
                .await
            }
            Question::Left(schedules) => {
                return answer("CourseSeats", self.left(schedules).await);
            }
            Question::Release(seat) => {
                self.change(&seat.schedule, 0, |seats| {
                    seats.release(&seat.purchase);
                    Ok(())
                })
                .await
            }
        };
        answer("CourseSeats", result)
    }
}

fn key(schedule: &ScheduleCode) -> String {
    format!("seats {}", schedule.as_str())
}

impl CourseSeats {
    async fn left(&self, schedules: Vec<(ScheduleCode, u32)>) -> Result<Outcome<Vec<u32>>> {
        let storage = self.state.storage();
        let mut left = vec![];
        for (schedule, capacity) in schedules {
            let stored: Option<Seats> = storage.get(&key(&schedule)).await?;
            let mut seats = stored.unwrap_or_else(|| Seats::new(capacity));
            seats.resize(capacity);
            left.push(seats.left());
        }
        Ok(Outcome::Done(left))
    }

    async fn change(
        &self,
        schedule: &ScheduleCode,
        capacity: u32,
        change: impl FnOnce(&mut Seats) -> std::result::Result<(), SeatRefused>,
    ) -> Result<Outcome<()>> {
        let storage = self.state.storage();
        let key = key(schedule);
        let mut seats = storage
            .get(&key)
            .await?
            .unwrap_or_else(|| Seats::new(capacity));
        Ok(match change(&mut seats) {
            Ok(()) => {
                storage.put(&key, &seats).await?;
                Outcome::Done(())
            }
            Err(SeatRefused::NoneLeft | SeatRefused::GivenBack) => {
                Outcome::refused(Code::PurchaseNoSeatLeft)
            }
        })
    }
}
