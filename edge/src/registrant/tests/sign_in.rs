//! Who gets in: codes of strangers and of known devices, and submissions that come again.

use super::*;
use crate::challenge::{NewCode, ShownCode};
use crate::sign_in::registrant::{SecondAnswer, SendSignInCode, SignIn, SignOut};
use domain::contact::OtpLimits;

/// Asks for the code `right`, from a network of that name.
fn send(nik: &str, challenge: &str, stranger: &str, device: Option<&str>) -> SendSignInCode {
    SendSignInCode {
        nik_hash: keys().digest(Purpose::Nik, &[nik]).text(),
        code: NewCode {
            id_hash: challenge.into(),
            digest: "right".into(),
            stranger: stranger.into(),
            now: at(0),
        },
        more: vec!["right for the second".into()],
        device_hash: device.map(str::to_owned),
    }
}

fn show(challenge: &str, digest: &str, device: Option<&str>) -> SignIn {
    SignIn {
        code: ShownCode {
            id_hash: challenge.into(),
            digest: digest.into(),
            now: at(1),
        },
        session_hash: format!("session of {challenge}"),
        device_hash: device.map(str::to_owned),
        second: SecondAnswer::default(),
        from: phone(),
    }
}

/// Asks and mistypes as often as strangers are let.
fn attack(store: &Store<Native>, nik: &str) -> Vec<Result<bool, Code>> {
    let mut answers = vec![];
    for n in 0..20 {
        let challenge = format!("{nik} {n}");
        let sent = ask(store, send(nik, &challenge, &challenge, None));
        answers.push(sent.map(|_| true));
        for _ in 0..6 {
            let shown = ask(store, show(&challenge, "wrong", None));
            answers.push(shown.map(|_| false));
        }
    }
    answers
}

#[test]
fn unknown_people_are_answered_and_locked_like_known_ones() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    let sent = |nik, challenge| ask(&store, send(nik, challenge, "home", None)).unwrap();
    assert_eq!(sent(SARI, "a").len(), 1);
    assert_eq!(sent(BUDI, "b").len(), 0);
    let (known, unknown) = (attack(&store, SARI), attack(&store, BUDI));
    assert_eq!(known, unknown);
    let wrong = |answer: &&Result<bool, Code>| **answer == Err(Code::OtpWrong);
    assert_eq!(known.iter().filter(wrong).count(), 24);
    assert_eq!(known.last(), Some(&Err(Code::OtpExpired)));
    let now = ask(&store, send(SARI, "c", "another home", None));
    assert_eq!(now, Err(Code::OtpLocked));
}

#[test]
fn whoever_knows_a_nik_locks_out_no_device_on_which_its_holder_has_signed_in() {
    let store = store();
    let mut first = new(SARI, "k");
    first.device_hash = Some("phone".into());
    registered(ask(&store, first));
    // A code is on its way to the holder when somebody begins.
    ask(&store, send(SARI, "before", "home", Some("phone"))).unwrap();
    attack(&store, SARI);
    ask(&store, show("before", "right", Some("phone"))).unwrap();
    let mut later = send(SARI, "after", "home", Some("phone"));
    later.code.now = at(60);
    ask(&store, later).unwrap();
    ask(&store, show("after", "right", Some("phone"))).unwrap();
}

#[test]
fn a_device_is_known_to_the_person_who_signed_in_on_it_and_to_nobody_else() {
    let store = store();
    let mut first = new(SARI, "k");
    first.device_hash = Some("phone".into());
    registered(ask(&store, first));
    registered(ask(&store, new(BUDI, "k2")));
    attack(&store, BUDI);
    let others = ask(&store, send(BUDI, "b", "home", Some("phone")));
    assert_eq!(others, Err(Code::OtpLocked));
}

#[test]
fn the_five_devices_that_signed_in_last_are_known() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    for n in 0..7 {
        let (challenge, device) = (format!("c{n}"), format!("device {n}"));
        ask(&store, send(SARI, &challenge, &device, None)).unwrap();
        let mut shown = show(&challenge, "right", Some(&device));
        shown.code.now = at(n + 1);
        ask(&store, shown).unwrap();
    }
    assert_eq!(count(&store, "device"), 5);
    attack(&store, SARI);
    let from = |device| ask(&store, send(SARI, device, "home", Some(device)));
    assert_eq!(from("device 1"), Err(Code::OtpLocked));
    assert!(from("device 2").is_ok());
}

#[test]
fn a_submission_that_comes_again_signs_in_for_ten_minutes_and_not_after_signing_out() {
    let again = |store: &Store<Native>, seconds| {
        let mut again = new(SARI, "k");
        again.session_hash = format!("replay at {seconds}");
        again.now = at(seconds);
        registered(ask(store, again)).signed_in
    };
    let first = store();
    assert!(registered(ask(&first, new(SARI, "k"))).signed_in);
    assert!(again(&first, 599));
    assert!(!again(&first, 600));
    assert!(!again(&first, 86_400));
    assert_eq!(count(&first, "session"), 2);

    let second = store();
    registered(ask(&second, new(SARI, "k")));
    let session_hash = "session k".to_owned();
    ask(&second, SignOut { session_hash }).unwrap();
    assert!(!again(&second, 60));
    assert_eq!(count(&second, "session"), 0);
}

#[test]
fn a_code_is_good_for_as_long_as_it_says() {
    let store = store();
    registered(ask(&store, new(SARI, "k")));
    ask(&store, send(SARI, "a", "home", None)).unwrap();
    let mut late = show("a", "right", None);
    late.code.now = at(OtpLimits::VALID.num_seconds());
    assert_eq!(ask(&store, late), Err(Code::OtpExpired));
}
