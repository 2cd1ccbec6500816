//! One participant's certificates, from the first part to the ruling.

mod deciding;

use super::file::FileRefused;
use super::hops::{Hop, HopState};
use super::*;
use crate::draw::Hex;
use crate::messages::Code;
use crate::purchase::tests::{ask, award, commit, id, offer, start};
use crate::purchase::{Attendance, CompletionResult, Event, EventKey, Purchase, Purchases, Terms};
use crate::scheme::Scheme;
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeSet;

fn at(minutes: i64) -> DateTime<Utc> {
    start() + TimeDelta::minutes(minutes)
}

/// A course that was redeemed, and what happened to it after.
fn course(events: &[Event]) -> Purchases {
    let scheme = Scheme::find("normal-2023").unwrap();
    let award = award(&scheme, start());
    let terms = Terms {
        scheme: &scheme,
        award: &award,
        available: award.balance,
    };
    let mut purchases = Purchases::default();
    purchases
        .reserve(ask(1, offer(1, 500_000)), terms, start())
        .unwrap();
    for (number, event) in events.iter().enumerate() {
        let key = EventKey::parse(&format!("e-{number}")).unwrap();
        purchases
            .apply(&id(1), &key, event.clone(), start())
            .unwrap();
    }
    purchases
}

fn redeemed() -> Purchases {
    course(&[commit("INV-1", 1)])
}

fn ended(result: CompletionResult) -> Purchases {
    let there = |session| Event::Attendance {
        session,
        status: Attendance::Present,
        reported_at: start(),
    };
    course(&[
        commit("INV-1", 1),
        there(1),
        there(2),
        Event::Completion { result },
    ])
}

fn one(purchases: &Purchases) -> &Purchase {
    purchases.find(&id(1)).unwrap()
}

fn upload(number: u8) -> UploadId {
    UploadId::parse(&Hex([number; 16]).to_string()).unwrap()
}

fn request(size: u32) -> UploadRequest {
    UploadRequest {
        purchase: id(1),
        size,
        sha256: Hex([1; 32]),
    }
}

const FILE: KeptFile = KeptFile {
    media: Media::Jpeg,
    bytes: 900,
};

/// A file that has come in whole.
fn sent(certificates: &mut Certificates, number: u8, now: DateTime<Utc>) -> Vec<Notice> {
    let course = redeemed();
    certificates
        .begin(upload(number), request(1_000), Some(one(&course)), now)
        .unwrap();
    certificates.took(&upload(number), 0).unwrap();
    assert!(
        certificates
            .closing(&upload(number), Transfer::InParts)
            .unwrap()
            .is_some()
    );
    certificates.closed(&upload(number), Ok(FILE), now)
}

fn status(certificates: &Certificates, course: &Purchases) -> (CertificateStatus, Option<Code>) {
    let promises = Scheme::find("normal-2023").unwrap().certificate_promises;
    let shown = certificates.shown(course.list(), promises, &BTreeSet::new(), at(60));
    (shown[0].status, shown[0].refused)
}

#[test]
fn parts_may_come_in_any_order_and_twice_and_what_is_missing_is_told() {
    let mut all = Certificates::default();
    let course = redeemed();
    let ask = request(2 * PART_BYTES + 1);
    for _ in 0..2 {
        let begun = all.begin(upload(1), ask.clone(), Some(one(&course)), at(0));
        let ends = vec![Notice::EndAt(upload(1), at(0) + UNFINISHED_FOR)];
        assert!(begun == Ok(ends) || begun == Ok(vec![]));
    }
    let missing = |all: &Certificates| all.find(&upload(1)).unwrap().missing();
    assert_eq!(missing(&all), [0, 1, 2]);
    assert_eq!(all.expects(&upload(1), 2, 1), Ok(PartExpected::Wanted));
    assert_eq!(
        all.expects(&upload(1), 2, 2),
        Err(UploadRefused::NoSuchPart)
    );
    assert_eq!(
        all.expects(&upload(1), 3, 1),
        Err(UploadRefused::NoSuchPart)
    );
    assert_eq!(
        all.expects(&upload(1), u16::MAX, 1),
        Err(UploadRefused::NoSuchPart)
    );
    assert_eq!(all.expects(&upload(2), 0, 1), Err(UploadRefused::Unknown));
    for part in [2, 0, 2] {
        all.took(&upload(1), part).unwrap();
    }
    assert_eq!(missing(&all), [1]);
    assert_eq!(
        all.closing(&upload(1), Transfer::InParts),
        Err(Code::CertificateUploadIncomplete)
    );
    all.took(&upload(1), 1).unwrap();
    assert!(
        all.closing(&upload(1), Transfer::InParts)
            .unwrap()
            .is_some()
    );
    let notices = all.closed(&upload(1), Ok(FILE), at(1));
    assert_eq!(notices, [Notice::DropParts(upload(1), 3), Notice::Scan]);
    // The answer was lost: everything is asked again.
    assert_eq!(
        all.expects(&upload(1), 0, PART_BYTES),
        Ok(PartExpected::There)
    );
    assert_eq!(all.closing(&upload(1), Transfer::InParts), Ok(None));
    assert_eq!(all.closed(&upload(1), Ok(FILE), at(2)), []);
    assert_eq!(all.end(&upload(1), at(9_000)), []);
    let mut other = ask;
    other.size = 5;
    assert_eq!(
        all.begin(upload(1), other, Some(one(&course)), at(3)),
        Err(UploadRefused::KeyReused)
    );
}

#[test]
fn what_cannot_be_a_certificate_of_a_redeemed_course_is_not_begun() {
    let mut all = Certificates::default();
    let course = redeemed();
    let begin = |all: &mut Certificates, size, purchase| {
        all.begin(upload(1), request(size), purchase, at(0))
    };
    let empty = UploadRefused::File(FileRefused::Empty);
    assert_eq!(begin(&mut all, 0, Some(one(&course))), Err(empty));
    let large = UploadRefused::File(FileRefused::TooLarge);
    assert_eq!(begin(&mut all, 5_000_001, Some(one(&course))), Err(large));
    assert_eq!(begin(&mut all, 5, None), Err(UploadRefused::NotRedeemed));
    let reserved = super::tests::course(&[]);
    assert_eq!(
        begin(&mut all, 5, Some(one(&reserved))),
        Err(UploadRefused::NotRedeemed)
    );
    let returned = super::tests::course(&[commit("INV-1", 1), Event::CancelByPlatform]);
    assert_eq!(
        begin(&mut all, 5, Some(one(&returned))),
        Err(UploadRefused::NotRedeemed)
    );
    assert!(begin(&mut all, 5_000_000, Some(one(&course))).is_ok());
}

#[test]
fn a_person_sends_so_many_files_and_so_many_bytes_and_no_more() {
    let course = redeemed();
    let mut all = Certificates::default();
    let begin = |all: &mut Certificates, number: u8, size, now| {
        all.begin(upload(number), request(size), Some(one(&course)), now)
            .map(drop)
    };
    for number in 0..5 {
        begin(&mut all, number, 5_000_000, at(number.into())).unwrap();
    }
    let wait_seconds = 24 * 3600 - 600;
    assert_eq!(
        begin(&mut all, 5, 1, at(10)),
        Err(UploadRefused::TooManyBytes { wait_seconds })
    );
    let tomorrow = at(24 * 60);
    begin(&mut all, 5, 5_000_000, tomorrow).unwrap();
    for number in 6..20 {
        begin(&mut all, number, 1, at(72 * 60)).unwrap();
    }
    assert_eq!(
        begin(&mut all, 20, 1, at(99 * 60)),
        Err(UploadRefused::TooManyFiles)
    );
    assert_eq!(
        begin(&mut all, 19, 1, at(99 * 60)),
        Ok(()),
        "the same is no other"
    );
}

#[test]
fn what_is_not_finished_in_a_day_is_given_up() {
    let mut all = Certificates::default();
    let course = redeemed();
    all.begin(upload(1), request(9), Some(one(&course)), at(0))
        .unwrap();
    assert_eq!(
        all.end(&upload(1), at(1_440)),
        [Notice::DropParts(upload(1), 1)]
    );
    assert_eq!(all.expects(&upload(1), 0, 9), Err(UploadRefused::Ended));
    assert_eq!(all.took(&upload(1), 0), Err(UploadRefused::Ended));
    assert_eq!(
        all.closing(&upload(1), Transfer::InParts),
        Err(Code::CertificateUploadEnded)
    );
    assert_eq!(status(&all, &course), (CertificateStatus::Awaited, None));
}

#[test]
fn certificates_are_stored_and_read_back() {
    let mut all = Certificates::default();
    sent(&mut all, 1, at(1));
    all.scanned(&upload(1), Scanned::Clean, at(2));
    all.accept(&id(1), Evidence::Staff, at(3));
    let text = serde_json::to_string(&all).unwrap();
    assert_eq!(serde_json::from_str::<Certificates>(&text).unwrap(), all);
}

#[test]
fn a_file_is_withdrawn_until_it_is_accepted_and_the_same_may_then_be_of_another_course() {
    let purchases = redeemed();
    let mut all = Certificates::default();
    let begin = |all: &mut Certificates, number| {
        all.begin(upload(number), request(900), Some(one(&purchases)), at(0))
            .unwrap();
    };
    assert_eq!(all.withdraw(&upload(1), at(0)), Err(UploadRefused::Unknown));
    begin(&mut all, 1);
    assert!(all.needs_file(&id(1)));
    let parts = vec![Notice::DropParts(upload(1), 1)];
    assert_eq!(all.withdraw(&upload(1), at(1)), Ok(parts));
    assert_eq!(all.withdraw(&upload(1), at(2)), Ok(vec![]), "again");
    assert!(!all.needs_file(&id(1)));

    begin(&mut all, 2);
    all.closed(&upload(2), Ok(FILE), at(3));
    let file = || vec![Notice::DropFile(upload(2))];
    assert_eq!(
        all.withdraw(&upload(2), at(4)),
        Ok(file()),
        "while it is scanned"
    );
    assert_eq!(all.scanned(&upload(2), Scanned::Clean, at(5)), vec![]);
    assert!(!all.needs_file(&id(1)) && all.unscanned().next().is_none());

    begin(&mut all, 3);
    all.closed(&upload(3), Ok(FILE), at(6));
    all.scanned(&upload(3), Scanned::Clean, at(7));
    assert_eq!(all.withdrawable(&id(1)).map(Upload::id), Some(&upload(3)));
    let accepted = all.judge(one(&ended(CompletionResult::Completed)), at(8));
    assert_eq!(accepted, vec![Notice::Accepted(id(1))]);
    let late = all.withdraw(&upload(3), at(9));
    assert_eq!(late, Err(UploadRefused::AlreadyAccepted));
    assert!(all.withdrawable(&id(1)).is_none() && all.needs_file(&id(1)));
}

#[test]
fn a_file_that_was_refused_holds_no_other_course_up() {
    let purchases = redeemed();
    let mut all = Certificates::default();
    all.begin(upload(1), request(900), Some(one(&purchases)), at(0))
        .unwrap();
    all.closed(&upload(1), Ok(FILE), at(1));
    assert!(all.needs_file(&id(1)));
    let other = Verdict::Reject {
        reason: RejectReason::OtherCourse,
    };
    all.decide(&id(1), other, at(2)).unwrap();
    assert!(!all.needs_file(&id(1)));
    assert_eq!(all.withdraw(&upload(1), at(3)), Ok(vec![]));
}
