//! Registering over the API: the whole way, one person once, and the same
//! submission as often as the network likes.

use proofs::{
    Person, Runtime, Schedule, fresh_key, join, prove, register, shared, submit, until, verified,
};
use std::thread;

#[test]
fn a_person_proves_a_number_registers_joins_the_wave_and_is_looked_up() {
    let runtime = shared();
    let mut person = Person::new();
    person.email = Some("sari.uji@contoh.id".into());
    let sari = register(runtime, person);

    let account = sari.account();
    assert_eq!(account["registration_number"], sari.number.as_str());
    assert_eq!(account["name"], sari.person.name.as_str());
    assert_eq!(account["status"]["kind"], "ready_to_join");
    assert_eq!(account["joinable"]["number"], 72);

    let application = join(&sari.client, 72).expect(201).json();
    assert_eq!(application["wave"], 72);
    assert_eq!(sari.account()["status"]["kind"], "waiting_for_close");

    let status = runtime.client().post_json(
        "/api/v1/status",
        &serde_json::json!({ "registration_number": sari.number, "birth_date": sari.person.birth_date }),
    );
    let status = status.expect(200).json();
    assert_eq!(status["wave"], 72);
    assert_eq!(status["status"]["kind"], "waiting_for_close");

    let told = runtime.await_message(&sari.person.phone, "Nomor pendaftaran");
    assert!(told["text"].as_str().unwrap().contains(&sari.number));
    // Whose address it is, nobody knows yet.
    assert!(runtime.messages("sari.uji@contoh.id", 0).is_empty());

    sari.client
        .method("DELETE", "/api/v1/session")
        .send()
        .expect(204);
    assert_eq!(sari.client.session(), None);
    let gone = sari.client.get("/api/v1/account");
    assert_eq!(gone.refusal(), (401, "session.needed".into()));
}

#[test]
fn a_session_that_was_ended_stays_ended_even_for_who_kept_the_cookie() {
    let sari = register(shared(), Person::new());
    let kept = format!("__Host-session={}", sari.client.session().unwrap());
    sari.client
        .method("DELETE", "/api/v1/session")
        .send()
        .expect(204);
    let thief = shared().client();
    let answer = thief
        .method("GET", "/api/v1/account")
        .header("Cookie", &kept)
        .send();
    assert_eq!(answer.refusal(), (401, "session.needed".into()));
}

#[test]
fn the_same_nik_is_refused_with_the_same_and_with_another_number() {
    let runtime = shared();
    let first = register(runtime, Person::new());
    verified(&first);
    let taken = (409, "nik.already_registered".to_owned());
    let client = runtime.client();
    let other = Person::new();
    let proof = prove(runtime, &client, &other.phone);
    let mut again = other.clone();
    again.nik.clone_from(&first.person.nik);
    let refused = submit(&client, &again, &proof, &fresh_key());
    assert_eq!(refused.refusal(), taken);
    let mut same = first.person.clone();
    same.name.push_str(" Lain");
    let refused = submit(&client, &same, &proof, &fresh_key());
    assert!(matches!(refused.status, 409 | 422), "{}", refused.text);
    // The number that was tried with the NIK stays free for its owner.
    submit(&client, &other, &proof, &fresh_key()).expect(201);
}

#[test]
fn a_number_belongs_to_one_person() {
    let runtime = shared();
    let client = runtime.client();
    let first = Person::new();
    let mut second = Person::new();
    second.phone.clone_from(&first.phone);
    let proof = prove(runtime, &client, &first.phone);
    submit(&client, &first, &proof, &fresh_key()).expect(201);
    let refused = submit(&client, &second, &proof, &fresh_key());
    assert_eq!(refused.refusal(), (409, "phone.already_used".into()));
}

#[test]
fn a_proof_is_good_for_its_own_number_only() {
    let runtime = shared();
    let client = runtime.client();
    let proof = prove(runtime, &client, &Person::new().phone);
    let other = submit(&client, &Person::new(), &proof, &fresh_key());
    let codes = (other.status, other.refusal().1, other.fields());
    assert_eq!(codes.0, 422, "{}", other.text);
    assert!(
        codes.1 == "phone.not_proven" || codes.2.contains(&pair("phone", "phone.not_proven")),
        "{codes:?}"
    );
}

#[test]
fn a_hundred_parallel_submissions_with_one_key_make_one_record() {
    let runtime = shared();
    let person = Person::new();
    let client = runtime.client();
    let proof = prove(runtime, &client, &person.phone);
    let key = fresh_key();
    let numbers: Vec<String> = thread::scope(|scope| {
        let sent: Vec<_> = (0..100)
            .map(|_| {
                let from = client.elsewhere();
                let (person, proof, key) = (&person, &proof, &key);
                scope.spawn(move || {
                    let receipt = submit(&from, person, proof, key).expect(201);
                    assert_eq!(
                        from.get("/api/v1/account").expect(200).json()["name"],
                        person.name.as_str()
                    );
                    receipt.json()["registration_number"]
                        .as_str()
                        .unwrap()
                        .to_owned()
                })
            })
            .collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(
        numbers.iter().all(|number| *number == numbers[0]),
        "{numbers:?}"
    );

    let again = submit(&runtime.client(), &person, &proof, &fresh_key());
    assert_eq!(again.refusal(), (409, "nik.already_registered".into()));
    runtime.await_message(&person.phone, "Nomor pendaftaran");
    runtime.await_message(&person.phone, "cocok dengan data Dukcapil");
    let receipts = runtime.messages(&person.phone, 0);
    let receipts = receipts
        .iter()
        .filter(|one| one["text"].as_str().unwrap().contains("Nomor pendaftaran"));
    assert_eq!(receipts.count(), 1, "one person is told once");
}

#[test]
fn parallel_submissions_of_one_person_with_different_keys_make_one_record() {
    let runtime = shared();
    let person = Person::new();
    let client = runtime.client();
    let proof = prove(runtime, &client, &person.phone);
    let answers: Vec<_> = thread::scope(|scope| {
        let sent: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| submit(&client.elsewhere(), &person, &proof, &fresh_key())))
            .collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let stored = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(stored, 1);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.refusal(), (409, "nik.already_registered".into()));
    }
}

#[test]
fn the_same_key_gets_the_same_answer_and_another_body_is_refused() {
    let runtime = shared();
    let client = runtime.client();
    let mut person = Person::new();
    let proof = prove(runtime, &client, &person.phone);
    let key = fresh_key();
    let first = submit(&client, &person, &proof, &key).expect(201).json();
    let again = submit(&client, &person, &proof, &key).expect(201).json();
    assert_eq!(first, again);
    person.name.push_str(" Lain");
    let other = submit(&client, &person, &proof, &key);
    assert_eq!(other.refusal(), (422, "idempotency_key.reused".into()));
}

#[test]
fn a_submission_that_is_sent_again_signs_nobody_in_who_has_signed_out_or_comes_later() {
    let runtime = Runtime::start();
    let client = runtime.client();
    let person = Person::new();
    let proof = prove(&runtime, &client, &person.phone);
    let key = fresh_key();
    let first = submit(&client, &person, &proof, &key).expect(201).json();
    let again = |client: &proofs::Client| {
        let again = submit(client, &person, &proof, &key).expect(201);
        assert_eq!(again.json(), first);
        client.session().is_some()
    };
    assert!(again(&client.elsewhere()), "its first answer may be lost");
    runtime.advance(601);
    assert!(!again(&client.elsewhere()), "the next one at this phone");

    let person = Person::new();
    let proof = prove(&runtime, &client, &person.phone);
    let key = fresh_key();
    let first = submit(&client, &person, &proof, &key).expect(201).json();
    client
        .method("DELETE", "/api/v1/session")
        .send()
        .expect(204);
    let back = submit(&client, &person, &proof, &key).expect(201);
    assert_eq!(back.json(), first);
    assert_eq!(client.session(), None);
}

#[test]
fn a_submission_without_a_proper_key_is_refused() {
    let client = shared().client();
    let body = Person::new().registration("proof");
    let without = client.post("/api/v1/registrations").json(&body).send();
    assert_eq!(without.refusal(), (400, "idempotency_key.missing".into()));
    for odd in [
        "1",
        "not-a-uuid",
        "zzzzzzzz-zzzz-4zzz-8zzz-zzzzzzzzzzzz",
        "'; DROP TABLE person; --",
    ] {
        let answer = client
            .post("/api/v1/registrations")
            .key(odd)
            .json(&body)
            .send();
        assert_eq!(
            answer.refusal(),
            (400, "idempotency_key.invalid".into()),
            "{odd}"
        );
    }
}

#[test]
fn what_the_digits_of_a_nik_say_never_stops_anybody() {
    let runtime = shared();
    for (region, date) in [
        ("3273", "990098"),
        ("9999", "140498"),
        ("0000", "000000"),
        ("3273", "710785"),
    ] {
        let mut person = Person::new();
        person.nik = format!(
            "{region}00{date}{}",
            &person.phone[person.phone.len() - 4..]
        );
        assert_eq!(person.nik.len(), 16);
        register(runtime, person);
    }
}

fn pair(field: &str, code: &str) -> (String, String) {
    (field.to_owned(), code.to_owned())
}

#[test]
fn the_form_is_told_the_scheme_by_which_the_edge_judges_it() {
    let runtime = Runtime::start();
    let rules = || {
        let client = runtime.client();
        let told = client.get("/api/v1/registrations/rules").expect(200).json();
        let page = client.post_form("/daftar/", &[("step", "nik"), ("nik", "1")]);
        let block = format!("\"scheme\":{}", told["scheme"]);
        assert!(page.text.contains(&block), "{block}: {}", page.text);
        told["scheme"].as_str().unwrap().to_owned()
    };
    assert_eq!(rules(), "normal-2023");
    let mut wave = runtime.wave(&Schedule::open(72));
    wave["scheme"] = "semi-bansos-2020".into();
    runtime.put_wave(&wave).expect(200);
    until("the wave to be known", || {
        (rules() == "semi-bansos-2020").then_some(())
    });
}
