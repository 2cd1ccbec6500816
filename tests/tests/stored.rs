//! What an earlier release stored about people is read by this one as it was meant, and
//! their lives go on with it.

use domain::credential::{Standing, Verdict, verify};
use proofs::market::{account, balance};
use proofs::stored::{OPEN_WAVE, Stored, key, public, status, without_now};
use proofs::until;
use serde_json::{Value, json};

/// Every value that was told then is told now. What is new may stand beside it.
fn still_told(then: &Value, now: &Value, at: &str) {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            for (name, value) in then {
                still_told(
                    value,
                    now.get(name).unwrap_or(&Value::Null),
                    &format!("{at}.{name}"),
                );
            }
        }
        (Value::Array(then), Value::Array(now)) => {
            assert_eq!(then.len(), now.len(), "{at}");
            for (index, (then, now)) in then.iter().zip(now).enumerate() {
                still_told(then, now, &format!("{at}[{index}]"));
            }
        }
        _ => assert_eq!(then, now, "{at}"),
    }
}

#[test]
fn accounts_that_earlier_releases_stored_say_what_they_said() {
    for release in Stored::releases() {
        let stored = Stored::start(&release);
        let people = stored.told["people"].as_array().unwrap();
        assert!(people.len() >= 4, "{release}");
        let course = stored.told["course"].as_str().unwrap();
        still_told(
            &stored.told["public"],
            &public(&stored.runtime, course),
            &release,
        );
        for (number, then) in people.iter().enumerate() {
            let at = format!("{release}: person {number}");
            let text = |name: &str| then[name].as_str().unwrap();
            let shown = status(&stored.runtime, text("number"), text("birth_date"));
            still_told(&then["status"], &shown, &at);
            let client = stored.sign_in(number);
            let mut view = account(&client);
            without_now(&mut view);
            still_told(&then["account"], &view, &at);
            let statement = client.get("/api/v1/account/statement").expect(200).json();
            still_told(&then["statement"], &statement, &at);
        }
    }
}

/// What the office reads of it, once every shard is done.
fn sealed_anew(stored: &Stored) -> Vec<Value> {
    until("every shard to be sealed anew", || {
        let read = stored.runtime.read_as_staff("sealing").expect(200).json();
        let shards = read["items"].as_array().unwrap().clone();
        let is_done = shards.iter().all(|shard| shard["is_done"] == true);
        is_done.then_some(shards)
    })
}

#[test]
fn a_new_key_takes_the_place_of_the_first_one_and_accounts_notice_nothing() {
    for release in Stored::releases() {
        let later = json!({ "DATA_KEYS": format!("1:{}", key(200)) });
        let mut stored = Stored::start_with(&release, &later);
        let shards = sealed_anew(&stored);
        let sum = |name: &str| -> i64 {
            let all = shards.iter().map(|shard| shard[name].as_i64().unwrap());
            all.sum()
        };
        assert!(shards.iter().all(|shard| shard["key"] == 1), "{shards:?}");
        let people = stored.told["people"].as_array().unwrap().clone();
        assert_eq!(
            (sum("people_left"), sum("answers_left")),
            (0, 0),
            "{release}"
        );
        let number = i64::try_from(people.len()).unwrap();
        assert!(sum("records") > 10 * number, "{shards:?}");
        assert_eq!(sum("unreadable"), 0, "{release}");
        stored.runtime.await_rest();

        // The first key is gone: what people have does not need it.
        stored.runtime.restart_with("DATA_KEY", &key(10));
        for (number, then) in people.iter().enumerate() {
            let at = format!("{release}: person {number}");
            let client = stored.sign_in(number);
            let mut view = account(&client);
            without_now(&mut view);
            still_told(&then["account"], &view, &at);
            let statement = client.get("/api/v1/account/statement").expect(200).json();
            still_told(&then["statement"], &statement, &at);
        }
    }
}

#[test]
fn a_session_of_an_earlier_release_is_still_one() {
    for release in Stored::releases() {
        let stored = Stored::start(&release);
        let last = stored.told["people"].as_array().unwrap().last().unwrap();
        let cookie = format!("__Host-session={}", last["session"].as_str().unwrap());
        let client = stored.runtime.client();
        let asked = client
            .method("GET", "/api/v1/account")
            .header("Cookie", &cookie);
        assert_eq!(asked.send().expect(200).json()["name"], last["name"]);
    }
}

#[test]
fn life_goes_on_with_what_earlier_releases_stored() {
    for release in Stored::releases() {
        let stored = Stored::start(&release);
        let runtime = &stored.runtime;
        let person = |number: usize| stored.told["people"][number].clone();

        // A certificate that was handed out holds.
        let jwt = stored.told["certificate"].as_str().unwrap();
        let lists = [runtime.status_list(1)];
        let verdict = verify(jwt, &runtime.issuers(), &lists, runtime.now());
        assert!(
            matches!(verdict, Verdict::Signed(_, Standing::Valid { .. })),
            "{verdict:?}"
        );

        // An appeal that waited is upheld, and the balance comes back.
        let of = json!({
            "registration_number": person(1)["number"], "case": 1,
            "decision": "upheld", "note": "KTP sudah kami periksa.",
        });
        runtime.command_both("decide_appeal", of).expect(200);
        assert!(balance(&stored.sign_in(1)) > 0, "{release}");

        // Whoever waited for a draw is drawn.
        runtime.conduct(&OPEN_WAVE);
        assert!(runtime.verify_outside(OPEN_WAVE.number).0, "{release}");
        let drawn = account(&stored.sign_in(3));
        assert_eq!(drawn["award"]["balance"], 3_500_000, "{release}");
    }
}
