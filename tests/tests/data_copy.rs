//! A copy of all that is kept of somebody: for themselves alone, behind a fresh code.

use proofs::browser::{Browser, Scripts};
use proofs::{Client, Person, Registered, Runtime, confirm_email, register, shared};
use serde_json::{Value, json};

const ASK: &str = "/api/v1/account/copy/otp";
const COPY: &str = "/api/v1/account/copy";

/// What a code that came is sent back with.
fn code(runtime: &Runtime, of: &Registered) -> Value {
    let phone = &of.person.phone;
    let since = runtime.last_message(phone);
    let sent = of.client.post(ASK).send().expect(202).json();
    json!({ "challenge": sent["challenge"], "code": runtime.await_code(phone, since) })
}

fn copy(client: &Client, body: &Value) -> proofs::Answer {
    client.post_json(COPY, body)
}

fn records<'a>(copy: &'a Value, kind: &str) -> &'a Vec<Value> {
    let mut kinds = copy["kinds"].as_array().unwrap().iter();
    let of = kinds.find(|one| one["kind"] == kind).unwrap();
    of["records"].as_array().unwrap()
}

#[test]
fn a_copy_has_all_that_somebody_gave_and_nobody_else_gets_it() {
    let runtime = shared();
    let sari = register(runtime, Person::with_own_email());
    let address = sari.person.email.clone().unwrap();
    confirm_email(runtime, &sari.client, &address);
    let budi = register(runtime, Person::new());

    let body = code(runtime, &sari);
    let nobody = copy(&runtime.client(), &body).refusal();
    assert_eq!(nobody, (401, "session.needed".into()));
    let another = copy(&budi.client, &body).refusal();
    assert_eq!(another, (422, "otp.expired".into()));
    let mut guessed = body.clone();
    guessed["code"] = json!("000000");
    let guessed = copy(&sari.client, &guessed).refusal();
    assert_eq!(guessed, (422, "otp.wrong".into()));

    let answer = copy(&sari.client, &body).expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let made = answer.json();
    let registered = &records(&made, "registration")[0]["content"]["registration"];
    let given = sari.person.registration("");
    for field in [
        "nik",
        "kk",
        "birth_date",
        "name",
        "phone",
        "email",
        "domicile",
        "education",
        "work_status",
        "consent",
    ] {
        assert_eq!(registered[field], given[field], "{field}");
    }
    assert!(!records(&made, "sessions").is_empty(), "{made}");
    let text = made.to_string();
    assert!(!text.contains(&budi.person.nik) && !text.contains("unreadable"));
    let again = copy(&sari.client, &body).refusal();
    assert_eq!(again, (422, "otp.expired".into()));

    // It stands on the account, and word of it goes out.
    let trail = sari
        .client
        .get("/api/v1/account/security")
        .expect(200)
        .json();
    assert!(
        trail["events"].to_string().contains("data_copied"),
        "{trail}"
    );
    runtime.await_message(&address, "salinan data Anda dibuat");
    runtime.await_rest();
}

#[test]
fn a_code_on_paper_makes_a_copy_where_no_phone_is_at_hand() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let made = sari.client.post("/api/v1/account/backup-codes").send();
    let codes = made.expect(201).json()["codes"].clone();
    let body = json!({ "code": codes[0] });
    let made = copy(&sari.client, &body).expect(200).json();
    assert_eq!(records(&made, "backup_codes").len(), 7, "{made}");
    let again = copy(&sari.client, &body).refusal();
    assert_eq!(again, (422, "backup_code.wrong".into()));
}

#[test]
fn a_copy_is_read_and_downloaded_on_a_phone_without_scripts() {
    is_read_and_downloaded(Scripts::Off);
}

#[test]
fn a_copy_is_read_and_downloaded_on_a_phone_with_scripts_and_is_accessible() {
    is_read_and_downloaded(Scripts::On);
}

fn is_read_and_downloaded(scripts: Scripts) {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let browser = Browser::open(runtime, scripts);
    // What looks is a script itself.
    let is_accessible = |what: &str| {
        if scripts == Scripts::On {
            browser.is_accessible(what);
        }
    };
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.click("a[href='/akun/salinan/']");
    is_accessible("before the code");
    let since = runtime.last_message(&sari.person.phone);
    browser.click("form[action='/akun/salinan/'] button");
    browser.see("Isi kode dari SMS");
    browser.fill("otp", "000000");
    browser.click("button[value=next]");
    browser.see("Kode ini tidak cocok");
    is_accessible("wrong code");
    browser.fill("otp", &runtime.await_code(&sari.person.phone, since));
    browser.click("button[value=next]");
    browser.see("Yang Anda daftarkan");
    browser.see(&sari.person.nik);
    is_accessible("copy");
    let page = browser.source();
    let (_, file) = page
        .split_once("data:application/json;charset=utf-8,")
        .unwrap();
    let text = file.split('"').next().unwrap();
    let text = form_urlencoded::parse(format!("file={text}").as_bytes())
        .next()
        .unwrap()
        .1
        .into_owned();
    let made: Value = serde_json::from_str(&text).unwrap();
    let number = &records(&made, "registration")[0]["content"]["registration"]["nik"];
    assert_eq!(*number, json!(sari.person.nik));
}
