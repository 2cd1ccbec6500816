//! What a participant buys, as the shard keeps it: all purchases of a person in
//! one sealed record, the money in the book, and what follows in the outbox, in
//! one transaction. What events do is decided in `domain::purchase`.

mod seat;

use crate::challenge::ShownCode;
use crate::crypto::Purpose;
use crate::object::Transaction;
use crate::registrant::outbox::{JobKind, Seat};
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use chrono::TimeDelta;
use domain::award::Award;
use domain::incentive::Fact;
use domain::messages::{Code, Outgoing};
use domain::money::Rupiah;
use domain::purchase::{
    Announcement, Ask, Change, Event, EventKey, Notice, Offer, Outcome as Follows, Purchase,
    PurchaseId, PurchaseView, Purchases, RedeemCode, Refused, Terms,
};
use domain::scheme::Scheme;
use seat::{SEAT_WAITS, Waiting};
use serde::{Deserialize, Serialize};

/// Who buys, and what shows that they want to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Buyer {
    /// Whoever is signed in with this session.
    Session(String),
    /// The holder of this card, who reads a code out at an institution's desk. Its
    /// digest is of all that it agrees to, too.
    Desk { card_hash: String, code: ShownCode },
}

impl<S: Sql> Store<S> {
    pub(crate) fn purchases(&self, person: i64) -> Result<Purchases, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM purchases WHERE person = ?",
            &[person.into()],
        )?;
        match row {
            Some(row) => self.unseal("purchases", person, row.text(0)?),
            None => Ok(Purchases::default()),
        }
    }

    /// What the account shows of them, newest first.
    pub(crate) fn shown_purchases(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Vec<PurchaseView>, StoreError> {
        let purchases = self.purchases(person)?;
        Ok(purchases
            .list()
            .iter()
            .rev()
            .map(|one| PurchaseView::of(one, now))
            .collect())
    }

    /// Reservations whose time is up end.
    pub fn expire_purchases(&self, id: i64, person: i64, now: Moment) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let mut purchases = self.purchases(person)?;
            let follows = purchases.settle(now);
            self.follow(person, &purchases, follows, now)?;
            Ok(self.forget_job(id)?)
        })
    }

    /// Stores purchases with all that follows from an event.
    pub(crate) fn follow(
        &self,
        person: i64,
        purchases: &Purchases,
        follows: Follows,
        now: Moment,
    ) -> Result<(), StoreError> {
        if follows.change == Change::Unchanged {
            return Ok(());
        }
        self.write(person, follows.entries, now)?;
        self.sql.run(
            "INSERT INTO purchases VALUES (?, ?)
             ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
            &[
                person.into(),
                self.seal("purchases", person, purchases)?.into(),
            ],
        )?;
        for notice in follows.notices {
            match notice {
                Notice::ExpireAt { at } => self.put_out(person, &JobKind::Expiry, at)?,
                Notice::ReleaseSeat { schedule, purchase } => {
                    let course = purchases
                        .find(&purchase)
                        .map(|one| one.offer().course.clone())
                        .ok_or(StoreError::Record)?;
                    let seat = Seat {
                        course,
                        schedule,
                        purchase,
                    };
                    self.put_out(person, &JobKind::ReleaseSeat(Box::new(seat)), now)?;
                }
                Notice::Tell { told } => {
                    if let Some(message) = message(told) {
                        self.put_out(person, &JobKind::Message(message), now)?;
                    }
                }
                Notice::FirstCompletion { purchase, at } => {
                    self.note(person, "first_completed", now)?;
                    self.learn(person, Fact::FirstCompletion { purchase, at }, now)?;
                }
            }
        }
        // Money that came back after all goes where it belongs.
        self.settle_revocation(person, now)?;
        self.close_balance(person, now)
    }

    fn buyer(&self, buyer: &Buyer, now: Moment) -> Result<Outcome<(i64, Award)>, StoreError> {
        let person = match buyer {
            Buyer::Session(hash) => self.signed_in(hash, now)?,
            Buyer::Desk { card_hash, code } => match self.agreed(card_hash, code)? {
                Outcome::Done(person) => Some(person),
                Outcome::Refused(code, params) => return Ok(Outcome::Refused(code, params)),
            },
        };
        let Some(person) = person else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        Ok(match self.award(person)? {
            Some(award) => Outcome::Done((person, award)),
            None => Outcome::refused(Code::PurchaseNoAward),
        })
    }

    /// Who orders, with which award, and what the purchase is called.
    fn ordered(&self, order: &Order) -> Performed<(i64, Award, PurchaseId)> {
        Ok(match self.buyer(&order.buyer, order.now)? {
            Outcome::Done((person, award)) => {
                let id = self.purchase_id(person, &order.key)?;
                Outcome::Done((person, award, id))
            }
            Outcome::Refused(code, params) => Outcome::Refused(code, params),
        })
    }

    pub(crate) fn scheme_of(&self, award: &Award) -> Result<Scheme, StoreError> {
        Scheme::find(award.scheme.as_str()).map_err(|_| StoreError::Record)
    }

    /// The same key of the same person always names the same purchase, and
    /// nobody else's key ever does.
    fn purchase_id(&self, person: i64, key: &str) -> Result<PurchaseId, StoreError> {
        let digest = self.keys.digest(
            Purpose::Purchase,
            &[&self.shard.to_string(), &person.to_string(), key],
        );
        PurchaseId::parse(&data_encoding::HEXLOWER.encode(&digest.half()))
            .map_err(|_| StoreError::Record)
    }

    /// Draws until the code's own hash falls into this shard: the code alone
    /// leads a platform's call here.
    fn fresh_code(&self) -> Result<(RedeemCode, String), StoreError> {
        loop {
            let bits = u128::from(self.random()?) << 64 | u128::from(self.random()?);
            let [code @ .., _, _, _, _, _, _] = bits.to_be_bytes();
            let code = RedeemCode::from_random(code);
            let digest = self.keys.digest(Purpose::RedeemCode, &[code.as_str()]);
            if digest.shard(self.shards) == self.shard {
                return Ok((code, digest.text()));
            }
        }
    }

    pub(crate) fn refuse<T>(&self, person: i64, refused: &Refused) -> Performed<T> {
        let zone = self.person(person)?.0.zone;
        Ok(Outcome::Refused(refused.code(), refused.params(zone)))
    }
}

/// What somebody buys, and at which price. Both steps of buying say the same.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Order {
    pub buyer: Buyer,
    pub key: String,
    pub offer: Offer,
    pub quote: Rupiah,
    pub now: Moment,
}

/// The first step of buying: whether this person may, and the id under which a seat is
/// held. Should the second never come, the seat is given back.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginPurchase(pub Order);

impl<S: Sql> Transaction<Store<S>> for BeginPurchase {
    type Answer = Outcome<PurchaseId>;

    fn execute(self, store: &Store<S>) -> Performed<PurchaseId> {
        let (person, award, id) = match store.ordered(&self.0)? {
            Outcome::Done(known) => known,
            Outcome::Refused(code, params) => return Ok(Outcome::Refused(code, params)),
        };
        let Order {
            offer, quote, now, ..
        } = &self.0;
        let purchases = store.purchases(person)?;
        match purchases.has(&id, offer, *quote) {
            Ok(true) => return Ok(Outcome::Done(id)),
            Ok(false) => {}
            Err(refused) => return store.refuse(person, &refused),
        }
        let scheme = store.scheme_of(&award)?;
        let terms = Terms {
            scheme: &scheme,
            award: &award,
            available: award.balance,
        };
        if let Err(refused) = purchases.may_reserve(offer, *quote, terms, *now) {
            return store.refuse(person, &refused);
        }
        if let Some(seat) = self.0.seat(&id) {
            let until = *now + SEAT_WAITS;
            match store.waiting(person, &seat)? {
                Waiting::Held(job) => store.again_at(job, until)?,
                Waiting::GoesBack => return store.refuse(person, &Refused::KeyReused),
                Waiting::Nothing => {
                    store.put_out(person, &JobKind::UnclaimedSeat(seat), until)?;
                }
            }
        }
        Ok(Outcome::Done(id))
    }
}

/// The second step: the price is put aside and the code made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reserve(pub Order);

impl<S: Sql> Transaction<Store<S>> for Reserve {
    type Answer = Outcome<PurchaseView>;

    fn execute(self, store: &Store<S>) -> Performed<PurchaseView> {
        let (person, award, id) = match store.ordered(&self.0)? {
            Outcome::Done(known) => known,
            Outcome::Refused(code, params) => return Ok(Outcome::Refused(code, params)),
        };
        let seat = self.0.seat(&id);
        let Order {
            offer, quote, now, ..
        } = self.0;
        let scheme = store.scheme_of(&award)?;
        let terms = Terms {
            scheme: &scheme,
            award: &award,
            available: award.balance,
        };
        let mut purchases = store.purchases(person)?;
        let waiting = match &seat {
            Some(seat) => store.waiting(person, seat)?,
            None => Waiting::Nothing,
        };
        let is_held = matches!(waiting, Waiting::Held(_));
        // Its time may have come between the two steps.
        if seat.is_some() && !is_held && purchases.find(&id).is_none() {
            return store.refuse(person, &Refused::KeyReused);
        }
        let (code, code_hash) = store.fresh_code()?;
        let ask = Ask {
            id: id.clone(),
            quote,
            offer,
            code,
        };
        let follows = match purchases.reserve(ask, terms, now) {
            Ok(follows) => follows,
            Err(refused) => return store.refuse(person, &refused),
        };
        if follows.change == Change::Changed {
            if let Waiting::Held(job) = waiting {
                store.forget_job(job)?;
            }
            store.sql.run(
                "INSERT INTO redeem_code VALUES (?, ?, ?)",
                &[code_hash.into(), person.into(), id.as_str().into()],
            )?;
            store.note(person, "course_reserved", now)?;
            let ends = purchases.find(&id).and_then(Purchase::expires_at);
            let before = TimeDelta::hours(i64::from(scheme.reminders.reservation_hours));
            if let Some(due) = ends.map(|at| at - before).filter(|due| now < *due) {
                store.put_out(person, &JobKind::RedeemSoon(id.clone()), due)?;
            }
        }
        store.follow(person, &purchases, follows, now)?;
        shown(&purchases, &id, now)
    }
}

/// The person changes their mind.
#[derive(Debug, Serialize, Deserialize)]
pub struct CancelPurchase {
    pub id: PurchaseId,
}

impl<S: Sql> Personal<S> for CancelPurchase {
    type Answer = PurchaseView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<PurchaseView> {
        let id = &self.id;
        let key = EventKey::parse("cancel").map_err(|_| StoreError::Record)?;
        let mut purchases = store.purchases(person)?;
        match purchases.apply(id, &key, Event::Cancel, now) {
            Ok(follows) => store.follow(person, &purchases, follows, now)?,
            Err(refused) => return store.refuse(person, &refused),
        }
        shown(&purchases, id, now)
    }
}

fn shown(purchases: &Purchases, id: &PurchaseId, now: Moment) -> Performed<PurchaseView> {
    let purchase = purchases.find(id).ok_or(StoreError::Record)?;
    Ok(Outcome::Done(PurchaseView::of(purchase, now)))
}

/// What is told by message: a reservation is on the screen already.
const fn message(told: Announcement) -> Option<Outgoing> {
    Some(match told {
        Announcement::Reserved { .. } => return None,
        Announcement::Redeemed => Outgoing::CourseRedeemed,
        Announcement::Cancelled | Announcement::Withdrawn => Outgoing::CourseGivenBack,
        Announcement::Expired => Outgoing::CourseExpired,
        Announcement::Completed => Outgoing::CourseCompleted,
        Announcement::NotCompleted => Outgoing::CourseNotCompleted,
    })
}

#[cfg(test)]
pub mod tests;
