//! One participant's good day; the bad ones are in the files beside.

mod redeeming;
mod reserving;

use super::*;
use crate::award::{Award, CardNumber, buy_before};
use crate::draw::Hex;
use crate::ledger::{Account, Book, Entry, EntryKind, Reference};
use crate::money::Rupiah;
use crate::scheme::Scheme;
use chrono::{DateTime, TimeDelta, Utc};

pub(crate) fn start() -> DateTime<Utc> {
    "2026-11-27T05:00:00Z".parse().unwrap()
}

pub(crate) fn id(number: u32) -> PurchaseId {
    PurchaseId::parse(&format!("p-{number}")).unwrap()
}

fn key(text: &str) -> EventKey {
    EventKey::parse(text).unwrap()
}

pub(crate) fn offer(course: u32, price: i64) -> Offer {
    Offer {
        course: CourseCode::parse(&format!("K-{course}")).unwrap(),
        title: format!("Kursus {course}"),
        platform: PlatformCode::parse("pintaria").unwrap(),
        schedule: Some(ScheduleCode::parse("J-1").unwrap()),
        price: Rupiah(price),
        outside_price: Some(Rupiah(price)),
        hours: 15,
        delivery: Delivery::Webinar { sessions: 2 },
        availability: Availability::OnSale,
        free_equivalent: FreeEquivalent::None,
        institution: crate::catalogue::InstitutionId::numbered(1),
    }
}

pub(crate) fn ask(number: u32, offer: Offer) -> Ask {
    Ask {
        id: id(number),
        quote: offer.price,
        offer,
        code: RedeemCode::from_random([u8::try_from(number % 256).unwrap(); 10]),
    }
}

pub(crate) fn binding(account: u8) -> AccountBinding {
    AccountBinding {
        platform: PlatformCode::parse("pintaria").unwrap(),
        account: Hex([account; 32]),
        card: Hex([7; 32]),
    }
}

pub(crate) fn commit(invoice: &str, account: u8) -> Event {
    Event::Commit {
        invoice: InvoiceCode::parse(invoice).unwrap(),
        binding: binding(account),
    }
}

pub(crate) fn award(scheme: &Scheme, at: DateTime<Utc>) -> Award {
    Award {
        scheme: scheme.id.clone(),
        wave: 72,
        card: CardNumber::from_random(1),
        balance: scheme.training_balance,
        awarded_at: at,
        buy_before: buy_before(scheme, at),
        revoked_at: None,
    }
}

/// A participant with a balance, a book and a clock.
struct Person {
    scheme: Scheme,
    award: Award,
    book: Book,
    purchases: Purchases,
    now: DateTime<Utc>,
}

impl Person {
    fn new() -> Self {
        let scheme = Scheme::find("normal-2023").unwrap();
        let award = award(&scheme, start());
        let mut book = Book::default();
        let reference = Reference::parse("award").unwrap();
        let (from, to) = (Account::TrainingBudget, Account::TrainingBalance);
        let entry = Entry::transfer(EntryKind::Awarded, reference, from, to, award.balance);
        book.post(entry, start()).unwrap();
        Self {
            scheme,
            award,
            book,
            purchases: Purchases::default(),
            now: start(),
        }
    }

    fn booked(&mut self, outcome: Result<Outcome, Refused>) -> Result<Outcome, Refused> {
        let outcome = outcome?;
        self.book
            .post_all(outcome.entries.clone(), self.now)
            .unwrap();
        Ok(outcome)
    }

    fn reserve(&mut self, ask: Ask) -> Result<Outcome, Refused> {
        let terms = Terms {
            scheme: &self.scheme,
            award: &self.award,
            available: self.book.balance(Account::TrainingBalance),
        };
        let outcome = self.purchases.reserve(ask, terms, self.now);
        self.booked(outcome)
    }

    fn event(&mut self, event_key: &str, event: Event) -> Result<Outcome, Refused> {
        let outcome = self
            .purchases
            .apply(&id(1), &key(event_key), event, self.now);
        self.booked(outcome)
    }

    /// Balance, reserved, fees.
    fn money(&self) -> (i64, i64, i64) {
        let on = |account| self.book.balance(account).0;
        (
            on(Account::TrainingBalance),
            on(Account::TrainingReserved),
            on(Account::TrainingFees),
        )
    }

    fn state(&self) -> &State {
        self.purchases.find(&id(1)).unwrap().state()
    }

    fn with_reservation() -> Self {
        let mut person = Self::new();
        person.reserve(ask(1, offer(1, 500_000))).unwrap();
        person
    }
}

fn attended(session: u32) -> Event {
    Event::Attendance {
        session,
        status: Attendance::Present,
        reported_at: start(),
    }
}

const COMPLETED: Event = Event::Completion {
    result: CompletionResult::Completed,
};

#[test]
fn a_course_is_reserved_redeemed_attended_and_completed() {
    let mut person = Person::new();
    let outcome = person.reserve(ask(1, offer(1, 500_000))).unwrap();
    let expires_at = start() + TimeDelta::days(1);
    assert_eq!(outcome.notices[0], Notice::ExpireAt { at: expires_at });
    assert_eq!(person.money(), (3_000_000, 500_000, 0));
    person.event("c", commit("INV-1", 1)).unwrap();
    assert_eq!(person.money(), (3_000_000, 0, 500_000));
    person.event("a1", attended(1)).unwrap();
    assert!(matches!(person.state(), State::Learning { .. }));
    assert_eq!(
        person.event("d", COMPLETED),
        Err(Refused::AttendanceTooLow {
            attended: 1,
            sessions: 2
        })
    );
    person.event("a2", attended(2)).unwrap();
    let outcome = person.event("d", COMPLETED).unwrap();
    let first = Notice::FirstCompletion {
        purchase: id(1),
        at: start(),
    };
    assert!(outcome.notices.contains(&first));
    assert_eq!(person.purchases.first_completed(), Some(&id(1)));
    assert_eq!(person.event("d", COMPLETED), Ok(Outcome::UNCHANGED));
    assert_eq!(person.event("d2", COMPLETED), Ok(Outcome::UNCHANGED));
    let json = serde_json::to_string(&person.purchases).unwrap();
    assert_eq!(
        serde_json::from_str::<Purchases>(&json).unwrap(),
        person.purchases
    );
}
