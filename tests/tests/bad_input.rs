//! Everything that can be wrong with what is sent, and the stable code that it
//! gets: by the API, and in the form without JavaScript.

use chrono::{Months, NaiveDate, TimeDelta};
use domain::time::programme_date;
use proofs::{Answer, Person, fresh_key, register, shared, submit};
use serde_json::{Value, json};

/// A registration with one thing changed, from a caller of its own.
fn with(change: impl FnOnce(&mut Value)) -> Answer {
    let mut body = Person::new().registration("not-a-proof");
    change(&mut body);
    let client = shared().client();
    client
        .post("/api/v1/registrations")
        .key(&fresh_key())
        .json(&body)
        .send()
}

#[test]
fn every_wrong_field_is_named_with_its_code() {
    for (field, value, code) in [
        ("nik", "", "nik.missing"),
        ("nik", "327301540498000", "nik.length"),
        ("nik", "32730154O4980001", "nik.not_digits"),
        ("nik", "٣٢٧٣٠١٥٤٠٤٩٨٠٠٠١", "nik.not_digits"),
        ("kk", "123", "kk.length"),
        ("kk", "327301250310000X", "kk.not_digits"),
        ("birth_date", "", "birth_date.missing"),
        ("birth_date", "1998-02-30", "birth_date.invalid"),
        ("birth_date", "98-03-27", "birth_date.too_long_ago"),
        ("birth_date", "2199-01-01", "birth_date.future"),
        ("name", "  ", "name.missing"),
        ("name", "Budi 2", "name.characters"),
        ("phone", "+65 8123 4567", "phone.foreign"),
        ("phone", "0812345", "phone.length"),
        ("phone", "021 555 0100", "phone.not_mobile"),
        ("phone", "0812abc", "phone.not_digits"),
        ("phone_proof", "", "phone.not_proven"),
        ("email", "sari@", "email.invalid"),
        ("domicile", "", "domicile.missing"),
        ("domicile", "9999", "domicile.unknown"),
        ("education", "", "education.missing"),
        ("education", "phd", "choice.unknown"),
        ("work_status", "", "work_status.missing"),
        ("work_status", "none", "choice.unknown"),
        ("consent", "", "consent.missing"),
        ("consent", "2020-01-01", "consent.outdated"),
    ] {
        let answer = with(|body| body[field] = json!(value));
        assert_eq!(
            answer.refusal(),
            (422, "request.invalid".into()),
            "{field} {value}"
        );
        let blamed = if field == "phone_proof" {
            "phone"
        } else {
            field
        };
        assert_eq!(
            answer.fields(),
            [(blamed.to_owned(), code.to_owned())],
            "{field} {value}"
        );
    }
    let undeclared = with(|body| body["declaration"] = json!(false));
    assert_eq!(
        undeclared.fields(),
        [("declaration".into(), "declaration.missing".into())]
    );
    let same = with(|body| body["kk"] = body["nik"].clone());
    assert_eq!(same.fields(), [("kk".into(), "kk.same_as_nik".into())]);
}

#[test]
fn one_answer_names_everything_that_is_wrong_in_the_language_asked_for() {
    let mut body = Person::new().registration("");
    for field in [
        "nik",
        "kk",
        "birth_date",
        "name",
        "phone",
        "domicile",
        "education",
        "work_status",
        "consent",
    ] {
        body[field] = json!("");
    }
    body["declaration"] = json!(false);
    let call = |language| {
        shared()
            .client()
            .post("/api/v1/registrations")
            .header("Accept-Language", language)
            .key(&fresh_key())
            .json(&body)
            .send()
    };
    let english = call("en");
    assert_eq!(english.fields().len(), 10);
    assert!(
        english.text.contains("16 digits at the top"),
        "{}",
        english.text
    );
    assert!(call("id").text.contains("16 angka di bagian atas"));
}

fn aged(born: NaiveDate) -> Person {
    let mut person = Person::new();
    person.birth_date = born.to_string();
    person
}

#[test]
fn age_is_judged_to_the_day_by_the_scheme_in_force() {
    let runtime = shared();
    let today = programme_date(runtime.now());
    let years = |years: u32| today - Months::new(12 * years);
    let day = TimeDelta::days(1);
    for (born, code) in [
        (years(18) + day, "age.too_young"),
        (years(65), "age.too_old"),
    ] {
        let answer = submit(&runtime.client(), &aged(born), "not-a-proof", &fresh_key());
        assert_eq!(
            answer.fields(),
            [("birth_date".into(), code.into())],
            "born {born}"
        );
    }
    for born in [years(18), years(64), years(65) + day] {
        register(runtime, aged(born));
    }
}
