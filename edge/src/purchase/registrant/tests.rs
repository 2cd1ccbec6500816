//! Buying on real SQLite: reserved once, redeemed once, or given back once, and
//! the book says so.

mod seats;

use crate::award::registrant::tests::{drawn, look};
use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::partner::registrant::PlatformEvent;
use crate::partner::registrant::ReportFromPlatform;
use crate::purchase::registrant::Buyer;
use crate::purchase::registrant::{BeginPurchase, Order, Reserve};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{ask, at};
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql};
use chrono::TimeDelta;
use domain::ledger::Account;
use domain::messages::Code;
use domain::money::Rupiah;
use domain::partner::RedeemStatus;
use domain::purchase::{
    Availability, CompletionResult, CourseCode, Delivery, Event, EventKey, FreeEquivalent,
    InvoiceCode, Offer, Percent, PlatformCode, PurchaseId, PurchaseView, ScheduleCode,
};

pub const SESSION: &str = "session k";
pub const BALANCE: i64 = 3_500_000;
pub const PRICE: i64 = 500_000;

fn offer() -> Offer {
    Offer {
        course: CourseCode::parse("K00001").unwrap(),
        title: "Dasar Barista".to_owned(),
        platform: PlatformCode::parse("P01").unwrap(),
        schedule: Some(ScheduleCode::parse("K00001-1").unwrap()),
        price: Rupiah(PRICE),
        outside_price: None,
        hours: 20,
        delivery: Delivery::Hybrid { sessions: 2 },
        availability: Availability::OnSale,
        free_equivalent: FreeEquivalent::None,
        institution: domain::catalogue::InstitutionId::numbered(1),
    }
}

/// Signs in again: the session of the registration has long ended.
pub fn signed_in(store: &Store<Native>, now: Moment) {
    store
        .sql
        .run(
            "UPDATE session SET created_at = ?, seen_at = ?",
            &[now.timestamp_millis().into(), now.timestamp_millis().into()],
        )
        .unwrap();
}

fn order(key: &str, offer: Offer, now: Moment) -> Order {
    Order {
        buyer: Buyer::Session(SESSION.into()),
        key: key.into(),
        offer,
        quote: Rupiah(PRICE),
        now,
    }
}

fn begin(store: &Store<Native>, key: &str, now: Moment) -> Result<PurchaseId, Code> {
    signed_in(store, now);
    ask(store, BeginPurchase(order(key, offer(), now)))
}

pub fn reserve(store: &Store<Native>, key: &str, now: Moment) -> Result<PurchaseView, Code> {
    begin(store, key, now)?;
    ask(store, Reserve(order(key, offer(), now)))
}

pub fn platform(
    store: &Store<Native>,
    view: &PurchaseView,
    event: PlatformEvent,
    now: Moment,
) -> Result<RedeemStatus, Code> {
    let code = view.redeem.redeem_code.as_str();
    let report = ReportFromPlatform {
        code_hash: keys().digest(Purpose::RedeemCode, &[code]).text(),
        platform: offer().platform,
        course: None,
        invoice: None,
        key: EventKey::parse(&crate::crypto::fingerprint(format!("{event:?}").as_bytes())).unwrap(),
        event,
        now,
    };
    ask(store, report).map(|redeemed| redeemed.answer.status)
}

pub fn commit(account: &str) -> PlatformEvent {
    PlatformEvent::Commit {
        invoice: InvoiceCode::parse("INV-1").unwrap(),
        account: account.into(),
    }
}

/// A course that was bought and waits for its code to be redeemed.
pub fn reserved(store: &Store<Native>) -> PurchaseId {
    reserve(store, "key", at(8000)).unwrap().id
}

/// A course that was bought, attended and completed.
pub fn completed(store: &Store<Native>) -> PurchaseId {
    let view = reserve(store, "key", at(8000)).unwrap();
    let tell = |event| platform(store, &view, event, at(8010)).unwrap();
    tell(commit("a"));
    for session in 1..=2 {
        tell(PlatformEvent::Other(Event::Attendance {
            session,
            status: domain::purchase::Attendance::Present,
            reported_at: at(8011),
        }));
    }
    tell(PlatformEvent::Other(Event::Progress {
        percent: Percent::new(100).unwrap(),
        reported_at: at(8012),
    }));
    tell(PlatformEvent::Other(Event::Completion {
        result: CompletionResult::Completed,
    }));
    view.id
}

pub fn stands(store: &Store<Native>) -> [i64; 3] {
    let book = store.book(1).unwrap();
    [
        Account::TrainingBalance,
        Account::TrainingReserved,
        Account::TrainingFees,
    ]
    .map(|account| book.balance(account).0)
}

/// Seats that are given back by now, once the shard has looked at what is due.
fn given_back(store: &Store<Native>, now: Moment) -> usize {
    for job in store.due(now, 100).unwrap().jobs {
        if job.kind == JobKind::Expiry {
            store.expire_purchases(job.id, job.person, now).unwrap();
        }
    }
    let jobs = store.due(now, 100).unwrap().jobs;
    jobs.iter()
        .filter(|job| match &job.kind {
            JobKind::ReleaseSeat(_) => true,
            JobKind::UnclaimedSeat(seat) => {
                let seat = store.give_up_seat(job.id, job.person, seat.clone());
                seat.unwrap().is_some()
            }
            _ => false,
        })
        .count()
}

#[test]
fn a_course_is_reserved_once_however_often_it_is_asked_for() {
    let store = drawn();
    let now = at(8000);
    let first = reserve(&store, "key", now).unwrap();
    assert_eq!(first.redeem.status, RedeemStatus::Reserved);
    assert_eq!(stands(&store), [BALANCE - PRICE, PRICE, 0]);
    let again = reserve(&store, "key", now + TimeDelta::seconds(9)).unwrap();
    assert_eq!(again, first);
    assert_eq!(stands(&store), [BALANCE - PRICE, PRICE, 0]);
    assert_eq!(
        reserve(&store, "other", now),
        Err(Code::PurchaseAlreadyHeld)
    );
    for table in ["purchases", "redeem_code", "outbox"] {
        let rows = store
            .sql
            .run(&format!("SELECT * FROM {table}"), &[])
            .unwrap();
        let code = first.redeem.redeem_code.as_str();
        assert!(!format!("{rows:?}").contains(code), "{table}");
    }
}

#[test]
fn a_seat_whose_purchase_never_came_is_given_back_and_one_that_is_used_is_not() {
    let store = drawn();
    begin(&store, "never", at(8000)).unwrap();
    assert_eq!(given_back(&store, at(8000)), 0);
    assert_eq!(given_back(&store, at(8000 + 300)), 1);

    let store = drawn();
    reserve(&store, "key", at(8000)).unwrap();
    assert_eq!(given_back(&store, at(8000 + 300)), 0);
}

#[test]
fn a_reservation_that_is_not_redeemed_in_time_gives_price_and_seat_back_once() {
    let store = drawn();
    let view = reserve(&store, "key", at(8000)).unwrap();
    let expires = view.redeem.expires_at.unwrap();
    assert_eq!(given_back(&store, expires - TimeDelta::seconds(1)), 0);
    assert_eq!(stands(&store), [BALANCE - PRICE, PRICE, 0]);
    assert_eq!(
        platform(&store, &view, commit("a"), expires),
        Err(Code::PurchaseExpired),
        "too late at that very instant"
    );
    assert_eq!(given_back(&store, expires), 1);
    assert_eq!(stands(&store), [BALANCE, 0, 0]);
    assert_eq!(given_back(&store, expires), 1, "the same one");
}

#[test]
fn a_platform_redeems_once_reports_and_completes_with_evidence() {
    let store = drawn();
    let view = reserve(&store, "key", at(8000)).unwrap();
    let tell = |event| platform(&store, &view, event, at(8010));
    assert_eq!(tell(PlatformEvent::Status), Ok(RedeemStatus::Reserved));
    assert_eq!(tell(commit("a")), Ok(RedeemStatus::Redeemed));
    assert_eq!(tell(commit("a")), Ok(RedeemStatus::Redeemed), "sent again");
    assert_eq!(stands(&store), [BALANCE - PRICE, 0, PRICE]);
    assert_eq!(tell(commit("b")), Err(Code::PurchaseCardOfOtherAccount));

    let completed = || {
        PlatformEvent::Other(Event::Completion {
            result: CompletionResult::Completed,
        })
    };
    assert!(tell(completed()).is_err(), "nothing bears it out");
    for session in 1..=2 {
        let attended = Event::Attendance {
            session,
            status: domain::purchase::Attendance::Present,
            reported_at: at(8011),
        };
        tell(PlatformEvent::Other(attended)).unwrap();
    }
    let progress = Event::Progress {
        percent: Percent::new(100).unwrap(),
        reported_at: at(8012),
    };
    assert_eq!(
        tell(PlatformEvent::Other(progress)),
        Ok(RedeemStatus::Learning)
    );
    assert_eq!(tell(completed()), Ok(RedeemStatus::Completed));
    assert_eq!(tell(completed()), Ok(RedeemStatus::Completed));
    let entries = store.book(1).unwrap().entries().len();
    assert_eq!(entries, 3, "awarded, reserved, redeemed");
}

#[test]
fn who_bought_in_time_keeps_the_award_and_who_only_reserved_does_not() {
    for redeemed in [true, false] {
        let store = drawn();
        let due = store.award(1).unwrap().unwrap().buy_before;
        let now = due - TimeDelta::hours(1);
        let view = reserve(&store, "key", now).unwrap();
        assert!(view.redeem.expires_at.unwrap() <= due);
        if redeemed {
            platform(&store, &view, commit("a"), now).unwrap();
        }
        look(&store, due);
        let award = store.award(1).unwrap().unwrap();
        assert_eq!(award.revoked_at.is_none(), redeemed);
        let stands_after = if redeemed {
            [BALANCE - PRICE, 0, PRICE]
        } else {
            [0, 0, 0]
        };
        assert_eq!(stands(&store), stands_after);
        signed_in(&store, due);
        let mut another = offer();
        another.course = CourseCode::parse("K00002").unwrap();
        let question = BeginPurchase(order("late", another, due));
        let expected = (!redeemed).then_some(Code::PurchaseAwardRevoked);
        assert_eq!(ask(&store, question).err(), expected);
    }
}
