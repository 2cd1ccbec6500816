//! Whose a NIK is.

mod correction;

use super::{Correct, NoteIdentity, ReadIdentity, ShowIdentity};
use crate::account::registrant::ShowAccount;
use crate::challenge::{NewCode, ShownCode};
use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{SARI, ask, at, new, own, registration, store};
use crate::registration::registrant::Register;
use crate::sign_in::registrant::{SecondAnswer, SendSignInCode, SignIn};
use crate::sql::tests::Native;
use crate::sql::{Outcome, Sql};
use domain::identity::{IdentityState, Kk, Mismatch};
use domain::messages::{Code, Outgoing};
use domain::registration::Correction;
use proptest::prelude::*;

/// The session of who registered with that number.
fn session(phone: &str) -> String {
    format!("session {phone}")
}

/// Sari's NIK, from a phone of that number.
fn from(phone: &str) -> Register {
    let mut register = new(SARI, phone);
    register.registration.phone = domain::contact::Phone::parse(phone).unwrap();
    register.body = phone.to_owned();
    register
}

const FIRST: &str = "081211110000";
const SECOND: &str = "081222220000";
const THIRD: &str = "081233330000";

fn mismatch(field: Mismatch) -> IdentityState {
    IdentityState::Mismatch {
        fields: vec![field],
    }
}

fn answer(store: &Store<Native>, person: i64, corrections: i64, result: IdentityState) {
    let note = NoteIdentity {
        person,
        corrections,
        result: Some(result),
        now: at(5),
    };
    ask(store, note).unwrap();
}

fn identity(store: &Store<Native>, phone: &str) -> IdentityState {
    let view = ask(store, own(&session(phone), at(6), ShowIdentity)).unwrap();
    view.0.identity
}

fn code(challenge: &str, number: usize) -> String {
    format!("{challenge}-{number}")
}

/// To whom codes for Sari's NIK go.
fn sent(store: &Store<Native>, challenge: &str, device: Option<&str>) -> Vec<String> {
    let send = SendSignInCode {
        nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
        code: NewCode {
            id_hash: challenge.into(),
            digest: code(challenge, 0),
            stranger: challenge.into(),
            now: at(10),
        },
        more: (1..super::SENT_TO).map(|n| code(challenge, n)).collect(),
        device_hash: device.map(str::to_owned),
    };
    ask(store, send).unwrap()
}

/// Whose account a code opens.
fn opens(store: &Store<Native>, challenge: &str, number: usize) -> Result<String, Code> {
    let sign_in = SignIn {
        code: ShownCode {
            id_hash: challenge.into(),
            digest: code(challenge, number),
            now: at(11),
        },
        session_hash: format!("{challenge} {number}"),
        device_hash: None,
        second: SecondAnswer::default(),
        from: crate::registrant::tests::phone(),
    };
    ask(store, sign_in).map(|view| view.number.grouped())
}

fn number(store: &Store<Native>, phone: &str) -> String {
    let view = ask(store, own(&session(phone), at(6), ShowAccount)).unwrap();
    view.number.grouped()
}

fn international(phone: &str) -> String {
    domain::contact::Phone::parse(phone)
        .unwrap()
        .as_str()
        .to_owned()
}

/// How many are being asked about.
fn asked(store: &Store<Native>) -> Vec<i64> {
    let due = store.due(at(1_000), 100).unwrap().jobs;
    due.iter()
        .filter(|job| job.kind == JobKind::Identity)
        .map(|job| job.person)
        .collect()
}

fn told(store: &Store<Native>, person: i64, what: &Outgoing) -> usize {
    let due = store.due(at(1_000), 100).unwrap().jobs;
    due.iter()
        .filter(|job| job.person == person && job.kind == JobKind::Message(what.clone()))
        .count()
}

fn put_right(change: impl FnOnce(&mut Correction)) -> Correct {
    let registered = registration(SARI);
    let mut correction = Correction {
        kk: registered.kk,
        birth_date: registered.birth_date,
        name: registered.name,
    };
    change(&mut correction);
    Correct(correction)
}

fn other_kk(correction: &mut Correction) {
    correction.kk = Kk::parse("3273012503100008").unwrap();
}

#[test]
fn a_stranger_with_a_wrong_card_keeps_no_holder_out_and_the_confirmed_one_has_the_nik() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    answer(&store, 1, 0, mismatch(Mismatch::Kk));
    // The holder registers all the same, and either signs in to what is their own.
    ask(&store, from(SECOND)).unwrap();
    assert_eq!(
        sent(&store, "both", None),
        [SECOND, FIRST].map(international)
    );
    assert_eq!(opens(&store, "both", 1), Ok(number(&store, FIRST)));
    sent(&store, "again", None);
    assert_eq!(opens(&store, "again", 0), Ok(number(&store, SECOND)));
    sent(&store, "late", None);

    answer(&store, 2, 0, IdentityState::Verified);
    assert_eq!(identity(&store, SECOND), IdentityState::Verified);
    assert_eq!(identity(&store, FIRST), mismatch(Mismatch::Nik));
    assert_eq!(sent(&store, "now", None), [international(SECOND)]);
    assert_eq!(opens(&store, "late", 1), Err(Code::OtpExpired), "displaced");
    assert_eq!(opens(&store, "now", 0), Ok(number(&store, SECOND)));
    // The words are those that a NIK gets which there is not.
    assert_eq!(told(&store, 1, &Outgoing::IdentityMismatch), 2);
    assert_eq!(told(&store, 2, &Outgoing::IdentityVerified), 1);
    let back = ask(&store, own(&session(FIRST), at(7), put_right(other_kk)));
    assert_eq!(back, Err(Code::NikDenied));
    assert_eq!(ask(&store, from(THIRD)).unwrap_err(), Code::NikTaken);
}

#[test]
fn the_second_whom_the_registry_confirms_takes_nothing_from_the_first() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    ask(&store, from(SECOND)).unwrap();
    answer(&store, 1, 0, IdentityState::Verified);
    // It was asked about both; the second answer comes late.
    answer(&store, 2, 0, IdentityState::Verified);
    assert_eq!(identity(&store, FIRST), IdentityState::Verified);
    assert_eq!(identity(&store, SECOND), mismatch(Mismatch::Nik));
    assert_eq!(sent(&store, "code", None), [international(FIRST)]);
}

#[test]
fn a_device_gets_its_own_code_until_the_nik_is_somebody_elses() {
    let store = store();
    for (phone, device) in [(FIRST, "first"), (SECOND, "second")] {
        let mut register = from(phone);
        register.device_hash = Some(device.into());
        ask(&store, register).unwrap();
    }
    assert_eq!(
        sent(&store, "a", Some("first")),
        [international(FIRST)],
        "no word to the other"
    );
    answer(&store, 2, 0, IdentityState::Verified);
    assert_eq!(sent(&store, "b", Some("first")), [international(SECOND)]);
    // And it is a stranger there: what strangers have used up it has no more of.
    let asks = |n: i64, device: &str| {
        let send = SendSignInCode {
            nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
            code: NewCode {
                id_hash: format!("c{n} {device}"),
                digest: "d".into(),
                stranger: "b".into(),
                now: at(10 + 120 * n),
            },
            more: vec![],
            device_hash: Some(device.into()),
        };
        ask(&store, send).is_ok()
    };
    let refused = (1..10).find(|n| !asks(*n, "first")).unwrap();
    assert!(asks(refused, "second"), "the holder's own device");
}

#[test]
fn the_registry_is_asked_about_three_of_a_nik_at_a_time_and_then_about_the_next() {
    let store = store();
    let phones: Vec<_> = (0..5).map(|n| format!("08121111000{n}")).collect();
    for phone in &phones {
        ask(&store, from(phone)).unwrap();
    }
    assert_eq!(asked(&store), [1, 2, 3]);
    answer(&store, 2, 0, mismatch(Mismatch::Name));
    assert_eq!(asked(&store), [1, 3, 4]);
    answer(&store, 1, 0, mismatch(Mismatch::Name));
    answer(&store, 3, 0, mismatch(Mismatch::Name));
    answer(&store, 4, 0, mismatch(Mismatch::Name));
    // Whoever came last is the holder, and the others kept nothing.
    assert_eq!(asked(&store), [5]);
    answer(&store, 5, 0, IdentityState::Verified);
    assert_eq!(sent(&store, "code", None), [international(&phones[4])]);
    assert!(asked(&store).is_empty());
}

#[test]
fn beyond_thirty_registrations_of_a_nik_the_office_looks() {
    let store = store();
    for n in 0..30 {
        ask(&store, from(&format!("0812111100{n:02}"))).unwrap();
    }
    assert_eq!(ask(&store, from(THIRD)).unwrap_err(), Code::NikContested);
    assert_eq!(
        sent(&store, "code", None).len(),
        super::SENT_TO,
        "codes are not sent to all of them"
    );
    // Whoever is not among those signs in where they are known.
    let first = store
        .sql
        .run("INSERT INTO device VALUES (1, 'first', 0, 0)", &[]);
    assert!(first.is_ok());
    assert_eq!(sent(&store, "known", Some("first")).len(), 1);
    assert!(opens(&store, "known", 0).is_ok());
}

#[test]
fn whoever_registers_again_from_the_same_phone_is_led_to_signing_in() {
    let store = store();
    ask(&store, from(FIRST)).unwrap();
    let again = Register {
        key_hash: "another".into(),
        session_hash: "another".into(),
        ..from(FIRST)
    };
    assert_eq!(ask(&store, again.clone()).unwrap_err(), Code::NikTaken);
    // Unless nothing can be put right: then it may be the registry that has learnt.
    answer(&store, 1, 0, mismatch(Mismatch::Nik));
    assert!(ask(&store, again).is_ok());
}

/// What may happen around one NIK.
#[derive(Clone, Debug)]
enum Step {
    Register(usize),
    Answer(usize, u8),
    Correct(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0_usize..6).prop_map(Step::Register),
        (0_usize..6, any::<u8>()).prop_map(|(who, what)| Step::Answer(who, what)),
        (0_usize..6).prop_map(Step::Correct),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_a_nik_is_ones_who_was_confirmed_first_and_nobody_waits_unasked(
        steps in proptest::collection::vec(step(), 1..40),
    ) {
        let store = store();
        let phone = |who: usize| format!("08121111000{who}");
        let mut first = None;
        for step in steps {
            match step {
                Step::Register(who) => {
                    // The same submission again would be a replay.
                    let key_hash = crate::registrant::tests::count(&store, "event").to_string();
                    let mut register = Register { key_hash, ..from(&phone(who)) };
                    if ask(&store, own(&register.session_hash, at(6), ShowIdentity)).is_ok() {
                        register.session_hash = register.key_hash.clone();
                    }
                    let _ = ask(&store, register);
                }
                Step::Correct(who) => {
                    let now = at(7);
                    let kk = put_right(other_kk);
                    let _ = ask(&store, own(&session(&phone(who)), now, kk));
                }
                Step::Answer(who, what) => {
                    let rows = store.sql.run(
                        "SELECT person FROM session WHERE token_hash = ?",
                        &[session(&phone(who)).into()],
                    ).unwrap();
                    let Some(row) = rows.first() else { continue };
                    let person = row.int(0).unwrap();
                    let waits = identity(&store, &phone(who)) == IdentityState::Pending;
                    let result = match what % 4 {
                        0 => IdentityState::Verified,
                        1 => mismatch(Mismatch::Nik),
                        _ => mismatch(Mismatch::Kk),
                    };
                    if waits && result == IdentityState::Verified && first.is_none() {
                        first = Some(person);
                    }
                    let corrections = store.corrections(person).unwrap();
                    answer(&store, person, corrections, result);
                }
            }
            let rivals = store.rivals(&keys().digest(Purpose::Nik, &[SARI]).text()).unwrap();
            let is = |one: &&super::Rival, state: IdentityState| one.identity == state;
            let verified: Vec<_> = rivals
                .iter()
                .filter(|one| is(one, IdentityState::Verified))
                .map(|one| one.person)
                .collect();
            prop_assert_eq!(&verified, &Vec::from_iter(first));
            let holders = store.sql.run("SELECT id FROM person WHERE nik_hash = nik", &[]).unwrap();
            prop_assert_eq!(holders.len(), usize::from(!rivals.is_empty()));
            if let Some(first) = first {
                prop_assert_eq!(holders[0].int(0).unwrap(), first);
                prop_assert!(rivals.iter().all(|one| one.person == first || one.identity.denies_nik()));
            }
            let waiting = rivals.iter().filter(|one| is(one, IdentityState::Pending)).count();
            prop_assert_eq!(asked(&store).len(), waiting.min(3));
        }
    }
}
