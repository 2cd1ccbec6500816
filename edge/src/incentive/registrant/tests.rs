//! Incentives on real SQLite: scheduled by facts in any order, screened before
//! every payment, sent once, and the book says so.

use super::pay::{OrderPayment, PaymentAction};
use super::{BeginLink, LinkAccount, LinkBegun, UnlinkAccount};
use crate::award::registrant::tests::drawn;
use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::object::Transactional;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::Performed;
use crate::registrant::store::Store;
use crate::registrant::tests::at;
use crate::sql::tests::Native;
use crate::sql::{Moment, Outcome, Sql};
use chrono::TimeDelta;
use domain::appeal::Explanation;
use domain::contact::Phone;
use domain::incentive::{Fact, InstalmentId, Kind, PartnerReference};
use domain::ledger::Account;
use domain::messages::Outgoing;
use domain::payout_account::{self, Agreement, LinkRequest, Verification};
use domain::purchase::PurchaseId;
use domain::security::PhoneReason;

const JOB: InstalmentId = InstalmentId {
    kind: Kind::JobSearch,
    number: 1,
};
/// When the last of the facts was learned.
const FACTS: i64 = 9000;

pub fn facts() -> [Fact; 3] {
    facts_of(&PurchaseId::parse("p-1").unwrap(), at(FACTS))
}

/// All that a course's incentives depend on.
pub fn facts_of(purchase: &PurchaseId, at: Moment) -> [Fact; 3] {
    let purchase = purchase.clone();
    [
        Fact::FirstCompletion {
            purchase: purchase.clone(),
            at,
        },
        Fact::CertificateAccepted {
            purchase: purchase.clone(),
            at,
        },
        Fact::Rated { purchase, at },
    ]
}

/// Somebody awarded, who has completed a first course, with all that it takes.
fn entitled() -> Store<Native> {
    let store = drawn();
    for fact in facts() {
        store.learn(1, fact, at(FACTS)).unwrap();
    }
    store
}

pub fn kinds(store: &Store<Native>, now: Moment) -> Vec<JobKind> {
    let due = store.due(now, 100).unwrap();
    due.jobs.into_iter().map(|job| job.kind).collect()
}

/// Lets the shard do its own work that is due, as its alarm does.
pub fn wake(store: &Store<Native>, now: Moment) {
    for job in store.due(now, 100).unwrap().jobs {
        match job.kind {
            JobKind::Instalment(id) => store.screen_instalment(job.id, job.person, id, now),
            JobKind::Survey(number) => store.open_survey(job.id, job.person, number, now),
            _ => Ok(()),
        }
        .unwrap();
    }
}

/// Due, sent, paid.
pub fn money(store: &Store<Native>) -> [i64; 3] {
    let book = store.book(1).unwrap();
    [
        Account::IncentiveDue,
        Account::IncentiveSent,
        Account::IncentivePaid,
    ]
    .map(|account| book.balance(account).0)
}

#[test]
fn an_instalment_is_scheduled_once_whatever_the_order_of_the_facts_and_however_often_they_come() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 0, 2]] {
        let store = drawn();
        for place in order.into_iter().chain(order) {
            let fact = facts()[place].clone();
            store.learn(1, fact, at(FACTS)).unwrap();
        }
        let jobs = kinds(&store, at(FACTS));
        let scheduled = jobs.iter().filter(|one| **one == JobKind::Instalment(JOB));
        assert_eq!(scheduled.count(), 1, "{order:?}");
        let later = kinds(&store, at(FACTS) + TimeDelta::days(60));
        let surveys = later.iter().filter(|one| matches!(one, JobKind::Survey(_)));
        assert_eq!(surveys.count(), 2, "{order:?}");
    }
}

#[test]
fn without_an_account_the_money_waits_and_the_person_is_told_once() {
    let store = entitled();
    wake(&store, at(FACTS));
    wake(&store, at(FACTS + 1));
    let told = |jobs: Vec<JobKind>| {
        let asked = JobKind::Message(Outgoing::PayoutAccountNeeded);
        jobs.into_iter().filter(|one| *one == asked).count()
    };
    assert_eq!(told(kinds(&store, at(FACTS + 1))), 1);
    assert_eq!(money(&store), [0, 0, 0]);
}

/// Links an account of a bank, or takes the linked one off; answers until when payments wait.
fn link(store: &Store<Native>, number: &str, now: Moment) -> Option<Moment> {
    let answer = payout_account::Answer::Open {
        name: "Sari Rahayu".to_owned(),
        verification: Verification::Verified,
        nik: Agreement::Agrees,
        phone: Agreement::Agrees,
    };
    let request = LinkRequest {
        partner: "bni".to_owned(),
        number: number.to_owned(),
    };
    let LinkBegun::Ask(check) = done(BeginLink { request }.execute(store, 1, now)) else {
        panic!("nothing to ask");
    };
    let enquiry = check.enquiry;
    done(LinkAccount { enquiry, answer }.execute(store, 1, now)).waits_until
}

fn done<T>(performed: Performed<T>) -> T {
    match performed.unwrap() {
        Outcome::Done(value) => value,
        Outcome::Refused(code, _) => panic!("{code}"),
    }
}

#[test]
fn a_day_passes_before_money_goes_to_an_account_that_took_the_place_of_another() {
    let store = entitled();
    let second = |n| at(FACTS + n);
    // The first, and the same again, wait for nothing.
    assert_eq!(link(&store, "0123456789", second(0)), None);
    done(UnlinkAccount.execute(&store, 1, second(1)));
    assert_eq!(link(&store, "0123456789", second(2)), None);
    done(UnlinkAccount.execute(&store, 1, second(3)));
    let until = second(4) + TimeDelta::hours(24);
    assert_eq!(link(&store, "9876543210", second(4)), Some(until));
    let paid = |now| {
        wake(&store, now);
        kinds(&store, now)
            .iter()
            .any(|one| matches!(one, JobKind::Payment(_)))
    };
    assert!(!paid(second(5)));
    assert!(!paid(until - TimeDelta::seconds(1)));
    assert!(paid(until));
    // Looked at again it is a payment all the same.
    let incentives = store.incentives(1).unwrap().unwrap();
    assert_eq!(store.waits_until(1, &incentives, until).unwrap(), None);
}

/// The payment that somebody's jobs hold.
fn under_way(store: &Store<Native>, now: Moment) -> Option<PartnerReference> {
    kinds(store, now).into_iter().find_map(|one| match one {
        JobKind::Payment(reference) => Some(reference),
        _ => None,
    })
}

/// What there is to do about it.
fn order(
    store: &Store<Native>,
    reference: &PartnerReference,
    now: Moment,
) -> Option<PaymentAction> {
    let order = OrderPayment {
        person: 1,
        reference: reference.clone(),
        now,
    };
    done(store.perform(order)).map(|order| order.action)
}

fn given_to_another(store: &Store<Native>, now: Moment) {
    let phone = Phone::parse("0812 9999 0000").unwrap();
    let note = Explanation::parse("KTP dan KK diperiksa di posko.").unwrap();
    let why = (PhoneReason::Claimed, note);
    store.replace_phone_by_office(1, phone, why, now).unwrap();
}

#[test]
fn a_payment_that_is_not_given_out_stands_still_for_three_days_after_the_office_gave_the_account_away()
 {
    let store = entitled();
    let second = |n| at(FACTS + n);
    link(&store, "0123456789", second(0));
    wake(&store, second(1));
    let reference = under_way(&store, second(1)).unwrap();
    given_to_another(&store, second(2));
    assert_eq!(order(&store, &reference, second(3)), None);
    let until = second(2) + TimeDelta::hours(72);
    assert_eq!(under_way(&store, until - TimeDelta::seconds(1)), None);
    assert_eq!(money(&store)[2], 0);
    // Then it goes out, once.
    assert_eq!(under_way(&store, until), Some(reference.clone()));
    assert_eq!(order(&store, &reference, until), Some(PaymentAction::Send));
    assert_eq!(order(&store, &reference, until), Some(PaymentAction::Ask));
}

#[test]
fn what_a_partner_has_already_is_asked_about_though_the_office_gave_the_account_away() {
    let store = entitled();
    let second = |n| at(FACTS + n);
    link(&store, "0123456789", second(0));
    wake(&store, second(1));
    let reference = under_way(&store, second(1)).unwrap();
    assert_eq!(
        order(&store, &reference, second(1)),
        Some(PaymentAction::Send)
    );
    given_to_another(&store, second(2));
    assert_eq!(
        order(&store, &reference, second(3)),
        Some(PaymentAction::Ask)
    );
}

#[test]
fn a_payment_reference_leads_back_to_the_shard_and_stands_nowhere_in_the_clear() {
    let store = entitled();
    let incentives = store.incentives(1).unwrap().unwrap();
    let prefix = incentives.plan.prefix().as_str();
    let digest = keys().digest(Purpose::PayoutPrefix, &[prefix]);
    assert_eq!(digest.shard(4), 1);
    let rows = store.sql.run("SELECT * FROM incentives", &[]).unwrap();
    assert!(!format!("{rows:?}").contains(prefix));
}
