//! What events do to one purchase. A refused event changes nothing; an event
//! that is known already changes nothing and is no refusal.

use super::event::{Announcement, Change, CompletionResult, Event, EventKey, Notice, Outcome};
use super::{AccountBinding, Canceller, Commit, InvoiceCode, Learning, Purchase, Refused, State};
use crate::ledger::{Account, Entry, EntryKind, Reference};
use chrono::{DateTime, Utc};

impl Purchase {
    /// Applies one event under its idempotency key.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed, and the key is free to be used again.
    pub fn apply(
        &mut self,
        key: &EventKey,
        event: Event,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        match self.handled.get(key) {
            Some(known) if *known == event => return Ok(Outcome::UNCHANGED),
            Some(_) => return Err(Refused::KeyReused),
            None => {}
        }
        let outcome = self.step(&event, now)?;
        if outcome.change == Change::Changed && !event.is_report() {
            self.handled.insert(key.clone(), event);
        }
        Ok(outcome)
    }

    /// Ends the reservation if its time is up, whoever noticed.
    pub fn settle(&mut self, now: DateTime<Utc>) -> Outcome {
        match self.state {
            State::Reserved { expires_at } if expires_at <= now => self.expired(expires_at),
            _ => Outcome::UNCHANGED,
        }
    }

    /// Ends the reservation because the award is taken back.
    pub(super) fn revoke(&mut self, now: DateTime<Utc>) -> Outcome {
        match self.state {
            State::Reserved { expires_at } if now < expires_at => {
                self.cancelled(Canceller::Programme, None, EntryKind::Released, now)
            }
            _ => self.settle(now),
        }
    }

    fn step(&mut self, event: &Event, now: DateTime<Utc>) -> Result<Outcome, Refused> {
        // What comes from the person or the clock after the time is up finds an
        // expired reservation, whether or not the clock's event has come. The
        // platform is refused instead: it must not deliver.
        let is_late = self.expires_at().is_some_and(|at| at <= now);
        match event {
            Event::Commit { invoice, binding } => self.redeem(invoice, binding, now),
            Event::Cancel | Event::CancelByPlatform | Event::Withdraw if is_late => {
                Ok(self.settle(now))
            }
            Event::Cancel => self.cancel(Canceller::Person, now),
            Event::CancelByPlatform => self.cancel(Canceller::Platform, now),
            Event::Withdraw => Ok(match self.state {
                State::Reserved { .. } => {
                    let outcome = self.give_back(EntryKind::Released, Announcement::Withdrawn);
                    self.state = State::Withdrawn { at: now };
                    outcome
                }
                _ => Outcome::UNCHANGED,
            }),
            Event::Expire => match self.state {
                State::Reserved { expires_at } if now < expires_at => {
                    Err(Refused::NotYetExpired(expires_at))
                }
                _ => Ok(self.settle(now)),
            },
            Event::Attendance {
                session,
                status,
                reported_at,
            } => {
                let sessions = self.offer.delivery.sessions().unwrap_or_default();
                if !(1..=sessions).contains(session) {
                    return Err(Refused::UnknownSession);
                }
                self.report(|learning| learning.attend(*session, *status, *reported_at))
            }
            Event::Progress {
                percent,
                reported_at,
            } => self.report(|learning| learning.progress_to(*percent, *reported_at)),
            Event::Completion { result } => self.finish(*result, now),
        }
    }

    fn redeem(
        &mut self,
        invoice: &InvoiceCode,
        binding: &AccountBinding,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        match &self.state {
            State::Reserved { expires_at } if *expires_at <= now => {
                Err(Refused::Expired(*expires_at))
            }
            State::Reserved { .. } => {
                self.state = State::Committed {
                    commit: Commit {
                        invoice: invoice.clone(),
                        binding: binding.clone(),
                        at: now,
                    },
                };
                let entry = self.entry(
                    EntryKind::Committed,
                    Account::TrainingReserved,
                    Account::TrainingFees,
                );
                Ok(Outcome {
                    entries: vec![entry],
                    notices: vec![Notice::Tell {
                        told: Announcement::Redeemed,
                    }],
                    change: Change::Changed,
                })
            }
            State::Committed { commit }
            | State::Learning { commit }
            | State::Completed { commit, .. }
            | State::NotCompleted { commit, .. } => {
                if commit.invoice != *invoice {
                    Err(Refused::AlreadyCommitted(commit.invoice.clone()))
                } else if commit.binding != *binding {
                    Err(Refused::CardOfOtherAccount)
                } else {
                    Ok(Outcome::UNCHANGED)
                }
            }
            _ => Err(self.refuse_ended()),
        }
    }

    fn cancel(&mut self, by: Canceller, now: DateTime<Utc>) -> Result<Outcome, Refused> {
        let (kind, commit) = match &self.state {
            State::Reserved { .. } => (EntryKind::Released, None),
            State::Committed { commit } => match by {
                Canceller::Platform => (EntryKind::Refunded, Some(commit.clone())),
                _ => return Err(Refused::AlreadyCommitted(commit.invoice.clone())),
            },
            State::Learning { .. } => return Err(Refused::LearningBegun),
            State::Completed { .. } | State::NotCompleted { .. } => {
                return Err(Refused::AlreadyFinished);
            }
            // The price is back already, which is all that was wanted.
            State::Cancelled { .. } | State::Expired { .. } | State::Withdrawn { .. } => {
                return Ok(Outcome::UNCHANGED);
            }
        };
        Ok(self.cancelled(by, commit, kind, now))
    }

    fn cancelled(
        &mut self,
        by: Canceller,
        commit: Option<Commit>,
        kind: EntryKind,
        now: DateTime<Utc>,
    ) -> Outcome {
        let outcome = self.give_back(kind, Announcement::Cancelled);
        self.state = State::Cancelled {
            by,
            at: now,
            commit,
        };
        outcome
    }

    fn expired(&mut self, at: DateTime<Utc>) -> Outcome {
        let outcome = self.give_back(EntryKind::Released, Announcement::Expired);
        self.state = State::Expired { at };
        outcome
    }

    fn report(&mut self, take: impl FnOnce(&mut Learning)) -> Result<Outcome, Refused> {
        if matches!(self.state, State::Reserved { .. }) {
            return Err(Refused::NotCommitted);
        }
        if self.has_ended() {
            return Err(self.refuse_ended());
        }
        let before = self.learning.clone();
        take(&mut self.learning);
        if self.learning == before {
            return Ok(Outcome::UNCHANGED);
        }
        if let State::Committed { commit } = &self.state
            && self.learning.has_begun()
        {
            self.state = State::Learning {
                commit: commit.clone(),
            };
        }
        Ok(Outcome::CHANGED)
    }

    fn finish(&mut self, result: CompletionResult, now: DateTime<Utc>) -> Result<Outcome, Refused> {
        let commit = match (&self.state, result) {
            (State::Completed { .. }, CompletionResult::Completed)
            | (State::NotCompleted { .. }, CompletionResult::NotCompleted) => {
                return Ok(Outcome::UNCHANGED);
            }
            (State::Completed { .. } | State::NotCompleted { .. }, _) => {
                return Err(Refused::AlreadyFinished);
            }
            (State::Committed { commit } | State::Learning { commit }, _) => commit.clone(),
            (State::Reserved { .. }, _) => return Err(Refused::NotCommitted),
            _ => return Err(self.refuse_ended()),
        };
        let told = match result {
            CompletionResult::Completed => {
                self.learning
                    .evidence(self.offer.delivery, self.completion)?;
                self.state = State::Completed { commit, at: now };
                Announcement::Completed
            }
            CompletionResult::NotCompleted => {
                self.state = State::NotCompleted { commit, at: now };
                Announcement::NotCompleted
            }
        };
        Ok(Outcome {
            notices: vec![Notice::Tell { told }],
            ..Outcome::CHANGED
        })
    }

    const fn has_ended(&self) -> bool {
        matches!(
            self.state,
            State::Cancelled { .. } | State::Expired { .. } | State::Withdrawn { .. }
        )
    }

    /// Why an ended purchase takes nothing more.
    const fn refuse_ended(&self) -> Refused {
        match self.state {
            State::Expired { at } => Refused::Expired(at),
            State::Cancelled { at, .. } => Refused::Cancelled(at),
            State::Withdrawn { .. } => Refused::CourseWithdrawn,
            _ => Refused::AlreadyFinished,
        }
    }

    fn give_back(&self, kind: EntryKind, told: Announcement) -> Outcome {
        let from = match kind {
            EntryKind::Refunded => Account::TrainingFees,
            _ => Account::TrainingReserved,
        };
        let seat = self
            .offer
            .schedule
            .clone()
            .map(|schedule| Notice::ReleaseSeat {
                schedule,
                purchase: self.id.clone(),
            });
        Outcome {
            entries: vec![self.entry(kind, from, Account::TrainingBalance)],
            notices: seat.into_iter().chain([Notice::Tell { told }]).collect(),
            change: Change::Changed,
        }
    }

    pub(super) fn entry(&self, kind: EntryKind, from: Account, to: Account) -> Entry {
        let step = match kind {
            EntryKind::Reserved => "reserve",
            EntryKind::Committed => "commit",
            EntryKind::Refunded => "refund",
            _ => "release",
        };
        let reference = Reference::of("purchase", self.id.as_str(), step);
        Entry::transfer(kind, reference, from, to, self.offer.price)
    }
}
