//! What a participant is paid, as the shard keeps it: plan and account in one
//! sealed record, the money in the book, and what follows in the outbox, in one
//! transaction. What events do is decided in `domain::incentive`.

mod account;
mod pay;
mod screen;

pub use account::{BeginLink, HolderCheck, LinkAccount, LinkBegun, UnlinkAccount};
pub use pay::{Order, OrderPayment, PaymentAction, Reconcile, Report, ReportPayment};

use crate::crypto::{self, Purpose};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Store, StoreError};
use crate::sql::{Moment, Sql};
use domain::incentive::{
    Fact, InstalmentId, Notice, Outcome, PartnerReference, PayoutPrefix, PayoutView, Plan,
};
use domain::messages::Outgoing;
use domain::payout_account::{Link, PayoutAccount};
use domain::scheme::Scheme;
use domain::security::WAIT_AFTER_REPLACING;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Sealed text opens only as a participant's incentives.
const KIND: &str = "incentives";

/// What is sealed for each participant.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Incentives {
    pub(crate) plan: Plan,
    pub(crate) account: PayoutAccount,
    /// Where each payment goes: another account linked later changes nothing
    /// about it.
    pub(crate) payments: BTreeMap<PartnerReference, Payment>,
    /// When the partners were asked about accounts, for as long as it counts.
    pub(crate) asked: Vec<Moment>,
    /// The account that was taken off last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unlinked: Option<Link>,
    /// Before that nothing is sent to the account, which took the place of another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) payable_from: Option<Moment>,
}

/// One payment on its way.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Payment {
    pub(crate) id: InstalmentId,
    pub(crate) to: Link,
    /// Given out to be sent, and nobody has reported since.
    pub(crate) is_given_out: bool,
}

impl<S: Sql> Store<S> {
    /// Somebody's incentives, if there is anything about them yet.
    pub(crate) fn incentives(&self, person: i64) -> Result<Option<Incentives>, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM incentives WHERE person = ?",
            &[person.into()],
        )?;
        row.map(|row| self.unseal(KIND, person, row.text(0)?))
            .transpose()
    }

    /// What the account shows of them.
    pub(crate) fn payout_view(
        &self,
        person: i64,
        incentives: &Incentives,
        scheme: &Scheme,
        now: Moment,
    ) -> Result<PayoutView, StoreError> {
        Ok(PayoutView {
            waits_until: self.waits_until(person, incentives, now)?,
            ..PayoutView::of(&incentives.plan, &incentives.account, scheme, now)
        })
    }

    /// Until when nothing is sent, if that is still to come: whoever is robbed of their
    /// number or their payments has to notice.
    pub(crate) fn waits_until(
        &self,
        person: i64,
        incentives: &Incentives,
        now: Moment,
    ) -> Result<Option<Moment>, StoreError> {
        let replaced = self.phone_replaced_at(person)?;
        let waits = replaced.map(|at| at + WAIT_AFTER_REPLACING);
        let waits = waits.max(incentives.payable_from);
        let waits = waits.max(self.frozen_until(person, now)?);
        Ok(waits.filter(|from| now < *from))
    }

    /// The same, begun if there is nothing.
    pub(crate) fn incentives_begun(&self, person: i64) -> Result<Incentives, StoreError> {
        match self.incentives(person)? {
            Some(known) => Ok(known),
            None => Ok(Incentives {
                plan: Plan::new(self.fresh_prefix()?),
                account: PayoutAccount::default(),
                payments: BTreeMap::new(),
                asked: Vec::new(),
                unlinked: None,
                payable_from: None,
            }),
        }
    }

    /// Takes a fact that incentives depend on, in the transaction of whoever
    /// learned it. Known already, or about a course that pays nothing, it
    /// changes nothing.
    pub(crate) fn learn(&self, person: i64, fact: Fact, now: Moment) -> Result<(), StoreError> {
        let award = self.award(person)?.ok_or(StoreError::Record)?;
        let scheme = self.scheme_of(&award)?;
        let mut incentives = self.incentives_begun(person)?;
        let had_completed = incentives.plan.survey_opens(1, &scheme).is_some();
        let Ok(outcome) = incentives.plan.learn(fact, &scheme) else {
            return Ok(());
        };
        if !had_completed {
            for number in 1..=scheme.survey_incentive.times {
                if let Some(opens) = incentives.plan.survey_opens(number, &scheme) {
                    self.put_out(person, &JobKind::Survey(number), opens)?;
                }
            }
        }
        self.follow_incentives(person, &mut incentives, outcome, now)
    }

    /// Stores incentives with all that follows from an event.
    pub(crate) fn follow_incentives(
        &self,
        person: i64,
        incentives: &mut Incentives,
        outcome: Outcome,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.write(person, outcome.entries, now)?;
        for notice in outcome.notices {
            self.heed(person, incentives, notice, now)?;
        }
        self.keep_incentives(person, incentives)?;
        // A payment that a partner had made already is claimed back, too.
        self.settle_revocation(person, now)
    }

    pub(crate) fn keep_incentives(
        &self,
        person: i64,
        incentives: &Incentives,
    ) -> Result<(), StoreError> {
        let prefix_hash = self.prefix_hash(incentives.plan.prefix());
        self.sql.run(
            "INSERT INTO incentives VALUES (?, ?, ?)
             ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
            &[
                person.into(),
                prefix_hash.text().into(),
                self.seal(KIND, person, incentives)?.into(),
            ],
        )?;
        Ok(())
    }

    fn heed(
        &self,
        person: i64,
        incentives: &mut Incentives,
        notice: Notice,
        now: Moment,
    ) -> Result<(), StoreError> {
        let tell = |outgoing| self.put_out(person, &JobKind::Message(outgoing), now);
        match notice {
            Notice::ScreenAt { id, at } => self.put_out(person, &JobKind::Instalment(id), at),
            Notice::Pay { id, reference, .. } => {
                self.begin_payment(person, incentives, id, reference, now)
            }
            // The row in the outbox that has it sent also has it asked about.
            Notice::Ask { .. } => Ok(()),
            Notice::TellPaid { amount } => {
                self.note(person, "incentive_paid", now)?;
                self.certificate_paid(person, now)?;
                tell(Outgoing::IncentivePaid { amount })
            }
            Notice::TellAccount { failure } => tell(Outgoing::IncentiveFailed { failure }),
            Notice::TellRefused { reason } => {
                self.note(person, "incentive_refused", now)?;
                tell(Outgoing::IncentiveRefused { reason })
            }
            Notice::Discrepancy { discrepancy } => {
                self.note(person, "payout_discrepancy", now)?;
                self.put_out(person, &JobKind::Discrepancy(Box::new(discrepancy)), now)
            }
        }
    }

    /// Has a payment sent, to the account that is linked now; one that was sent
    /// before, and never arrived, to the account that it was sent to.
    fn begin_payment(
        &self,
        person: i64,
        incentives: &mut Incentives,
        id: InstalmentId,
        reference: PartnerReference,
        now: Moment,
    ) -> Result<(), StoreError> {
        if let Some(payment) = incentives.payments.get_mut(&reference) {
            payment.is_given_out = false;
            return Ok(());
        }
        let to = incentives
            .account
            .link()
            .cloned()
            .ok_or(StoreError::Record)?;
        self.put_out(person, &JobKind::Payment(reference.clone()), now)?;
        let payment = Payment {
            id,
            to,
            is_given_out: false,
        };
        incentives.payments.insert(reference, payment);
        Ok(())
    }

    /// Draws until the prefix's own hash falls into this shard: a reference in
    /// a partner's list alone leads back here.
    fn fresh_prefix(&self) -> Result<PayoutPrefix, StoreError> {
        loop {
            let prefix = PayoutPrefix::from_random(crypto::random()?);
            if self.prefix_hash(&prefix).shard(self.shards) == self.shard {
                return Ok(prefix);
            }
        }
    }

    fn prefix_hash(&self, prefix: &PayoutPrefix) -> crypto::Digest {
        self.keys.digest(Purpose::PayoutPrefix, &[prefix.as_str()])
    }

    /// Whose payments have this reference.
    pub(crate) fn payee(&self, reference: &PartnerReference) -> Result<Option<i64>, StoreError> {
        let Some(prefix) = reference.prefix() else {
            return Ok(None);
        };
        let row = self.sql.first(
            "SELECT person FROM incentives WHERE prefix_hash = ?",
            &[self.prefix_hash(&prefix).text().into()],
        )?;
        Ok(row.map(|row| row.int(0)).transpose()?)
    }

    /// The scheme that somebody was awarded under.
    pub(crate) fn scheme_of_person(&self, person: i64) -> Result<Scheme, StoreError> {
        let award = self.award(person)?.ok_or(StoreError::Record)?;
        self.scheme_of(&award)
    }
}

#[cfg(test)]
pub mod tests;
