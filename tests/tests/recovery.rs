//! A lost mobile number, replaced by a confirmed e-mail address: announced for three days,
//! during which whoever has the account open can object.

use domain::registration::RegistrationNumber;
use proofs::browser::{Browser, Scripts};
use proofs::{Answer, Person, Registered, Runtime, confirm_email, prove, register, sign_in, until};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

/// Somebody whose address has been confirmed for a week.
fn somebody(runtime: &Runtime) -> (Registered, String) {
    let person = Person::new();
    let address = format!("{}@contoh.id", person.nik);
    let somebody = register(
        runtime,
        Person {
            email: Some(address.clone()),
            ..person
        },
    );
    confirm_email(runtime, &somebody.client, &address);
    runtime.advance(7 * DAY);
    (somebody, address)
}

/// A new number, and what proves it.
type New<'a> = (&'a str, &'a str);

fn send(runtime: &Runtime, (number, birth_date): (&str, &str), (phone, proof): New<'_>) -> Answer {
    let body = json!({
        "registration_number": number, "birth_date": birth_date,
        "phone": phone, "phone_proof": proof,
    });
    runtime.client().post_json("/api/v1/recoveries/otp", &body)
}

/// All that it takes to ask for a number.
fn prepared(runtime: &Runtime, person: &Registered, address: &str, new: &str) -> Value {
    let client = runtime.client();
    let proof = prove(runtime, &client, new);
    let since = runtime.last_message(address);
    let whose = (person.number.as_str(), person.person.birth_date.as_str());
    let sent = send(runtime, whose, (new, &proof));
    let challenge = sent.expect(202).json()["challenge"].clone();
    json!({
        "registration_number": person.number, "challenge": challenge,
        "code": runtime.await_code(address, since), "phone": new, "phone_proof": proof,
    })
}

fn begin(runtime: &Runtime, body: &Value) -> Answer {
    runtime.client().post_json("/api/v1/recoveries", body)
}

#[test]
fn a_lost_number_is_replaced_three_days_after_a_confirmed_address_asked_for_it() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let (old, new) = (sari.person.phone.clone(), Person::new().phone);
    let finder = sign_in(&runtime, &sari.person);
    let body = prepared(&runtime, &sari, &address, &new);
    // Neither a guess, nor for another registration, nor with another number.
    let mut guessed = body.clone();
    guessed["code"] = json!("0000000000");
    assert_eq!(
        begin(&runtime, &guessed).refusal(),
        (422, "otp.wrong".into())
    );
    let budi = register(&runtime, Person::new());
    let mut other = body.clone();
    other["registration_number"] = json!(budi.number);
    assert_eq!(
        begin(&runtime, &other).refusal(),
        (422, "otp.expired".into())
    );
    let mut other = body.clone();
    other["phone"] = json!(Person::new().phone);
    assert_eq!(
        begin(&runtime, &other).refusal(),
        (422, "phone.not_proven".into())
    );
    let view = begin(&runtime, &body).expect(202).json();
    assert_eq!(view["objected_at"], Value::Null);
    // It is announced on every way, and the account says so.
    runtime.await_message(&old, "Bukan saya");
    runtime.await_message(&address, "Bukan saya");
    runtime.await_message(&new, "permintaan Anda diterima");
    let account = finder.get("/api/v1/account").expect(200).json();
    assert_eq!(account["recovery"], view);
    // Meanwhile the number goes to nobody else, also when no registration is under way.
    runtime.advance(700);
    let mut late = Person::new();
    late.phone.clone_from(&new);
    let client = runtime.client();
    let proof = prove(&runtime, &client, &new);
    let sent = proofs::submit(&client, &late, &proof, &proofs::fresh_key());
    assert_eq!(sent.refusal(), (409, "phone.already_used".into()));
    runtime.advance(3 * DAY - 1300);
    assert!(runtime.messages(&new, 0).iter().all(|one| {
        let text = one["text"].as_str().unwrap();
        !text.contains("sudah diganti")
    }));
    runtime.advance(600);
    for number in [&old, &new] {
        runtime.await_message(number, "nomor HP akun Anda sudah diganti");
    }
    let moved = Person {
        phone: new,
        ..sari.person.clone()
    };
    let client = sign_in(&runtime, &moved);
    let account = client.get("/api/v1/account").expect(200).json();
    assert!(account.get("recovery").is_none(), "{account}");
    let before = runtime.codes(&old);
    sign_in(&runtime, &moved);
    assert_eq!(runtime.codes(&old), before, "codes go there no more");
}

#[test]
fn known_and_unknown_numbers_dates_and_addresses_are_answered_alike() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let unknown = RegistrationNumber::from_random(7).grouped();
    let young = register(&runtime, Person::new());
    let (since, before) = (runtime.last_message(&address), runtime.codes(&address));
    let shape = |answer: Answer| {
        let body = answer.expect(202).json();
        let mut names: Vec<_> = body.as_object().unwrap().keys().cloned().collect();
        names.sort();
        (names, body["challenge"].as_str().unwrap().len())
    };
    let (new, client) = (Person::new().phone, runtime.client());
    let proof = prove(&runtime, &client, &new);
    let asks = |whose| {
        runtime.advance(61);
        send(&runtime, whose, (&new, &proof))
    };
    let whose = (sari.number.as_str(), sari.person.birth_date.as_str());
    let right = shape(asks(whose));
    for whose in [
        (sari.number.as_str(), "1990-01-01"),
        (young.number.as_str(), young.person.birth_date.as_str()),
        (unknown.as_str(), "1990-01-01"),
    ] {
        assert_eq!(shape(asks(whose)), right, "{whose:?}");
    }
    runtime.await_code(&address, since);
    assert_eq!(runtime.codes(&address), before + 1);
    assert_eq!(asks(("1", "2001-02-30")).status, 422);
    // Only who has proven a number asks, and not for many: whoever knows number and date uses
    // nobody's codes up.
    assert_eq!(asks((unknown.as_str(), "1990-01-02")).status, 202);
    let (status, code) = asks((unknown.as_str(), "1990-01-03")).refusal();
    assert_eq!((status, code.as_str()), (429, "otp.too_many"));
    let stranger = Person::new().phone;
    for new in [(stranger.as_str(), ""), (&stranger, proof.as_str())] {
        let (status, code) = send(&runtime, whose, new).refusal();
        assert_eq!((status, code.as_str()), (422, "phone.not_proven"));
    }
    let since = runtime.last_message(&address);
    let own = prove(&runtime, &client, &stranger);
    send(&runtime, whose, (&stranger, &own)).expect(202);
    runtime.await_code(&address, since);
}

#[test]
fn an_address_that_a_thief_takes_off_is_told_and_still_gets_the_account_back() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let thief = sign_in(&runtime, &sari.person);
    let remove = thief.method("DELETE", "/api/v1/account/email").send();
    remove.expect(200);
    let told = runtime.await_message(&address, "baru dihapus dari akun");
    assert!(told["text"].as_str().unwrap().contains("Sampai "), "{told}");
    runtime.advance(DAY);
    let new = Person::new().phone;
    let body = prepared(&runtime, &sari, &address, &new);
    begin(&runtime, &body).expect(202);
    runtime.advance(3 * DAY);
    runtime.await_message(&new, "nomor HP akun Anda sudah diganti");
    let moved = Person {
        phone: new,
        ..sari.person.clone()
    };
    let client = sign_in(&runtime, &moved);
    let security = client.get("/api/v1/account/security").expect(200).json();
    assert_eq!(security["email"]["address"], address.as_str());
}

#[test]
fn a_dispute_that_nobody_brings_to_the_office_ends_after_a_month() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let new = Person::new().phone;
    let body = prepared(&runtime, &sari, &address, &new);
    begin(&runtime, &body).expect(202);
    let client = sign_in(&runtime, &sari.person);
    let refused = client.method("DELETE", "/api/v1/account/recovery").send();
    refused.expect(204);
    runtime.await_message(&new, "menolak penggantian");
    runtime.advance(30 * DAY);
    for one in [&new, &sari.person.phone, &address] {
        runtime.await_message(one, "30 hari tidak ada yang datang ke posko");
    }
    let client = sign_in(&runtime, &sari.person);
    let account = client.get("/api/v1/account").expect(200).json();
    assert!(account.get("recovery").is_none(), "{account}");
    let read = runtime.read_as_staff(json!("disputed_recoveries"));
    assert_eq!(read.expect(200).json()["items"], json!([]));
}

#[test]
fn whoever_has_the_old_phone_objects_and_the_office_decides() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let (old, new) = (sari.person.phone.clone(), Person::new().phone);
    let body = prepared(&runtime, &sari, &address, &new);
    begin(&runtime, &body).expect(202);
    let client = sign_in(&runtime, &sari.person);
    for _ in 0..2 {
        let refused = client.method("DELETE", "/api/v1/account/recovery").send();
        refused.expect(204);
    }
    runtime.await_message(&new, "menolak penggantian");
    let disputes = || {
        let read = runtime.read_as_staff(json!("disputed_recoveries"));
        read.expect(200).json()["items"].as_array().unwrap().clone()
    };
    let listed = until("the dispute on the office's list", || {
        disputes().into_iter().next()
    });
    assert_eq!(
        listed["registration_number"]
            .as_str()
            .unwrap()
            .replace('-', ""),
        sari.number.replace('-', "")
    );
    assert!(!listed.to_string().contains(&old[4..]), "{listed}");
    runtime.advance(4 * DAY);
    // Nothing has happened, and she still gets in by the old number.
    let client = sign_in(&runtime, &sari.person);
    let account = client.get("/api/v1/account").expect(200).json();
    assert!(account["recovery"]["objected_at"].is_string(), "{account}");
    // The office saw her card: it was her, and a thief who objected.
    let command = json!({
        "registration_number": sari.number, "phone": new,
        "reason": "lost", "note": "KTP asli diperiksa di posko.",
    });
    let text = runtime.command("replace_phone", command);
    runtime.sign(0, &text).expect(200);
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    let moved = Person {
        phone: new,
        ..sari.person.clone()
    };
    sign_in(&runtime, &moved);
    until("the list to be empty", || {
        disputes().is_empty().then_some(())
    });
}

#[test]
fn a_lost_number_is_replaced_and_objected_to_without_scripts() {
    let runtime = Runtime::start();
    let (sari, address) = somebody(&runtime);
    let new = Person::new().phone;
    let browser = Browser::open(&runtime, Scripts::Off);
    browser.go("/masuk/ganti-nomor/");
    browser.fill("registration_number", "1");
    browser.click("button[value=next]");
    browser.see("Ada yang perlu diperbaiki");
    let [year, month, day] = {
        let mut parts = sari.person.birth_date.split('-');
        [(); 3].map(|()| parts.next().unwrap().to_owned())
    };
    browser.fill("registration_number", &sari.number);
    browser.fill("birth_day", &day);
    browser.fill("birth_month", &month);
    browser.fill("birth_year", &year);
    browser.fill("phone", &new);
    browser.click("button[value=next]");
    browser.see("Isi kode dari nomor baru");
    let since = runtime.last_message(&address);
    browser.fill("otp", &runtime.await_code(&new, 0));
    browser.click("button[value=next]");
    browser.see("Isi kode dari e-mail");
    let code = runtime.await_code(&address, since);
    browser.fill("otp", "00000 00000");
    browser.click("button[value=next]");
    browser.see("Kode ini tidak cocok");
    browser.fill("otp", &code);
    browser.click("button[value=next]");
    browser.see("Permintaan diterima");
    // Whoever has the old phone reads of it in the account.
    let client = sign_in(&runtime, &sari.person);
    browser.sign_in_as(&client);
    browser.go("/akun/");
    browser.see("akan diganti");
    browser.click("form[action='/akun/nomor/tolak/'] button");
    browser.see("sampai petugas memutuskan");
    browser.go("/akun/keamanan/");
    browser.see("Penggantian nomor HP ditolak");
}
