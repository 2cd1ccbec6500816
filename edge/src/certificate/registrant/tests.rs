//! Certificates on real SQLite: what follows from each step is in the outbox,
//! once, and an accepted one is learned.

use crate::award::registrant::tests::drawn;
use crate::certificate::registrant::upload::{
    BeginUpload, NotePart, ReadUpload, SettleUpload, ShowUpload,
};
use crate::certificate::registrant::{DecideCertificate, ListUnscanned, NoteScans};
use crate::partner::registrant::PlatformEvent;
use crate::purchase::registrant::tests::{SESSION, commit, platform, reserve, signed_in};
use crate::registrant::Personal;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{BUDI, ask, at, new, own, registered};
use crate::signing::tests::signing;
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql};
use domain::certificate::{
    CertificateStatus, Evidence, KeptFile, Media, RejectReason, Scanned, UploadId, UploadRequest,
    Verdict,
};
use domain::draw::Hex;
use domain::messages::{Code, Outgoing};
use domain::purchase::{Attendance, CompletionResult, Event, Percent, PurchaseId, PurchaseView};
use domain::staff::CommandState;

const FILE: KeptFile = KeptFile {
    media: Media::Jpeg,
    bytes: 900,
};

pub fn redeemed() -> (Store<Native>, PurchaseView) {
    let store = drawn();
    let view = reserve(&store, "key", at(8000)).unwrap();
    platform(&store, &view, commit("a"), at(8001)).unwrap();
    (store, view)
}

fn complete(store: &Store<Native>, view: &PurchaseView) {
    let now = at(8100);
    let tell = |event| platform(store, view, PlatformEvent::Other(event), now).unwrap();
    for session in 1..=2 {
        tell(Event::Attendance {
            session,
            status: Attendance::Present,
            reported_at: now,
        });
    }
    tell(Event::Progress {
        percent: Percent::new(100).unwrap(),
        reported_at: now,
    });
    let result = CompletionResult::Completed;
    tell(Event::Completion { result });
}

fn step<O: Personal<Native>>(
    store: &Store<Native>,
    operation: O,
    now: Moment,
) -> Result<O::Answer, Code> {
    signed_in(store, now);
    ask(store, own(SESSION, now, operation))
}

pub fn begin(store: &Store<Native>, key: &str, purchase: &PurchaseId, now: Moment) -> UploadId {
    let request = UploadRequest {
        purchase: purchase.clone(),
        size: 1_000,
        sha256: Hex([1; 32]),
    };
    let key = key.to_owned();
    step(store, BeginUpload { key, request }, now).unwrap().id
}

pub fn send(store: &Store<Native>, key: &str, purchase: &PurchaseId, now: Moment) -> UploadId {
    let id = begin(store, key, purchase, now);
    let note = NotePart {
        id: id.clone(),
        part: 0,
    };
    step(store, note, now).unwrap();
    let settle = SettleUpload {
        id: id.clone(),
        outcome: Ok(FILE),
    };
    step(store, settle, now).unwrap();
    id
}

fn scanned(store: &Store<Native>, verdicts: Vec<(UploadId, Scanned)>, now: Moment) {
    let question = NoteScans {
        person: 1,
        verdicts,
        now,
    };
    ask(store, question).unwrap();
}

pub fn status(store: &Store<Native>) -> CertificateStatus {
    store.shown_certificates(1, at(8200)).unwrap()[0].status
}

pub fn jobs(store: &Store<Native>, now: Moment) -> Vec<JobKind> {
    let due = store.due(now, 100).unwrap();
    assert!(due.unreadable.is_empty());
    due.jobs.into_iter().map(|job| job.kind).collect()
}

pub fn told(store: &Store<Native>, what: &Outgoing, now: Moment) -> usize {
    let is = |job: &&JobKind| **job == JobKind::Message(what.clone());
    jobs(store, now).iter().filter(is).count()
}

#[test]
fn a_clean_file_of_a_completed_course_is_accepted_told_and_learned_once() {
    let (store, view) = redeemed();
    let id = send(&store, "k", &view.id, at(8010));
    let asked = ask(&store, ListUnscanned { person: 1 }).unwrap();
    assert_eq!(asked, std::slice::from_ref(&id));
    scanned(&store, vec![(id.clone(), Scanned::Clean)], at(8011));
    assert_eq!(status(&store), CertificateStatus::AwaitsReport);
    assert!(!jobs(&store, at(9000)).contains(&JobKind::Scan));
    complete(&store, &view);
    complete(&store, &view);
    assert_eq!(status(&store), CertificateStatus::Accepted);
    assert_eq!(told(&store, &Outgoing::CertificateAccepted, at(9000)), 1);
    let accepted = "SELECT * FROM event WHERE kind = 'certificate_accepted'";
    assert_eq!(store.sql.run(accepted, &[]).unwrap().len(), 1);
    let read = step(&store, ReadUpload { id }, at(9001));
    assert_eq!(read, Ok(FILE));
}

#[test]
fn an_unanswered_scan_comes_again_ever_more_slowly() {
    let (store, view) = redeemed();
    let id = send(&store, "k", &view.id, at(8010));
    let read = step(&store, ReadUpload { id: id.clone() }, at(8010));
    assert_eq!(
        read,
        Err(Code::CertificateUnknown),
        "not before it is harmless"
    );
    let (mut now, mut pauses) = (at(8010), vec![]);
    for _ in 0..6 {
        let due = store.due(now, 100).unwrap().jobs;
        let scans = due.iter().filter(|job| job.kind == JobKind::Scan);
        let ids: Vec<i64> = scans.map(|job| job.id).collect();
        assert_eq!(ids.len(), 1, "one row stays");
        store.handed_over(&ids, now).unwrap();
        scanned(&store, vec![], now);
        let next = (1..2_000)
            .find(|second| {
                jobs(&store, now + chrono::TimeDelta::seconds(*second)).contains(&JobKind::Scan)
            })
            .unwrap();
        pauses.push(next);
        now += chrono::TimeDelta::seconds(next);
    }
    assert!(pauses.is_sorted() && pauses[0] >= 5, "{pauses:?}");
    assert!(pauses[5] > 10 * pauses[0], "{pauses:?}");
    assert_eq!(status(&store), CertificateStatus::Checking);
    scanned(&store, vec![(id, Scanned::Infected)], now);
    assert_eq!(status(&store), CertificateStatus::Refused);
    let later = now + chrono::TimeDelta::hours(9);
    assert!(!jobs(&store, later).contains(&JobKind::Scan));
    assert_eq!(told(&store, &Outgoing::CertificateRefused, later), 1);
}

#[test]
fn files_are_named_for_deletion_and_nothing_in_the_clear_names_the_sending() {
    let (store, view) = redeemed();
    let id = begin(&store, "k", &view.id, at(8010));
    for table in ["certificates", "outbox"] {
        let rows = store
            .sql
            .run(&format!("SELECT * FROM {table}"), &[])
            .unwrap();
        assert!(!format!("{rows:?}").contains(id.as_str()), "{table}");
    }
    let day = at(8010 + 24 * 3600);
    for job in store.due(day, 100).unwrap().jobs {
        if let JobKind::UploadEnds(upload) = &job.kind {
            store.end_upload(job.id, job.person, upload, day).unwrap();
        }
    }
    let dropped: Vec<JobKind> = jobs(&store, day)
        .into_iter()
        .filter(|job| matches!(job, JobKind::DropFiles(names) if names.len() == 1))
        .collect();
    assert_eq!(dropped.len(), 1, "{dropped:?}");
    assert!(
        !jobs(&store, day)
            .iter()
            .any(|job| matches!(job, JobKind::UploadEnds(_)))
    );
    assert_eq!(
        begin(&store, "k", &view.id, day),
        id,
        "the same key, the same sending"
    );
    let took = step(&store, NotePart { id, part: 0 }, day);
    assert_eq!(took, Err(Code::CertificateUploadEnded));
}

pub fn signed(
    store: &Store<Native>,
    key: &str,
    text: &str,
    verdict: Verdict,
    view: &PurchaseView,
) -> Result<CommandState, Code> {
    let number = store
        .sql
        .first("SELECT number_hash FROM person WHERE id = 1", &[])
        .unwrap()
        .unwrap();
    ask(
        store,
        DecideCertificate {
            signing: signing(text, key, at(8300)),
            number_hash: number.text(0).unwrap().into(),
            purchase: view.id.clone(),
            decision: verdict,
        },
    )
}

#[test]
fn two_keys_decide_each_command_beside_others_under_way() {
    let (store, view) = redeemed();
    let id = send(&store, "k", &view.id, at(8010));
    scanned(&store, vec![(id, Scanned::Clean)], at(8011));
    let reject = Verdict::Reject {
        reason: RejectReason::Unreadable,
    };
    let proposed = Ok(CommandState::Proposed);
    let done = Ok(CommandState::Done);
    assert_eq!(signed(&store, "one", "first", reject, &view), proposed);
    assert_eq!(
        signed(&store, "one", "second", Verdict::Accept, &view),
        proposed
    );
    assert_eq!(
        signed(&store, "one", "first", reject, &view),
        Err(Code::CommandSameKey)
    );
    assert_eq!(status(&store), CertificateStatus::AwaitsReport);
    assert_eq!(signed(&store, "two", "first", reject, &view), done);
    assert_eq!(status(&store), CertificateStatus::Refused);
    assert_eq!(
        signed(&store, "two", "second", Verdict::Accept, &view),
        done
    );
    assert_eq!(
        signed(&store, "two", "second", Verdict::Accept, &view),
        done,
        "again"
    );
    assert_eq!(status(&store), CertificateStatus::Accepted);
    assert_eq!(told(&store, &Outgoing::CertificateAccepted, at(9000)), 1);
}

#[test]
fn a_credential_is_accepted_without_a_file() {
    let (store, view) = redeemed();
    for _ in 0..2 {
        store
            .accept_certificate(1, &view.id, Evidence::Credential, at(8010))
            .unwrap();
    }
    assert_eq!(status(&store), CertificateStatus::Accepted);
    assert_eq!(told(&store, &Outgoing::CertificateAccepted, at(9000)), 1);
}

#[test]
fn somebody_elses_sending_is_unknown() {
    let (store, view) = redeemed();
    let id = begin(&store, "k", &view.id, at(8010));
    registered(ask(&store, new(BUDI, "b")));
    signed_in(&store, at(8010));
    let question = own("session b", at(8011), ShowUpload { id });
    assert_eq!(ask(&store, question), Err(Code::CertificateUnknown));
}
