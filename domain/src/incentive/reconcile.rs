//! Comparing instalments with a partner's daily list of payments. The list is
//! what money moved, so it is believed over answers: paid in the list is paid.

use super::answers::flag;
use super::event::{Notice, Outcome};
use super::instalment::{Instalment, State};
use super::{PartnerReference, PartnerTransaction};
use crate::scheme::Rupiah;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One payment that a partner has made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListLine {
    /// Our name for it.
    pub reference: PartnerReference,
    /// The partner's.
    pub transaction: PartnerTransaction,
    /// How much.
    pub amount: Rupiah,
}

/// All payments that a partner has made from one instant until just before
/// another. A list may come again, with more in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyList {
    /// From this instant.
    pub from: DateTime<Utc>,
    /// Until just before this one.
    pub until: DateTime<Utc>,
    /// The payments.
    pub lines: Vec<ListLine>,
}

/// How books and partner disagree. Each is told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Discrepancy {
    /// The partner paid once more; booked is one payment.
    Overpaid {
        /// Under this reference.
        reference: PartnerReference,
        /// The payment too many.
        transaction: PartnerTransaction,
        /// How much too much.
        amount: Rupiah,
    },
    /// The partner paid another amount. Nothing is booked until staff have decided.
    AmountDiffers {
        /// Under this reference.
        reference: PartnerReference,
        /// What was to be paid.
        expected: Rupiah,
        /// What was.
        paid: Rupiah,
    },
    /// Paid although the instalment was refused in the meantime.
    PaidThoughRefused {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner said paid, and later failed, of the same attempt.
    FailedAfterPaid {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner said paid, and its list of that time does not have it.
    NotListed {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner's list has a payment that was never asked for.
    UnknownReference {
        /// Under this reference.
        reference: PartnerReference,
        /// The payment.
        transaction: PartnerTransaction,
        /// How much.
        amount: Rupiah,
        /// Who made it.
        partner: String,
    },
}

/// A disagreement, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FoundDiscrepancy {
    /// What.
    pub discrepancy: Discrepancy,
    /// When it was found.
    pub found_at: DateTime<Utc>,
}

impl Instalment {
    /// Takes what a list says about this instalment, and what it does not say.
    pub(super) fn reconcile(
        &mut self,
        list: &DailyList,
        is_theirs: &impl Fn(&PartnerReference) -> bool,
        now: DateTime<Utc>,
    ) -> Outcome {
        let mut all = Outcome::default();
        let paid_before = match self.state {
            State::Paid { attempt, at } if (list.from..list.until).contains(&at) => Some(attempt),
            _ => None,
        };
        for line in &list.lines {
            // Lines of other instalments and other people.
            let Ok(attempt) = self.attempt_of(&line.reference) else {
                continue;
            };
            if !self.listed.insert(line.transaction.clone()) {
                continue;
            }
            let outcome = if line.amount == self.amount {
                self.paid(attempt, &line.reference, &line.transaction, now)
            } else {
                flag(Discrepancy::AmountDiffers {
                    reference: line.reference.clone(),
                    expected: self.amount,
                    paid: line.amount,
                })
            };
            all.entries.extend(outcome.entries);
            all.notices.extend(outcome.notices);
        }
        if let Some(attempt) = paid_before
            && self.listed.is_empty()
            && self.missed_at.is_none()
            && let Some(reference) = self.reference_of(attempt)
            && is_theirs(&reference)
        {
            self.missed_at = Some(now);
            all.notices.push(Notice::Discrepancy {
                discrepancy: Discrepancy::NotListed { reference },
            });
        }
        all
    }

    fn reference_of(&self, attempt: u32) -> Option<PartnerReference> {
        let place = usize::try_from(attempt.checked_sub(1)?).ok()?;
        Some(self.attempts.get(place)?.reference.clone())
    }
}
