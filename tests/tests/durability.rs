//! What was accepted stays, whatever happens to the machine.

use proofs::{
    Client, Person, Runtime, Schedule, fresh_key, join, prove, register, sign_in, submit, until,
    verified,
};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// One submission, with all that is needed to send it again.
struct Submission {
    person: Person,
    proof: String,
    key: String,
}

fn prepare(runtime: &Runtime, how_many: usize) -> Vec<Submission> {
    thread::scope(|scope| {
        let started: Vec<_> = (0..how_many)
            .map(|_| {
                scope.spawn(|| {
                    let person = Person::new();
                    let proof = prove(runtime, &runtime.client(), &person.phone);
                    Submission {
                        person,
                        proof,
                        key: fresh_key(),
                    }
                })
            })
            .collect();
        started.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn send(client: &Client, one: &Submission) -> Result<proofs::Answer, ()> {
    client
        .post("/api/v1/registrations")
        .key(&one.key)
        .json(&one.person.registration(&one.proof))
        .try_send()
        .map_err(drop)
}

#[test]
fn a_kill_in_the_middle_of_registrations_loses_and_doubles_nobody() {
    const PEOPLE: usize = 40;
    let mut runtime = Runtime::start();
    let submissions = prepare(&runtime, PEOPLE);

    // 0: before the kill, 1: while it is on its way, 2: after it.
    let phase = AtomicUsize::new(0);
    let answered = AtomicUsize::new(0);
    let before: Vec<Option<String>> = thread::scope(|scope| {
        let sent: Vec<_> = submissions
            .iter()
            .enumerate()
            .map(|(n, one)| {
                let (client, answered, phase) = (runtime.client(), &answered, &phase);
                let begins = usize::from(n >= PEOPLE / 2) + usize::from(n >= PEOPLE * 9 / 10);
                scope.spawn(move || {
                    while phase.load(Ordering::SeqCst) < begins {
                        thread::yield_now();
                    }
                    let answer = send(&client, one)
                        .ok()
                        .filter(|answer| answer.status == 201)?;
                    answered.fetch_add(1, Ordering::SeqCst);
                    Some(answer.json()["registration_number"].as_str()?.to_owned())
                })
            })
            .collect();
        while answered.load(Ordering::SeqCst) < PEOPLE / 4 {
            thread::yield_now();
        }
        phase.store(1, Ordering::SeqCst);
        runtime.kill();
        phase.store(2, Ordering::SeqCst);
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let accepted = before.iter().flatten().count();
    assert!((PEOPLE / 4..PEOPLE).contains(&accepted), "{accepted}");

    runtime.restart();
    for (one, number_before) in submissions.iter().zip(&before) {
        let client = runtime.client();
        let receipt = submit(&client, &one.person, &one.proof, &one.key)
            .expect(201)
            .json();
        let number = receipt["registration_number"].as_str().unwrap();
        if let Some(before) = number_before {
            assert_eq!(number, before, "an answer that was given still holds");
        }
        let account = client.get("/api/v1/account").expect(200).json();
        assert_eq!(account["registration_number"], number);
        let again = submit(&runtime.client(), &one.person, &one.proof, &fresh_key());
        assert_eq!(
            again.refusal(),
            (409, "nik.already_registered".into()),
            "exactly one record"
        );
        let status = json!({ "registration_number": number, "birth_date": one.person.birth_date });
        runtime
            .client()
            .post_json("/api/v1/status", &status)
            .expect(200);
    }
    // Locally the queue lives in memory and died too; its work is handed over again.
    runtime.advance(10 * 60);
    let last = sign_in(&runtime, &submissions[PEOPLE - 1].person);
    until("the identity check after the kill", || {
        let account = last.get("/api/v1/account").expect(200).json();
        (account["timeline"][1]["progress"] == "done").then_some(())
    });
}

#[test]
fn storage_survives_an_orderly_restart_and_sessions_with_it() {
    let mut runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let sari = register(&runtime, Person::new());
    join(&sari.client, 72).expect(201);
    let token = sari.client.session().unwrap();
    runtime.stop();
    runtime.restart();

    let cookie = format!("__Host-session={token}");
    let client = runtime.client();
    let account = client
        .method("GET", "/api/v1/account")
        .header("Cookie", &cookie)
        .send()
        .expect(200)
        .json();
    assert_eq!(account["registration_number"], sari.number.as_str());
    assert_eq!(account["applications"][0]["wave"], 72);
    let waves = client.get("/api/v1/waves").expect(200).json();
    assert_eq!(waves[0]["wave"]["number"], 72);
    runtime.advance(60);
    let again = sign_in(&runtime, &sari.person)
        .get("/api/v1/account")
        .expect(200)
        .json();
    assert_eq!(again["registration_number"], sari.number.as_str());
}

#[test]
fn a_join_cut_off_by_a_kill_is_sent_again_with_its_key_and_counts_once() {
    let mut runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let people: Vec<_> = (0..8).map(|_| register(&runtime, Person::new())).collect();
    let keys: Vec<String> = people.iter().map(|_| fresh_key()).collect();
    let join_with = |client: &Client, key: &str, cookie: Option<&str>| {
        let mut call = client
            .post("/api/v1/account/applications")
            .key(key)
            .json(&json!({ "wave": 72 }));
        if let Some(cookie) = cookie {
            call = call.header("Cookie", cookie);
        }
        call.try_send()
    };
    thread::scope(|scope| {
        for (sari, key) in people.iter().zip(&keys) {
            scope.spawn(move || drop(join_with(&sari.client, key, None)));
        }
        runtime.kill();
    });
    runtime.restart();
    for (sari, key) in people.iter().zip(&keys) {
        let cookie = format!("__Host-session={}", sari.client.session().unwrap());
        let client = runtime.client();
        join_with(&client, key, Some(&cookie)).unwrap().expect(201);
        let account = client
            .method("GET", "/api/v1/account")
            .header("Cookie", &cookie)
            .send()
            .expect(200)
            .json();
        assert_eq!(account["applications"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_shard_whose_alarm_was_lost_wakes_again_with_its_next_work() {
    let mut runtime = Runtime::start_on(json!({ "SHARDS": "1" }), |_| {});
    runtime.plan(&Schedule::open(72));
    let sari = register(&runtime, Person::new());
    verified(&sari);
    runtime.await_message(&sari.person.phone, "cocok");
    // Somebody whose check has to be tried again.
    runtime.dukcapil("down");
    register(&runtime, Person::with_nik_ending("9998"));
    until("the registry to be asked", || {
        (runtime.dukcapil_calls("9998") > 0).then_some(())
    });
    let session = sari.client.session().unwrap();
    runtime.stop();
    assert_eq!(runtime.lose_alarms("RegistrantShard", 3600), 1);
    runtime.restart();

    runtime
        .client()
        .post("/api/v1/account/applications")
        .key(&fresh_key())
        .header("Cookie", &format!("__Host-session={session}"))
        .json(&json!({ "wave": 72 }))
        .send()
        .expect(201);
    runtime.await_message(&sari.person.phone, "Gelombang 72");
}
