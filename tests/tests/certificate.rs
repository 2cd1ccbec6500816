//! Certificates that participants send in: in parts over a network that is cut,
//! or by a plain form (`certificate_sending.rs`); judged by their bytes, stripped, scanned, one person's;
//! accepted by rule, or decided by two members of staff.

use domain::catalogue::Mode;
use proofs::certificate::{
    PLACE, announced, await_status, begin, certificate, digest, eicar, finish, part_of, path, pdf,
    photo, redeem, send, send_form, send_part, sixty_megapixels,
};
use proofs::market::{Market, account, report};
use proofs::{Runtime, fresh_key, until};
use serde_json::{Value, json};
use std::path::Path;

const DAY: i64 = 24 * 3600;

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether these bytes stand in any stored file.
fn is_stored(folder: &Path, part: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        if entry.path().is_dir() {
            is_stored(&entry.path(), part)
        } else {
            contains(&std::fs::read(entry.path()).unwrap_or_default(), part)
        }
    })
}

#[test]
fn a_photo_comes_in_parts_is_stripped_sealed_scanned_and_accepted_and_is_its_owners_alone() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let client = market.client(0);
    let purchase = market.complete(&client, "INV-1");
    let waits = certificate(&client);
    assert_eq!(waits["status"], "awaited");
    let states = |one: &Value| -> Vec<String> {
        let hops = one["hops"].as_array().unwrap();
        hops.iter()
            .map(|hop| hop["state"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        states(&waits),
        ["waiting", "not_begun", "not_begun", "not_begun"]
    );
    let platform = market.course(Mode::Online).offers[0].platform.to_string();
    let had = report(&purchase, "INV-1", &json!({ "received_at": runtime.now() }));
    runtime
        .platform(&platform, "certificate/received", &had)
        .expect(200);
    assert_eq!(states(&certificate(&client))[..2], ["done", "waiting"]);

    let file = photo(1, 300_000);
    let key = fresh_key();
    let begun = begin(&client, &key, &purchase, &file).expect(201).json();
    assert_eq!(
        begin(&client, &key, &purchase, &file).expect(201).json(),
        begun
    );
    assert_eq!(begun["missing"], json!([0, 1, 2]));
    let id = &begun["id"];
    let damaged = client
        .method("PUT", &path(id, "/part?number=0"))
        .body("application/octet-stream", part_of(&file, 0))
        .header("Content-Digest", &digest(b"other"))
        .send();
    assert_eq!(damaged.refusal(), (422, "certificate.part.damaged".into()));
    let wrong = send_part(&client, id, 2, part_of(&file, 0));
    assert_eq!(wrong.refusal(), (422, "certificate.part.invalid".into()));
    for number in [2, 0, 2] {
        send_part(&client, id, number, part_of(&file, number)).expect(200);
    }
    let early = finish(&client, id);
    assert_eq!(
        early.refusal(),
        (409, "certificate.upload.incomplete".into())
    );
    let shown = client.get(&path(id, "")).expect(200).json();
    assert_eq!(shown["missing"], json!([1]));
    send_part(&client, id, 1, part_of(&file, 1)).expect(200);
    for _ in 0..2 {
        let state = finish(&client, id).expect(200).json()["state"].clone();
        assert!(state == "checking" || state == "kept", "{state}");
    }
    let accepted = await_status(&client, "accepted");
    assert_eq!(accepted["ground"], "reports");
    assert_eq!(states(&accepted), ["done", "done", "done", "waiting"]);
    runtime.await_message(
        &market.people[0].person.phone,
        "sertifikat Anda sudah diterima",
    );
    let more = begin(&client, &fresh_key(), &purchase, &file);
    assert_eq!(more.refusal(), (409, "certificate.already_accepted".into()));

    let address = format!("/sertifikat/berkas/{}/", accepted["file"].as_str().unwrap());
    let read = client.get(&address).expect(200);
    assert_eq!(read.header("content-type"), Some("image/jpeg"));
    assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
    let policy = read.header("content-security-policy").unwrap();
    assert!(policy.contains("sandbox") && !policy.contains("'self'"));
    assert!(contains(&file, PLACE) && !contains(&read.body, PLACE));
    assert!(read.body.len() > 300_000);
    let pixels = &file[file.len() - 200..];
    assert!(contains(&read.body, pixels));
    assert!(!is_stored(&runtime.storage(), pixels), "kept under seal");
    assert!(!is_stored(&runtime.storage(), PLACE));

    let other = market.client(1);
    assert_eq!(other.get(&address).status, 404);
    assert_eq!(
        other.get(&path(id, "")).refusal(),
        (404, "certificate.unknown".into())
    );
    let theirs = send_part(&other, id, 0, part_of(&file, 0));
    assert_eq!(theirs.refusal(), (404, "certificate.unknown".into()));
    assert_eq!(
        runtime.client().get(&address).status,
        303,
        "to the sign-in page"
    );

    // The same photo by somebody else, its notes changed.
    let purchase = market.complete(&other, "INV-2");
    let mut copied = file;
    let at = copied
        .windows(PLACE.len())
        .position(|window| window == PLACE)
        .unwrap();
    copied[at] = b'7';
    let refused = send(&other, &purchase, &copied);
    assert_eq!(refused.refusal(), (409, "certificate.seen_before".into()));
    assert_eq!(certificate(&other)["refused"], "certificate.seen_before");
    send(&other, &purchase, &photo(2, 9_000)).expect(200);
    await_status(&other, "accepted");
}

#[test]
fn what_is_no_certificate_is_refused_for_what_it_is_and_deleted() {
    let market = Market::open(1);
    let client = market.client(0);
    let purchase = market.complete(&client, "INV-1");
    let whole = photo(1, 5_000);
    let cases: [(&[u8], &str); 7] = [
        (b"PK\x03\x04word/document.xml", "archive"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "markup"),
        (&sixty_megapixels(), "too_many_pixels"),
        (&whole[..3_000], "truncated"),
        (
            &pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>"),
            "pdf_active",
        ),
        (&pdf(b"<< /Type /ObjStm >>"), "pdf_opaque"),
        (b"GIF89a", "unknown_type"),
    ];
    for (file, name) in cases {
        let code = format!("certificate.file.{name}");
        let key = fresh_key();
        let begun = begin(&client, &key, &purchase, file).expect(201).json();
        send_part(&client, &begun["id"], 0, file).expect(200);
        for _ in 0..2 {
            assert_eq!(finish(&client, &begun["id"]).refusal(), (422, code.clone()));
        }
        let shown = certificate(&client);
        assert_eq!(
            (&shown["status"], &shown["refused"]),
            (&json!("refused"), &json!(code))
        );
    }
    // Announced as another file than the one that came.
    let mut wrong = announced(&purchase, &whole);
    wrong["sha256"] = json!("00".repeat(32));
    let call = client
        .post("/api/v1/account/certificates")
        .key(&fresh_key());
    let begun = call.json(&wrong).send().expect(201).json();
    send_part(&client, &begun["id"], 0, &whole).expect(200);
    let differs = (422, "certificate.upload.differs".into());
    assert_eq!(finish(&client, &begun["id"]).refusal(), differs);

    let virus = pdf(&[b"<< >> %".as_slice(), &eicar()].concat());
    send(&client, &purchase, &virus).expect(200);
    let infected = await_status(&client, "refused");
    assert_eq!(infected["refused"], "certificate.infected");
    market
        .runtime
        .await_message(&market.people[0].person.phone, "tidak dapat kami terima");

    let huge = vec![0xFF; 5_000_001];
    let large = begin(&client, &fresh_key(), &purchase, &huge);
    assert_eq!(large.refusal(), (413, "certificate.file.too_large".into()));
    let mut big = announced(&purchase, &whole);
    big["size"] = json!(5_000_000);
    let announce = |body: &Value| {
        let call = client
            .post("/api/v1/account/certificates")
            .key(&fresh_key());
        call.json(body).send()
    };
    for _ in 0..4 {
        announce(&big).expect(201);
    }
    let over = announce(&big);
    assert_eq!(over.refusal(), (429, "certificate.too_many_bytes".into()));
    assert!(over.retry_after().unwrap() > DAY - 600);
    // A good file is still taken, and accepted.
    send(&client, &purchase, &whole).expect(200);
    await_status(&client, "accepted");
}

#[test]
fn without_a_verdict_a_certificate_waits_and_the_scanner_is_asked_again() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let purchase = market.complete(&client, "INV-1");
    for fault in ["down", "wrong"] {
        runtime.scanner(fault);
        send(&client, &purchase, &photo(1, 2_000)).expect(200);
        runtime.advance(30);
        assert_eq!(certificate(&client)["status"], "checking", "{fault}");
    }
    runtime.scanner("ok");
    until("the scanner to be asked again", || {
        runtime.advance(60);
        (certificate(&client)["status"] == "accepted").then_some(())
    });
    assert_eq!(
        account(&client)["certificates"].as_array().unwrap().len(),
        1
    );
}

fn decide(runtime: &Runtime, number: &str, purchase: &Value, decision: &Value) -> String {
    json!({
        "id": fresh_key(),
        "issued_at": runtime.now(),
        "action": "decide_certificate",
        "registration_number": number,
        "purchase": purchase["id"],
        "decision": decision,
    })
    .to_string()
}

#[test]
fn what_no_rule_decides_waits_for_two_members_of_staff() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let (platform, purchase) = redeem(&market, &client, "INV-1");
    send(&client, &purchase, &photo(1, 2_000)).expect(200);
    await_status(&client, "awaits_report");
    let denied = report(&purchase, "INV-1", &json!({ "status": "not_completed" }));
    runtime
        .platform(&platform, "completion", &denied)
        .expect(200);
    assert_eq!(certificate(&client)["status"], "awaits_staff");

    let number = &market.people[0].number;
    let reject = json!({ "verdict": "reject", "reason": "other_person" });
    let text = decide(runtime, number, &purchase, &reject);
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (409, "command.same_key".into())
    );
    assert_eq!(
        certificate(&client)["status"],
        "awaits_staff",
        "one is not enough"
    );
    for _ in 0..2 {
        assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    }
    let rejected = certificate(&client);
    assert_eq!(rejected["refused"], "certificate.rejected.other_person");
    assert!(rejected["file"].is_null());

    send(&client, &purchase, &photo(2, 2_000)).expect(200);
    await_status(&client, "awaits_staff");
    let accept = json!({ "verdict": "accept" });
    let text = decide(runtime, number, &purchase, &accept);
    runtime.sign(1, &text).expect(200);
    runtime.sign(0, &text).expect(200);
    let accepted = certificate(&client);
    assert_eq!(
        (&accepted["status"], &accepted["ground"]),
        (&json!("accepted"), &json!("staff"))
    );
}

#[test]
fn a_file_sent_before_the_course_is_reported_counts_once_it_is_and_lateness_is_told() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let purchase = market.complete(&client, "INV-1");
    runtime.advance(10 * DAY);
    let client = market.client(0);
    let hop = certificate(&client)["hops"][0].clone();
    assert_eq!(
        (&hop["hop"], &hop["state"]),
        (&json!("institution"), &json!("late"))
    );
    let page = client.get("/akun/").expect(200).text;
    assert!(page.contains("Terlambat sejak"), "{page}");
    assert!(page.contains(&format!(
        "/sertifikat/kirim/?pelatihan={}",
        purchase["id"].as_str().unwrap()
    )));
    // The form of a phone without the program.
    let key = fresh_key();
    let taken = || send_form(&client, &runtime.edge, &key, &purchase, &photo(1, 200_000));
    assert_eq!(
        taken().expect(303).header("location"),
        Some("/akun/#pelatihan-saya")
    );
    let accepted = await_status(&client, "accepted");
    assert!(
        accepted["hops"]
            .as_array()
            .unwrap()
            .iter()
            .all(|hop| hop["state"] != "late")
    );
    assert_eq!(
        taken().expect(303).header("location"),
        Some("/akun/#pelatihan-saya"),
        "sent again"
    );
}
