//! Rating a course: by whoever completed it, once, changed in time; what others
//! see of it, and what staff decide about a text that waits.

use domain::catalogue::{CourseId, Mode};
use proofs::market::{Market, account, reserve, wish};
use proofs::{Answer, Client, fresh_key, until};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

fn rate(client: &Client, purchase: &Value, body: &Value) -> Answer {
    let id = purchase["id"].as_str().unwrap();
    let path = format!("/api/v1/account/purchases/{id}/review");
    client.method("PUT", &path).json(body).send()
}

fn public(client: &Client, course: CourseId) -> Value {
    let path = format!("/api/v1/courses/{course}/reviews");
    client.get(&path).expect(200).json()
}

fn page(client: &Client, course: CourseId) -> String {
    client
        .get(&format!("/pelatihan/{course}/"))
        .expect(200)
        .text
}

#[test]
fn who_completed_a_course_rates_it_once_and_everybody_reads_it_by_first_name_and_province() {
    let market = Market::open(2);
    let course = market.course(Mode::Online);
    let (first, second) = (market.client(0), market.client(1));
    let anyone = market.runtime.client();
    assert_eq!(
        public(&anyone, course.id)["figures"]["by_stars"],
        json!([0, 0, 0, 0, 0])
    );
    let before = page(&anyone, course.id);
    assert!(
        before.contains("Belum ada peserta yang menilai"),
        "{before}"
    );

    let early = reserve(&second, &fresh_key(), &wish(course, None))
        .expect(201)
        .json();
    let refused = rate(&second, &early, &json!({ "stars": 5 }));
    assert_eq!(refused.refusal(), (409, "review.not_completed".into()));

    let purchase = market.complete(&first, "INV-1");
    let bad = rate(&first, &purchase, &json!({ "stars": 6 }));
    assert_eq!(bad.refusal(), (422, "review.stars".into()));
    let foreign = rate(&second, &purchase, &json!({ "stars": 1 }));
    assert_eq!(foreign.refusal(), (404, "purchase.unknown".into()));
    let words = "Materinya runtut dan pengajarnya sabar.";
    for _ in 0..2 {
        let said = rate(&first, &purchase, &json!({ "stars": 4, "text": words })).expect(200);
        assert_eq!(said.json()["moderation"], "shown");
    }
    let shown = until("the review to be seen", || {
        let seen = public(&anyone, course.id);
        (seen["texts"] == 1).then_some(seen)
    });
    assert_eq!(
        shown["figures"]["by_stars"],
        json!([0, 0, 0, 1, 0]),
        "counted once"
    );
    let review = &shown["reviews"][0];
    let name = market.people[0].person.name.split(' ').next().unwrap();
    assert_eq!(
        (review["text"].as_str(), review["by"].as_str()),
        (Some(words), Some(name))
    );
    assert_eq!(
        review.as_object().unwrap().len(),
        5,
        "nothing else about the writer: {review}"
    );
    let after = page(&anyone, course.id);
    assert!(after.contains(words) && after.contains("4,0 dari 5"));
    assert!(
        after.contains("Penilaian dalam katalog"),
        "the catalogue's figures stay"
    );

    // Changed within the scheme's thirty days, and not a second later.
    rate(&first, &purchase, &json!({ "stars": 2 })).expect(200);
    until("the change to be seen", || {
        let seen = public(&anyone, course.id);
        (seen["figures"]["by_stars"] == json!([0, 1, 0, 0, 0]) && seen["texts"] == 0).then_some(())
    });
    market.runtime.advance(30 * DAY);
    let client = market.client(0);
    let late = rate(&client, &purchase, &json!({ "stars": 5 }));
    assert_eq!(late.refusal(), (409, "review.too_late".into()));
}

#[test]
fn a_text_with_a_number_waits_for_staff_and_its_writer_reads_why_it_is_hidden() {
    let market = Market::open(1);
    let course = market.course(Mode::Online);
    let client = market.client(0);
    let runtime = &market.runtime;
    let purchase = market.complete(&client, "INV-1");
    let id = purchase["id"].as_str().unwrap();

    // By the form, without any program.
    let form = format!("/akun/ulasan/{id}/");
    let shown = client.get(&form).expect(200);
    assert!(shown.text.contains("Bagaimana pelatihan ini?"));
    let empty = client.post_form(&form, &[("text", "Bagus")]).expect(422);
    assert!(
        empty.text.contains("Pilih satu sampai lima bintang")
            && empty.text.contains("\nBagus</textarea>")
    );
    let words = "Kursus murah, hubungi 081234567890";
    client
        .post_form(&form, &[("stars", "5"), ("text", words)])
        .expect(303);
    assert_eq!(account(&client)["reviews"][0]["moderation"], "waiting");
    let on_account = || client.get("/akun/").expect(200).text;
    assert!(on_account().contains("menunggu pemeriksaan petugas"));

    let waiting = until("the office to see it", || {
        let read = runtime.read_as_staff("waiting_reviews").expect(200).json();
        read["items"].as_array().unwrap().first().cloned()
    });
    assert_eq!(
        (&waiting["text"], &waiting["findings"]),
        (&json!(words), &json!(["phone"]))
    );
    assert!(!page(&runtime.client(), course.id).contains("081234567890"));

    let hide = json!({
        "course": waiting["course"], "review": waiting["review"], "version": waiting["version"],
        "verdict": "hide", "reason": "personal_data",
    });
    let text = runtime.command("moderate_review", hide);
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (409, "command.same_key".into())
    );
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    runtime.await_message(
        &market.people[0].person.phone,
        "ulasan pelatihan Anda tidak ditampilkan",
    );
    let told = on_account();
    assert!(
        told.contains("Ulasan Anda tidak ditampilkan. Ulasan memuat data pribadi"),
        "{told}"
    );
    until("the list to be empty", || {
        let read = runtime.read_as_staff("waiting_reviews").expect(200).json();
        (read["items"] == json!([])).then_some(())
    });
    let figures = public(&runtime.client(), course.id);
    assert_eq!(
        figures["figures"]["by_stars"],
        json!([0, 0, 0, 0, 1]),
        "stars count"
    );

    // Put right, it is looked at again and shown.
    client
        .post_form(&form, &[("stars", "5"), ("text", "Bagus dan murah")])
        .expect(303);
    let again = until("the office to see the new one", || {
        let read = runtime.read_as_staff("waiting_reviews").expect(200).json();
        read["items"].as_array().unwrap().first().cloned()
    });
    assert_eq!(
        (&again["version"], &again["findings"]),
        (&json!(2), &json!([]))
    );
    let show = json!({
        "course": again["course"], "review": again["review"], "version": 2, "verdict": "show",
    });
    assert_eq!(
        runtime
            .command_both("moderate_review", show)
            .expect(200)
            .json()["state"],
        "done"
    );
    until("it to be shown", || {
        page(&runtime.client(), course.id)
            .contains("Bagus dan murah")
            .then_some(())
    });
}

#[test]
fn who_has_no_key_of_the_office_sees_nothing_of_what_waits() {
    let runtime = proofs::shared();
    let text = json!({ "issued_at": runtime.now(), "read": "waiting_reviews" }).to_string();
    let body = json!({ "command": text, "key": "ani", "signature": "00".repeat(64) });
    let answer = runtime.client().post_json("/api/v1/staff/readings", &body);
    assert_eq!(answer.refusal(), (401, "unauthorized".into()));
}
