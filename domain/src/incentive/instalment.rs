//! One instalment: screened before every payment, sent under one reference for
//! each attempt, and asked about under the same reference when no answer comes.
//! What partners answer, and when, is in `answers.rs`.

use super::event::{Event, Notice, Outcome, Refused};
use super::{
    Failure, HoldReason, InstalmentId, PartnerReference, PartnerTransaction, PayoutPrefix,
    RefuseReason, Remedy, Verdict,
};
use crate::ledger::{Account, Entry, EntryKind, Reference};
use crate::money::Rupiah;
use crate::scheme::PayoutRules;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Where an instalment stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// To be screened from that moment on.
    Scheduled {
        /// The moment.
        due: DateTime<Utc>,
    },
    /// May be sent, for as long as the screening is good.
    Screened {
        /// When.
        at: DateTime<Utc>,
    },
    /// Waits.
    Held {
        /// For what.
        reason: HoldReason,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Will not be paid, unless an appeal succeeds.
    Refused {
        /// Why.
        reason: RefuseReason,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// The partner was told to pay.
    Sent {
        /// From 1.
        attempt: u32,
        /// When.
        at: DateTime<Utc>,
    },
    /// The partner did not answer in time: perhaps it paid, perhaps not. It is
    /// asked by the same reference, and nothing is sent under another.
    Unknown {
        /// From 1.
        attempt: u32,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// The partner said that it did not pay.
    Failed {
        /// From 1.
        attempt: u32,
        /// Why.
        failure: Failure,
        /// When.
        at: DateTime<Utc>,
    },
    /// Arrived.
    Paid {
        /// From 1.
        attempt: u32,
        /// When we learned it.
        at: DateTime<Utc>,
    },
}

/// One attempt at paying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Our name for it.
    pub reference: PartnerReference,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
}

/// One instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    pub(super) id: InstalmentId,
    pub(super) amount: Rupiah,
    /// Never paid before this.
    pub(super) due: DateTime<Utc>,
    pub(super) state: State,
    /// On which account its money stands.
    pub(super) place: Account,
    /// How often it has become due, so that each time has a reference of its own.
    pub(super) times_due: u32,
    pub(super) attempts: Vec<Attempt>,
    /// Every payment that a partner has said to have made.
    pub(super) transactions: BTreeSet<PartnerTransaction>,
    /// Those of them that stood in a daily list.
    pub(super) listed: BTreeSet<PartnerTransaction>,
    /// When it was first missed in a list.
    pub(super) missed_at: Option<DateTime<Utc>>,
}

impl Instalment {
    pub(super) const fn new(id: InstalmentId, amount: Rupiah, due: DateTime<Utc>) -> Self {
        Self {
            id,
            amount,
            due,
            state: State::Scheduled { due },
            place: Account::IncentiveBudget,
            times_due: 0,
            attempts: Vec::new(),
            transactions: BTreeSet::new(),
            listed: BTreeSet::new(),
            missed_at: None,
        }
    }

    /// Which.
    #[must_use]
    pub const fn id(&self) -> InstalmentId {
        self.id
    }

    /// How much.
    #[must_use]
    pub const fn amount(&self) -> Rupiah {
        self.amount
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Every attempt, oldest first.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Applies one event. What is known already changes nothing and is no refusal.
    ///
    /// # Errors
    /// [`Refused`]; then nothing has changed.
    pub fn apply(
        &mut self,
        event: &Event,
        prefix: &PayoutPrefix,
        rules: PayoutRules,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        match event {
            Event::Screen { verdict } => self.screen(*verdict, rules, now),
            Event::Send => self.send(prefix, rules, now),
            Event::Answer { reference, answer } => self.answer(reference, answer, rules, now),
            Event::Timeout { reference } => self.time_out(reference, now),
            Event::AccountLinked => Ok(match self.state {
                State::Failed { failure, .. } if failure.remedy() == Remedy::Person => {
                    self.schedule(now)
                }
                State::Held {
                    reason: HoldReason::NoAccount,
                    ..
                } => self.schedule(now),
                _ => Outcome::default(),
            }),
            Event::Reinstate => Ok(match self.state {
                State::Refused { .. } => self.schedule(now),
                _ => Outcome::default(),
            }),
        }
    }

    fn schedule(&mut self, now: DateTime<Utc>) -> Outcome {
        let due = self.due.max(now);
        self.state = State::Scheduled { due };
        Outcome {
            entries: vec![],
            notices: vec![Notice::ScreenAt {
                id: self.id,
                at: due,
            }],
        }
    }

    fn screen(
        &mut self,
        verdict: Verdict,
        rules: PayoutRules,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        match self.state {
            State::Paid { .. } => return Ok(Outcome::default()),
            State::Sent { .. } | State::Unknown { .. } => return Err(Refused::InFlight),
            State::Refused { reason, .. } => return Err(Refused::Refused(reason)),
            _ => {}
        }
        let mut outcome = Outcome::default();
        match verdict {
            Verdict::Eligible => {
                self.may_be_screened(rules, now)?;
                if self.place == Account::IncentiveBudget {
                    self.times_due += 1;
                    let step = format!("due-{}", self.times_due);
                    let due = Account::IncentiveDue;
                    outcome
                        .entries
                        .push(self.move_to(due, EntryKind::IncentiveDue, &step));
                }
                self.state = State::Screened { at: now };
            }
            Verdict::Hold(reason) => self.state = State::Held { reason, at: now },
            Verdict::Refuse(reason) => {
                if self.place == Account::IncentiveDue {
                    let step = format!("withdraw-{}", self.times_due);
                    let back = Account::IncentiveBudget;
                    let kind = EntryKind::IncentiveWithdrawn;
                    outcome.entries.push(self.move_to(back, kind, &step));
                }
                self.state = State::Refused { reason, at: now };
                outcome.notices.push(Notice::TellRefused { reason });
            }
        }
        Ok(outcome)
    }

    fn may_be_screened(&self, rules: PayoutRules, now: DateTime<Utc>) -> Result<(), Refused> {
        let not_before = match self.state {
            State::Failed { failure, at, .. } => match failure.remedy() {
                Remedy::Retry => at + TimeDelta::hours(i64::from(rules.retry_after_hours)),
                Remedy::Person => return Err(Refused::NeedsPerson(failure)),
            },
            _ => self.due,
        };
        if now < not_before {
            Err(Refused::NotDue(not_before))
        } else if self.next_attempt() > rules.attempts {
            Err(Refused::TooManyAttempts)
        } else {
            Ok(())
        }
    }

    fn next_attempt(&self) -> u32 {
        u32::try_from(self.attempts.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }

    fn send(
        &mut self,
        prefix: &PayoutPrefix,
        rules: PayoutRules,
        now: DateTime<Utc>,
    ) -> Result<Outcome, Refused> {
        let screened_at = match self.state {
            State::Screened { at } => at,
            // Asked twice: the first has sent it.
            State::Sent { .. } | State::Unknown { .. } | State::Paid { .. } => {
                return Ok(Outcome::default());
            }
            _ => return Err(Refused::NotScreened),
        };
        if screened_at + TimeDelta::hours(i64::from(rules.screening_valid_hours)) <= now {
            return Err(Refused::NotScreened);
        }
        let attempt = self.next_attempt();
        let reference = prefix.reference(self.id, attempt);
        self.attempts.push(Attempt {
            reference: reference.clone(),
            sent_at: now,
        });
        self.state = State::Sent { attempt, at: now };
        let step = format!("send-{attempt}");
        Ok(Outcome {
            entries: vec![self.move_to(Account::IncentiveSent, EntryKind::IncentiveSent, &step)],
            notices: vec![Notice::Pay {
                id: self.id,
                reference,
                amount: self.amount,
            }],
        })
    }

    /// Moves the instalment's money from where it stands.
    pub(super) fn move_to(&mut self, to: Account, kind: EntryKind, step: &str) -> Entry {
        let reference = Reference::of("incentive", &self.id.text(), step);
        let from = std::mem::replace(&mut self.place, to);
        Entry::transfer(kind, reference, from, to, self.amount)
    }
}
