//! What a partner says about an attempt, in time, late, twice, or against what
//! it said before. A payment is booked once; whatever disagrees is flagged.

use super::event::{Notice, Outcome, Refused};
use super::instalment::{Instalment, State};
use super::{Answer, Discrepancy, Failure, PartnerReference, PartnerTransaction, Remedy};
use crate::ledger::{Account, EntryKind};
use crate::scheme::PayoutRules;
use chrono::{DateTime, TimeDelta, Utc};

impl Instalment {
    /// The number of the attempt with that reference, from 1.
    pub(super) fn attempt_of(&self, reference: &PartnerReference) -> Result<u32, Refused> {
        let place = self
            .attempts
            .iter()
            .position(|attempt| attempt.reference == *reference)
            .ok_or(Refused::UnknownReference)?;
        Ok(u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1))
    }

    pub(super) fn answer(
        &mut self,
        reference: &PartnerReference,
        answer: &Answer,
        rules: PayoutRules,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        let attempt = self.attempt_of(reference)?;
        Ok(match answer {
            Answer::Paid { transaction } => self.paid(attempt, reference, transaction, now),
            Answer::Failed { failure } => self.failed(attempt, reference, *failure, rules, now),
            Answer::NotKnown => match self.state {
                // What was never received is sent again as the same payment: if
                // the first message still arrives, the partner sees one payment.
                State::Unknown {
                    attempt: current, ..
                } if current == attempt => {
                    self.state = State::Sent { attempt, at: now };
                    Outcome {
                        entries: vec![],
                        notices: vec![Notice::Pay {
                            id: self.id,
                            reference: reference.clone(),
                            amount: self.amount,
                        }],
                    }
                }
                _ => Outcome::default(),
            },
            Answer::Pending => Outcome::default(),
        })
    }

    pub(super) fn time_out(
        &mut self,
        reference: &PartnerReference,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        let attempt = self.attempt_of(reference)?;
        Ok(match self.state {
            State::Sent {
                attempt: current, ..
            } if current == attempt => {
                self.state = State::Unknown { attempt, at: now };
                Outcome {
                    entries: vec![],
                    notices: vec![Notice::Ask {
                        reference: reference.clone(),
                    }],
                }
            }
            _ => Outcome::default(),
        })
    }

    /// Books a payment, whatever was believed before; flags a second one.
    pub(super) fn paid(
        &mut self,
        attempt: u32,
        reference: &PartnerReference,
        transaction: &PartnerTransaction,
        now: DateTime<Utc>,
    ) -> Outcome {
        if !self.transactions.insert(transaction.clone()) {
            return Outcome::default();
        }
        if matches!(self.state, State::Paid { .. }) {
            return Outcome::flag(Discrepancy::Overpaid {
                reference: reference.clone(),
                transaction: transaction.clone(),
                amount: self.amount,
            });
        }
        let mut outcome = match self.state {
            State::Refused { .. } => Outcome::flag(Discrepancy::PaidThoughRefused {
                reference: reference.clone(),
            }),
            _ => Outcome::default(),
        };
        let entry = self.move_to(Account::IncentivePaid, EntryKind::IncentivePaid, "paid");
        self.state = State::Paid { attempt, at: now };
        outcome.entries.push(entry);
        outcome.notices.push(Notice::TellPaid {
            amount: self.amount,
        });
        outcome
    }

    fn failed(
        &mut self,
        attempt: u32,
        reference: &PartnerReference,
        failure: Failure,
        rules: PayoutRules,
        now: DateTime<Utc>,
    ) -> Outcome {
        match self.state {
            State::Sent {
                attempt: current, ..
            }
            | State::Unknown {
                attempt: current, ..
            } if current == attempt => {
                self.state = State::Failed {
                    attempt,
                    failure,
                    at: now,
                };
                let step = format!("fail-{attempt}");
                let kind = EntryKind::IncentiveFailed;
                let entry = self.move_to(Account::IncentiveDue, kind, &step);
                let notice = match failure.remedy() {
                    Remedy::Retry => Notice::ScreenAt {
                        id: self.id,
                        at: now + TimeDelta::hours(i64::from(rules.retry_after_hours)),
                    },
                    Remedy::Person => Notice::TellAccount { failure },
                };
                Outcome {
                    entries: vec![entry],
                    notices: vec![notice],
                }
            }
            State::Paid { attempt: paid, .. } if paid == attempt => {
                Outcome::flag(Discrepancy::FailedAfterPaid {
                    reference: reference.clone(),
                })
            }
            _ => Outcome::default(),
        }
    }
}
