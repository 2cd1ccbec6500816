//! How an account is kept: the address that news go to, where it is open, and word of
//! whoever signs in where nobody had.

use proofs::browser::{Browser, Scripts};
use proofs::{Person, Runtime, confirm_email, register, shared, sign_in, until};
use serde_json::{Value, json};

fn with_email(address: &str) -> Person {
    let mut person = Person::new();
    person.email = Some(address.to_owned());
    person
}

fn security(client: &proofs::Client) -> Value {
    client.get("/api/v1/account/security").expect(200).json()
}

#[test]
fn an_address_that_nobody_has_confirmed_gets_a_code_and_nothing_else() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::with_own_email());
    let address = sari.person.email.clone().unwrap();
    runtime.await_message(&sari.person.phone, "Nomor pendaftaran");
    runtime.await_message(&sari.person.phone, "cocok dengan data Dukcapil");
    assert!(runtime.messages(&address, 0).is_empty());
    assert_eq!(sari.account()["email_to_confirm"], address.as_str());

    confirm_email(&runtime, &sari.client, &address);
    let view = security(&sari.client);
    assert_eq!(view["email"]["address"], address.as_str());
    assert!(view["email"]["confirmed_at"].is_string(), "{view}");
    assert_eq!(sari.account()["email_to_confirm"], Value::Null);
    for message in runtime.messages(&address, 0) {
        let text = message["text"].as_str().unwrap();
        assert!(
            text.contains("adalah kode") && !text.contains(&sari.number),
            "{text}"
        );
    }
    // From now on news go there, such as that of a sign-in elsewhere.
    sign_in(&runtime, &sari.person);
    runtime.await_message(&address, "dibuka di perangkat baru");
    let by_sms = runtime.messages(&sari.person.phone, 0);
    let by_sms = by_sms.iter().filter_map(|one| one["text"].as_str());
    assert!(
        by_sms
            .into_iter()
            .all(|text| !text.contains("perangkat baru"))
    );
}

#[test]
fn a_code_is_good_for_the_address_that_it_went_to_alone() {
    let runtime = shared();
    let sari = register(runtime, Person::with_own_email());
    let address = sari.person.email.clone().unwrap();
    let sent = sari
        .client
        .post_json("/api/v1/account/email/otp", &json!({ "email": address }));
    let challenge = sent.expect(202).json()["challenge"].clone();
    let code = runtime.await_code(&address, 0);
    let put = |client: &proofs::Client, email: &str| {
        let body = json!({ "email": email, "challenge": challenge, "code": code });
        client
            .method("PUT", "/api/v1/account/email")
            .json(&body)
            .send()
    };
    let budi = register(runtime, Person::new());
    let stolen = put(&budi.client, &address).refusal();
    assert_eq!(stolen, (422, "otp.expired".into()));
    let other = put(&sari.client, "orang.lain@contoh.id").refusal();
    assert_eq!(other, (422, "otp.wrong".into()));
    put(&sari.client, &address).expect(200);
    // The very code, again.
    let again = put(&sari.client, &address).refusal();
    assert_eq!(again, (422, "otp.expired".into()));
    let removed = sari.client.method("DELETE", "/api/v1/account/email").send();
    assert_eq!(removed.expect(200).json()["email"], Value::Null);
    runtime.await_message(
        &sari.person.phone,
        "alamat e-mail akun Anda baru diganti atau dihapus",
    );
}

#[test]
fn nobody_sends_more_than_five_codes_in_two_hours_whatever_the_addresses() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    for n in 0..8 {
        let body = json!({ "email": format!("korban{n}@contoh.id") });
        let sent = sari.client.post_json("/api/v1/account/email/otp", &body);
        if n < 5 {
            sent.expect(202);
            let soon = sari.client.post_json("/api/v1/account/email/otp", &body);
            assert_eq!(soon.refusal().1, "otp.too_soon");
        } else {
            assert_eq!(sent.refusal(), (429, "otp.too_many".into()));
        }
        runtime.advance(61);
    }
}

#[test]
fn sessions_are_seen_and_ended_by_their_owner_alone() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let budi = register(runtime, Person::new());
    let cafe = sign_in(runtime, &sari.person);
    let warnet = sign_in(runtime, &sari.person);
    let view = security(&sari.client);
    let sessions = view["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 3, "{view}");
    let own: Vec<_> = sessions
        .iter()
        .filter(|one| one["is_own"] == true)
        .collect();
    assert_eq!(own.len(), 1);
    // No name of a session opens one.
    let id = |client: &proofs::Client| {
        let view = security(client);
        let sessions = view["sessions"].as_array().unwrap().clone();
        let own = sessions.into_iter().find(|one| one["is_own"] == true);
        own.unwrap()["id"].as_str().unwrap().to_owned()
    };
    let of_cafe = id(&cafe);
    let end = |client: &proofs::Client, id: &str| {
        let path = format!("/api/v1/account/sessions/{id}");
        client.method("DELETE", &path).send()
    };
    let by_budi = end(&budi.client, &of_cafe).refusal();
    assert_eq!(by_budi, (404, "session.unknown".into()));
    let thief = runtime.client();
    let forged = thief
        .method("GET", "/api/v1/account")
        .header("Cookie", &format!("__Host-session={of_cafe}"))
        .send();
    assert_eq!(forged.refusal(), (401, "session.needed".into()));

    end(&sari.client, &of_cafe).expect(200);
    let ended = cafe.get("/api/v1/account").refusal();
    assert_eq!(ended, (401, "session.needed".into()));
    warnet.get("/api/v1/account").expect(200);
    let all = sari
        .client
        .method("DELETE", "/api/v1/account/sessions")
        .send();
    assert_eq!(
        all.expect(200).json()["sessions"].as_array().unwrap().len(),
        1
    );
    let ended = warnet.get("/api/v1/account").refusal();
    assert_eq!(ended, (401, "session.needed".into()));
    budi.client.get("/api/v1/account").expect(200);
}

#[test]
fn an_address_is_confirmed_and_other_devices_are_signed_out_without_scripts() {
    let runtime = shared();
    let sari = register(runtime, with_email("salah.ketik@contoh.id"));
    let address = format!("{}@contoh.id", sari.person.nik);
    let browser = Browser::open(runtime, Scripts::Off);
    browser.sign_in_as(&sign_in(runtime, &sari.person));
    browser.go("/akun/");
    browser.see("salah.ketik@contoh.id");
    browser.click("a[href='/akun/email/']");
    browser.fill("email", "bukan alamat");
    browser.click("button[value=next]");
    browser.see("Alamat e-mail ini belum lengkap");
    browser.fill("email", &address);
    browser.click("button[value=next]");
    let code = runtime.await_code(&address, 0);
    browser.see("Isi kode dari e-mail");
    browser.fill("otp", &code);
    browser.click("button[value=next]");
    browser.see("sudah dikonfirmasi");
    // The session of the registration is the other one.
    browser.see("(perangkat ini)");
    browser.click("form[action='/akun/keamanan/keluarkan/'] button:not(.quiet)");
    browser.see("Perangkat dikeluarkan");
    until("the other session to be ended", || {
        let answer = sari.client.get("/api/v1/account");
        (answer.status == 401).then_some(())
    });
    assert!(runtime.messages("salah.ketik@contoh.id", 0).is_empty());
}

#[test]
fn word_for_somebody_who_has_no_way_left_to_hear_it_keeps_no_shard_busy() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::new());
    // The code's own SMS told her, and she has neither e-mail nor a phone that hears news.
    sign_in(&runtime, &sari.person);
    let trail = security(&sari.client)["events"].to_string();
    assert!(trail.contains("signed_in_anew"), "{trail}");
    runtime.await_rest();
}
