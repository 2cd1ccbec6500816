//! The identity check: after the registration, never in its way.

use proofs::{Person, Runtime, Schedule, join, register, shared, until};

fn verified(sari: &proofs::Registered) -> Option<()> {
    (sari.step("identity_check")["progress"] == "done").then_some(())
}

/// A registration while the office misbehaves, and its check once it is well.
fn survives(fault: &str) {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    runtime.dukcapil(fault);
    let person = Person::new();
    let tail = person.nik[12..].to_owned();
    let sari = register(&runtime, person);
    until("the office to be asked", || {
        (runtime.dukcapil_calls(&tail) > 0).then_some(())
    });
    assert_eq!(
        sari.step("identity_check")["progress"],
        "current",
        "{fault}: pending"
    );
    join(&sari.client, 72).expect(201);

    runtime.dukcapil("ok");
    until(&format!("the check after {fault}"), || {
        verified(&sari).or_else(|| {
            // Tries get rarer by the edge's clock, so move it.
            runtime.advance(60);
            verified(&sari)
        })
    });
    runtime.await_message(&sari.person.phone, "cocok dengan data Dukcapil");
}

#[test]
fn an_office_that_is_down_delays_the_check_and_nothing_else() {
    survives("down");
}

#[test]
fn an_office_that_never_answers_delays_the_check_and_nothing_else() {
    survives("hang");
}

#[test]
fn an_office_that_talks_nonsense_verifies_nobody() {
    survives("wrong");
}

#[test]
fn a_slow_office_makes_nobody_wait() {
    let runtime = Runtime::start();
    runtime.dukcapil("slow");
    let began = std::time::Instant::now();
    let sari = register(&runtime, Person::new());
    assert!(
        began.elapsed().as_secs() < 5,
        "registering waited for the office"
    );
    until("the slow office's verdict", || verified(&sari));
}

#[test]
fn data_that_agrees_is_shown_as_verified_and_told() {
    let sari = register(shared(), Person::new());
    until("the verdict", || verified(&sari));
    let step = sari.step("identity_check");
    assert!(
        step["at"].is_string() && step["at_words"].is_string(),
        "{step}"
    );
    shared().await_message(&sari.person.phone, "data Anda cocok dengan data Dukcapil");
}

#[test]
fn what_differs_is_named_told_and_keeps_from_joining_until_put_right() {
    for (tail, words) in [
        ("9998", "nama"),
        ("9997", "tanggal lahir, nomor KK"),
        ("0404", "NIK"),
    ] {
        let sari = register(shared(), Person::with_nik_ending(tail));
        until("the verdict", || {
            (sari.step("identity_check")["progress"] == "needs_you").then_some(())
        });
        let account = sari.account();
        assert_eq!(account["status"]["kind"], "identity_mismatch");
        let detail = sari.step("identity_check")["detail"]
            .as_str()
            .unwrap()
            .to_owned();
        assert!(detail.contains(words), "{tail}: {detail}");
        shared().await_message(&sari.person.phone, "belum cocok");
        assert_eq!(
            join(&sari.client, 72).refusal(),
            (409, "wave.identity_mismatch".into())
        );
        let page = sari.client.get("/akun/").expect(200);
        assert!(page.text.contains(words), "{tail} on the page");
    }
}

#[test]
fn each_person_is_asked_about_once_when_all_is_well() {
    let runtime = Runtime::start();
    let sari = register(&runtime, Person::with_nik_ending("7321"));
    until("the verdict", || verified(&sari));
    runtime.advance(24 * 3600);
    let second = register(&runtime, Person::with_nik_ending("7322"));
    until("the second verdict", || verified(&second));
    assert_eq!(runtime.dukcapil_calls("7321"), 1);
}

#[test]
fn every_message_of_the_way_arrives_once() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    // One after the other, so that each finds an outbox that was empty in between.
    for _ in 0..3 {
        let sari = register(&runtime, Person::new());
        let phone = &sari.person.phone;
        runtime.await_message(phone, "Nomor pendaftaran");
        runtime.await_message(phone, "cocok dengan data Dukcapil");
        join(&sari.client, 72).expect(201);
        runtime.await_message(phone, "Anda ikut Gelombang 72");
        assert_eq!(
            runtime.messages(phone, 0).len(),
            4,
            "code, receipt, verdict, wave"
        );
    }
}
