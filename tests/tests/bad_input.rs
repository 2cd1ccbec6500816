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

const HOSTILE: [&str; 7] = [
    "' OR 1=1; --",
    "x'); DROP TABLE person; --",
    "<script>alert(1)</script>",
    "\u{1f600} ${7*7} {{7*7}}",
    "\u{202e}iduB",
    "Budi\u{0}\u{7}\r\nSet-Cookie: a=b",
    "../../../etc/passwd",
];

#[test]
fn hostile_text_in_any_field_is_refused_by_name_and_breaks_nothing() {
    for text in HOSTILE {
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
            let answer = with(|body| body[field] = json!(text));
            assert_eq!(answer.status, 422, "{field} {text:?}: {}", answer.text);
            assert_eq!(answer.fields().len(), 1, "{field} {text:?}");
            assert_eq!(answer.fields()[0].0, field, "{text:?}");
        }
        let proof = with(|body| body["phone_proof"] = json!(text));
        assert_eq!(proof.status, 422, "{text:?}: {}", proof.text);
    }
    shared().client().get("/api/v1/health").expect(200);
}

#[test]
fn a_body_over_the_limit_is_refused_before_it_is_read() {
    let answer = with(|body| body["name"] = json!("a".repeat(1 << 20)));
    assert_eq!(answer.refusal(), (413, "request.too_large".into()));
    let long = with(|body| body["name"] = json!("a".repeat(101)));
    assert_eq!(long.fields(), [("name".into(), "name.too_long".into())]);
}

#[test]
fn malformed_bodies_are_refused_each_with_its_code() {
    let client = shared().client();
    let good = Person::new().registration("proof").to_string();
    let send = |kind: &str, body: &[u8]| {
        client
            .post("/api/v1/registrations")
            .key(&fresh_key())
            .body(kind, body)
            .send()
            .refusal()
    };
    let code = |status, code: &str| (status, code.to_owned());
    assert_eq!(
        send("application/json", b"{\"nik\":"),
        code(400, "request.malformed")
    );
    assert_eq!(
        send("application/json", b""),
        code(400, "request.malformed")
    );
    assert_eq!(
        send("application/json", b"\xff\xfe"),
        code(400, "request.malformed")
    );
    assert_eq!(
        send("application/json", b"[]"),
        code(400, "request.unknown_field")
    );
    assert_eq!(
        send("application/json", b"{}"),
        code(400, "request.unknown_field")
    );
    assert_eq!(
        send("text/plain", good.as_bytes()),
        code(415, "request.content_type")
    );
    assert_eq!(
        send("application/x-www-form-urlencoded", b"nik=1"),
        code(415, "request.content_type")
    );
    let odd = with(|body| body["is_admin"] = json!(true));
    assert_eq!(odd.refusal(), code(400, "request.unknown_field"));
    let number = with(|body| body["nik"] = json!(3_273_015_404_980_001_u64));
    assert_eq!(number.refusal(), code(400, "request.unknown_field"));
}

#[test]
fn the_form_gives_every_word_back_escaped() {
    let client = shared().client();
    for text in HOSTILE.into_iter().filter(|text| !text.contains('\0')) {
        let page = client.post_form(
            "/daftar/",
            &[("step", "nama"), ("go", "next"), ("name", text)],
        );
        assert!(
            matches!(page.status, 200 | 422),
            "{text:?} → {}",
            page.status
        );
        assert!(
            page.text.contains("id=\"ringkasan\""),
            "{text:?}: no error summary"
        );
        assert!(
            !page.text.contains("<script>alert"),
            "{text:?} became markup"
        );
        assert!(
            field(&page.text, "name") == Some(text.to_owned()),
            "{text:?} was lost: {:?}",
            field(&page.text, "name")
        );
    }
}

/// The value of the input of that name, its escapes undone.
fn field(html: &str, name: &str) -> Option<String> {
    html.split("<input").skip(1).find_map(|input| {
        let input = input.split_once('>')?.0;
        input.contains(&format!("name=\"{name}\"")).then_some(())?;
        let value = input.split_once("value=\"")?.1.split_once('"')?.0;
        let plain = [
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&#x27;", "'"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&amp;", "&"),
        ];
        Some(
            plain
                .iter()
                .fold(value.to_owned(), |text, (from, to)| text.replace(from, to)),
        )
    })
}
