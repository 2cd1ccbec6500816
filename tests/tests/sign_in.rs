//! Signing in by NIK and code, which tells strangers nothing.

use proofs::{Person, Runtime, register, send_sign_in_code, shared};
use serde_json::{Value, json};

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
    for n in 0..6 {
        let code = format!("00000{n}");
        assert_eq!(guess(&known, &code), guess(&unknown, &code), "guess {n}");
    }
    for nik in [&sari.person.nik, &stranger.nik] {
        let again = send_sign_in_code(&runtime.client(), nik);
        assert_eq!(
            again.refusal(),
            (429, "otp.locked".into()),
            "after five guesses"
        );
    }
    assert!(
        runtime.messages(&stranger.phone, 0).is_empty(),
        "nobody is written to"
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
