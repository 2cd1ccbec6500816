//! A seat between the two steps of buying, as the outbox keeps it: it waits for its
//! purchase, and when its time is up it goes back, and no purchase can come any more.

use super::Order;
use crate::registrant::outbox::{JobKind, Seat};
use crate::registrant::store::{Store, StoreError};
use crate::sql::Sql;
use chrono::TimeDelta;
use domain::purchase::PurchaseId;

/// A seat that was held for a purchase which never came is given back after this.
pub(super) const SEAT_WAITS: TimeDelta = TimeDelta::minutes(5);

/// A seat between the two steps of buying.
pub(super) enum Waiting {
    /// It may be held, until this job is due.
    Held(i64),
    /// It is on its way back: nobody can claim it, nor hold it anew for this purchase.
    GoesBack,
    /// There is none.
    Nothing,
}

impl Order {
    /// The seat that this is for, if its course is held on a schedule.
    pub(super) fn seat(&self, purchase: &PurchaseId) -> Option<Box<Seat>> {
        let schedule = self.offer.schedule.clone()?;
        Some(Box::new(Seat {
            course: self.offer.course.clone(),
            schedule,
            purchase: purchase.clone(),
        }))
    }
}

impl<S: Sql> Store<S> {
    /// The time of a seat that was held is up: the one that is to be given back, if no
    /// purchase came for it. From here on none can come.
    pub fn give_up_seat(
        &self,
        id: i64,
        person: i64,
        seat: Box<Seat>,
    ) -> Result<Option<Box<Seat>>, StoreError> {
        let purchases = self.purchases(person)?;
        let claimed = purchases.find(&seat.purchase).is_some_and(|one| {
            let offer = one.offer();
            offer.course == seat.course && offer.schedule.as_ref() == Some(&seat.schedule)
        });
        if claimed {
            self.forget_job(id)?;
            return Ok(None);
        }
        self.turn_into(id, person, &JobKind::ReleaseSeat(seat.clone()))?;
        Ok(Some(seat))
    }

    /// What the outbox knows of a seat for a purchase that has not come yet. One of another
    /// schedule, begun under the same key, goes back by itself.
    pub(super) fn waiting(&self, person: i64, wanted: &Seat) -> Result<Waiting, StoreError> {
        for job in self.jobs_of(person)? {
            match job.kind {
                JobKind::UnclaimedSeat(seat) if *seat == *wanted => {
                    return Ok(Waiting::Held(job.id));
                }
                JobKind::ReleaseSeat(seat) if *seat == *wanted => return Ok(Waiting::GoesBack),
                _ => {}
            }
        }
        Ok(Waiting::Nothing)
    }
}
