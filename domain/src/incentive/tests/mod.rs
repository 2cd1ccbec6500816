//! One participant's incentives on good days and bad ones.

mod paying;
mod planning;

use super::*;
use crate::ledger::{Account, Book};
use crate::money::Rupiah;
use crate::purchase::PurchaseId;
use crate::scheme::Scheme;
use chrono::{DateTime, TimeDelta, Utc};

pub(crate) const JOB: InstalmentId = InstalmentId {
    kind: Kind::JobSearch,
    number: 1,
};
const ELIGIBLE: Event = Event::Screen {
    verdict: Verdict::Eligible,
};

fn start() -> DateTime<Utc> {
    "2026-12-20T05:00:00Z".parse().unwrap()
}

fn course(number: u32) -> PurchaseId {
    PurchaseId::parse(&format!("p-{number}")).unwrap()
}

pub(crate) fn transaction(text: &str) -> PartnerTransaction {
    PartnerTransaction::try_from(text.to_owned()).unwrap()
}

fn paid(text: &str) -> Answer {
    Answer::Paid {
        transaction: transaction(text),
    }
}

const FAULT: Answer = Answer::Failed {
    failure: Failure::PartnerFault,
};

struct Person {
    scheme: Scheme,
    plan: Plan,
    book: Book,
    now: DateTime<Utc>,
}

impl Person {
    fn new(scheme: &str) -> Self {
        Self {
            scheme: Scheme::find(scheme).unwrap(),
            plan: Plan::new(PayoutPrefix::from_random([7; 10])),
            book: Book::default(),
            now: start(),
        }
    }

    /// With the first course completed, its certificate accepted and rated.
    fn entitled() -> Self {
        let mut person = Self::new("normal-2023");
        for fact in person.facts(1) {
            person.plan.learn(fact, &person.scheme).unwrap();
        }
        person
    }

    fn facts(&self, number: u32) -> [Fact; 3] {
        let (purchase, at) = (course(number), self.now);
        [
            Fact::CertificateAccepted {
                purchase: purchase.clone(),
                at,
            },
            Fact::Rated {
                purchase: purchase.clone(),
                at,
            },
            Fact::FirstCompletion { purchase, at },
        ]
    }

    fn booked(&mut self, outcome: Outcome) -> Vec<Notice> {
        self.book.post_all(outcome.entries, self.now).unwrap();
        outcome.notices
    }

    fn event(&mut self, event: &Event) -> Result<Vec<Notice>, Refused> {
        let outcome = self.plan.apply(JOB, event, &self.scheme, self.now)?;
        Ok(self.booked(outcome))
    }

    fn answer(&mut self, attempt: u32, answer: Answer) -> Result<Vec<Notice>, Refused> {
        let reference = self.reference(attempt);
        self.event(&Event::Answer { reference, answer })
    }

    fn sent() -> Self {
        let mut person = Self::entitled();
        person.event(&ELIGIBLE).unwrap();
        person.event(&Event::Send).unwrap();
        person
    }

    fn reference(&self, attempt: u32) -> PartnerReference {
        self.plan.prefix().reference(JOB, attempt)
    }

    fn list(&mut self, lines: &[(u32, &str, i64)]) -> Vec<Notice> {
        self.piece(lines, true)
    }

    fn piece(&mut self, lines: &[(u32, &str, i64)], is_last: bool) -> Vec<Notice> {
        let list = DailyList {
            from: self.now - TimeDelta::days(1),
            until: self.now + TimeDelta::days(1),
            lines: lines
                .iter()
                .map(|(attempt, text, amount)| ListLine {
                    reference: self.reference(*attempt),
                    transaction: transaction(text),
                    amount: Rupiah(*amount),
                })
                .collect(),
            is_last,
        };
        let outcome = self.plan.reconcile(&list, |_| true, self.now);
        self.booked(outcome)
    }

    fn state(&self) -> &State {
        self.plan.find(JOB).unwrap().state()
    }

    /// Due, sent, paid.
    fn money(&self) -> (i64, i64, i64) {
        let on = |account| self.book.balance(account).0;
        (
            on(Account::IncentiveDue),
            on(Account::IncentiveSent),
            on(Account::IncentivePaid),
        )
    }
}
