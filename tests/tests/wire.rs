//! What protects people on the wire: headers, cookies, forged requests.

use domain::api::{ENDPOINTS, Method};
use proofs::{Person, fresh_key, register, shared};
use serde_json::json;

const PAGES: [&str; 7] = [
    "/",
    "/cek-syarat/",
    "/daftar/",
    "/status/",
    "/masuk/",
    "/akun/",
    "/tidak-ada/",
];
const FORMS: [&str; 6] = [
    "/cek-syarat/",
    "/daftar/",
    "/status/",
    "/masuk/",
    "/akun/gabung/",
    "/keluar/",
];

fn headers_protect(what: &str, answer: &proofs::Answer) {
    let header = |name: &str| {
        answer
            .header(name)
            .unwrap_or_else(|| panic!("{what} has no {name}"))
            .to_owned()
    };
    let policy = header("content-security-policy");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{what}: {policy}"
    );
    for part in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{what}: no {part} in {policy}");
    }
    assert!(header("strict-transport-security").starts_with("max-age=63072000"));
    assert_eq!(header("cross-origin-opener-policy"), "same-origin");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(
        header("referrer-policy").contains("origin") || header("referrer-policy") == "no-referrer"
    );
    assert!(header("permissions-policy").contains("geolocation=()"));
}

#[test]
fn every_page_and_every_answer_of_the_api_carries_the_protecting_headers() {
    let client = shared().client();
    for page in PAGES {
        let answer = client.get(page);
        headers_protect(page, &answer);
        assert!(
            !answer.text.contains(" style=\"") && !answer.text.contains(" onclick="),
            "{page}: inline"
        );
        for script in answer.text.split("<script").skip(1) {
            let tag = script.split_once('>').unwrap().0;
            assert!(
                tag.contains(" src=") || tag.contains("application/"),
                "{page}: inline script"
            );
        }
    }
    for (_, endpoint) in ENDPOINTS {
        let path = endpoint.path.replace("{number}", "72");
        let answer = client.method(endpoint.method.as_str(), &path).send();
        headers_protect(&path, &answer);
    }
    for (what, answer) in [
        ("a refusal", client.post_json("/api/v1/status", &json!({}))),
        ("a lost page", client.get("/api/v1/nothing")),
        (
            "a form",
            client.post_form("/status/", &[("registration_number", "1")]),
        ),
    ] {
        headers_protect(what, &answer);
    }
}

#[test]
fn hashed_files_are_served_with_their_type_and_may_be_kept() {
    let page = shared().client().get("/daftar/").expect(200).text;
    let files: Vec<&str> = page
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .collect();
    assert!(!files.is_empty());
    for file in files {
        let answer = shared().client().get(file).expect(200);
        assert_eq!(
            answer.header("x-content-type-options"),
            Some("nosniff"),
            "{file}"
        );
        assert!(
            answer
                .header("cache-control")
                .is_some_and(|value| value.contains("immutable")),
            "{file}"
        );
    }
}

#[test]
fn the_session_cookie_is_locked_to_this_host_and_out_of_programs_reach() {
    let sari = register(shared(), Person::new());
    let client = shared().client();
    let since = shared().last_message(&sari.person.phone);
    let sent = proofs::send_sign_in_code(&client, &sari.person.nik)
        .expect(202)
        .json();
    let code = shared().await_code(&sari.person.phone, since);
    let answer = client.post_json(
        "/api/v1/session",
        &json!({ "challenge": sent["challenge"], "code": code }),
    );
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-session="));
    for flag in ["Path=/", "Secure", "HttpOnly", "SameSite="] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(
        !cookie.contains("Domain=") && !cookie.contains("SameSite=None"),
        "{cookie}"
    );
    let token = client.session().unwrap();
    assert!(
        token.len() >= 32 && !token.contains(&sari.person.nik),
        "guessable"
    );
}

#[test]
fn forms_from_another_site_are_refused() {
    let sari = register(shared(), Person::new());
    for form in FORMS {
        let send = |headers: &[(&str, &str)]| {
            let mut call = sari
                .client
                .post(form)
                .form(&[("wave", "72"), ("idempotency_key", &fresh_key())]);
            for (name, value) in headers {
                call = call.header(name, value);
            }
            call.send().status
        };
        assert_eq!(
            send(&[("Origin", "https://evil.example")]),
            403,
            "{form}: foreign origin"
        );
        assert_eq!(send(&[("Origin", "null")]), 403, "{form}: hidden origin");
        assert_eq!(
            send(&[("Sec-Fetch-Site", "cross-site")]),
            403,
            "{form}: cross-site"
        );
        assert_eq!(
            send(&[("Sec-Fetch-Site", "same-site")]),
            403,
            "{form}: a neighbour"
        );
        assert_eq!(send(&[]), 403, "{form}: silence");
    }
    assert_eq!(
        sari.account()["applications"],
        json!([]),
        "nothing was joined, nobody signed out"
    );
}

#[test]
fn calls_of_the_api_from_another_site_are_refused() {
    let sari = register(shared(), Person::new());
    for (_, endpoint) in ENDPOINTS
        .iter()
        .filter(|(_, endpoint)| endpoint.method != Method::Get)
    {
        let path = endpoint.path.replace("{number}", "72");
        for (name, value) in [
            ("Origin", "https://evil.example"),
            ("Sec-Fetch-Site", "cross-site"),
            ("Sec-Fetch-Site", "same-site"),
        ] {
            let answer = sari
                .client
                .method(endpoint.method.as_str(), &path)
                .header(name, value)
                .key(&fresh_key())
                .json(&json!({ "wave": 72 }))
                .send();
            assert_eq!(
                answer.refusal(),
                (403, "request.foreign_origin".into()),
                "{path} {name}: {value}"
            );
        }
    }
    assert_eq!(sari.account()["applications"], json!([]));
}

#[test]
fn other_methods_and_unknown_paths_are_told_apart() {
    let client = shared().client();
    for (method, path) in [
        ("DELETE", "/api/v1/waves"),
        ("GET", "/api/v1/registrations"),
        ("PUT", "/api/v1/status"),
        ("PATCH", "/api/v1/session"),
    ] {
        let answer = client
            .method(method, path)
            .body("application/json", b"{}")
            .send();
        assert_eq!(
            answer.refusal(),
            (405, "method_not_allowed".into()),
            "{method} {path}"
        );
    }
    for path in [
        "/api/v1/nothing",
        "/api/",
        "/api/v2/health",
        "/api/v1/waves/72/x",
    ] {
        assert_eq!(
            client.get(path).refusal(),
            (404, "not_found".into()),
            "{path}"
        );
    }
    let page = client.get("/tidak-ada/");
    assert_eq!(page.status, 404);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
}
