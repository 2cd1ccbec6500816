//! A person's part in a ballot, as the registrant shard keeps it.

use crate::account::registrant::ShowAccount;
use crate::draw::registrant::{LeaveWave, NoteOutcomes, Screen};
use crate::household::{BallotEntry, BallotState};
use crate::identity::registrant::NoteIdentity;
use crate::registrant::SignedIn;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{SARI, ask, at, join, new, own, store, wave};
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql};
use crate::wave::registrant::JoinWave;
use domain::draw::{Exclusion, Outcome};
use domain::identity::IdentityState;
use domain::lists::ListName;
use domain::messages::{Code, Outgoing};

pub const SESSION: &str = "session k";

/// What went into the outbox since it was last emptied.
pub fn sent(store: &Store<Native>, now: Moment) -> (Vec<BallotEntry>, Vec<Outgoing>) {
    let jobs = store.due(now, 100).unwrap().jobs;
    let ids: Vec<_> = jobs.iter().map(|job| job.id).collect();
    store.handed_over(&ids, now).unwrap();
    let (mut entries, mut messages) = (vec![], vec![]);
    for job in jobs {
        match job.kind {
            JobKind::Ballot(entry) => entries.push(*entry),
            JobKind::Message(message) => messages.push(message),
            _ => {}
        }
    }
    (entries, messages)
}

pub fn joined() -> (Store<Native>, BallotEntry) {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    ask(&store, join(SESSION, "join", at(1))).unwrap();
    let entry = sent(&store, at(2)).0.remove(0);
    (store, entry)
}

fn decide(store: &Store<Native>, identity: IdentityState) {
    let question = NoteIdentity {
        person: 1,
        corrections: 0,
        result: Some(identity),
        now: at(3),
    };
    ask(store, question).unwrap();
}

pub fn screen(store: &Store<Native>) -> Vec<BallotEntry> {
    screen_by(store, &[])
}

/// Screens with the lists that count.
pub fn screen_by(store: &Store<Native>, lists: &[ListName]) -> Vec<BallotEntry> {
    let screen = Screen {
        lists: lists.to_vec(),
        wave: 72,
        after: 0,
        now: at(3600),
    };
    let screened = store.screen(&screen).unwrap();
    assert_eq!(screened.next, None);
    screened.entries
}

fn leave(now: Moment) -> SignedIn<LeaveWave> {
    own(SESSION, now, LeaveWave { wave: wave() })
}

#[test]
fn joining_reports_one_entry_and_leaving_takes_it_back() {
    let (store, entry) = joined();
    assert_eq!((entry.version, entry.state), (1, BallotState::In));
    ask(&store, leave(at(2))).unwrap();
    let left = sent(&store, at(2)).0.remove(0);
    assert_eq!((left.version, left.state), (2, BallotState::Left));
    assert_eq!(left.id, entry.id);
    assert_eq!(ask(&store, leave(at(2))), Err(Code::WaveNotJoined));
    ask(&store, join(SESSION, "again", at(4))).unwrap();
    let again = sent(&store, at(4)).0.remove(0);
    assert_eq!((again.version, again.state), (3, BallotState::In));
}

#[test]
fn a_wave_is_joined_three_times_at_most() {
    let (store, _) = joined();
    for n in 0..2 {
        ask(&store, leave(at(2 + n))).unwrap();
        let key = format!("again {n}");
        ask(&store, join(SESSION, &key, at(2 + n))).unwrap();
    }
    ask(&store, leave(at(5))).unwrap();
    sent(&store, at(5));
    let refused = ask(&store, join(SESSION, "once more", at(6)));
    assert_eq!(refused, Err(Code::WaveJoinedTooOften));
    assert!(sent(&store, at(6)).1.is_empty());
}

#[test]
fn nobody_joins_or_leaves_once_screening_has_begun() {
    let (store, _) = joined();
    screen(&store);
    // Asked before the closing, arrived after it.
    assert_eq!(ask(&store, leave(at(5))), Err(Code::WaveClosed));
    ask(&store, new(crate::registrant::tests::BUDI, "b")).unwrap();
    assert_eq!(
        ask(&store, join("session b", "late", at(6))),
        Err(Code::WaveClosed)
    );
}

#[test]
fn screening_asks_the_gates_once_and_answers_the_same_again() {
    let (store, entry) = joined();
    decide(&store, IdentityState::Verified);
    let first = screen(&store);
    assert_eq!(first.len(), 1);
    assert_eq!((first[0].id, first[0].state), (entry.id, BallotState::In));
    assert!(first[0].version > entry.version);
    // What the registry says after the closing comes too late for this wave.
    decide(&store, IdentityState::Mismatch { fields: vec![] });
    assert_eq!(screen(&store), first);
}

#[test]
fn who_is_screened_out_is_told_once_and_can_join_another_wave() {
    let (store, _) = joined();
    sent(&store, at(3));
    let entry = screen(&store).remove(0);
    assert_eq!(
        entry.state,
        BallotState::Excluded(Exclusion::IdentityPending)
    );
    screen(&store);
    let messages = sent(&store, at(3600)).1;
    assert_eq!(messages, [Outgoing::Excluded { wave: 72 }]);
    let mut next = wave();
    next.number = 73;
    let question = own(
        SESSION,
        at(10),
        JoinWave {
            wave: next,
            key_hash: "next".into(),
            body: "join 73".into(),
        },
    );
    ask(&store, question).unwrap();
}

#[test]
fn an_outcome_told_twice_is_noted_and_sent_once_and_never_changes() {
    let (store, _) = joined();
    decide(&store, IdentityState::Verified);
    screen(&store);
    sent(&store, at(3600));
    for outcome in [Outcome::Drawn, Outcome::Drawn, Outcome::NotDrawn] {
        let question = NoteOutcomes {
            wave: 72,
            scheme: "normal-2023".to_owned(),
            outcomes: vec![(1, outcome)],
            now: at(7200),
        };
        ask(&store, question).unwrap();
    }
    assert_eq!(sent(&store, at(7200)).1, [Outgoing::Drawn { wave: 72 }]);
    let question = own(SESSION, at(10), ShowAccount);
    let Ok(account) = ask(&store, question) else {
        panic!("signed in");
    };
    assert_eq!(account.facts.applications[0].outcome, Some(Outcome::Drawn));
}

#[test]
fn slips_are_sealed_where_they_are_kept() {
    let (store, _) = joined();
    let question = own(SESSION, at(10), ShowAccount);
    let Ok(account) = ask(&store, question) else {
        panic!("signed in");
    };
    let nonce = account.facts.applications[0].slip.nonce.to_string();
    for table in ["application", "outbox", "submission"] {
        let rows = store
            .sql
            .run(&format!("SELECT * FROM {table}"), &[])
            .unwrap();
        assert!(!format!("{rows:?}").contains(&nonce), "{table}");
    }
}

#[test]
fn who_left_is_reported_once_more_when_the_wave_is_screened() {
    let (store, entry) = joined();
    ask(&store, leave(at(10))).unwrap();
    // Whether or not the household's shard has heard it by then.
    let reported = screen(&store);
    let states: Vec<_> = reported.iter().map(|one| (one.id, one.state)).collect();
    assert_eq!(states, [(entry.id, BallotState::Left)]);
    assert!(reported[0].version > entry.version);
    assert_eq!(reported[0].household, entry.household);
}
