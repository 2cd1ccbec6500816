//! The identity check: after the registration, never in its way.

use domain::messages::{Code, Locale};
use proofs::browser::{Browser, Scripts};
use proofs::{
    Person, Runtime, Schedule, fresh_key, join, prove, register, send_sign_in_code, shared,
    sign_in, submit, until,
};
use serde_json::{Value, json};

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

fn says(person: &proofs::Registered, progress: &str) {
    until(&format!("the verdict to be `{progress}`"), || {
        (person.step("identity_check")["progress"] == progress).then_some(())
    });
}

/// Somebody whom the office has on another card than they typed.
fn with_a_wrong_card() -> Person {
    Person::with_nik_ending("9996")
}

#[test]
fn a_stranger_who_registers_with_somebodys_nik_first_keeps_them_out_of_nothing() {
    let runtime = Runtime::start();
    let holder = with_a_wrong_card();
    let mut thief = Person::new();
    thief.nik.clone_from(&holder.nik);
    let thief = register(&runtime, thief);
    says(&thief, "needs_you");
    let card = holder.card();
    let holder = register(&runtime, Person { kk: card, ..holder });
    says(&holder, "done");

    // From now on the NIK leads to its holder alone.
    let heard = runtime.last_message(&thief.person.phone);
    let elsewhere = sign_in(&runtime, &holder.person);
    let account = elsewhere.get("/api/v1/account").expect(200).json();
    assert_eq!(account["registration_number"], holder.number.as_str());
    runtime.await_message(&thief.person.phone, "belum cocok");
    let after = runtime.messages(&thief.person.phone, heard);
    assert!(
        after
            .iter()
            .all(|one| !one["text"].as_str().unwrap().contains("kode")),
        "no code goes to the other"
    );
    // The other learns no more than that the NIK is not right.
    let detail = thief.step("identity_check")["detail"].clone();
    let detail = detail.as_str().unwrap();
    assert!(detail.contains("Yang berbeda: NIK."), "{detail}");
    let put = thief.client.method("PUT", "/api/v1/account/identity");
    let body = json!({ "kk": holder.person.kk, "name": holder.person.name, "birth_date": holder.person.birth_date });
    assert_eq!(put.json(&body).send().refusal(), (409, "nik.denied".into()));
    let late = Person {
        nik: holder.person.nik.clone(),
        ..Person::new()
    };
    let client = runtime.client();
    let proof = prove(&runtime, &client, &late.phone);
    let refused = submit(&client, &late, &proof, &fresh_key());
    assert_eq!(refused.refusal(), (409, "nik.already_registered".into()));
}

#[test]
fn two_who_wait_for_the_office_with_one_nik_sign_in_with_codes_of_their_own() {
    let runtime = Runtime::start();
    runtime.dukcapil("down");
    let holder = with_a_wrong_card();
    let mut thief = Person::new();
    thief.nik.clone_from(&holder.nik);
    let both = [
        register(&runtime, thief),
        register(
            &runtime,
            Person {
                kk: holder.card(),
                ..holder
            },
        ),
    ];
    for one in &both {
        let client = sign_in(&runtime, &one.person);
        let account = client.get("/api/v1/account").expect(200).json();
        assert_eq!(account["registration_number"], one.number.as_str());
        runtime.advance(61);
    }
    // Each time a code went to both: with that of the registration there are three.
    let [thief, holder] = both.each_ref().map(|one| one.person.phone.as_str());
    for phone in [thief, holder] {
        until("a code for each", || {
            (runtime.codes(phone) == 3).then_some(())
        });
    }
    // A phone that has registered gets the code alone.
    send_sign_in_code(&both[1].client, &both[1].person.nik).expect(202);
    until("its code", || (runtime.codes(holder) == 4).then_some(()));
    assert_eq!(runtime.codes(thief), 3);

    runtime.dukcapil("ok");
    until("the holder's verdict", || {
        runtime.advance(60);
        verified(&both[1])
    });
    says(&both[0], "needs_you");
}

#[test]
fn a_card_that_was_mistyped_is_put_right_on_the_phone_and_the_wave_is_kept() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    runtime.dukcapil("down");
    let sari = register(&runtime, with_a_wrong_card());
    join(&sari.client, 72).expect(201);
    runtime.dukcapil("ok");
    until("the office's verdict", || {
        runtime.advance(60);
        (sari.step("identity_check")["progress"] == "needs_you").then_some(())
    });

    let browser = Browser::open(&runtime, Scripts::Off);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.click("a[href='/akun/data/']");
    browser.see("Berbeda dari catatan Dukcapil");
    assert_eq!(browser.value("#kk"), sari.person.kk);
    assert_eq!(browser.value("#name"), sari.person.name);
    let wrong = "11";
    browser.run("document.querySelector('#kk').value = ''");
    browser.type_into("#kk", wrong);
    browser.click("main form button");
    browser.see(Code::KkLength.text(Locale::Id));
    assert_eq!(browser.value("#kk"), wrong, "what was typed is there");
    assert_eq!(browser.value("#birth_day"), sari.person.birth_parts()[0]);
    browser.run("document.querySelector('#kk').value = ''");
    browser.type_into("#kk", &sari.person.card());
    browser.click("main form button");
    browser.see("sedang diperiksa");
    says(&sari, "done");
    browser.go("/akun/data/");
    browser.see("cocok dengan Dukcapil");
    assert!(!browser.has("main form"));

    // The entry is one of the right card's household, and it is in the draw.
    runtime.advance(Schedule::open(72).closes + 60);
    until("the draw", || {
        runtime.advance(6 * 3600);
        let told = runtime.messages(&sari.person.phone, 0);
        let drawn = |one: &Value| one["text"].as_str().unwrap().contains("selamat");
        told.iter().any(drawn).then_some(())
    });
}

#[test]
fn data_is_put_right_five_times_and_then_an_officer_looks() {
    let sari = register(shared(), Person::with_nik_ending("9998"));
    let correct = |kk: &str| {
        let body = json!({
            "kk": kk, "name": sari.person.name, "birth_date": sari.person.birth_date,
        });
        sari.client
            .method("PUT", "/api/v1/account/identity")
            .json(&body)
            .send()
    };
    for n in 1..=5 {
        says(&sari, "needs_you");
        let left = correct(&format!("327300990000010{n}")).expect(200).json();
        assert_eq!(left["corrections_left"], 5 - n);
    }
    says(&sari, "needs_you");
    let more = correct("3273009900000109");
    assert_eq!(more.refusal(), (409, "identity.corrections_used_up".into()));
    let page = sari.client.get("/akun/data/").expect(200);
    assert!(page.text.contains("posko terdekat") && !page.text.contains("name=\"kk\""));
    let wrong = correct("1");
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.fields(), [("kk".into(), "kk.length".into())]);
}

#[test]
fn nobody_sees_or_changes_the_data_of_another() {
    let sari = register(shared(), with_a_wrong_card());
    says(&sari, "needs_you");
    let stranger = shared().client();
    let url = "/api/v1/account/identity";
    let needed = (401, "session.needed".to_owned());
    assert_eq!(stranger.get(url).refusal(), needed);
    let body = json!({ "kk": sari.person.card(), "name": "X", "birth_date": "1990-01-01" });
    let put = stranger.method("PUT", url).json(&body).send();
    assert_eq!(put.refusal(), needed);
    let budi = register(shared(), Person::new());
    let own = budi.client.get(url).expect(200).json();
    assert_eq!(own["kk"], budi.person.kk.as_str());
    let page = stranger.get("/akun/data/");
    assert_eq!(page.status, stranger.get("/akun/").status);
    assert!(!page.text.contains("name=\"kk\""));
}

#[test]
fn whoever_mistyped_their_nik_registers_again_from_the_same_phone() {
    let runtime = shared();
    let mistyped = Person::with_nik_ending("0404");
    let first = register(runtime, mistyped.clone());
    let right = Person {
        phone: mistyped.phone.clone(),
        ..Person::new()
    };
    says(&first, "needs_you");
    runtime.await_message(&mistyped.phone, "belum cocok");
    let second = register(runtime, right);
    says(&second, "done");
    // And once more it is one person's alone.
    let client = runtime.client();
    let proof = prove(runtime, &client, &mistyped.phone);
    let third = Person {
        phone: mistyped.phone,
        ..Person::new()
    };
    let refused = submit(&client, &third, &proof, &fresh_key());
    assert_eq!(refused.refusal(), (409, "phone.already_used".into()));
}
