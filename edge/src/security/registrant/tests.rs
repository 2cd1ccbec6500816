//! How an account is kept, on real SQLite.

use super::*;
use crate::challenge::{NewCode, ShownCode};
use crate::crypto::{Purpose, tests::keys};
use crate::object::Transactional;
use crate::registrant::outbox::JobKind;
use crate::registrant::tests::{BUDI, SARI, ask, at, new, own, phone, registered, store};
use crate::sign_in::registrant::{SendSignInCode, SignIn};
use crate::sql::tests::Native;
use domain::contact::Email;
use domain::messages::{Code, Outgoing};

/// Sari, registered on a phone that is known from then on.
fn sari() -> Store<Native> {
    let store = store();
    let mut sari = new(SARI, "k");
    sari.device_hash = Some("phone".to_owned());
    registered(ask(&store, sari));
    store
}

fn view(store: &Store<Native>, session: &str, now: Moment) -> Result<SecurityView, Code> {
    let show = ShowSecurity {
        session_hash: session.to_owned(),
    };
    ask(store, own(session, now, show))
}

/// Signs Sari in on a device; answers the session.
fn sign_in(store: &Store<Native>, device: Option<&str>, name: &str, now: Moment) -> String {
    let device_hash = device.map(str::to_owned);
    let send = SendSignInCode {
        nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
        code: NewCode {
            id_hash: name.to_owned(),
            digest: "right".to_owned(),
            stranger: name.to_owned(),
            now,
        },
        more: vec![],
        device_hash: device_hash.clone(),
    };
    ask(store, send).unwrap();
    let sign_in = SignIn {
        code: ShownCode {
            id_hash: name.to_owned(),
            // Where several could be meant, their row stands behind.
            digest: "right".to_owned(),
            now,
        },
        session_hash: format!("session of {name}"),
        device_hash,
        from: phone(),
    };
    ask(store, sign_in).unwrap();
    format!("session of {name}")
}

/// What is told of sign-ins, in the order in which it is.
fn told(store: &Store<Native>) -> Vec<Outgoing> {
    let due = store.due(at(100_000), 100).unwrap().jobs;
    let told = due.into_iter().filter_map(|job| match job.kind {
        JobKind::Message(outgoing) => Some(outgoing),
        _ => None,
    });
    told.filter(|one| !matches!(one, Outgoing::Registered { .. }))
        .collect()
}

fn events(store: &Store<Native>) -> Vec<SecurityEvent> {
    let view = view(store, "session k", at(1)).unwrap();
    view.events.iter().map(|one| one.event).collect()
}

#[test]
fn who_signs_in_where_they_never_did_is_told_once_and_not_by_sms() {
    let store = sari();
    sign_in(&store, Some("phone"), "own phone", at(70));
    assert!(told(&store).is_empty());
    sign_in(&store, Some("cafe"), "cafe", at(140));
    let Some(Outgoing::SignedInAnew { from, .. }) = told(&store).pop() else {
        panic!("nothing was told");
    };
    assert_eq!(from, "Firefox di Android, Jawa Barat");
    sign_in(&store, Some("cafe"), "cafe again", at(210));
    assert_eq!(told(&store).len(), 1);
    // On a borrowed phone nothing is kept, so each time is the first.
    sign_in(&store, None, "borrowed", at(280));
    assert_eq!(told(&store).len(), 2);
    let of_sign_ins: Vec<_> = events(&store).into_iter().rev().skip(1).collect();
    use SecurityEvent::{SignedIn, SignedInAnew};
    assert_eq!(
        of_sign_ins,
        [SignedIn, SignedInAnew, SignedIn, SignedInAnew]
    );
    assert!(told(&store).iter().all(Outgoing::spares_sms));
}

#[test]
fn sessions_are_seen_and_ended_by_their_owner_and_by_nobody_else() {
    let store = sari();
    registered(ask(&store, new(BUDI, "b")));
    let cafe = sign_in(&store, Some("cafe"), "cafe", at(70));
    let seen = view(&store, "session k", at(80)).unwrap().sessions;
    assert_eq!(seen.len(), 2);
    assert_eq!(seen.iter().filter(|one| one.is_own).count(), 1);
    let other = seen.iter().find(|one| !one.is_own).unwrap();
    assert_eq!(other.from, Some(phone()));
    let end = |session: &str| EndSession {
        id: other.id.clone(),
        session_hash: session.to_owned(),
    };
    let by_budi = ask(&store, own("session b", at(81), end("session b")));
    assert_eq!(by_budi.unwrap_err(), Code::SessionUnknown);
    assert!(view(&store, &cafe, at(82)).is_ok());
    let left = ask(&store, own("session k", at(83), end("session k"))).unwrap();
    assert_eq!(left.sessions.len(), 1);
    assert_eq!(view(&store, &cafe, at(84)).unwrap_err(), Code::SignInNeeded);
    assert_eq!(view(&store, "session b", at(85)).unwrap().sessions.len(), 1);
}

#[test]
fn whoever_ends_all_others_makes_their_devices_strangers_again() {
    let store = sari();
    let cafe = sign_in(&store, Some("cafe"), "cafe", at(70));
    let end = EndOtherSessions {
        session_hash: "session k".to_owned(),
        device_hash: Some("phone".to_owned()),
    };
    let left = ask(&store, own("session k", at(80), end)).unwrap();
    assert_eq!(left.sessions.len(), 1);
    assert_eq!(view(&store, &cafe, at(81)).unwrap_err(), Code::SignInNeeded);
    assert_eq!(store.known_on("cafe").unwrap(), Vec::<i64>::new());
    assert_eq!(store.known_on("phone").unwrap().len(), 1);
    assert_eq!(left.events[0].event, SecurityEvent::SessionsEnded);
}

#[test]
fn sessions_that_have_run_out_are_not_shown() {
    let store = sari();
    let cafe = sign_in(&store, Some("cafe"), "cafe", at(70));
    let later = at(70 + 29 * 60);
    // The first one was not used for half an hour.
    let seen = view(&store, &cafe, later).unwrap().sessions;
    assert_eq!(seen.len(), 1);
    assert!(seen[0].is_own);
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn send_code(address: &str, name: &str, now: Moment) -> SendEmailCode {
    SendEmailCode {
        email: email(address),
        code: NewCode {
            id_hash: name.to_owned(),
            // The edge puts the address into the digest.
            digest: format!("right-for-{address}"),
            stranger: "home".to_owned(),
            now,
        },
    }
}

fn confirm(address: &str, name: &str, session: &str, now: Moment) -> ConfirmEmail {
    ConfirmEmail {
        email: email(address),
        code: ShownCode {
            id_hash: name.to_owned(),
            digest: format!("right-for-{address}"),
            now,
        },
        session_hash: session.to_owned(),
    }
}

#[test]
fn nothing_goes_to_an_address_before_its_code_has_come_back() {
    let store = sari();
    assert_eq!(store.contacts(1).unwrap().email, None);
    let mine = "sari@contoh.id";
    ask(
        &store,
        own("session k", at(10), send_code(mine, "a", at(10))),
    )
    .unwrap();
    assert_eq!(store.contacts(1).unwrap().email, None);
    let shown = ask(
        &store,
        own("session k", at(20), confirm(mine, "a", "session k", at(20))),
    );
    assert_eq!(shown.unwrap().email.unwrap().confirmed_at, Some(at(20)));
    assert_eq!(store.contacts(1).unwrap().email.as_deref(), Some(mine));
    // Confirmed, there is nothing to send.
    let again = ask(
        &store,
        own("session k", at(90), send_code(mine, "b", at(90))),
    );
    assert_eq!(again.unwrap_err(), Code::EmailConfirmedAlready);
    assert!(told(&store).is_empty());
}

#[test]
fn a_code_confirms_the_address_that_it_went_to_for_whom_it_was_sent_and_no_other() {
    let store = sari();
    registered(ask(&store, new(BUDI, "b")));
    ask(
        &store,
        own(
            "session k",
            at(10),
            send_code("sari@contoh.id", "a", at(10)),
        ),
    )
    .unwrap();
    let other = confirm("orang.lain@contoh.id", "a", "session k", at(11));
    let other = ask(&store, own("session k", at(11), other));
    assert_eq!(other.unwrap_err(), Code::OtpWrong);
    let by_budi = confirm("sari@contoh.id", "a", "session b", at(12));
    let by_budi = ask(&store, own("session b", at(12), by_budi));
    assert_eq!(by_budi.unwrap_err(), Code::OtpExpired);
    assert_eq!(store.contacts(1).unwrap().email, None);
    assert_eq!(store.contacts(2).unwrap().email, None);
}

#[test]
fn nobody_floods_addresses_from_one_account() {
    let store = sari();
    let mut sent = 0;
    for n in 0..200 {
        let now = at(70 * n);
        let send = send_code(&format!("korban{n}@contoh.id"), &format!("c{n}"), now);
        sent += usize::from(ask(&store, own("session k", now, send)).is_ok());
    }
    // Five in two hours, for the four hours that this took.
    assert_eq!(sent, 10);
}

#[test]
fn whoever_replaces_or_removes_a_confirmed_address_is_told_by_sms() {
    let store = sari();
    for (place, address) in ["sari@contoh.id", "baru@contoh.id"].iter().enumerate() {
        let now = at(100 * i64::try_from(place).unwrap());
        let name = address.to_string();
        ask(
            &store,
            own("session k", now, send_code(address, &name, now)),
        )
        .unwrap();
        let confirm = confirm(address, &name, "session k", now);
        ask(&store, own("session k", now, confirm)).unwrap();
        let replaced = told(&store).len();
        assert_eq!(replaced, place, "{address}");
    }
    let remove = RemoveEmail {
        session_hash: "session k".to_owned(),
    };
    let left = ask(&store, own("session k", at(300), remove)).unwrap();
    assert_eq!(left.email, None);
    assert_eq!(
        told(&store),
        [Outgoing::EmailReplaced, Outgoing::EmailReplaced]
    );
    assert!(!Outgoing::EmailReplaced.spares_sms() && Outgoing::EmailReplaced.is_urgent());
    assert_eq!(store.contacts(1).unwrap().email, None);
}

#[test]
fn what_was_stored_before_sessions_had_a_place_is_shown_without_one() {
    let store = sari();
    store
        .sql()
        .run("UPDATE session SET sealed = NULL", &[])
        .unwrap();
    store
        .sql()
        .run("UPDATE event SET sealed = NULL", &[])
        .unwrap();
    let seen = view(&store, "session k", at(5)).unwrap();
    assert_eq!(seen.sessions[0].from, None);
    assert_eq!(seen.events[0].event, SecurityEvent::Registered);
    assert_eq!(seen.events[0].from, None);
}
