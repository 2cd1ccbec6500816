//! One participant, one platform, one payment partner and a bad network, all
//! driven by one seed.

use super::outside::{Partner, Random};
use crate::award::Award;
use crate::incentive::{
    Answer, DailyList, Discrepancy, Event as Step, Fact, HoldReason, Instalment, InstalmentId,
    Notice as Told, Outcome as Paying, PartnerReference, PayoutPrefix, Plan, RefuseReason, Verdict,
};
use crate::ledger::{Account, Book, Entry, EntryKind, Reference};
use crate::money::Rupiah;
use crate::purchase::tests::{ask, award, commit, id, offer, start};
use crate::purchase::{
    Attendance, CompletionResult, Event, EventKey, Notice, Outcome, Percent, Purchases, Seats,
    State, Terms,
};
use crate::scheme::Scheme;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// On its way.
#[derive(Clone)]
enum Message {
    Reserve(u32),
    Purchase(u32, EventKey, Event),
    Fact(Fact),
    Step(InstalmentId, Step),
    ToPartner(InstalmentId, PartnerReference, Rupiah),
    Asked(InstalmentId, PartnerReference),
}

pub(super) struct World<'a> {
    random: Random,
    now: DateTime<Utc>,
    inbox: Vec<Message>,
    pub(super) scheme: &'a Scheme,
    pub(super) award: Award,
    pub(super) book: Book,
    pub(super) purchases: Purchases,
    pub(super) plan: Plan,
    pub(super) seats: Seats,
    pub(super) partner: Partner,
    pub(super) overpaid: BTreeMap<InstalmentId, usize>,
}

impl<'a> World<'a> {
    pub(super) fn new(seed: u64, scheme: &'a Scheme) -> Self {
        let mut world = Self {
            random: Random(seed),
            now: start(),
            inbox: vec![],
            scheme,
            award: award(scheme, start()),
            book: Book::default(),
            purchases: Purchases::default(),
            plan: Plan::new(PayoutPrefix::from_random([7; 10])),
            seats: Seats::new(2),
            partner: Partner::default(),
            overpaid: BTreeMap::new(),
        };
        let amount = world.award.balance;
        let (from, to) = (Account::TrainingBudget, Account::TrainingBalance);
        world.balance("award", EntryKind::Awarded, from, to, amount);
        world
    }

    fn balance(&mut self, name: &str, kind: EntryKind, from: Account, to: Account, amount: Rupiah) {
        let reference = Reference::parse(name).unwrap();
        let entry = Entry::transfer(kind, reference, from, to, amount);
        self.book.post(entry, self.now).unwrap();
    }

    pub(super) fn run(&mut self) {
        // Every other history begins with a course that went well, so that there
        // is something to pay.
        if self.random.below(2) == 0 {
            self.reserve(1);
            self.go_well();
        }
        let steps = 20 + self.random.below(60);
        for _ in 0..steps {
            if self.random.below(5) < 2 || self.inbox.is_empty() {
                self.happen();
            } else {
                self.deliver();
            }
        }
        let settled = self.purchases.settle(self.now);
        self.bought(settled);
        self.read_list();
    }

    /// A message is lost, delivered, or delivered and kept to come again.
    fn deliver(&mut self) {
        // Half of the messages come in order, by the newest.
        let length = self.inbox.len();
        let place = match self.random.below(2) {
            0 => self.random.place(length),
            _ => length - 1,
        };
        let message = match self.random.below(10) {
            0 => {
                self.inbox.swap_remove(place);
                return;
            }
            1..=3 => self.inbox[place].clone(),
            _ => self.inbox.swap_remove(place),
        };
        match message {
            Message::Reserve(number) => self.reserve(number),
            Message::Purchase(number, key, event) => {
                let outcome = self.purchases.apply(&id(number), &key, event, self.now);
                if let Ok(outcome) = outcome {
                    self.bought(outcome);
                }
            }
            Message::Fact(fact) => {
                if let Ok(outcome) = self.plan.learn(fact, self.scheme) {
                    self.paying(None, outcome);
                }
            }
            Message::Step(one, step) => {
                if let Ok(outcome) = self.plan.apply(one, &step, self.scheme, self.now) {
                    self.paying(Some(one), outcome);
                }
            }
            Message::ToPartner(one, reference, amount) => {
                let answer = self.partner.told(&reference, amount, &mut self.random);
                let step = Step::Answer { reference, answer };
                self.inbox.push(Message::Step(one, step));
            }
            Message::Asked(one, reference) => {
                let known = self.partner.heard.get(&reference).cloned();
                let answer = known.unwrap_or(Answer::NotKnown);
                let step = Step::Answer { reference, answer };
                self.inbox.push(Message::Step(one, step));
            }
        }
    }

    fn reserve(&mut self, number: u32) {
        let wanted = offer(number, i64::from(number % 4) * 300_000 + 150_000);
        let held = self.seats.reserve(&id(number));
        // Before a balance is spent.
        let settled = self.purchases.settle(self.now);
        self.bought(settled);
        let terms = Terms {
            scheme: self.scheme,
            award: &self.award,
            available: self.book.balance(Account::TrainingBalance),
        };
        if held.is_err() {
            return;
        }
        match self.purchases.reserve(ask(number, wanted), terms, self.now) {
            Ok(outcome) => self.bought(outcome),
            Err(_) => self.seats.release(&id(number)),
        }
    }

    fn bought(&mut self, outcome: Outcome) {
        self.post(outcome.entries);
        for notice in outcome.notices {
            match notice {
                Notice::ReleaseSeat { purchase, .. } => self.seats.release(&purchase),
                Notice::FirstCompletion { purchase, at } => {
                    let fact = Fact::FirstCompletion { purchase, at };
                    self.inbox.push(Message::Fact(fact));
                }
                Notice::ExpireAt { .. } | Notice::Tell { .. } => {}
            }
        }
    }

    fn paying(&mut self, one: Option<InstalmentId>, outcome: Paying) {
        self.post(outcome.entries);
        for notice in outcome.notices {
            match (one, notice) {
                (
                    _,
                    Told::Pay {
                        id,
                        reference,
                        amount,
                    },
                ) => self.inbox.push(Message::ToPartner(id, reference, amount)),
                (Some(one), Told::Ask { reference }) => {
                    self.inbox.push(Message::Asked(one, reference));
                }
                (
                    _,
                    Told::Discrepancy {
                        discrepancy: Discrepancy::Overpaid { reference, .. },
                    },
                ) => {
                    let of = |one: &&Instalment| {
                        let mut attempts = one.attempts().iter();
                        attempts.any(|attempt| attempt.reference == reference)
                    };
                    let one = self.plan.instalments().iter().find(of).unwrap().id();
                    *self.overpaid.entry(one).or_default() += 1;
                }
                _ => {}
            }
        }
    }

    /// Nothing that was decided is ever refused by the book, and writing it
    /// again makes no difference.
    fn post(&mut self, entries: Vec<Entry>) {
        if self.random.below(4) == 0 {
            self.book.post_all(entries.clone(), self.now).unwrap();
        }
        self.book.post_all(entries, self.now).unwrap();
    }

    /// Somebody does something; most of it goes through the network.
    fn happen(&mut self) {
        let number = 1 + self.random.small(5);
        if !self.plan.instalments().is_empty() && self.random.below(2) == 0 {
            return self.about_instalment();
        }
        match self.random.below(40) {
            0..=6 => self.inbox.push(Message::Reserve(number)),
            7..=22 => {
                let message = self.about_purchase(number);
                self.inbox.push(message);
            }
            23..=27 => {
                let fact = self.fact(number);
                self.inbox.push(Message::Fact(fact));
            }
            28..=35 => self.about_instalment(),
            36 => self.read_list(),
            37 if self.random.below(4) == 0 => self.revoke(),
            _ => {
                let hours = [1, 12, 25, 24 * 20][self.random.place(4)];
                self.now += TimeDelta::hours(hours);
            }
        }
    }

    fn about_purchase(&mut self, number: u32) -> Message {
        // Mostly about what there is.
        let list = self.purchases.list();
        let known = list.iter().rfind(|one| one.is_live());
        let number = known.map_or(number, |one| {
            one.id().as_str().trim_start_matches("p-").parse().unwrap()
        });
        let reported_at = self.now - TimeDelta::minutes(i64::from(self.random.small(3)));
        let (name, event) = match self.random.below(16) {
            0 => ("cancel", Event::Cancel),
            1..=4 => ("commit", commit(&format!("INV-{number}"), 1)),
            5 => ("again", commit(&format!("INV-{number}"), 1)),
            6 => ("other", commit("INV-0", 2)),
            7 => ("platform", Event::CancelByPlatform),
            8..=10 => {
                let session = 1 + self.random.small(2);
                let status = Attendance::Present;
                let event = Event::Attendance {
                    session,
                    status,
                    reported_at,
                };
                ("attendance", event)
            }
            11 => {
                let percent = Percent::new(100).unwrap();
                let event = Event::Progress {
                    percent,
                    reported_at,
                };
                ("progress", event)
            }
            12 | 13 => {
                let result = CompletionResult::Completed;
                ("completed", Event::Completion { result })
            }
            14 => ("withdraw", Event::Withdraw),
            _ => ("expire", Event::Expire),
        };
        let key = EventKey::parse(&format!("{name}-{number}")).unwrap();
        Message::Purchase(number, key, event)
    }

    fn fact(&mut self, number: u32) -> Fact {
        let first = self.purchases.first_completed().cloned();
        let purchase = first.unwrap_or_else(|| id(number));
        let at = self.now;
        match self.random.below(5) {
            0 | 1 => Fact::CertificateAccepted { purchase, at },
            2 | 3 => Fact::Rated { purchase, at },
            _ => {
                let number = self.random.small(4);
                Fact::SurveyAnswered { number, at }
            }
        }
    }

    fn about_instalment(&mut self) {
        let length = self.plan.instalments().len();
        if length == 0 {
            return;
        }
        let one = &self.plan.instalments()[self.random.place(length)];
        let last = one.attempts().last().map(|one| one.reference.clone());
        let instalment = one.id();
        let screen = |verdict| Step::Screen { verdict };
        let step = match (self.random.below(12), last) {
            (0, _) => screen(Verdict::Hold(HoldReason::NoAccount)),
            (1, _) => screen(Verdict::Refuse(RefuseReason::NoLongerEligible)),
            (2, Some(_)) => Step::AccountLinked,
            (2, None) => Step::Reinstate,
            (3..=6, _) => Step::Send,
            (7 | 8, Some(reference)) => Step::Timeout { reference },
            _ => screen(Verdict::Eligible),
        };
        self.inbox.push(Message::Step(instalment, step));
    }

    fn go_well(&mut self) {
        let live = self.purchases.list().iter().find(|one| one.is_live());
        let Some(id) = live.map(|one| one.id().clone()) else {
            return;
        };
        let number = id.as_str().trim_start_matches("p-").to_owned();
        let present = |session| Event::Attendance {
            session,
            status: Attendance::Present,
            reported_at: self.now,
        };
        let result = CompletionResult::Completed;
        let events = [
            ("commit", commit(&format!("INV-{number}"), 1)),
            ("attendance", present(1)),
            ("attendance", present(2)),
            ("completed", Event::Completion { result }),
        ];
        for (name, event) in events {
            let key = EventKey::parse(&format!("{name}-{number}")).unwrap();
            if let Ok(outcome) = self.purchases.apply(&id, &key, event, self.now) {
                self.bought(outcome);
            }
        }
        let at = self.now;
        if matches!(
            self.purchases
                .find(&id)
                .map(crate::purchase::Purchase::state),
            Some(State::Completed { .. })
        ) {
            let purchase = id.clone();
            let completion = Fact::FirstCompletion { purchase, at };
            let purchase = id.clone();
            let facts = [
                Fact::CertificateAccepted { purchase, at },
                Fact::Rated { purchase: id, at },
            ];
            for fact in facts.into_iter().chain([completion]) {
                let outcome = self.plan.learn(fact, self.scheme).unwrap();
                self.paying(None, outcome);
            }
        }
    }

    fn read_list(&mut self) {
        let list = DailyList {
            from: start(),
            until: self.now + TimeDelta::days(1),
            lines: self.partner.lines.clone(),
            is_last: true,
        };
        let outcome = self.plan.reconcile(&list, |_| true, self.now);
        self.paying(None, outcome);
    }

    fn revoke(&mut self) {
        if self.award.revoked_at.is_some() {
            return;
        }
        self.award.revoked_at = Some(self.now);
        let ended = self.purchases.revoke(self.now);
        self.bought(ended);
        let reason = RefuseReason::AwardRevoked;
        let refused = self.plan.refuse(reason, self.scheme, self.now);
        self.paying(None, refused);
        let left = self.book.balance(Account::TrainingBalance);
        let (from, to) = (Account::TrainingBalance, Account::TrainingBudget);
        self.balance("revocation", EntryKind::Revoked, from, to, left);
    }
}
