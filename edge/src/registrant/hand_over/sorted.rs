//! Where each kind of work goes, and what its destination is given.

use super::super::RegistrantShard;
use super::super::outbox::Seat;
use super::super::outbox::{Job, JobKind, LeftNumber};
use super::super::store::{Store, StoreError};
use crate::certificate;
use crate::delivery::{Piece, queued};
use crate::household::{BallotEntry, Freed};
use crate::identity;
use crate::messages::{Message, News, Word};
use crate::object::ObjectSql;
use crate::payout::Payment;
use crate::review;
use crate::sql::Moment;
use domain::incentive::Discrepancy;
use std::collections::BTreeMap;

/// Work that leaves the shard, by where it goes.
#[derive(Default)]
pub(crate) struct Sorted {
    pub(crate) checks: Vec<Piece<identity::Check>>,
    pub(crate) scans: Vec<Piece<certificate::Check>>,
    pub(crate) payments: Vec<Piece<Payment>>,
    pub(crate) messages: Vec<Piece<String>>,
    pub(crate) words: Vec<Piece<String>>,
    /// By household shard.
    pub(crate) ballots: BTreeMap<u16, Vec<Piece<BallotEntry>>>,
    pub(crate) freed: BTreeMap<u16, Vec<Piece<Freed>>>,
    /// By course.
    pub(crate) seats: BTreeMap<String, Vec<Piece<Seat>>>,
    pub(crate) reviews: BTreeMap<String, Vec<Piece<review::Report>>>,
    pub(crate) dropped: Vec<Piece<Vec<String>>>,
    /// Whose.
    pub(crate) appeals: Vec<Piece<i64>>,
    /// Whose.
    pub(crate) disputes: Vec<Piece<i64>>,
    pub(crate) discrepancies: Vec<Piece<Discrepancy>>,
    pub(crate) left: Vec<Piece<LeftNumber>>,
    pub(crate) held: Vec<Piece<LeftNumber>>,
}

/// What goes elsewhere than into a queue has no size that matters.
fn piece<T>(job: i64, content: T) -> Piece<T> {
    Piece {
        job,
        content,
        bytes: 0,
    }
}

impl RegistrantShard {
    /// Does a job that is the shard's own; puts any other to what goes where it goes.
    pub(crate) fn sort(
        &self,
        store: &Store<ObjectSql>,
        Job { id, person, kind }: Job,
        sorted: &mut Sorted,
        now: Moment,
    ) -> std::result::Result<(), StoreError> {
        let shard = store.shard();
        let odd = |_| StoreError::Record;
        match kind {
            JobKind::UploadEnds(upload) => store.end_upload(id, person, &upload, now)?,
            JobKind::Closing => store.look_at_closing(id, person, now)?,
            JobKind::RedeemSoon(purchase) => {
                store.remind_of_redeeming(id, person, &purchase, now)?;
            }
            JobKind::Expiry => store.expire_purchases(id, person, now)?,
            JobKind::Instalment(instalment) => {
                store.screen_instalment(id, person, instalment, now)?;
            }
            JobKind::Survey(number) => store.open_survey(id, person, number, now)?,
            JobKind::Deadline => store.look_at_deadline(id, person, now)?,
            JobKind::Identity => {
                let check = identity::Check { shard, person };
                sorted.checks.push(queued(id, check).map_err(odd)?);
            }
            JobKind::Scan => {
                let check = certificate::Check { shard, person };
                sorted.scans.push(queued(id, check).map_err(odd)?);
            }
            JobKind::Payment(reference) => {
                let payment = Payment {
                    shard,
                    person,
                    reference,
                };
                sorted.payments.push(queued(id, payment).map_err(odd)?);
            }
            JobKind::Message(outgoing) => {
                let news = self.news(store, (id, person), &outgoing, now)?;
                // Left due, it would be looked at again at once, for ever.
                if news.messages.is_empty() && news.word.is_none() {
                    store.forget_job(id)?;
                }
                for message in news.messages {
                    let sealed = message.seal(&store.keys).map_err(odd)?;
                    sorted.messages.push(queued(id, sealed).map_err(odd)?);
                }
                sorted.word(store, id, news.word)?;
            }
            JobKind::Word(outgoing) => {
                let news = self.news(store, (id, person), &outgoing, now)?;
                match news.word {
                    None => store.forget_job(id)?,
                    word => sorted.word(store, id, word)?,
                }
            }
            JobKind::Ballot(entry) => {
                let shard = sorted.ballots.entry(entry.shard).or_default();
                shard.push(piece(id, *entry));
            }
            JobKind::Freed(one) => {
                let shard = sorted.freed.entry(one.shard).or_default();
                shard.push(piece(id, *one));
            }
            JobKind::UnclaimedSeat(seat) => {
                if let Some(seat) = store.give_up_seat(id, person, seat)? {
                    sorted.seat(id, *seat);
                }
            }
            JobKind::ReleaseSeat(seat) => sorted.seat(id, *seat),
            JobKind::Review(report) => {
                let course = report.course.as_str().to_owned();
                let course = sorted.reviews.entry(course).or_default();
                course.push(piece(id, *report));
            }
            JobKind::DropFiles(names) => sorted.dropped.push(piece(id, names)),
            JobKind::FormerEmail => store.forget_former_email(id, person, now)?,
            JobKind::Recovery => store.finish_recovery(id, person, now)?,
            JobKind::Dispute => sorted.disputes.push(piece(id, person)),
            JobKind::Appeal => sorted.appeals.push(piece(id, person)),
            JobKind::Parting(parting) => {
                let key = format!("{}-{id}-parting", self.state.id());
                let message = (&parting.outgoing, now);
                let message = Message::sms(key, message, parting.phone.as_str());
                let sealed = message.seal(&store.keys).map_err(odd)?;
                sorted.messages.push(queued(id, sealed).map_err(odd)?);
            }
            JobKind::PartingByEmail(parting) => {
                let key = format!("{}-{id}-parting", self.state.id());
                let message = (&parting.outgoing, now);
                let message = Message::email(key, message, &parting.email);
                let sealed = message.seal(&store.keys).map_err(odd)?;
                sorted.messages.push(queued(id, sealed).map_err(odd)?);
            }
            JobKind::LeaveNumber(left) => sorted.left.push(piece(id, *left)),
            JobKind::HoldNumber(held) => sorted.held.push(piece(id, *held)),
            JobKind::Discrepancy(found) => sorted.discrepancies.push(piece(id, *found)),
        }
        Ok(())
    }

    fn news(
        &self,
        store: &Store<ObjectSql>,
        (id, person): (i64, i64),
        outgoing: &domain::messages::Outgoing,
        now: Moment,
    ) -> std::result::Result<News, StoreError> {
        let contacts = store.contacts(person)?;
        let key = format!("{}-{id}", self.state.id());
        let whose = (store.shard(), person);
        Ok(News::of(&key, (outgoing, now), contacts, whose))
    }
}

impl Sorted {
    fn seat(&mut self, id: i64, seat: Seat) {
        let course = seat.course.as_str().to_owned();
        self.seats.entry(course).or_default().push(piece(id, seat));
    }

    fn word(
        &mut self,
        store: &Store<ObjectSql>,
        id: i64,
        word: Option<Word>,
    ) -> std::result::Result<(), StoreError> {
        if let Some(word) = word {
            let sealed = word.seal(&store.keys).map_err(|_| StoreError::Record)?;
            self.words
                .push(queued(id, sealed).map_err(|_| StoreError::Record)?);
        }
        Ok(())
    }
}
