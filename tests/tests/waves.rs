//! Waves: they open and close by themselves, and are joined once, in time, one
//! at a time.

use domain::draw::Quotas;
use proofs::{Person, Runtime, Schedule, fresh_key, join, register, shared, sign_in, verified};
use serde_json::{Value, json};

// Sessions end after 30 minutes without a request.
const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

#[test]
fn a_wave_opens_and_closes_by_itself_and_the_home_page_says_so() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule {
        number: 80,
        opens: 20 * MINUTE,
        closes: 2 * DAY,
        announces: 4 * DAY,
    });
    let early = register(&runtime, Person::new());
    let late = register(&runtime, Person::new());
    let home = || runtime.client().get("/").expect(200).text;
    let refused = join(&early.client, 80);
    assert_eq!(refused.refusal(), (409, "wave.not_open".into()));
    assert_eq!(early.account()["status"]["kind"], "no_wave_open");
    let before = home();

    runtime.advance(20 * MINUTE);
    verified(&early);
    assert_eq!(early.account()["joinable"]["number"], 80);
    assert!(home().contains("80"), "the open wave is named");
    assert_ne!(before, home());
    join(&early.client, 80).expect(201);

    runtime.advance(2 * DAY);
    let closed = join(&sign_in(&runtime, &late.person), 80);
    assert_eq!(closed.refusal(), (409, "wave.closed".into()));
    assert!(
        closed.json()["title"].as_str().unwrap().contains("80"),
        "{}",
        closed.text
    );
    let client = sign_in(&runtime, &early.person);
    assert_eq!(
        client.get("/api/v1/account").json()["status"]["kind"],
        "in_process"
    );
}

#[test]
fn joining_twice_changes_nothing_and_says_so() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    runtime.plan(&Schedule::open(73));
    let sari = register(&runtime, Person::new());
    let key = fresh_key();
    let send = |key: &str, wave: u32| {
        sari.client
            .post("/api/v1/account/applications")
            .key(key)
            .json(&json!({ "wave": wave }))
            .send()
    };
    let first = send(&key, 72).expect(201).json();
    assert_eq!(
        send(&key, 72).expect(201).json(),
        first,
        "the same key, the same answer"
    );
    assert_eq!(
        send(&key, 73).refusal(),
        (422, "idempotency_key.reused".into())
    );
    assert_eq!(
        send(&fresh_key(), 72).refusal(),
        (409, "wave.already_joined".into())
    );
    assert_eq!(sari.account()["applications"].as_array().unwrap().len(), 1);
}

#[test]
fn nobody_is_in_two_waves_at_once_but_an_old_account_joins_a_later_one() {
    let runtime = Runtime::start();
    let first = Schedule {
        number: 81,
        opens: -HOUR,
        closes: DAY,
        announces: 2 * DAY,
    };
    runtime.plan_with_seats(&first, &Quotas::spread(0, 0));
    runtime.plan(&Schedule {
        number: 82,
        opens: -HOUR,
        closes: 9 * DAY,
        announces: 12 * DAY,
    });
    let sari = register(&runtime, Person::new());
    join(&sari.client, 81).expect(201);
    let both = join(&sari.client, 82);
    assert_eq!(both.refusal(), (409, "wave.other_active".into()));
    assert!(both.json()["title"].as_str().unwrap().contains("81"));

    runtime.conduct(&first);
    let client = sign_in(&runtime, &sari.person);
    join(&client, 82).expect(201);
    let account = client.get("/api/v1/account").expect(200).json();
    let waves: Vec<&Value> = account["applications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["wave"])
        .collect();
    assert_eq!(waves, [&json!(81), &json!(82)]);
    assert_eq!(account["registration_number"], sari.number.as_str());
}

#[test]
fn two_parallel_joins_of_different_waves_leave_one() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(83));
    runtime.plan(&Schedule::open(84));
    let sari = register(&runtime, Person::new());
    std::thread::scope(|scope| {
        for n in 0..20 {
            let client = &sari.client;
            scope.spawn(move || join(client, 83 + n % 2));
        }
    });
    assert_eq!(sari.account()["applications"].as_array().unwrap().len(), 1);
}

#[test]
fn a_wave_that_closed_between_opening_the_form_and_sending_it_is_refused_in_words() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule {
        number: 85,
        opens: -HOUR,
        closes: 20 * MINUTE,
        announces: DAY,
    });
    let sari = register(&runtime, Person::new());
    let page = sari.client.get("/akun/").expect(200);
    assert!(
        page.text.contains("action=\"/akun/gabung/\""),
        "{}",
        page.text
    );
    runtime.advance(20 * MINUTE);
    let answer = sari.client.post_form(
        "/akun/gabung/",
        &[("wave", "85"), ("idempotency_key", &fresh_key())],
    );
    assert_eq!(answer.status, 409);
    assert!(answer.text.contains("sudah ditutup"), "{}", answer.text);
    assert!(answer.text.contains("id=\"ringkasan\""));
}

#[test]
fn waves_that_do_not_exist_and_callers_who_are_not_signed_in_are_refused() {
    let sari = register(shared(), Person::new());
    assert_eq!(
        join(&sari.client, 9999).refusal(),
        (404, "wave.unknown".into())
    );
    assert_eq!(
        join(&shared().client(), 72).refusal(),
        (401, "session.needed".into())
    );
    let forged = shared().client();
    let answer = forged
        .method("GET", "/api/v1/account")
        .header("Cookie", "__Host-session=AAAA")
        .send();
    assert_eq!(answer.refusal(), (401, "session.needed".into()));
}

#[test]
fn a_wave_needs_two_members_of_staff_with_keys_of_their_own() {
    let runtime = Runtime::start();
    let text = runtime.plan_command(&runtime.wave(&Schedule::open(87)));
    let unknown = runtime.sign_as("staff-1", &[7; 32], &text);
    assert_eq!(unknown.refusal(), (401, "unauthorized".into()));
    let nobody = runtime.sign_as("staff-9", &[7; 32], &text);
    assert_eq!(nobody.refusal(), (401, "unauthorized".into()));
    // What a rehearsal signed for itself is worth nothing here.
    let elsewhere = runtime.sign_for_deployment("https://latihan.contoh.id", &text);
    assert_eq!(elsewhere.refusal(), (401, "unauthorized".into()));

    let first = runtime.sign(0, &text).expect(200).json();
    assert_eq!(first["state"], "proposed");
    // What two have not signed is nobody's business, on no page and in no answer.
    assert_eq!(runtime.listed_phase(87), None);
    runtime.client().get("/undian/87/").expect(404);
    let draws = runtime.client().get("/undian/").expect(200);
    assert!(
        !draws.text.contains("/undian/87"),
        "the list of draws names it"
    );
    let sari = register(&runtime, Person::new());
    assert_eq!(
        join(&sari.client, 87).refusal(),
        (404, "wave.unknown".into()),
        "a draft is no wave"
    );
    let again = runtime.sign(0, &text);
    assert_eq!(again.refusal(), (409, "command.same_key".into()));

    // Another text is another command, however alike.
    let other = runtime.plan_command(&runtime.wave(&Schedule::open(87)));
    assert_eq!(
        runtime.sign(1, &other).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(runtime.listed_phase(87), None);
    assert_eq!(runtime.sign(0, &other).expect(200).json()["state"], "done");
    assert_eq!(runtime.phase(87), "open");
    assert_eq!(
        runtime.sign(1, &other).expect(200).json()["state"],
        "done",
        "sent again, it is not done again"
    );
}

#[test]
fn commands_that_are_old_or_unreadable_are_refused() {
    let runtime = Runtime::start();
    let text = runtime.plan_command(&runtime.wave(&Schedule::open(88)));
    runtime.advance(25 * HOUR);
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (422, "command.expired".into())
    );
    for text in ["", "{}", "x"] {
        assert_eq!(
            runtime.sign(0, text).refusal(),
            (422, "command.malformed".into())
        );
    }
}

#[test]
fn the_schedule_and_the_quotas_of_a_wave_have_to_make_sense() {
    let runtime = Runtime::start();
    let wave = runtime.wave(&Schedule::open(86));
    let mut more = wave.clone();
    more["quota"] = json!(10_001);
    assert_eq!(
        runtime.put_wave(&more).refusal(),
        (422, "wave.quotas_invalid".into())
    );
    let mut backwards = runtime.wave(&Schedule {
        number: 86,
        opens: DAY,
        closes: HOUR,
        announces: 2 * DAY,
    });
    assert_eq!(
        runtime.put_wave(&backwards).refusal(),
        (422, "wave.schedule_invalid".into())
    );
    backwards["scheme"] = json!("normal-1999");
    assert_eq!(runtime.put_wave(&backwards).refusal().0, 422);

    runtime.put_wave(&wave).expect(200);
    let mut changed = wave.clone();
    changed["scheme"] = json!("semi-bansos-2020");
    assert_eq!(
        runtime.put_wave(&changed).refusal(),
        (409, "wave.frozen".into())
    );
    let list = runtime.client().get("/api/v1/waves").expect(200).json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["wave"]["scheme"], "normal-2023");
    assert_eq!(list[0]["phase"], "open");
}
