//! What its queue gave up is kept for the office and sent again; nothing is dropped in
//! silence. And a local system outlives what its runtime prints meanwhile.

use proofs::{Person, Runtime, Schedule, join, register, until, verified};
use serde_json::{Value, json};

fn kept(runtime: &Runtime) -> Vec<Value> {
    let read = runtime.read_as_staff("undelivered").expect(200).json();
    read["items"].as_array().unwrap().clone()
}

#[test]
fn messages_that_their_queue_gave_up_are_kept_and_sent_again_by_two_keys() {
    let runtime = Runtime::start_impatient(1);
    runtime.plan(&Schedule::open(72));
    let person = Person::new();
    let phone = person.phone.clone();
    let registered = register(&runtime, person);
    verified(&registered);
    let phone = phone.as_str();
    runtime.await_message(phone, "cocok");
    runtime.messaging("down");
    join(&registered.client, 72).expect(201);
    let kept_one = until("the message to be kept", || {
        kept(&runtime).into_iter().next()
    });
    assert_eq!(kept_one["queue"], "messages");
    assert_eq!(kept_one["reason"], "tried_too_often");
    let shown = kept_one.to_string();
    assert!(!shown.contains(phone.get(3..).unwrap()), "{shown}");

    // Nobody alone, nobody twice, and nothing odd.
    runtime.messaging("ok");
    let ids = json!({ "ids": [kept_one["id"]], "settlement": "send_again" });
    let text = runtime.command("settle_undelivered", ids);
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (409, "command.same_key".into())
    );
    assert_eq!(kept(&runtime).len(), 1);
    let none = runtime.command(
        "settle_undelivered",
        json!({ "ids": [], "settlement": "discard" }),
    );
    assert_eq!(
        runtime.sign(0, &none).refusal(),
        (422, "command.malformed".into())
    );

    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    runtime.await_message(phone, "Gelombang 72");
    assert!(kept(&runtime).is_empty());
    // Done is done: signed again, nothing is sent again.
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    assert!(kept(&runtime).is_empty());
}
