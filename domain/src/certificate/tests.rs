//! One participant's certificates, from the first part to the ruling.

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
            .closing(&upload(number), Brought::InParts)
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
        all.closing(&upload(1), Brought::InParts),
        Err(Code::CertificateUploadIncomplete)
    );
    all.took(&upload(1), 1).unwrap();
    assert!(all.closing(&upload(1), Brought::InParts).unwrap().is_some());
    let notices = all.closed(&upload(1), Ok(FILE), at(1));
    assert_eq!(notices, [Notice::DropParts(upload(1), 3), Notice::Scan]);
    // The answer was lost: everything is asked again.
    assert_eq!(
        all.expects(&upload(1), 0, PART_BYTES),
        Ok(PartExpected::There)
    );
    assert_eq!(all.closing(&upload(1), Brought::InParts), Ok(None));
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
        all.closing(&upload(1), Brought::InParts),
        Err(Code::CertificateUploadEnded)
    );
    assert_eq!(status(&all, &course), (CertificateStatus::Awaited, None));
}

#[test]
fn a_clean_file_of_a_completed_course_is_accepted_by_rule_whichever_came_first() {
    let completed = ended(CompletionResult::Completed);
    let accepted = vec![Notice::Accepted(id(1))];
    let mut all = Certificates::default();
    sent(&mut all, 1, at(1));
    assert_eq!(status(&all, &completed).0, CertificateStatus::Checking);
    assert_eq!(
        all.judge(one(&completed), at(2)),
        [],
        "nobody has scanned it"
    );
    assert_eq!(all.unscanned().count(), 1);
    assert_eq!(all.scanned(&upload(1), Scanned::Clean, at(3)), []);
    assert_eq!(all.unscanned().count(), 0);
    assert_eq!(all.judge(one(&redeemed()), at(4)), [], "the course goes on");
    assert_eq!(status(&all, &redeemed()).0, CertificateStatus::AwaitsReport);
    assert_eq!(all.judge(one(&completed), at(5)), accepted);
    assert_eq!(all.judge(one(&completed), at(6)), [], "once");
    assert_eq!(status(&all, &completed).0, CertificateStatus::Accepted);
    assert_eq!(all.accepted(&id(1)).unwrap().ground, Ground::Reports);
    assert_eq!(
        all.begin(upload(2), request(5), Some(one(&completed)), at(7)),
        Err(UploadRefused::AlreadyAccepted)
    );
}

#[test]
fn an_infected_file_is_deleted_and_another_may_be_sent() {
    let completed = ended(CompletionResult::Completed);
    let mut all = Certificates::default();
    sent(&mut all, 1, at(1));
    let notices = vec![Notice::DropFile(upload(1)), Notice::TellRefused];
    assert_eq!(all.scanned(&upload(1), Scanned::Infected, at(2)), notices);
    assert_eq!(
        all.scanned(&upload(1), Scanned::Clean, at(3)),
        [],
        "too late"
    );
    let infected = Some(Code::CertificateInfected);
    assert_eq!(
        status(&all, &completed),
        (CertificateStatus::Refused, infected)
    );
    assert_eq!(
        all.closing(&upload(1), Brought::InParts),
        Err(Code::CertificateInfected)
    );
    assert_eq!(all.judge(one(&completed), at(4)), []);
    sent(&mut all, 2, at(5));
    all.scanned(&upload(2), Scanned::Clean, at(6));
    assert_eq!(all.judge(one(&completed), at(7)), [Notice::Accepted(id(1))]);
}

#[test]
fn a_new_file_takes_the_place_of_the_one_before() {
    let mut all = Certificates::default();
    sent(&mut all, 1, at(1));
    let notices = sent(&mut all, 2, at(2));
    let dropped = [
        Notice::DropParts(upload(2), 1),
        Notice::DropFile(upload(1)),
        Notice::Scan,
    ];
    assert_eq!(notices, dropped);
    assert_eq!(all.scanned(&upload(1), Scanned::Clean, at(3)), []);
    assert_eq!(status(&all, &redeemed()).0, CertificateStatus::Checking);
    // One that is refused leaves the one before where it is.
    let course = redeemed();
    all.begin(upload(3), request(9), Some(one(&course)), at(4))
        .unwrap();
    all.closed(&upload(3), Err(Code::CertificateFileArchive), at(4));
    assert_eq!(
        all.closing(&upload(3), Brought::InParts),
        Err(Code::CertificateFileArchive)
    );
    assert_eq!(status(&all, &redeemed()).0, CertificateStatus::Checking);
}

#[test]
fn what_the_platform_denies_waits_for_staff_who_accept_or_reject_with_a_reason() {
    let denied = ended(CompletionResult::NotCompleted);
    let mut all = Certificates::default();
    let reject = Verdict::Reject {
        reason: RejectReason::OtherPerson,
    };
    assert_eq!(
        all.decide(&id(1), reject, at(0)),
        Err(Code::CertificateNothingToReject)
    );
    sent(&mut all, 1, at(1));
    all.scanned(&upload(1), Scanned::Clean, at(2));
    assert_eq!(all.judge(one(&denied), at(3)), []);
    assert_eq!(status(&all, &denied).0, CertificateStatus::AwaitsStaff);
    let told = vec![Notice::DropFile(upload(1)), Notice::TellRefused];
    assert_eq!(all.decide(&id(1), reject, at(4)), Ok(told));
    let why = Some(Code::CertificateOtherPerson);
    assert_eq!(status(&all, &denied), (CertificateStatus::Refused, why));
    let accepted = Ok(vec![Notice::Accepted(id(1))]);
    assert_eq!(all.decide(&id(1), Verdict::Accept, at(5)), accepted);
    assert_eq!(all.decide(&id(1), Verdict::Accept, at(6)), Ok(vec![]));
    assert_eq!(
        all.decide(&id(1), reject, at(7)),
        Err(Code::CertificateAlreadyAccepted)
    );
}

#[test]
fn a_signed_credential_is_evidence_enough_and_counts_once() {
    let mut all = Certificates::default();
    let accepted = [Notice::Accepted(id(1))];
    assert_eq!(all.accept(&id(1), Evidence::Credential, at(1)), accepted);
    assert_eq!(all.accept(&id(1), Evidence::Credential, at(2)), []);
    let ruling = all.accepted(&id(1)).unwrap();
    assert_eq!((ruling.ground, ruling.at), (Ground::Credential, at(1)));
}

#[test]
fn each_stretch_of_the_way_is_told_from_the_day_the_course_was_completed() {
    let completed = ended(CompletionResult::Completed);
    let mut all = Certificates::default();
    let promises = Scheme::find("normal-2023").unwrap().certificate_promises;
    let hops = |all: &Certificates, now| {
        let shown = all.shown(completed.list(), promises, &BTreeSet::new(), now);
        shown[0]
            .hops
            .iter()
            .map(|hop| hop.state)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        all.shown(redeemed().list(), promises, &BTreeSet::new(), at(1))[0].hops,
        []
    );
    // 27 November 2026 is a Friday.
    let due = |day: &str| HopState::Waiting {
        due: Some(day.parse().unwrap()),
    };
    let late = |day: &str| HopState::Late {
        since: day.parse().unwrap(),
    };
    let [done, none] = [|at| HopState::Done { at }, |_| HopState::NotBegun];
    let waits = hops(&all, at(1));
    assert_eq!(
        waits,
        [due("2026-11-30"), none(at(0)), none(at(0)), none(at(0))]
    );
    assert_eq!(hops(&all, at(4 * 1_440))[0], late("2026-12-01"));
    all.at_platform(&id(1), at(60));
    all.at_platform(&id(1), at(90));
    assert_eq!(hops(&all, at(61))[..2], [done(at(60)), due("2026-11-30")]);
    sent(&mut all, 1, at(120));
    all.scanned(&upload(1), Scanned::Infected, at(121));
    assert_eq!(hops(&all, at(122))[1], due("2026-11-30"), "nobody has it");
    sent(&mut all, 2, at(130));
    assert_eq!(
        hops(&all, at(131))[1..3],
        [done(at(130)), due("2026-12-08")]
    );
    all.scanned(&upload(2), Scanned::Clean, at(140));
    all.judge(one(&completed), at(140));
    all.paid(&id(1), at(300));
    assert_eq!(
        hops(&all, at(301)),
        [done(at(60)), done(at(130)), done(at(140)), done(at(300))]
    );
    assert_eq!(Hop::ALL.len(), 4);
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
