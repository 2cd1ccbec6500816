//! Text that was written to break things, bodies that are none, and the form
//! that gives every word back.

use proofs::{Answer, Person, fresh_key, shared};
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

/// An edge that answers before it has heard all closes the connection with words still on
/// their way, and whoever sends them sees that instead of the answer: often, not always.
#[test]
fn whoever_sends_a_body_over_the_limit_is_always_told_so() {
    for megabytes in [1, 1, 1, 2, 4, 15] {
        let answer = with(|body| body["name"] = json!("a".repeat(megabytes << 20)));
        assert_eq!(answer.refusal(), (413, "request.too_large".into()));
    }
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
