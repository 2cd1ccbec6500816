//! Taking part without a phone of one's own: a training institution asks with the card's
//! number, and the holder agrees by a code that comes to any phone by SMS.

use domain::catalogue::Mode;
use proofs::market::{Market, account, balance, commit, report};
use serde_json::{Value, json};

/// What the institution asks for: a course in a room, with its price.
fn wanted(market: &Market, card: &str, schedule: usize) -> (String, Value) {
    let course = market.course(Mode::InClass);
    let offer = &course.offers[0];
    let schedule = &course.schedules[schedule];
    let body = json!({
        "card_number": card,
        "course_code": course.id.to_string(),
        "schedule_code": format!("{}-{}", course.id, schedule.number),
        "price": offer.price.rupiah(),
    });
    (offer.platform.to_string(), body)
}

fn with(body: &Value, name: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[name] = value;
    body
}

fn code_in(message: &Value) -> String {
    let text = message["text"].as_str().unwrap();
    text.split(' ').next().unwrap().to_owned()
}

#[test]
fn a_card_holder_without_a_phone_of_their_own_takes_part_by_card_and_code_and_is_certified() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let card = account(&client)["award"]["card"]
        .as_str()
        .unwrap()
        .to_owned();
    let before = balance(&client);
    let (platform, body) = wanted(&market, &card, 1);
    let call = |path: &str, body: &Value| runtime.platform(&platform, path, body);

    let asked = call("enrolment/ask", &body).expect(202).json();
    assert!(asked["expires_at"].is_string() && asked["resend_at"].is_string());
    let phone = &market.people[0].person.phone;
    let message = runtime.await_message(phone, "di lembaga pelatihan");
    let text = message["text"].as_str().unwrap();
    let course = market.course(Mode::InClass);
    assert!(text.contains(course.title.as_str()), "{text}");
    assert!(text.contains(&course.offers[0].price.rupiah().to_string()));
    assert!(!text.contains(&card), "the card is not in the message");
    let code = code_in(&message);

    // The code agrees to this course at this price and to nothing else.
    let sent = |body: &Value| with(body, "code", json!(code));
    let (_, other) = wanted(&market, &card, 0);
    let refused = call("enrolment/confirm", &sent(&other)).refusal();
    assert_eq!(refused, (422, "otp.wrong".into()));
    let cheaper = with(&body, "price", json!(1));
    let refused = call("enrolment/confirm", &sent(&cheaper)).refusal();
    assert_eq!(refused, (422, "otp.wrong".into()));
    assert_eq!(balance(&client), before, "nothing was put aside");

    let bought = call("enrolment/confirm", &sent(&body)).expect(201).json();
    assert_eq!(bought["status"], "reserved");
    let again = call("enrolment/confirm", &sent(&body)).expect(201).json();
    assert_eq!(again["redeem_code"], bought["redeem_code"]);
    let price = course.offers[0].price.rupiah().0;
    assert_eq!(balance(&client), before - price, "once");

    call("redeem-code/commit", &commit(&bought, "INV-1", "desk-1")).expect(200);
    let early = json!({ "status": "completed" });
    let early = call("completion", &report(&bought, "INV-1", &early));
    assert_eq!(early.refusal(), (409, "purchase.attendance_too_low".into()));
    let shown = account(&client)["purchases"][0].clone();
    for sequence in 1..=shown["sessions"].as_u64().unwrap() {
        let there = json!({
            "sequence": sequence, "attendance_status": "present", "reported_at": runtime.now(),
        });
        call("attendance", &report(&bought, "INV-1", &there)).expect(200);
    }
    let done = json!({ "status": "completed" });
    let done = call("completion", &report(&bought, "INV-1", &done))
        .expect(200)
        .json();
    assert_eq!(done["status"], "completed");
    runtime.await_message(phone, "sudah dipakai di platform");
}

#[test]
fn a_desk_learns_nothing_of_cards_whose_holders_have_not_agreed() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let card = account(&client)["award"]["card"]
        .as_str()
        .unwrap()
        .to_owned();
    let (platform, body) = wanted(&market, &card, 1);
    let call = |path: &str, body: &Value| runtime.platform(&platform, path, body);

    let nobodys = with(&body, "card_number", json!("0000000000000000"));
    let unknown = call("enrolment/ask", &nobodys).expect(202).json();
    let known = call("enrolment/ask", &body).expect(202).json();
    let names = |value: &Value| {
        value
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&unknown), names(&known));
    let soon = call("enrolment/ask", &body).refusal();
    assert_eq!(soon, (429, "otp.too_soon".into()));
    assert_eq!(call("enrolment/ask", &nobodys).refusal(), soon);

    let guess = |body: &Value| {
        let body = with(body, "code", json!("000000"));
        call("enrolment/confirm", &body).refusal()
    };
    assert_eq!(guess(&nobodys), (422, "otp.wrong".into()));
    assert_eq!(guess(&body), (422, "otp.wrong".into()));
    for _ in 0..10 {
        guess(&body);
    }
    assert_eq!(guess(&body), (422, "otp.expired".into()));

    let mistyped = with(&body, "card_number", json!("0000000000000001"));
    assert_eq!(call("enrolment/ask", &mistyped).status, 400);
    let changed = with(&body, "price", json!(1));
    assert_eq!(
        call("enrolment/ask", &changed).refusal(),
        (409, "purchase.price_changed".into())
    );
    let online = market.course(Mode::Online);
    let online = json!({
        "card_number": card,
        "course_code": online.id.to_string(),
        "schedule_code": format!("{}-1", online.id),
        "price": online.offers[0].price.rupiah(),
    });
    let platform = market.course(Mode::Online).offers[0].platform.to_string();
    let answer = runtime.platform(&platform, "enrolment/ask", &online);
    assert!([404, 422].contains(&answer.status), "{}", answer.status);
}
