//! Signing in by NIK and code, which tells strangers nothing.

use proofs::{Person, Runtime, area_under_curve, register, send_sign_in_code, shared};
use serde_json::{Value, json};
use std::time::Instant;

#[test]
fn signing_in_never_says_whether_a_nik_is_registered() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let stranger = Person::new();
    let ask = |nik: &str| send_sign_in_code(&runtime.client(), nik).expect(202).json();
    let (known, unknown) = (ask(&sari.person.nik), ask(&stranger.nik));
    let keys = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&known), keys(&unknown));
    let length = |value: &Value| value["challenge"].as_str().unwrap().len();
    assert_eq!(length(&known), length(&unknown));
    let guess = |answer: &Value, code: &str| {
        runtime
            .client()
            .post_json(
                "/api/v1/session",
                &json!({ "challenge": answer["challenge"], "code": code }),
            )
            .refusal()
    };
    for n in 0..4 {
        let code = format!("00000{n}");
        assert_eq!(guess(&known, &code), guess(&unknown, &code), "guess {n}");
    }
    for wanted in ["otp.used_up", "otp.expired"] {
        for answer in [&known, &unknown] {
            assert_eq!(guess(answer, "000009"), (422, wanted.into()));
        }
    }
    // Thirty wrong ones in a day, whoever sends them, and no stranger has another try.
    for nik in [&sari.person.nik, &stranger.nik] {
        for _ in 0..5 {
            attack(runtime, nik);
        }
        let again = send_sign_in_code(&runtime.client(), nik);
        assert_eq!(again.refusal(), (429, "otp.locked".into()));
    }
    assert!(
        runtime.messages(&stranger.phone, 0).is_empty(),
        "nobody is written to"
    );
}

#[test]
fn a_known_and_an_unknown_nik_take_the_same_time() {
    const EACH: usize = 150;
    // As many as strangers may ask for one person in a day.
    const OF_ONE: usize = 15;
    let runtime = shared();
    let people: Vec<_> = (0..EACH / OF_ONE)
        .map(|_| register(runtime, Person::new()))
        .collect();
    let (mut known, mut unknown) = (vec![], vec![]);
    for n in 0..EACH {
        let niks = [
            people[n % people.len()].person.nik.clone(),
            Person::new().nik,
        ];
        let times = [&mut known, &mut unknown];
        let mut both: Vec<_> = niks.into_iter().zip(times).collect();
        if n % 2 == 0 {
            both.reverse();
        }
        for (nik, times) in both {
            let client = runtime.client();
            let began = Instant::now();
            send_sign_in_code(&client, &nik).expect(202);
            times.push(began.elapsed().as_secs_f64());
        }
    }
    let auc = area_under_curve(&known, &unknown);
    assert!(
        (0.35..=0.65).contains(&auc),
        "told apart by time: AUC {auc:.3}"
    );
}

/// Asks for a code in somebody's name, and enters a wrong one five times.
fn attack(runtime: &Runtime, nik: &str) {
    let client = runtime.client();
    let sent = send_sign_in_code(&client, nik).json();
    for n in 0..5 {
        let code = format!("00000{n}");
        let body = json!({ "challenge": sent["challenge"], "code": code });
        client.post_json("/api/v1/session", &body);
    }
}

#[test]
fn whoever_knows_a_nik_locks_nobody_out_and_voids_no_code() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    let phone = &sari.person.phone;
    let ask = |client: &proofs::Client| {
        let since = runtime.last_message(phone);
        let sent = send_sign_in_code(client, &sari.person.nik).expect(202);
        let code = runtime.await_code(phone, since);
        json!({ "challenge": sent.json()["challenge"], "code": code })
    };
    // On her way to sign in when somebody begins, on another network each time.
    let before = ask(&sari.client);
    for _ in 0..20 {
        attack(&runtime, &sari.person.nik);
    }
    // So no stranger gets in, nor locks her out.
    let stranger = send_sign_in_code(&runtime.client(), &sari.person.nik);
    assert_eq!(stranger.refusal(), (429, "otp.locked".into()));
    let moved = sari.client.moved();
    moved.post_json("/api/v1/session", &before).expect(200);
    runtime.advance(61);
    let after = ask(&moved);
    moved.post_json("/api/v1/session", &after).expect(200);
    // A day later the strangers' tries are forgotten.
    runtime.advance(24 * 3600);
    let elsewhere = proofs::sign_in(&runtime, &sari.person);
    elsewhere.get("/api/v1/account").expect(200);
}

#[test]
fn a_phone_that_is_not_ones_own_is_not_remembered_as_a_device() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let borrowed = runtime.client();
    borrowed.post_form("/ponsel-pinjaman/", &[]);
    let since = runtime.last_message(&sari.person.phone);
    let sent = send_sign_in_code(&borrowed, &sari.person.nik).expect(202);
    let code = runtime.await_code(&sari.person.phone, since);
    let body = json!({ "challenge": sent.json()["challenge"], "code": code });
    let signed_in = borrowed.post_json("/api/v1/session", &body).expect(200);
    let cookies: Vec<_> = signed_in
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .collect();
    assert!(!cookies.is_empty());
    assert!(
        cookies
            .iter()
            .all(|(_, cookie)| !cookie.starts_with("__Host-device=")),
        "{cookies:?}"
    );
}

#[test]
fn a_sign_in_code_works_once_and_signing_out_ends_one_session_only() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let since = runtime.last_message(&sari.person.phone);
    let client = runtime.client();
    let sent = send_sign_in_code(&client, &sari.person.nik)
        .expect(202)
        .json();
    let code = runtime.await_code(&sari.person.phone, since);
    let body = json!({ "challenge": sent["challenge"], "code": code });
    let account = client.post_json("/api/v1/session", &body).expect(200);
    assert_eq!(account.json()["registration_number"], sari.number.as_str());
    let again = client.elsewhere().post_json("/api/v1/session", &body);
    assert_eq!(again.refusal(), (422, "otp.expired".into()));
    client
        .method("DELETE", "/api/v1/session")
        .send()
        .expect(204);
    assert_eq!(client.get("/api/v1/account").status, 401);
    assert_eq!(
        sari.account()["name"],
        sari.person.name.as_str(),
        "the first session goes on"
    );
}

#[test]
fn a_session_ends_after_half_an_hour_of_silence_and_after_half_a_day_at_the_latest() {
    const MINUTE: i64 = 60;
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    let status = || sari.client.get("/api/v1/account").status;
    for _ in 0..28 {
        runtime.advance(25 * MINUTE);
        assert_eq!(status(), 200, "in use");
    }
    runtime.advance(21 * MINUTE);
    assert_eq!(status(), 401, "12 hours are over");

    let client = proofs::sign_in(&runtime, &sari.person);
    runtime.advance(30 * MINUTE);
    assert_eq!(
        client.get("/api/v1/account").status,
        401,
        "nobody was there"
    );
}

#[test]
fn a_form_that_asks_too_soon_is_told_in_words_and_in_its_header_how_long_to_wait() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let client = runtime.client();
    let ask = || client.post_form("/masuk/", &[("nik", sari.person.nik.as_str())]);
    ask().expect(200);
    let again = ask().expect(429);
    assert!((1..=60).contains(&again.retry_after().unwrap()));
    assert!(again.text.contains("Kode sudah dikirim"), "{}", again.text);
    assert!(
        again.text.contains(&sari.person.nik),
        "what was typed stays"
    );
}

#[test]
fn sessions_that_somebody_makes_up_are_counted_and_real_ones_are_not() {
    let sari = register(shared(), Person::new());
    let real = sari.client.session().unwrap();
    let (shard, _) = real.split_once('.').unwrap();
    // As releases before made them: good as long as they last, and so not refused at once.
    let made_up = format!("__Host-session={shard}.{}", "A".repeat(43));
    let there = shared().client().at("2001:db8:9::1");
    let asks = |cookie: &str| {
        let asked = there.method("GET", "/api/v1/account");
        asked.header("Cookie", cookie).send().status
    };
    let answered = (0..310).take_while(|_| asks(&made_up) == 401).count();
    assert_eq!(answered, 300);
    assert_eq!(asks(&made_up), 429);
    let page = there.method("GET", "/akun/").header("Cookie", &made_up);
    assert_eq!(page.send().status, 429);
    // Who is signed in there is not kept waiting for that.
    assert_eq!(asks(&format!("__Host-session={real}")), 200);
}
