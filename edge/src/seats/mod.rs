//! Seats of courses that are held on a schedule. One object counts all
//! schedules of one course, so that the last seat is given once.

use crate::object::{answer, call, question};
use crate::registrant::Seat;
use crate::sql::Outcome;
use domain::messages::Code;
use domain::purchase::{ScheduleCode, SeatRefused, Seats};
use serde::{Deserialize, Serialize};
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
}

async fn ask(env: &Env, seat: &Seat, question: &Question) -> Result<Outcome<()>> {
    let name = format!("course-{}", seat.course.as_str());
    call(&env.durable_object("SEATS")?, &name, question).await
}

/// Holds a seat for a purchase; the same purchase again holds the same seat.
pub async fn hold(env: &Env, seat: Seat, capacity: u32) -> Result<Outcome<()>> {
    let question = Question::Hold {
        seat: seat.clone(),
        capacity,
    };
    ask(env, &seat, &question).await
}

/// Gives a seat back, once and for good.
pub async fn release(env: &Env, seat: &Seat) -> Result<()> {
    ask(env, seat, &Question::Release(seat.clone())).await?;
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

impl CourseSeats {
    async fn change(
        &self,
        schedule: &ScheduleCode,
        capacity: u32,
        change: impl FnOnce(&mut Seats) -> std::result::Result<(), SeatRefused>,
    ) -> Result<Outcome<()>> {
        let storage = self.state.storage();
        let key = format!("seats {}", schedule.as_str());
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
