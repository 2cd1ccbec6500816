//! Reviews on real SQLite: once for each completed purchase, changeable for a
//! time, and the rating counts for the incentives.

use crate::award::registrant::tests::drawn;
use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::purchase::registrant::tests::{completed, reserved};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{ask, at, own};
use crate::review::Report;
use crate::review::registrant::{Rate, ReviewModerated};
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql};
use chrono::TimeDelta;
use domain::messages::{Code, Outgoing};
use domain::purchase::PurchaseId;
use domain::review::{HideReason, Moderation, OwnReview, ReviewText, Stars};

fn rate(
    store: &Store<Native>,
    id: &PurchaseId,
    stars: u8,
    text: &str,
    now: Moment,
) -> Result<OwnReview, Code> {
    crate::purchase::registrant::tests::signed_in(store, now);
    let question = own(
        crate::purchase::registrant::tests::SESSION,
        now,
        Rate {
            id: id.clone(),
            stars: Stars::new(stars).unwrap(),
            text: ReviewText::parse(text).unwrap(),
        },
    );
    ask(store, question)
}

fn reports(store: &Store<Native>) -> Vec<Report> {
    let jobs = store.due(at(9_000_000), 100).unwrap().jobs;
    jobs.into_iter()
        .filter_map(|job| match job.kind {
            JobKind::Review(report) => Some(*report),
            _ => None,
        })
        .collect()
}

#[test]
fn a_completed_course_is_rated_once_reported_under_a_keyed_name_and_counts_for_the_incentives() {
    let store = drawn();
    let id = completed(&store);
    let now = at(9000);
    let review = rate(&store, &id, 4, "Bagus", now).unwrap();
    assert_eq!(review.moderation, Moderation::Shown);
    assert_eq!(
        rate(&store, &id, 4, "Bagus", now).unwrap(),
        review,
        "sent again"
    );
    let reports = reports(&store);
    assert_eq!(reports.len(), 1);
    let tag = keys().digest(Purpose::Review, &[id.as_str()]).half();
    assert_eq!((reports[0].tag.0, reports[0].version), (tag, 1));
    assert_eq!(
        (reports[0].by.as_str(), reports[0].province.as_str()),
        ("Sari", "73")
    );
    assert!(store.incentives(1).unwrap().unwrap().plan.is_rated(&id));
    let rows = store.sql.run("SELECT * FROM review", &[]).unwrap();
    assert!(!format!("{rows:?}").contains("Bagus"));
}

#[test]
fn what_is_not_completed_or_not_ones_own_is_not_rated() {
    let store = drawn();
    let id = reserved(&store);
    assert_eq!(
        rate(&store, &id, 5, "", at(9000)),
        Err(Code::ReviewNotCompleted)
    );
    let other = PurchaseId::parse("0123456789abcdef0123456789abcdef").unwrap();
    assert_eq!(
        rate(&store, &other, 5, "", at(9000)),
        Err(Code::PurchaseUnknown)
    );
    assert_eq!(reports(&store), []);
}

#[test]
fn a_review_is_changed_in_time_and_not_a_second_later() {
    let store = drawn();
    let id = completed(&store);
    let until = rate(&store, &id, 4, "Bagus", at(9000))
        .unwrap()
        .changeable_until;
    let changed = rate(&store, &id, 2, "Kurang", until - TimeDelta::seconds(1)).unwrap();
    assert_eq!(changed.stars.get(), 2);
    assert_eq!(
        rate(&store, &id, 5, "Bagus", until),
        Err(Code::ReviewTooLate)
    );
    let versions: Vec<u32> = reports(&store).iter().map(|one| one.version).collect();
    assert_eq!(versions, [1, 2]);
}

#[test]
fn a_verdict_reaches_the_writer_once_with_its_reason() {
    let store = drawn();
    let id = completed(&store);
    rate(&store, &id, 4, "WA 081234567890", at(9000)).unwrap();
    let hidden = Moderation::Hidden {
        reason: HideReason::PersonalData,
    };
    for _ in 0..2 {
        let question = ReviewModerated {
            person: 1,
            purchase: id.clone(),
            version: 1,
            moderation: hidden,
            now: at(9100),
        };
        ask(&store, question).unwrap();
    }
    assert_eq!(store.own_reviews(1).unwrap()[0].moderation, hidden);
    let jobs = store.due(at(9100), 100).unwrap().jobs;
    let told = jobs
        .iter()
        .filter(|job| job.kind == JobKind::Message(Outgoing::ReviewHidden));
    assert_eq!(told.count(), 1);
}
