//! Another number for an account: with both phones, with a code on paper, after ninety days
//! without use, and by the office.

use proofs::browser::{Browser, Scripts};
use proofs::{
    Person, Runtime, confirm_email, fresh_key, prove, register, send_sign_in_code, shared, sign_in,
    submit, until,
};
use serde_json::{Value, json};

fn security(client: &proofs::Client) -> Value {
    client.get("/api/v1/account/security").expect(200).json()
}

/// Another number, proven, and the code that then went to the old one.
fn prepared(runtime: &Runtime, client: &proofs::Client, new: &str, old: &str) -> Value {
    let proof = prove(runtime, client, new);
    let since = runtime.last_message(old);
    let sent = client.post_json("/api/v1/account/phone/otp", &json!({ "phone": new }));
    let challenge = sent.expect(202).json()["challenge"].clone();
    let code = runtime.await_code(old, since);
    json!({ "phone": new, "phone_proof": proof, "challenge": challenge, "code": code })
}

fn change(client: &proofs::Client, body: &Value) -> proofs::Answer {
    client
        .method("PUT", "/api/v1/account/phone")
        .json(body)
        .send()
}

#[test]
fn another_number_takes_the_place_of_the_registered_one_and_the_old_one_is_free() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    let cafe = sign_in(&runtime, &sari.person);
    let (old, new) = (sari.person.phone.clone(), Person::new().phone);
    let body = prepared(&runtime, &sari.client, &new, &old);
    // Neither for another number, nor by somebody else, nor without the new phone.
    let other = Person::new().phone;
    let mut stolen = body.clone();
    stolen["phone"] = json!(other);
    assert_eq!(
        change(&sari.client, &stolen).refusal(),
        (422, "phone.not_proven".into())
    );
    let budi = register(&runtime, Person::new());
    assert_eq!(
        change(&budi.client, &body).refusal(),
        (422, "otp.expired".into())
    );
    let mut guessed = body.clone();
    guessed["code"] = json!("000000");
    assert_eq!(
        change(&sari.client, &guessed).refusal(),
        (422, "otp.wrong".into())
    );
    for _ in 0..2 {
        let view = change(&sari.client, &body).expect(200).json();
        assert!(
            view["phone"]
                .as_str()
                .unwrap()
                .ends_with(&new[new.len() - 4..]),
            "{view}"
        );
        assert_eq!(view["sessions"].as_array().unwrap().len(), 1);
    }
    let ended = cafe.get("/api/v1/account").refusal();
    assert_eq!(ended, (401, "session.needed".into()));
    for number in [&old, &new] {
        runtime.await_message(number, "nomor HP akun Anda sudah diganti");
    }
    // Codes go to the new one from now on.
    let moved = Person {
        phone: new.clone(),
        ..sari.person.clone()
    };
    sign_in(&runtime, &moved);
    // Whoever gets the old one from its operator registers with it.
    let mut next = Person::new();
    next.phone = old;
    until("the old number to be free", || {
        let client = runtime.client();
        let proof = prove(&runtime, &client, &next.phone);
        let sent = submit(&client, &next, &proof, &fresh_key());
        runtime.advance(61);
        (sent.status == 201).then_some(())
    });
    // And the new one is taken.
    let mut late = Person::new();
    late.phone = new;
    let client = runtime.client();
    let proof = prove(&runtime, &client, &late.phone);
    let sent = submit(&client, &late, &proof, &fresh_key());
    assert_eq!(sent.refusal(), (409, "phone.already_used".into()));
}

#[test]
fn a_number_of_somebody_else_takes_no_place_and_what_was_claimed_in_vain_is_free_again() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let budi = register(runtime, Person::new());
    let body = prepared(
        runtime,
        &sari.client,
        &budi.person.phone,
        &sari.person.phone,
    );
    let taken = change(&sari.client, &body).refusal();
    assert_eq!(taken, (409, "phone.already_used".into()));
    assert!(budi.account()["name"].is_string());
    // Refused for its code, a number is somebody else's to register with.
    let mut next = Person::new();
    let mut body = prepared(runtime, &budi.client, &next.phone, &budi.person.phone);
    body["code"] = json!("000000");
    assert_eq!(
        change(&budi.client, &body).refusal(),
        (422, "otp.wrong".into())
    );
    next.name = "Wati".to_owned();
    let client = runtime.client();
    let proof = body["phone_proof"].as_str().unwrap();
    submit(&client, &next, proof, &fresh_key()).expect(201);
}

#[test]
fn codes_on_paper_get_somebody_in_whose_phone_is_gone_and_replace_the_number() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let made = sari.client.post("/api/v1/account/backup-codes").send();
    let codes = made.expect(201).json()["codes"].as_array().unwrap().clone();
    assert_eq!(codes.len(), 8);
    runtime.await_message(&sari.person.phone, "kode cadangan baru dibuat");
    let sign_in = |nik: &str, code: &Value| {
        let client = runtime.client();
        let body = json!({ "nik": nik, "code": code });
        (client.post_json("/api/v1/session/backup", &body), client)
    };
    let wrong =
        |answer: proofs::Answer| assert_eq!(answer.refusal(), (422, "backup_code.wrong".into()));
    wrong(sign_in(&Person::new().nik, &codes[0]).0);
    wrong(sign_in(&sari.person.nik, &json!("0000-0000-0000")).0);
    let (answer, client) = sign_in(&sari.person.nik, &codes[0]);
    assert_eq!(
        answer.expect(200).json()["registration_number"],
        sari.number.as_str()
    );
    wrong(sign_in(&sari.person.nik, &codes[0]).0);
    runtime.await_message(&sari.person.phone, "dibuka dengan kode cadangan");
    let new = Person::new().phone;
    let proof = prove(runtime, &client, &new);
    let body = json!({ "phone": new, "phone_proof": proof, "code": codes[1] });
    change(&client, &body).expect(200);
    runtime.await_message(&new, "nomor HP akun Anda sudah diganti");
    let view = security(&client);
    assert_eq!(view["backup_codes_left"], 6, "{view}");
}

#[test]
fn a_number_that_lay_unused_for_ninety_days_does_not_sign_in_alone() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    runtime.advance(91 * 24 * 3600);
    let client = runtime.client();
    let since = runtime.last_message(&sari.person.phone);
    let sent = send_sign_in_code(&client, &sari.person.nik)
        .expect(202)
        .json();
    let code = runtime.await_code(&sari.person.phone, since);
    let sign_in = |second: Option<&str>| {
        let mut body = json!({ "challenge": sent["challenge"], "code": code });
        if let Some(second) = second {
            body["second"] = json!(second);
        }
        client.post_json("/api/v1/session", &body)
    };
    let needed = (422, "session.second_answer_needed".to_owned());
    assert_eq!(sign_in(None).refusal(), needed);
    let other = register(&runtime, Person::new());
    assert_eq!(sign_in(Some(&other.number)).refusal(), needed);
    // Also by the form, which keeps the code.
    let form = [
        ("nik", sari.person.nik.as_str()),
        ("challenge", sent["challenge"].as_str().unwrap()),
        ("otp", &code),
    ];
    let page = client.post_form("/masuk/", &form).text;
    assert!(
        page.contains("name=\"second\"") && page.contains(&code),
        "{page}"
    );
    sign_in(Some(&sari.number)).expect(200);
}

#[test]
fn a_number_is_changed_and_codes_are_made_without_scripts() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let (old, new) = (sari.person.phone.clone(), Person::new().phone);
    let browser = Browser::open(runtime, Scripts::Off);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/keamanan/");
    browser.click("a[href='/akun/kode-cadangan/']");
    browser.click("form[action='/akun/kode-cadangan/'] button");
    browser.see("Salin kedelapan kode ini");
    let code = browser.text("ol code");
    browser.go("/akun/nomor/");
    browser.fill("phone", &old);
    browser.click("button[value=next]");
    browser.see("sudah nomor HP akun Anda");
    browser.fill("phone", &new);
    browser.click("button[value=next]");
    browser.see("Isi kode dari nomor baru");
    let before = runtime.last_message(&old);
    browser.fill("otp", &runtime.await_code(&new, 0));
    browser.click("button[value=next]");
    browser.see("Isi kode dari nomor lama");
    runtime.await_code(&old, before);
    browser.fill("otp", "000000");
    browser.click("button[value=next]");
    browser.see("Kode ini tidak cocok");
    // The old phone was lost on the way: a code on paper stands in for it.
    browser.fill("otp", &code);
    browser.click("button[value=next]");
    browser.see("Nomor HP diganti");
    runtime.await_message(&old, "nomor HP akun Anda sudah diganti");
    // And gets somebody in who has neither phone.
    let codes = sari.client.post("/api/v1/account/backup-codes").send();
    let codes = codes.expect(201).json()["codes"].clone();
    browser.forget_session();
    browser.go("/masuk/cadangan/");
    browser.fill("nik", &sari.person.nik);
    browser.fill("otp", codes[0].as_str().unwrap());
    browser.click("button[type=submit]");
    browser.see("Nomor pendaftaran");
}

#[test]
fn the_office_gives_an_account_to_the_holder_of_the_card_and_takes_it_from_whoever_had_it() {
    let runtime = Runtime::start();
    // Somebody else registers with Sari's data, to the letter, and is confirmed.
    let thief = register(&runtime, Person::with_own_email());
    let (nik, old) = (thief.person.nik.clone(), thief.person.phone.clone());
    let address = thief.person.email.clone().unwrap();
    confirm_email(&runtime, &thief.client, &address);
    let codes = thief.client.post("/api/v1/account/backup-codes").send();
    let codes = codes.expect(201).json()["codes"].clone();
    let new = Person::new().phone;
    // An officer sees her and her cards, and finds the account by the NIK.
    let look = || runtime.read_as_staff(json!({ "people_of": { "nik": nik } }));
    look().expect(200);
    let found = look();
    // That is one line of the account's trail.
    let trail = thief
        .client
        .get("/api/v1/account/security")
        .expect(200)
        .json();
    let trail = trail["events"].as_array().unwrap();
    let seen = |one: &&Value| one["event"] == "seen_by_office";
    assert_eq!(trail.iter().filter(seen).count(), 1, "{trail:?}");
    let found = found.expect(200).json()["items"][0].clone();
    assert_eq!(found["registration_number"], thief.number.as_str());
    assert!(!found.to_string().contains(&old[4..]), "{found}");
    let of = |phone: &str| {
        json!({
            "registration_number": thief.number, "phone": phone,
            "reason": "claimed", "note": "KTP dan KK asli diperiksa di posko.",
        })
    };
    let budi = register(&runtime, Person::new());
    let taken = runtime.command_both("replace_phone", of(&budi.person.phone));
    assert_eq!(taken.refusal(), (409, "phone.already_used".into()));
    let text = runtime.command("replace_phone", of(&new));
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    thief.client.get("/api/v1/account").expect(200);
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");

    let ended = thief.client.get("/api/v1/account").refusal();
    assert_eq!(ended, (401, "session.needed".into()));
    let body = json!({ "nik": nik, "code": codes[0] });
    let on_paper = runtime.client().post_json("/api/v1/session/backup", &body);
    assert_eq!(on_paper.refusal(), (422, "backup_code.wrong".into()));
    for number in [&old, &new] {
        runtime.await_message(number, "petugas sudah mengganti nomor HP akun");
    }
    let holder = sign_in(
        &runtime,
        &Person {
            phone: new.clone(),
            ..thief.person.clone()
        },
    );
    let view = security(&holder);
    assert_eq!(view["email"], Value::Null, "{view}");
    let events = view["events"].as_array().unwrap();
    assert!(
        events
            .iter()
            .any(|one| one["event"] == "phone_replaced_by_office")
    );
    // The number is hers, and goes to nobody else's account.
    until("the number to be held", || {
        let mut of = of(&new);
        of["registration_number"] = json!(budi.number);
        let text = runtime.command("replace_phone", of);
        let refused = runtime.sign(0, &text);
        (refused.status == 409 && refused.refusal().1 == "phone.already_used").then_some(())
    });
}
