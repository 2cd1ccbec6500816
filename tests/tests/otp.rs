//! One-time codes: wrong, old, used, guessed, and asked for too often.

use proofs::{
    Person, Registered, Runtime, Schedule, join, receive_code, register, send_code,
    send_sign_in_code, shared,
};
use serde_json::{Value, json};

fn verify(client: &proofs::Client, challenge: &str, code: &str) -> proofs::Answer {
    client.post_json(
        "/api/v1/otp/verify",
        &json!({ "challenge": challenge, "code": code }),
    )
}

fn wrong(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

#[test]
fn a_wrong_code_is_refused_and_the_right_one_still_works() {
    let client = shared().client();
    let (challenge, code) = receive_code(shared(), &client, &Person::new().phone);
    let refused = verify(&client, &challenge, wrong(&code));
    assert_eq!(refused.refusal(), (422, "otp.wrong".into()));
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    assert!(verify(&client, &challenge, &spaced).expect(200).json()["phone_proof"].is_string());
}

#[test]
fn a_code_that_was_used_is_worth_nothing() {
    let client = shared().client();
    let (challenge, code) = receive_code(shared(), &client, &Person::new().phone);
    verify(&client, &challenge, &code).expect(200);
    assert_eq!(
        verify(&client, &challenge, &code).refusal(),
        (422, "otp.expired".into())
    );
}

#[test]
fn text_that_is_no_code_and_challenges_that_nobody_made_are_refused() {
    let client = shared().client();
    let (challenge, _) = receive_code(shared(), &client, &Person::new().phone);
    for (code, expected) in [
        ("", "otp.missing"),
        ("12345", "otp.format"),
        ("12345a", "otp.format"),
        ("' OR 1", "otp.format"),
    ] {
        let answer = verify(&client, &challenge, code);
        assert_eq!(answer.status, 422);
        assert_eq!(answer.fields()[0].1, expected, "{code:?}: {}", answer.text);
    }
    let more = "x".repeat(4000);
    for challenge in ["", "1", "'; --", "\u{202e}", more.as_str()] {
        assert_eq!(
            verify(&client, challenge, "123456").status,
            422,
            "{challenge:.20}"
        );
    }
}

#[test]
fn five_wrong_tries_void_a_code_and_no_other() {
    let runtime = shared();
    let client = runtime.client();
    let person = Person::new();
    let (mine, my_code) = receive_code(runtime, &client, &person.phone);
    let (other, other_code) = receive_code(runtime, &client.elsewhere(), &person.phone);
    for _ in 0..4 {
        let refused = verify(&client, &other, wrong(&other_code)).refusal();
        assert_eq!(refused, (422, "otp.wrong".into()));
    }
    let refused = verify(&client, &other, wrong(&other_code)).refusal();
    assert_eq!(refused, (422, "otp.used_up".into()));
    let refused = verify(&client, &other, &other_code).refusal();
    assert_eq!(refused, (422, "otp.expired".into()), "the right one too");
    verify(&client, &mine, &my_code).expect(200);
}

#[test]
fn strangers_together_have_thirty_wrong_tries_in_a_day_and_are_told_how_long() {
    let runtime = Runtime::start();
    let person = Person::new();
    let mut last = None;
    for _ in 0..6 {
        let client = runtime.client();
        let (challenge, code) = receive_code(&runtime, &client, &person.phone);
        for _ in 0..5 {
            last = Some(verify(&client, &challenge, wrong(&code)));
        }
    }
    let locked = last.unwrap();
    assert_eq!(locked.refusal(), (429, "otp.locked".into()));
    let wait = locked.retry_after().unwrap();
    assert!((86_000..=86_400).contains(&wait), "{wait}");
    assert_eq!(locked.json()["retry_after"].as_i64(), Some(wait));
    let sent = send_code(&runtime.client(), &person.phone);
    assert_eq!(sent.refusal(), (429, "otp.locked".into()));
    runtime.advance(wait);
    let client = runtime.client();
    let (challenge, code) = receive_code(&runtime, &client, &person.phone);
    verify(&client, &challenge, &code).expect(200);
}

#[test]
fn guessing_at_many_numbers_from_one_network_is_stopped() {
    let client = shared().client();
    let (challenge, _) = receive_code(shared(), &client, &Person::new().phone);
    let mut stopped = None;
    for guess in 0..120 {
        let answer = verify(&client, &format!("{challenge}{guess}"), "123456");
        if answer.status == 429 {
            stopped = Some(answer);
            break;
        }
    }
    let stopped = stopped.expect("120 guesses went through");
    assert_eq!(stopped.refusal().1, "too_many_requests");
    assert!(stopped.retry_after().unwrap() > 0);
}

#[test]
fn whoever_rents_a_network_has_no_budget_for_each_household_in_it() {
    let client = shared().client();
    let tries = |address: &str, most: usize| {
        let there = client.at(address);
        let went = (0..most).take_while(|_| verify(&there, "none", "123456").status != 429);
        went.count()
    };
    // A home has 100 tries in ten minutes, and a /56 with its 256 as many as eight homes.
    let homes = (0..8).map(|home| tries(&format!("2001:db8:7:10{home}::1"), 120));
    assert_eq!(homes.collect::<Vec<_>>(), [100; 8]);
    assert_eq!(tries("2001:db8:7:1ff::1", 1), 0);
    assert_eq!(tries("2001:db8:7:200::1", 1), 1);
}

#[test]
fn codes_are_a_minute_apart_and_five_in_two_hours() {
    let runtime = Runtime::start();
    let person = Person::new();
    let client = runtime.client();
    let sent = send_code(&client, &person.phone).expect(202).json();
    let now = runtime.now();
    let moment = |name: &str| {
        sent[name]
            .as_str()
            .unwrap()
            .parse::<chrono::DateTime<chrono::Utc>>()
            .unwrap()
    };
    assert!((moment("resend_at") - now).num_seconds() <= 60);
    assert!((590..=600).contains(&(moment("expires_at") - now).num_seconds()));

    let soon = send_code(&client, &person.phone);
    assert_eq!(soon.refusal(), (429, "otp.too_soon".into()));
    assert!((1..=60).contains(&soon.retry_after().unwrap()));

    for _ in 1..5 {
        runtime.advance(60);
        send_code(&client, &person.phone).expect(202);
    }
    runtime.advance(60);
    let many = send_code(&client, &person.phone);
    assert_eq!(many.refusal(), (429, "otp.too_many".into()));
    let wait = many.retry_after().unwrap();
    assert!((6800..=6900).contains(&wait), "{wait}");
    runtime.advance(wait);
    send_code(&client, &person.phone).expect(202);
}

#[test]
fn a_code_expires_after_ten_minutes_and_a_newer_one_leaves_it_good() {
    let runtime = Runtime::start();
    let client = runtime.client();
    let person = Person::new();
    let (challenge, code) = receive_code(&runtime, &client, &person.phone);
    runtime.advance(600);
    assert_eq!(
        verify(&client, &challenge, &code).refusal(),
        (422, "otp.expired".into())
    );

    let (older, old_code) = receive_code(&runtime, &client, &person.phone);
    runtime.advance(60);
    let (newer, new_code) = receive_code(&runtime, &client, &person.phone);
    verify(&client, &older, &old_code).expect(200);
    verify(&client, &newer, &new_code).expect(200);
}

#[test]
fn a_proof_of_a_number_is_good_for_two_hours() {
    let runtime = Runtime::start();
    let client = runtime.client();
    let person = Person::new();
    let proof = proofs::prove(&runtime, &client, &person.phone);
    runtime.advance(2 * 3600 + 1);
    let late = proofs::submit(&client, &person, &proof, &proofs::fresh_key());
    assert_eq!(late.status, 422);
    assert!(late.text.contains("phone.not_proven"), "{}", late.text);
}

#[test]
fn a_sign_in_code_proves_no_number_and_the_other_way_round() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let client = runtime.client();
    let since = runtime.last_message(&sari.person.phone);
    let sent: Value = send_sign_in_code(&client, &sari.person.nik)
        .expect(202)
        .json();
    let code = runtime.await_code(&sari.person.phone, since);
    let challenge = sent["challenge"].as_str().unwrap();
    assert_eq!(verify(&client, challenge, &code).status, 422);

    let (challenge, code) = receive_code(runtime, &client, &Person::new().phone);
    let body = json!({ "challenge": challenge, "code": code });
    assert_eq!(client.post_json("/api/v1/session", &body).status, 422);
}

#[test]
fn a_gateway_that_is_down_or_delivers_twice_loses_and_doubles_no_code() {
    let runtime = Runtime::start();
    let client = runtime.client();
    let person = Person::new();
    runtime.messaging("down");
    let sent = send_code(&client, &person.phone).expect(202).json();
    runtime.messaging("ok");
    let code = runtime.await_code(&person.phone, 0);
    verify(&client, sent["challenge"].as_str().unwrap(), &code).expect(200);

    runtime.messaging("duplicate");
    let person = Person::new();
    let (challenge, code) = receive_code(&runtime, &client, &person.phone);
    verify(&client, &challenge, &code).expect(200);
    let messages = runtime.messages(&person.phone, 0);
    assert_eq!(messages.len(), 2, "the gateway's own doing");
    assert_eq!(
        messages[0]["id"], messages[1]["id"],
        "the edge handed over one message"
    );
}

#[test]
fn a_code_comes_while_the_news_of_a_wave_still_wait() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let town: Vec<Registered> = std::thread::scope(|scope| {
        let people = (0..6).map(|_| {
            scope.spawn(|| -> Vec<_> {
                let ten = (0..10).map(|_| register(&runtime, Person::new()));
                ten.collect()
            })
        });
        let people: Vec<_> = people.collect();
        let people = people.into_iter().flat_map(|ten| ten.join().unwrap());
        people.collect()
    });
    // Some seconds for each message: the news of these sixty take most of a minute.
    runtime.messaging("slow");
    for person in &town {
        join(&person.client, 72).expect(201);
    }
    receive_code(&runtime, &runtime.client(), &Person::new().phone);
    let has_news = |person: &&Registered| {
        let messages = runtime.messages(&person.person.phone, 0);
        let texts = messages
            .iter()
            .filter_map(|message| message["text"].as_str());
        texts.into_iter().any(|text| text.contains("Gelombang 72"))
    };
    let told = town.iter().filter(has_news).count();
    assert!(told < town.len(), "the code came behind {told} news");
}
