//! All purchases of one participant: what is true of them together. Whether the
//! first course was bought in time, which one was completed first, and which
//! account of each platform the card is used with.

use super::binding::{AccountBinding, Bound, bind};
use super::event::{Announcement, Change, Event, EventKey, Notice, Outcome};
use super::{
    Availability, FreeEquivalent, Learning, Offer, Purchase, PurchaseId, RedeemCode, Refused, State,
};
use crate::award::{Award, spend_before};
use crate::ledger::{Account, EntryKind};
use crate::money::Rupiah;
use crate::scheme::Scheme;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person asks to buy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Made by the person's phone for this purchase.
    pub id: PurchaseId,
    /// The price that the person saw.
    pub quote: Rupiah,
    /// The offer as it is now.
    pub offer: Offer,
    /// Drawn for this purchase.
    pub code: RedeemCode,
}

/// What a reservation is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// Amounts and limits.
    pub scheme: &'a Scheme,
    /// The person's award.
    pub award: &'a Award,
    /// What stands on [`Account::TrainingBalance`].
    pub available: Rupiah,
}

/// One participant's purchases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchases {
    list: Vec<Purchase>,
    bindings: Vec<AccountBinding>,
    first_completed: Option<PurchaseId>,
}

impl Purchases {
    /// Reserves a course. The same ask again changes nothing, whatever has become
    /// of the purchase; so whoever calls this looks for the id first, holds a seat
    /// ([`super::Seats::reserve`]) for a new one, and gives it back if this refuses.
    /// A refused id is used up with its seat: another try has another id.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed.
    pub fn reserve(
        &mut self,
        ask: Ask,
        terms: Terms<'_>,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        if self.has(&ask.id, &ask.offer, ask.quote)? {
            return Ok(Outcome::UNCHANGED);
        }
        self.may_reserve(&ask.offer, ask.quote, terms, now)?;
        let expires_at = self.reservation_ends(terms, now);
        let purchase = Purchase {
            id: ask.id,
            offer: ask.offer,
            code: ask.code,
            completion: terms.scheme.completion,
            reserved_at: now,
            state: State::Reserved { expires_at },
            learning: Learning::default(),
            handled: BTreeMap::new(),
        };
        let entry = purchase.entry(
            EntryKind::Reserved,
            Account::TrainingBalance,
            Account::TrainingReserved,
        );
        self.list.push(purchase);
        Ok(Outcome {
            entries: vec![entry],
            notices: vec![
                Notice::ExpireAt { at: expires_at },
                Notice::Tell {
                    told: Announcement::Reserved { expires_at },
                },
            ],
            change: Change::Changed,
        })
    }

    /// Whether this very purchase was made before, whatever has become of it. To be asked
    /// before a seat is held: an id that is taken holds none of another course.
    ///
    /// # Errors
    /// [`Refused::KeyReused`]: the id belongs to something else.
    pub fn has(&self, id: &PurchaseId, offer: &Offer, quote: Rupiah) -> Result<bool, Refused> {
        let Some(known) = self.find(id) else {
            return Ok(false);
        };
        let same = known.offer.price == quote
            && known.offer.course == offer.course
            && known.offer.platform == offer.platform
            && known.offer.schedule == offer.schedule;
        same.then_some(true).ok_or(Refused::KeyReused)
    }

    /// Every rule of a reservation but the seat, for a page that shows a course
    /// and for [`Self::reserve`].
    ///
    /// # Errors
    /// [`Refused`]: the first rule that is not met.
    pub fn may_reserve(
        &self,
        offer: &Offer,
        quote: Rupiah,
        terms: Terms<'_>,
        now: DateTime<Utc>,
    ) -> Result<(), Refused> {
        let Terms {
            scheme,
            award,
            available,
        } = terms;
        if award.revoked_at.is_some() {
            return Err(Refused::AwardRevoked);
        }
        if !self.has_bought() && award.buy_before <= now {
            return Err(Refused::DeadlinePassed(award.buy_before));
        }
        if let Some(closes) = spend_before(scheme, award.awarded_at)
            && closes <= now
        {
            return Err(Refused::BalanceClosed(closes));
        }
        if offer.availability == Availability::Withdrawn {
            return Err(Refused::CourseWithdrawn);
        }
        if offer.price != quote {
            return Err(Refused::PriceChanged {
                old: quote,
                new: offer.price,
            });
        }
        if offer.price.0 <= 0 {
            return Err(Refused::NothingToPay);
        }
        if let FreeEquivalent::Known(course) = &offer.free_equivalent {
            return Err(Refused::FreeEquivalent(course.clone()));
        }
        if let Some(outside) = offer.outside_price
            && offer.price > outside
        {
            return Err(Refused::AboveOutsidePrice {
                price: offer.price,
                outside,
            });
        }
        if let Some(minimum) = scheme.minimum_training_hours
            && offer.hours < minimum
        {
            return Err(Refused::TooShort {
                hours: offer.hours,
                minimum,
            });
        }
        let mut live = self.list.iter().filter(|one| one.is_live());
        if live.any(|one| one.offer.course == offer.course) {
            return Err(Refused::AlreadyHeld);
        }
        if offer.price > available {
            return Err(Refused::BalanceTooLow {
                price: offer.price,
                available,
            });
        }
        Ok(())
    }

    /// No reservation outlives the deadline that it was made to meet.
    fn reservation_ends(&self, terms: Terms<'_>, now: DateTime<Utc>) -> DateTime<Utc> {
        let minutes = TimeDelta::minutes(i64::from(terms.scheme.reservation_minutes));
        let deadline = (!self.has_bought()).then_some(terms.award.buy_before);
        let closes = spend_before(terms.scheme, terms.award.awarded_at);
        [deadline, closes]
            .into_iter()
            .flatten()
            .fold(now + minutes, Ord::min)
    }

    /// Applies one event to one purchase.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed.
    pub fn apply(
        &mut self,
        id: &PurchaseId,
        key: &EventKey,
        event: Event,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        let purchase = self
            .list
            .iter_mut()
            .find(|one| one.id == *id)
            .ok_or(Refused::Unknown)?;
        let new_binding = match &event {
            // The code belongs to another platform's course.
            Event::Commit { binding, .. } if binding.platform != purchase.offer.platform => {
                return Err(Refused::Unknown);
            }
            Event::Commit { binding, .. } => match bind(&self.bindings, binding)? {
                Bound::Newly => Some(binding.clone()),
                Bound::Already => None,
            },
            _ => None,
        };
        let mut outcome = purchase.apply(key, event, now)?;
        let completed = match purchase.state {
            State::Completed { at, .. } => Some(at),
            _ => None,
        };
        if outcome.change == Change::Changed {
            self.bindings.extend(new_binding);
            if let (Some(at), None) = (completed, &self.first_completed) {
                self.first_completed = Some(id.clone());
                outcome.notices.push(Notice::FirstCompletion {
                    purchase: id.clone(),
                    at,
                });
            }
        }
        Ok(outcome)
    }

    /// Ends every reservation whose time is up, whether or not the clock's event
    /// has come. To be called before a balance is shown or spent.
    pub fn settle(&mut self, now: DateTime<Utc>) -> Outcome {
        self.list
            .iter_mut()
            .map(|purchase| purchase.settle(now))
            .fold(Outcome::UNCHANGED, Outcome::and)
    }

    /// Ends every reservation when the award is taken back, so that the whole
    /// balance can go back. What is redeemed stays redeemed.
    pub fn revoke(&mut self, now: DateTime<Utc>) -> Outcome {
        self.list
            .iter_mut()
            .map(|purchase| purchase.revoke(now))
            .fold(Outcome::UNCHANGED, Outcome::and)
    }

    /// Whether a course was ever redeemed: then the first purchase's deadline is met.
    #[must_use]
    pub fn has_bought(&self) -> bool {
        self.list.iter().any(|one| one.commit().is_some())
    }

    /// The purchase that pays incentives.
    #[must_use]
    pub const fn first_completed(&self) -> Option<&PurchaseId> {
        self.first_completed.as_ref()
    }

    /// The purchase of that id.
    #[must_use]
    pub fn find(&self, id: &PurchaseId) -> Option<&Purchase> {
        self.list.iter().find(|one| one.id == *id)
    }

    /// The purchase with that redeem code.
    #[must_use]
    pub fn find_by_code(&self, code: &RedeemCode) -> Option<&Purchase> {
        self.list.iter().find(|one| one.code == *code)
    }

    /// All of them, oldest first.
    #[must_use]
    pub fn list(&self) -> &[Purchase] {
        &self.list
    }
}
