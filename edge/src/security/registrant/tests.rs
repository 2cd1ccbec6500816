//! How an account is kept, on real SQLite.
//!
//! Long: sessions, addresses, numbers and codes on paper meet in one account.

use super::*;
use crate::challenge::{NewCode, ShownCode};
use crate::crypto::{Purpose, tests::keys};
use crate::object::Transactional;
use crate::push::registrant::Subscribe;
use crate::registrant::outbox::JobKind;
use crate::registrant::tests::{BUDI, SARI, ask, at, new, own, phone, registered, store};
use crate::sign_in::registrant::{SecondAnswer, SendSignInCode, SignIn};
use crate::sql::tests::Native;
use domain::appeal::Explanation;
use domain::contact::{Email, Phone};
use domain::messages::{Code, Outgoing};
use domain::security::BackupCode;
use domain::security::PhoneReason;

mod recovery;

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
        second: SecondAnswer::default(),
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
    // Nor did they use it up.
    let mine = confirm("sari@contoh.id", "a", "session k", at(13));
    assert!(ask(&store, own("session k", at(13), mine)).is_ok());
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

const NEW: &str = "0857 1111 2222";

fn send_to_old(store: &Store<Native>, name: &str, now: Moment) -> Result<String, Code> {
    let send = SendPhoneCode {
        phone: number(NEW),
        code: NewCode {
            id_hash: name.to_owned(),
            digest: "right".to_owned(),
            stranger: "home".to_owned(),
            now,
        },
    };
    ask(store, own("session k", now, send))
}

fn number(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

fn change(proof: Proof) -> ChangePhone {
    ChangePhone {
        phone: number(NEW),
        proof,
        session_hash: "session k".to_owned(),
        device_hash: Some("phone".to_owned()),
    }
}

fn shown(name: &str, digest: &str, now: Moment) -> Proof {
    Proof::Sent(ShownCode {
        id_hash: name.to_owned(),
        digest: digest.to_owned(),
        now,
    })
}

fn registered_number(store: &Store<Native>) -> String {
    store.contacts(1).unwrap().phone
}

#[test]
fn with_both_phones_in_hand_another_number_takes_the_place_of_the_registered_one() {
    let store = sari();
    let before = registered_number(&store);
    let cafe = sign_in(&store, Some("cafe"), "cafe", at(70));
    assert_eq!(send_to_old(&store, "c", at(80)).unwrap(), before);
    let wrong = change(shown("c", "wrong", at(81)));
    let refused = ask(&store, own("session k", at(81), wrong));
    assert_eq!(refused.unwrap_err(), Code::OtpWrong);
    assert_eq!(registered_number(&store), before);
    let right = || change(shown("c", "right", at(82)));
    let view = ask(&store, own("session k", at(82), right())).unwrap();
    assert_eq!(registered_number(&store), number(NEW).as_str());
    assert_eq!(view.phone, "0857••••2222");
    assert_eq!(view.sessions.len(), 1);
    assert_eq!(view.events[0].event, SecurityEvent::PhoneReplaced);
    // Whoever was signed in elsewhere is not any more.
    assert_eq!(
        self::view(&store, &cafe, at(83)).unwrap_err(),
        Code::SignInNeeded
    );
    // Both are told, and the old number is free.
    let due = store.due(at(100_000), 100).unwrap().jobs;
    let parting = due.iter().find_map(|job| match &job.kind {
        JobKind::Parting(parting) => Some(parting.phone.as_str().to_owned()),
        _ => None,
    });
    assert_eq!(parting.as_ref(), Some(&before));
    let left = due.iter().find_map(|job| match &job.kind {
        JobKind::LeaveNumber(left) => Some((left.phone.as_str().to_owned(), left.since)),
        _ => None,
    });
    assert_eq!(left, Some((before, at(82))));
    let told = |one: &Outgoing| matches!(one, Outgoing::PhoneReplaced { .. });
    assert_eq!(self::told(&store).iter().filter(|one| told(one)).count(), 1);
    // The same again, because its answer was lost, changes nothing.
    ask(&store, own("session k", at(90), right())).unwrap();
    assert_eq!(store.due(at(100_000), 100).unwrap().jobs.len(), due.len());
    assert_eq!(store.phone_replaced_at(1).unwrap(), Some(at(82)));
}

#[test]
fn a_code_for_one_thing_is_no_good_for_another() {
    let store = sari();
    ask(
        &store,
        own(
            "session k",
            at(10),
            send_code("sari@contoh.id", "a", at(10)),
        ),
    )
    .unwrap();
    let of_email = change(shown("a", "right-for-sari@contoh.id", at(11)));
    let refused = ask(&store, own("session k", at(11), of_email));
    assert_eq!(refused.unwrap_err(), Code::OtpExpired);
    let same = SendPhoneCode {
        phone: number(&registered_number(&store)),
        ..SendPhoneCode {
            phone: number(NEW),
            code: send_code("x@contoh.id", "s", at(12)).code,
        }
    };
    let refused = ask(&store, own("session k", at(12), same));
    assert_eq!(refused.unwrap_err(), Code::PhoneSame);
}

fn paper(store: &Store<Native>, session: &str, now: Moment) -> Vec<BackupCode> {
    let codes: Vec<_> = (1..9)
        .map(|n| BackupCode::from_random(n * 0x1234_5678_9abc))
        .collect();
    let keep = KeepBackupCodes {
        codes: codes.clone(),
    };
    ask(store, own(session, now, keep)).unwrap();
    codes
}

fn on_paper(
    store: &Store<Native>,
    nik: &str,
    code: &BackupCode,
    now: Moment,
) -> Result<String, Code> {
    let sign_in = SignInOnPaper {
        nik_hash: keys().digest(Purpose::Nik, &[nik]).text(),
        code: code.clone(),
        session_hash: format!("paper {}", now.timestamp()),
        device_hash: None,
        from: phone(),
        now,
    };
    ask(store, sign_in).map(|view| view.number.grouped())
}

#[test]
fn a_code_on_paper_signs_its_owner_in_once_and_nobody_else() {
    let store = sari();
    registered(ask(&store, new(BUDI, "b")));
    let codes = paper(&store, "session k", at(10));
    assert_eq!(
        on_paper(&store, BUDI, &codes[0], at(20)),
        Err(Code::BackupCodeWrong)
    );
    assert_eq!(
        on_paper(&store, "3273011404980009", &codes[0], at(20)),
        Err(Code::BackupCodeWrong)
    );
    assert!(on_paper(&store, SARI, &codes[0], at(21)).is_ok());
    assert_eq!(
        on_paper(&store, SARI, &codes[0], at(22)),
        Err(Code::BackupCodeWrong)
    );
    assert_eq!(
        view(&store, "session k", at(23)).unwrap().backup_codes_left,
        7
    );
    // No code has come by SMS, so this does.
    let told = told(&store);
    let used = told
        .iter()
        .find(|one| matches!(one, Outgoing::BackupCodeUsed { .. }));
    assert!(used.is_some_and(|one| !one.spares_sms()), "{told:?}");
    // New ones make the old ones void.
    let codes_anew = BackupCode::from_random(99);
    let keep = KeepBackupCodes {
        codes: vec![codes_anew.clone()],
    };
    ask(&store, own("session k", at(30), keep)).unwrap();
    assert_eq!(
        on_paper(&store, SARI, &codes[1], at(31)),
        Err(Code::BackupCodeWrong)
    );
    assert!(on_paper(&store, SARI, &codes_anew, at(32)).is_ok());
}

#[test]
fn a_code_on_paper_stands_in_for_an_old_number_that_is_gone() {
    let store = sari();
    let codes = paper(&store, "session k", at(10));
    let with = |code: &BackupCode| change(Proof::Paper(code.clone()));
    let other = BackupCode::from_random(7);
    let refused = ask(&store, own("session k", at(20), with(&other)));
    assert_eq!(refused.unwrap_err(), Code::BackupCodeWrong);
    ask(&store, own("session k", at(21), with(&codes[3]))).unwrap();
    assert_eq!(registered_number(&store), number(NEW).as_str());
    assert_eq!(
        on_paper(&store, SARI, &codes[3], at(22)),
        Err(Code::BackupCodeWrong)
    );
}

/// Signs in with the right code, a second answer and perhaps a device, after that many days.
fn after(
    store: &Store<Native>,
    days: i64,
    device: Option<&str>,
    second: SecondAnswer,
) -> Result<(), Code> {
    let now = at(0) + chrono::TimeDelta::days(days);
    let name = format!("{days} {device:?}");
    let send = SendSignInCode {
        nik_hash: keys().digest(Purpose::Nik, &[SARI]).text(),
        code: NewCode {
            id_hash: name.clone(),
            digest: "right".to_owned(),
            stranger: name.clone(),
            now,
        },
        more: vec![],
        device_hash: None,
    };
    // Asked again, it was sent already.
    let _ = ask(store, send);
    let sign_in = SignIn {
        code: ShownCode {
            id_hash: name.clone(),
            digest: "right".to_owned(),
            now,
        },
        session_hash: format!("late {name}"),
        device_hash: device.map(str::to_owned),
        second,
        from: phone(),
    };
    ask(store, sign_in).map(drop)
}

#[test]
fn a_number_that_was_not_used_for_ninety_days_signs_in_with_a_second_answer_only() {
    let none = SecondAnswer::default;
    assert_eq!(after(&sari(), 89, None, none()), Ok(()));
    assert_eq!(
        after(&sari(), 90, Some("phone"), none()),
        Ok(()),
        "a known device"
    );
    let store = sari();
    let needed = Err(Code::SecondAnswerNeeded);
    assert_eq!(after(&store, 90, None, none()), needed);
    let wrong = SecondAnswer {
        number_hash: Some("of somebody else".to_owned()),
        paper: Some(BackupCode::from_random(1)),
    };
    assert_eq!(after(&store, 90, None, wrong), needed);
    // The code that was right is good still.
    let view = view(&sari(), "session k", at(1)).unwrap();
    assert_eq!(view.backup_codes_left, 0);
    let row = store
        .sql()
        .first("SELECT number_hash FROM person WHERE id = 1", &[])
        .unwrap();
    let right = SecondAnswer {
        number_hash: Some(row.unwrap().text(0).unwrap().to_owned()),
        paper: None,
    };
    assert_eq!(after(&store, 90, None, right), Ok(()));
    // From then on it is in use.
    assert_eq!(after(&store, 91, None, none()), Ok(()));
    let store = sari();
    let codes = paper(&store, "session k", at(10));
    let on_paper = SecondAnswer {
        number_hash: None,
        paper: Some(codes[0].clone()),
    };
    assert_eq!(after(&store, 90, None, on_paper), Ok(()));
    // Whoever guesses the code learns nothing of what else is asked for.
    let now = at(0) + chrono::TimeDelta::days(200);
    let guess = SignIn {
        code: ShownCode {
            id_hash: "none".to_owned(),
            digest: "wrong".to_owned(),
            now,
        },
        session_hash: "guess".to_owned(),
        device_hash: None,
        second: none(),
        from: phone(),
    };
    assert_eq!(ask(&store, guess).map(drop), Err(Code::OtpExpired));
}

fn by_office(store: &Store<Native>, reason: PhoneReason, now: Moment) {
    let note = Explanation::parse("KTP dan KK diperiksa di posko.").unwrap();
    let replaced = store.replace_phone_by_office(1, number(NEW), (reason, note), now);
    replaced.unwrap();
}

#[test]
fn the_office_gives_an_account_to_its_holder_and_all_that_opened_it_before_is_void() {
    for reason in [PhoneReason::Lost, PhoneReason::Claimed] {
        let store = sari();
        let codes = paper(&store, "session k", at(10));
        let mine = "sari@contoh.id";
        ask(
            &store,
            own("session k", at(11), send_code(mine, "a", at(11))),
        )
        .unwrap();
        let confirm = confirm(mine, "a", "session k", at(12));
        ask(&store, own("session k", at(12), confirm)).unwrap();
        let subscribe = Subscribe {
            endpoint_hash: "endpoint".to_owned(),
            endpoint: "https://push.invalid/1".to_owned(),
        };
        ask(&store, own("session k", at(13), subscribe)).unwrap();
        by_office(&store, reason, at(20));
        assert_eq!(registered_number(&store), number(NEW).as_str());
        assert_eq!(
            view(&store, "session k", at(21)).unwrap_err(),
            Code::SignInNeeded
        );
        assert_eq!(
            on_paper(&store, SARI, &codes[0], at(22)),
            Err(Code::BackupCodeWrong)
        );
        assert_eq!(store.known_on("phone").unwrap(), Vec::<i64>::new());
        // An address of whoever had it meanwhile is theirs, not the holder's.
        let kept = reason == PhoneReason::Lost;
        assert_eq!(store.contacts(1).unwrap().email.is_some(), kept);
        assert_eq!(store.phones(1).unwrap() == 1, kept, "{reason:?}");
        let hour = chrono::TimeDelta::hours(1);
        let frozen = |at| store.frozen_until(1, at).unwrap();
        assert_eq!(frozen(at(20) + hour * 71), Some(at(20) + hour * 72));
        assert_eq!(frozen(at(20) + hour * 72), None);
        let due = store.due(at(100_000), 100).unwrap().jobs;
        let held =
            |job: &&crate::registrant::outbox::Job| matches!(job.kind, JobKind::HoldNumber(_));
        assert_eq!(due.iter().filter(held).count(), 1);
        // The holder signs in by the new number, and finds the trail.
        let session = sign_in(&store, Some("new phone"), "new", at(30));
        let events = view(&store, &session, at(31)).unwrap().events;
        assert!(
            events
                .iter()
                .any(|one| one.event == SecurityEvent::PhoneReplacedByOffice)
        );
    }
}
