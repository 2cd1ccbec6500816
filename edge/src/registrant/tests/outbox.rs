//! Work for the outside world stays until somebody has taken it, waits ever longer where
//! nobody does, and wakes its shard whenever it moves.

use super::super::outbox::JobKind;
use super::super::store::FindStatus;
use super::{SARI, ask, at, new, registered, store};
use crate::sql::Moment;
use domain::messages::Outgoing;
use std::path::Path;

#[test]
fn work_that_no_queue_took_is_still_due() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let due = || store.due(at(0), 10).unwrap().jobs;
    assert_eq!(due(), due());
    assert_eq!(due().len(), 2);
}

#[test]
fn a_job_that_is_refused_waits_ever_longer_and_the_rest_goes_on() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let [refused, other] = [0, 1].map(|job| store.due(at(0), 10).unwrap().jobs[job].id);
    let due = |now: Moment| {
        let jobs = store.due(now, 10).unwrap().jobs;
        jobs.iter().map(|job| job.id).collect::<Vec<_>>()
    };
    let mut now = at(0);
    let mut waits = vec![];
    for _ in 0..12 {
        store.put_off_job(refused, 1, now).unwrap();
        assert_eq!(due(now), [other]);
        let next = store.next_due().unwrap().unwrap();
        assert_eq!(next, at(0), "the other is still due");
        let again = (1..2_000)
            .map(|seconds| now + chrono::TimeDelta::seconds(seconds))
            .find(|later| due(*later).contains(&refused))
            .unwrap();
        waits.push((again - now).num_seconds());
        now = again;
    }
    assert_eq!(waits[..5], [2, 4, 8, 16, 32]);
    assert!(waits.is_sorted());
    assert_eq!(waits.last(), Some(&900));
}

#[test]
fn work_with_which_nothing_was_done_is_found_out() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let ids: Vec<i64> = store
        .due(at(0), 10)
        .unwrap()
        .jobs
        .iter()
        .map(|job| job.id)
        .collect();
    assert_eq!(store.untouched(&ids, at(0)).unwrap(), ids);
    assert_eq!(store.untouched(&ids[1..], at(0)).unwrap(), ids[1..]);
    store.put_off_job(ids[0], 1, at(0)).unwrap();
    store.forget_job(ids[1]).unwrap();
    assert!(store.untouched(&ids, at(0)).unwrap().is_empty());
}

#[test]
fn what_failed_by_itself_parts_from_what_only_waited_with_it() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let jobs = store.due(at(0), 10).unwrap().jobs;
    for _ in 0..3 {
        store.put_off_job(jobs[0].id, 2, at(0)).unwrap();
        store.put_off_job(jobs[1].id, 1, at(0)).unwrap();
    }
    let soon = store.due(at(10), 10).unwrap().jobs;
    assert_eq!(soon, [jobs[1].clone()]);
}

#[test]
fn a_message_whose_texts_are_taken_is_word_to_phones_alone() {
    let store = store();
    let news = Outgoing::CourseCompleted;
    registered(ask(&store, new(SARI, "k")));
    store
        .put_out(1, &JobKind::Message(news.clone()), at(5))
        .unwrap();
    let message = store.due(at(5), 10).unwrap().jobs.pop().unwrap();
    assert_eq!(message.kind, JobKind::Message(news.clone()));
    store.only_word_is_left(message.id).unwrap();
    store.only_word_is_left(message.id).unwrap();
    let left = store.due(at(5), 10).unwrap().jobs.pop().unwrap();
    assert_eq!((left.id, left.kind), (message.id, JobKind::Word(news)));
}

#[test]
fn the_shard_is_to_wake_whenever_its_outbox_moves_and_else_not() {
    let store = store();
    assert!(!store.outbox_moved());
    registered(ask(&store, new(SARI, "k")));
    assert!(store.outbox_moved(), "work came in");
    assert!(!store.outbox_moved(), "it is told once");
    let job = store.due(at(0), 1).unwrap().jobs.pop().unwrap();
    store.put_off_job(job.id, 1, at(0)).unwrap();
    assert!(store.outbox_moved(), "work is due at another time");
    store.put_off(1, at(0)).unwrap();
    assert!(store.outbox_moved(), "the registry could not be asked");
    let look_up = FindStatus {
        number_hash: "unknown".into(),
        birth_check: "unknown".into(),
        now: at(0),
    };
    store.status(&look_up).unwrap();
    assert!(!store.outbox_moved(), "a look changes nothing");
}

/// Who writes to the table elsewhere would move work without waking the shard.
#[test]
fn all_statements_that_move_work_stand_in_one_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/registrant");
    let mut found = vec![];
    look(&folder, &mut found);
    assert_eq!(found, ["outbox.rs"]);
}

fn look(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != "tests" {
                look(&path, found);
            }
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let moves = ["INSERT INTO outbox", "UPDATE outbox"];
        if moves.iter().any(|statement| text.contains(statement)) {
            found.push(name);
        }
    }
}

/// Work as it waits in shards, in the order of the enum, without what it carries. A
/// renamed kind is read under its old name too.
const STORED: [&str; 27] = [
    r#""Identity""#,
    r#"{"Message":{"kind":"revoked"}}"#,
    r#"{"Word":{"kind":"revoked"}}"#,
    r#"{"Ballot":"#,
    r#"{"Freed":"#,
    r#"{"ReleaseSeat":{"course":"K00042","schedule":"K00042-1","purchase":"0123456789abcdef0123456789abcdef"}}"#,
    r#"{"UnclaimedSeat":{"course":"K00042","schedule":"K00042-1","purchase":"0123456789abcdef0123456789abcdef"}}"#,
    r#""Scan""#,
    r#"{"DropFiles":["a","b"]}"#,
    r#"{"UploadEnds":"0123456789abcdef0123456789abcdef"}"#,
    r#""Appeal""#,
    r#"{"RedeemSoon":"0123456789abcdef0123456789abcdef"}"#,
    r#""Closing""#,
    r#"{"Review":"#,
    r#""Expiry""#,
    r#""Deadline""#,
    r#"{"Instalment":"#,
    r#"{"Survey":2}"#,
    r#"{"Payment":"#,
    r#"{"Discrepancy":"#,
    r#"{"Parting":{"phone":"+6281234567890","outgoing":{"kind":"revoked"}}}"#,
    r#"{"LeaveNumber":{"phone":"+6281234567890","owner":"a","since":"2027-01-15T08:00:00Z"}}"#,
    r#"{"HoldNumber":{"phone":"+6281234567890","owner":"a","since":"2027-01-15T08:00:00Z"}}"#,
    r#""Recovery""#,
    r#""Dispute""#,
    r#"{"PartingByEmail":{"email":"sari@contoh.id","outgoing":{"kind":"revoked"}}}"#,
    r#""FormerEmail""#,
];

/// No `_`: a new kind does not compile without its stored form.
const fn place(kind: &JobKind) -> usize {
    match kind {
        JobKind::Identity => 0,
        JobKind::Message(_) => 1,
        JobKind::Word(_) => 2,
        JobKind::Ballot(_) => 3,
        JobKind::Freed(_) => 4,
        JobKind::ReleaseSeat(_) => 5,
        JobKind::UnclaimedSeat(_) => 6,
        JobKind::Scan => 7,
        JobKind::DropFiles(_) => 8,
        JobKind::UploadEnds(_) => 9,
        JobKind::Appeal => 10,
        JobKind::RedeemSoon(_) => 11,
        JobKind::Closing => 12,
        JobKind::Review(_) => 13,
        JobKind::Expiry => 14,
        JobKind::Deadline => 15,
        JobKind::Instalment(_) => 16,
        JobKind::Survey(_) => 17,
        JobKind::Payment(_) => 18,
        JobKind::Discrepancy(_) => 19,
        JobKind::Parting(_) => 20,
        JobKind::LeaveNumber(_) => 21,
        JobKind::HoldNumber(_) => 22,
        JobKind::Recovery => 23,
        JobKind::Dispute => 24,
        JobKind::PartingByEmail(_) => 25,
        JobKind::FormerEmail => 26,
    }
}

#[test]
fn work_that_waits_is_read_as_it_was_stored() {
    for (index, stored) in STORED.iter().enumerate() {
        // What a ballot entry, a review and the like carry is read in the stored systems.
        if stored.ends_with(':') {
            continue;
        }
        let kind: JobKind = serde_json::from_str(stored).unwrap();
        assert_eq!(place(&kind), index, "{stored}");
        assert_eq!(serde_json::to_string(&kind).unwrap(), *stored);
    }
}
