//! Payments on their way: given out to be sent once, asked about ever after, and
//! believed when the partner says what became of them.

use crate::incentive::registrant::{Incentives, Payment};
use crate::object::Transaction;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::incentive::{self, DailyList, Event, ListLine, PartnerReference, State};
use domain::money::Rupiah;
use domain::payout_account::Link;
use domain::scheme::PaymentPartnerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be done about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentAction {
    Send,
    Ask,
}

/// A payment, for the partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub to: Link,
    pub amount: Rupiah,
    pub action: PaymentAction,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Report {
    Answer(incentive::Answer),
    /// Nothing was heard: perhaps paid, perhaps not.
    NoAnswer,
    /// The partner was not even reached.
    NotSent,
}

impl<S: Sql> Store<S> {
    fn hear(
        &self,
        person: i64,
        mut incentives: Incentives,
        reference: &PartnerReference,
        report: &Report,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(payment) = incentives.payments.get_mut(reference) else {
            return Ok(());
        };
        let (id, partner) = (payment.id, payment.to.partner.clone());
        let reference = reference.clone();
        let event = match report {
            Report::NotSent => {
                payment.is_given_out = false;
                return self.keep_incentives(person, &incentives);
            }
            Report::NoAnswer => Event::Timeout { reference },
            Report::Answer(answer) => Event::Answer {
                reference,
                answer: answer.clone(),
            },
        };
        let scheme = self.scheme_of_person(person)?;
        let was_paid = is_paid(&incentives, id);
        // Refused means a reference of nobody's: there is nothing to do about it.
        let outcome = incentives.plan.apply(id, &event, &scheme, now);
        if !was_paid && is_paid(&incentives, id) {
            self.note_paid(person, &partner, now)?;
        }
        self.follow_incentives(person, &mut incentives, outcome.unwrap_or_default(), now)
    }

    /// The incentives of somebody whose payment of that reference is with its partner.
    fn under_way(
        &self,
        person: i64,
        reference: &PartnerReference,
    ) -> Result<Option<(Incentives, domain::money::Rupiah)>, StoreError> {
        let Some(incentives) = self.incentives(person)? else {
            return Ok(None);
        };
        let Some(instalment) = incentives
            .payments
            .get(reference)
            .and_then(|payment| incentives.plan.find(payment.id))
        else {
            return Ok(None);
        };
        let is_last = instalment
            .attempts()
            .last()
            .is_some_and(|last| last.reference == *reference);
        let waits = matches!(
            instalment.state(),
            State::Sent { .. } | State::Unknown { .. }
        );
        let amount = instalment.amount();
        Ok((is_last && waits).then_some((incentives, amount)))
    }

    /// By which a day's payments are found, to be held against the partner's list.
    fn note_paid(
        &self,
        person: i64,
        partner: &PaymentPartnerId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT OR IGNORE INTO paid VALUES (?, ?, ?)",
            &[partner.as_str().into(), stored(now), person.into()],
        )?;
        Ok(())
    }
}

/// What is to be done about a payment; nothing where its end is known. To be sent is said
/// once: whoever asks again may have lost an answer, so the partner is asked first.
#[derive(Debug, Serialize, Deserialize)]
pub struct OrderPayment {
    pub person: i64,
    pub reference: PartnerReference,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for OrderPayment {
    type Answer = Outcome<Option<Order>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<Order>> {
        let (person, reference, now) = (self.person, &self.reference, self.now);
        let Some((mut incentives, amount)) = store.under_way(person, reference)? else {
            store.settle_payment(person, reference)?;
            return Ok(Outcome::Done(None));
        };
        let payment = incentives
            .payments
            .get_mut(reference)
            .ok_or(StoreError::Record)?;
        let order = |action, payment: &Payment| {
            Outcome::Done(Some(Order {
                to: payment.to.clone(),
                amount,
                action,
            }))
        };
        let is_sent = matches!(
            incentives
                .plan
                .find(payment.id)
                .map(incentive::Instalment::state),
            Some(State::Sent { .. })
        );
        if is_sent && !payment.is_given_out {
            // Not given out yet, it can still wait.
            if let Some(until) = store.frozen_until(person, now)? {
                store.put_payment_off_until(person, reference, until)?;
                return Ok(Outcome::Done(None));
            }
            payment.is_given_out = true;
            let answer = order(PaymentAction::Send, payment);
            store.keep_incentives(person, &incentives)?;
            return Ok(answer);
        }
        let answer = order(PaymentAction::Ask, payment);
        if is_sent {
            store.hear(person, incentives, reference, &Report::NoAnswer, now)?;
        }
        Ok(answer)
    }
}

/// What a partner said of a payment, or that it said nothing.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReportPayment {
    pub person: i64,
    pub reference: PartnerReference,
    pub report: Report,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for ReportPayment {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let (person, reference, now) = (self.person, &self.reference, self.now);
        if let Some(incentives) = store.incentives(person)? {
            store.hear(person, incentives, reference, &self.report, now)?;
            if store.under_way(person, reference)?.is_some() {
                store.put_payment_off(person, reference, now)?;
            } else {
                store.settle_payment(person, reference)?;
            }
        }
        Ok(Outcome::Done(()))
    }
}

/// Holds a partner's list of what it paid from one moment until just before another, as far
/// as it is about people of this shard, against what they were paid. Listed twice, it counts
/// once.
#[derive(Debug, Serialize, Deserialize)]
pub struct Reconcile {
    pub partner: String,
    pub from: Moment,
    pub until: Moment,
    pub lines: Vec<ListLine>,
    /// Whether no piece of the list follows.
    pub is_last: bool,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for Reconcile {
    /// Lines of payments that were never asked for, or not of this partner.
    type Answer = Outcome<Vec<ListLine>>;

    fn execute(self, store: &Store<S>) -> Performed<Vec<ListLine>> {
        let Self {
            partner,
            from,
            until,
            lines,
            is_last,
            now,
        } = self;
        let mut people = BTreeMap::<i64, Vec<ListLine>>::new();
        if is_last {
            let paid = store.sql.run(
                "SELECT DISTINCT person FROM paid WHERE partner = ? AND at >= ? AND at < ?",
                &[partner.as_str().into(), stored(from), stored(until)],
            )?;
            for row in paid {
                people.insert(row.int(0)?, vec![]);
            }
        }
        let mut unknown = vec![];
        for line in lines {
            match store.payee(&line.reference)? {
                Some(person) => people.entry(person).or_default().push(line),
                None => unknown.push(line),
            }
        }
        for (person, lines) in people {
            let Some(mut incentives) = store.incentives(person)? else {
                unknown.extend(lines);
                continue;
            };
            let payments = incentives.payments.clone();
            let is_theirs = |reference: &PartnerReference| {
                payments
                    .get(reference)
                    .is_some_and(|payment| payment.to.partner.as_str() == partner)
            };
            let (lines, others): (Vec<_>, _) = lines
                .into_iter()
                .partition(|line| is_theirs(&line.reference));
            unknown.extend(others);
            let list = DailyList {
                from,
                until,
                lines,
                is_last,
            };
            let outcome = incentives.plan.reconcile(&list, is_theirs, now);
            store.follow_incentives(person, &mut incentives, outcome, now)?;
        }
        Ok(Outcome::Done(unknown))
    }
}

fn is_paid(incentives: &Incentives, id: incentive::InstalmentId) -> bool {
    matches!(
        incentives.plan.find(id).map(incentive::Instalment::state),
        Some(State::Paid { .. })
    )
}
