//! What is decided about a kept file, by rule, by the institution or by staff, and
//! where the certificate is.

use super::*;

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
        all.closing(&upload(1), Transfer::InParts),
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
        all.closing(&upload(3), Transfer::InParts),
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
