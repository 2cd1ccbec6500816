//! Comparing instalments with a partner's daily list of payments. The list is
//! what money moved, so it is believed over answers: paid in the list is paid.

use super::event::{Notice, Outcome};
use super::instalment::{Instalment, State};
use super::{Discrepancy, PartnerReference, PartnerTransaction};
use crate::money::Rupiah;
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

/// Payments that a partner has made from one instant until just before another, or a piece
/// of them. A list may come again, with more in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyList {
    /// From this instant.
    pub from: DateTime<Utc>,
    /// Until just before this one.
    pub until: DateTime<Utc>,
    /// The payments, each one that went to this partner.
    pub lines: Vec<ListLine>,
    /// Whether no piece follows: what stood in none of them is missing.
    pub is_last: bool,
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
                Outcome::flag(Discrepancy::AmountDiffers {
                    reference: line.reference.clone(),
                    expected: self.amount,
                    paid: line.amount,
                })
            };
            all.entries.extend(outcome.entries);
            all.notices.extend(outcome.notices);
        }
        if let Some(attempt) = paid_before.filter(|_| list.is_last)
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
