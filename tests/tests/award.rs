//! What follows a win: card, balance, reminders, the deadline, and the seat that
//! comes back and is drawn again.

use chrono::{DateTime, Utc};
use proofs::{Person, Registered, Runtime, Schedule, join, register, sign_in, until, verified};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

const WAVE: Schedule = Schedule {
    number: 92,
    opens: -3600,
    closes: DAY,
    announces: 2 * DAY,
};

/// As the person sees it now; codes are given out a minute apart.
fn account(runtime: &Runtime, person: &Registered) -> Value {
    runtime.advance(61);
    let client = sign_in(runtime, &person.person);
    client.get("/api/v1/account").expect(200).json()
}

/// A recovery wave of so many seats of [`WAVE`].
fn recovery(runtime: &Runtime, number: u32, seats: u32) -> Value {
    let mut wave = runtime.wave(&Schedule { number, ..WAVE });
    wave["quota"] = json!(seats);
    wave["quotas"] = json!({ "32": { "priority": 0, "general": seats } });
    wave["recovers"] = json!(WAVE.number);
    wave
}

/// Moves the clock to a moment, some seconds off.
fn advance_to(runtime: &Runtime, at: DateTime<Utc>, off_seconds: i64) {
    let seconds = (at - runtime.now()).num_seconds() + off_seconds;
    assert!(seconds >= 0, "that has passed");
    runtime.advance(seconds);
}

/// How many messages somebody got that contain these words.
fn told(runtime: &Runtime, person: &Registered, words: &str) -> usize {
    let messages = runtime.messages(&person.person.phone, 0);
    messages
        .iter()
        .filter(|message| message["text"].as_str().unwrap().contains(words))
        .count()
}

#[test]
fn an_award_is_reminded_of_taken_back_in_time_and_its_seat_is_drawn_again() {
    let runtime = Runtime::start();
    let one = serde_json::from_value(json!({ "32": { "priority": 0, "general": 1 } })).unwrap();
    runtime.plan_with_seats(&WAVE, &one);
    let family = Person::new().kk;
    let mut people: Vec<Registered> = (0..2)
        .map(|_| {
            let mut person = Person::new();
            person.kk.clone_from(&family);
            let person = register(&runtime, person);
            verified(&person);
            join(&person.client, WAVE.number).expect(201);
            person
        })
        .collect();
    let not_settled = runtime.put_wave(&recovery(&runtime, 93, 1));
    assert_eq!(
        not_settled.refusal(),
        (422, "wave.recovery_invalid".into()),
        "no seat has come back from a wave that is not drawn"
    );
    runtime.conduct(&WAVE);

    let drawn = people
        .iter()
        .position(|person| account(&runtime, person)["status"]["kind"] == "drawn")
        .unwrap();
    let winner = people.remove(drawn);
    let award = account(&runtime, &winner)["award"].clone();
    assert_eq!(award["balance"], 3_500_000);
    assert_eq!(award["card"].as_str().unwrap().len(), 16);
    let due: DateTime<Utc> = award["buy_before"].as_str().unwrap().parse().unwrap();

    let reminder = "beli pelatihan pertama";
    advance_to(&runtime, due, -8 * DAY);
    assert_eq!(told(&runtime, &winner, reminder), 0);
    advance_to(&runtime, due, -7 * DAY);
    until("the first reminder", || {
        (told(&runtime, &winner, reminder) == 1).then_some(())
    });
    advance_to(&runtime, due, -DAY);
    until("the second reminder", || {
        (told(&runtime, &winner, reminder) == 2).then_some(())
    });
    advance_to(&runtime, due, -5 * 60);
    let still = account(&runtime, &winner);
    assert_eq!(still["award"]["revoked_at"], Value::Null);
    let refused = runtime.put_wave(&recovery(&runtime, 93, 1));
    assert_eq!(refused.refusal(), (409, "wave.seats_not_free".into()));

    advance_to(&runtime, due, 0);
    runtime.await_message(&winner.person.phone, "tidak dibeli sampai batas waktu");
    // The seat comes back by the shard's own work.
    until("the seat to be free", || {
        let wave = recovery(&runtime, 93, 1);
        (runtime.put_wave(&wave).status == 200).then_some(())
    });
    let other = runtime.put_wave(&recovery(&runtime, 94, 1));
    assert_eq!(other.refusal(), (409, "wave.seats_not_free".into()));
    let words = other.json()["title"].as_str().unwrap().to_owned();
    assert!(words.contains("0 kursi"), "{words}");

    let told_off = account(&runtime, &winner);
    assert_eq!(told_off["status"]["kind"], "revoked", "{told_off}");
    assert_eq!(told_off["award"]["balance"], 0);
    runtime.advance(61);
    let again = join(&sign_in(&runtime, &winner.person), 93);
    assert_eq!(
        again.refusal(),
        (409, "wave.already_awarded".into()),
        "once in a lifetime"
    );
    let second = &people[0];
    join(&sign_in(&runtime, &second.person), 93).expect(201);
    runtime.conduct(&Schedule { number: 93, ..WAVE });
    assert_eq!(account(&runtime, second)["status"]["kind"], "drawn");
    let (holds, said) = runtime.verify_outside(93);
    assert!(holds, "{said}");
    let page = runtime.client().get("/undian/93/").expect(200);
    assert!(page.text.contains("Gelombang pemulihan"));
}
