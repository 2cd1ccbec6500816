//! What is written where, and what a production build cannot do.

use proofs::{Build, Person, Runtime, Schedule, edge_production, fresh_key, join, register, until};
use serde_json::json;
use std::path::Path;

/// Whether any file below a folder, the sandbox's inbox aside, contains one of these.
fn found_in_files(folder: &Path, secrets: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            // The outside world knows people's numbers: that is its part.
            if !entry.file_name().to_string_lossy().contains("Outside") {
                found.extend(found_in_files(&path, secrets));
            }
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        found.extend(
            secrets
                .iter()
                .filter(|secret| text.contains(secret.as_str()))
                .map(|secret| format!("{secret} in {}", path.display())),
        );
    }
    found
}

#[test]
fn personal_data_stands_in_no_log_and_in_no_file() {
    let mut runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let mut person = Person::new();
    person.email = Some("rahasia.sekali@contoh.id".into());
    let sari = register(&runtime, person);
    join(&sari.client, 72).expect(201);
    proofs::sign_in(&runtime, &sari.person);
    let status =
        json!({ "registration_number": sari.number, "birth_date": sari.person.birth_date });
    runtime
        .client()
        .post_json("/api/v1/status", &status)
        .expect(200);
    let mut spoiled = sari.person.registration("x");
    spoiled["email"] = json!("rahasia.sekali@");
    runtime
        .client()
        .post("/api/v1/registrations")
        .key(&fresh_key())
        .json(&spoiled)
        .send();
    until("the verdict", || {
        (sari.step("identity_check")["progress"] == "done").then_some(())
    });
    let session = sari.client.session().unwrap();
    // That the office looked for her is written down.
    let people = json!({ "people_of": { "nik": sari.person.nik } });
    let found = runtime.read_as_staff(people).expect(200);
    assert!(found.text.contains(&sari.number), "{}", found.text);
    runtime.stop();

    let phone = &sari.person.phone;
    let digits = sari.number.replace('-', "");
    let secrets: Vec<String> = [
        sari.person.nik.as_str(),
        &sari.person.kk,
        &sari.person.name,
        &phone[3..],
        "rahasia.sekali",
        &sari.number,
        &digits,
        &session,
        &sari.person.birth_date,
    ]
    .map(str::to_owned)
    .into();
    let log = runtime.log();
    assert!(
        log.contains("/api/v1/registrations"),
        "requests are logged: {log:.500}"
    );
    for secret in &secrets {
        assert!(!log.contains(secret.as_str()), "{secret} is in the log");
    }
    let found = found_in_files(&runtime.storage(), &secrets);
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn a_production_build_has_no_clock_to_move() {
    let runtime = Runtime::start_build(Build::Production);
    let client = runtime.client();
    client.get("/api/v1/health").expect(200);
    for method in ["GET", "POST"] {
        let answer = client
            .method(method, "/sandbox/clock")
            .header("Sec-Fetch-Site", "same-origin")
            .send();
        assert!(
            matches!(answer.status, 404 | 405),
            "{method}: {}",
            answer.status
        );
    }
    for file in ["index_bg.wasm", "index.js", "worker.js"] {
        let bytes = std::fs::read(edge_production().join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for trace in ["/sandbox/clock", "SandboxClock", "advance_seconds"] {
            assert!(!text.contains(trace), "{trace} is in {file}");
        }
    }
}
