//! The store on real SQLite.
//!
//! Long: what a registration needs is set up once, for all of them.

mod outbox;
mod reseal;
mod sign_in;

use super::SignedIn;
use super::outbox::JobKind;
use super::store::FindStatus;
use super::store::Store;
use crate::account::registrant::ShowAccount;
use crate::crypto::tests::keys;
use crate::crypto::{CryptoError, Purpose};
use crate::identity::registrant::{NoteIdentity, ReadIdentity};
use crate::object::{Transaction, Transactional};
use crate::registration::registrant::Register;
use crate::registration::registrant::Registered;
use crate::registration::registrant::birth_check;
use crate::sql::tests::Native;
use crate::sql::{Moment, Outcome, Sql};
use crate::wave::registrant::JoinWave;
use domain::identity::{IdentityState, Mismatch};
use domain::messages::{Code, Outgoing};
use domain::registration::{CONSENT_VERSION, Registration, RegistrationRequest};
use domain::scheme::Scheme;
use domain::security::{Device, Origin, Place};
use domain::wave::Wave;
use std::cell::Cell;

pub fn at(seconds: i64) -> Moment {
    Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
}

pub fn store() -> Store<Native> {
    Store::open(Native::new(), keys(), Some(1), 4, random).unwrap()
}

pub fn registration(nik: &str) -> Registration {
    let request = RegistrationRequest {
        nik: nik.into(),
        kk: "3273012503100007".into(),
        birth_date: "1998-04-14".into(),
        name: "Sari Rahayu".into(),
        phone: "081234567890".into(),
        phone_proof: "p".into(),
        email: Some("sari@contoh.id".into()),
        domicile: "7371".into(),
        education: "sma".into(),
        work_status: "job_seeker".into(),
        declaration: true,
        consent: CONSENT_VERSION.into(),
    };
    Registration::parse(
        &request,
        &Scheme::find("normal-2023").unwrap(),
        at(0).date_naive(),
    )
    .unwrap()
}

pub fn new(nik: &str, key: &str) -> Register {
    Register {
        registration: registration(nik),
        key_hash: key.into(),
        body: crate::crypto::fingerprint(nik.as_bytes()),
        session_hash: format!("session {key}"),
        device_hash: None,
        from: phone(),
        now: at(0),
    }
}

/// From where people come in these tests.
pub fn phone() -> Origin {
    Origin {
        device: Device::of("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Firefox/128.0"),
        place: Place::of("ID", "JB"),
    }
}

pub const SARI: &str = "3273015404980001";
pub const BUDI: &str = "3273011404980002";

pub fn ask<T, A>(store: &Store<Native>, transaction: T) -> Result<A, Code>
where
    T: Transaction<Store<Native>, Answer = Outcome<A>>,
{
    match store.perform(transaction).unwrap() {
        Outcome::Done(answer) => Ok(answer),
        Outcome::Refused(code, _) => Err(code),
    }
}

thread_local! {
    static SEED: Cell<u64> = const { Cell::new(0x9e37_79b9_7f4a_7c15) };
}

pub fn random() -> Result<u64, CryptoError> {
    SEED.set(
        SEED.get()
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407),
    );
    Ok(SEED.get())
}

pub fn registered(answer: Result<Registered, Code>) -> Registered {
    answer.unwrap()
}

/// By whoever has that session.
pub fn own<O>(session: &str, now: Moment, operation: O) -> SignedIn<O> {
    SignedIn {
        session_hash: session.into(),
        now,
        operation,
    }
}

pub fn count(store: &Store<Native>, table: &str) -> i64 {
    store
        .sql
        .first(&format!("SELECT COUNT(*) FROM {table}"), &[])
        .unwrap()
        .unwrap()
        .int(0)
        .unwrap()
}

pub fn wave() -> Wave {
    Wave {
        number: 72,
        scheme: Scheme::find("normal-2023").unwrap().id,
        opens_at: at(-3600),
        closes_at: at(3600),
        announces_at: at(7200),
        quota: 10,
        draws_at: at(3660),
        quotas: domain::draw::Quotas::spread(10, 20),
        lists: vec![],
        recovers: None,
    }
}

pub fn join(session: &str, key: &str, now: Moment) -> SignedIn<JoinWave> {
    own(
        session,
        now,
        JoinWave {
            wave: wave(),
            key_hash: key.into(),
            body: "join 72".into(),
        },
    )
}

#[test]
fn a_registration_leaves_nothing_readable_and_its_work_in_the_outbox() {
    let store = store();
    let first = registered(ask(&store, new(SARI, "k")));
    assert!(first.fresh);
    for table in ["person", "submission", "session", "outbox"] {
        for row in store
            .sql
            .run(&format!("SELECT * FROM {table}"), &[])
            .unwrap()
        {
            let text = format!("{row:?}");
            for secret in [
                SARI,
                "Sari",
                "81234567890",
                "contoh.id",
                "3273012503100007",
                &first.receipt.registration_number,
            ] {
                assert!(!text.contains(secret), "{table}: {secret}");
            }
        }
    }
    let jobs = store.due(at(0), 10).unwrap().jobs;
    assert!(jobs.iter().any(|job| job.kind == JobKind::Identity));
    assert!(
        jobs.iter()
            .any(|job| matches!(job.kind, JobKind::Message(Outgoing::Registered { .. })))
    );
}

#[test]
fn the_same_submission_gets_the_same_answer_and_another_body_does_not() {
    let store = store();
    let first = registered(ask(&store, new(SARI, "k")));
    let again = Register {
        session_hash: "another session".into(),
        ..new(SARI, "k")
    };
    let second = registered(ask(&store, again));
    assert!(!second.fresh);
    assert_eq!(first.receipt, second.receipt);
    assert_eq!(ask(&store, new(BUDI, "k")), Err(Code::IdempotencyKeyReused));
    assert_eq!(count(&store, "person"), 1);
}

#[test]
fn one_person_is_registered_once() {
    let store = store();
    registered(ask(&store, new(SARI, "k1")));
    assert_eq!(ask(&store, new(SARI, "k2")), Err(Code::NikTaken));
    assert_eq!(count(&store, "person"), 1);
    registered(ask(&store, new(BUDI, "k3")));
}

#[test]
fn a_registration_number_leads_back_to_its_shard() {
    let store = store();
    let receipt = registered(ask(&store, new(SARI, "k"))).receipt;
    let number =
        domain::registration::RegistrationNumber::parse(&receipt.registration_number).unwrap();
    let digest = keys().digest(Purpose::RegistrationNumber, &[number.as_str()]);
    assert_eq!(digest.shard(4), 1);
    let check = birth_check(&keys(), &number, registration(SARI).birth_date);
    let status = |number_hash: String, birth_check: String| {
        let look_up = FindStatus {
            number_hash,
            birth_check,
            now: at(0),
        };
        matches!(store.status(&look_up).unwrap(), Outcome::Done(Some(_)))
    };
    assert!(status(digest.text(), check.clone()));
    assert!(!status(digest.text(), "wrong".into()));
    assert!(!status("unknown".into(), check));
    assert!(
        !status("unknown".into(), String::new()),
        "an empty check matches nobody"
    );
}

#[test]
fn a_session_ends_after_half_an_hour_of_nothing_and_after_twelve_in_any_case() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let account = |now| ask(&store, own("session k", now, ShowAccount)).map(drop);
    assert_eq!(account(at(1799)), Ok(()));
    assert_eq!(account(at(1799 + 1800)), Err(Code::SignInNeeded));
    registered(ask(&store, new(BUDI, "k2")));
    let account = |now| ask(&store, own("session k2", now, ShowAccount)).map(drop);
    for minute in (0..720).step_by(20) {
        assert_eq!(account(at(minute * 60)), Ok(()));
    }
    assert_eq!(account(at(43_200)), Err(Code::SignInNeeded));
}

#[test]
fn joining_is_stored_once_and_each_person_has_keys_of_their_own() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    registered(ask(&store, new(BUDI, "k2")));
    let sari = "session k".to_owned();
    let budi = "session k2".to_owned();
    let first = ask(&store, join(&sari, "j", at(1)));
    assert!(first.is_ok());
    assert_eq!(
        ask(&store, join(&sari, "j", at(2))),
        first,
        "the same key again"
    );
    assert_eq!(
        ask(&store, join(&sari, "j2", at(2))),
        Err(Code::WaveAlreadyJoined)
    );
    ask(&store, join(&budi, "j", at(3))).unwrap();
    assert_eq!(count(&store, "application"), 2);
    assert_eq!(
        ask(&store, join("nobody", "j", at(1))),
        Err(Code::SignInNeeded)
    );
}

#[test]
fn the_registrys_answer_is_stored_once_and_told_once() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let mismatch = IdentityState::Mismatch {
        fields: vec![Mismatch::Name],
    };
    let result = |result| NoteIdentity {
        person: 1,
        corrections: 0,
        result,
        now: at(5),
    };
    ask(&store, result(Some(mismatch))).unwrap();
    ask(&store, result(Some(IdentityState::Verified))).unwrap();
    let messages: Vec<_> = store
        .due(at(5), 10)
        .unwrap()
        .jobs
        .into_iter()
        .filter_map(|job| match job.kind {
            JobKind::Message(outgoing) => Some(outgoing),
            _ => None,
        })
        .collect();
    assert_eq!(
        messages
            .iter()
            .filter(|m| **m == Outgoing::IdentityMismatch)
            .count(),
        1
    );
    assert!(!messages.contains(&Outgoing::IdentityVerified));
    assert_eq!(ask(&store, ReadIdentity { person: 1 }), Ok(None));
}

#[test]
fn a_registry_that_is_down_is_asked_again_ever_more_slowly() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let (mut now, mut pauses) = (at(0), vec![]);
    for _ in 0..10 {
        let jobs = store.due(now, 10).unwrap().jobs;
        assert_eq!(
            jobs.iter()
                .filter(|job| job.kind == JobKind::Identity)
                .count(),
            1
        );
        let ids: Vec<i64> = jobs.iter().map(|job| job.id).collect();
        store.handed_over(&ids, now).unwrap();
        let unreachable = NoteIdentity {
            person: 1,
            corrections: 0,
            result: None,
            now,
        };
        ask(&store, unreachable).unwrap();
        let next = store.next_due().unwrap().unwrap();
        pauses.push((next - now).num_seconds());
        now = next;
    }
    assert!(pauses.is_sorted());
    assert_eq!((pauses[0], pauses[9]), (10, 900));
}

#[test]
fn a_message_that_was_handed_over_never_lends_its_id_to_another() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let ids = |now| -> Vec<i64> {
        store
            .due(now, 10)
            .unwrap()
            .jobs
            .iter()
            .map(|job| job.id)
            .collect()
    };
    let first = ids(at(0));
    store.handed_over(&first, at(0)).unwrap();
    let verified = NoteIdentity {
        person: 1,
        corrections: 0,
        result: Some(IdentityState::Verified),
        now: at(1),
    };
    ask(&store, verified).unwrap();
    let second = ids(at(1));
    assert!(!second.is_empty());
    assert!(
        second.iter().all(|id| !first.contains(id)),
        "{first:?} {second:?}"
    );
}
