//! A wave at the size of a small town: two thousand people register, one draw
//! decides, and a winner and a loser check it on their own phones.

use domain::draw::{Outcome, Quotas};
use domain::wave::Slip;
use proofs::browser::{Browser, Scripts};
use proofs::{Person, Registered, Runtime, Schedule, join, register, sign_in, until};
use serde_json::json;
use std::sync::Mutex;

const DAY: i64 = 24 * 3600;
const APPLICANTS: usize = 2_000;
const SEATS: u32 = 300;
/// Callers at a time: enough to keep two cores busy.
const CALLERS: usize = 12;

const WAVE: Schedule = Schedule {
    number: 95,
    opens: -3600,
    closes: DAY,
    announces: 2 * DAY,
};

/// Somebody of a family of one to three, in one of four provinces.
fn person(n: usize, family: &mut String) -> Person {
    const DOMICILES: [&str; 4] = ["3273", "7371", "9171", "1271"];
    let mut person = Person::new();
    person.domicile = DOMICILES[n % 4];
    if n.is_multiple_of(3) {
        family.clone_from(&person.kk);
    } else if !n.is_multiple_of(5) {
        person.kk.clone_from(family);
    }
    person
}

fn town(runtime: &Runtime) -> Vec<Registered> {
    let mut family = String::new();
    let people: Vec<Person> = (0..APPLICANTS).map(|n| person(n, &mut family)).collect();
    let waiting = Mutex::new(people);
    let done = Mutex::new(vec![]);
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| {
                while let Some(person) = { waiting.lock().unwrap().pop() } {
                    let person = register(runtime, person);
                    join(&person.client, WAVE.number).expect(201);
                    done.lock().unwrap().push(person);
                }
            });
        }
    });
    done.into_inner().unwrap()
}

/// What somebody needs to check the draw, and what became of them.
struct Told {
    outcome: Option<Outcome>,
    number: String,
    code: String,
}

fn told(runtime: &Runtime, person: &Registered) -> Told {
    let client = sign_in(runtime, &person.person);
    let account = client.get("/api/v1/account").expect(200).json();
    let application = &account["applications"][0];
    let slip: Slip = serde_json::from_value(application["slip"].clone()).unwrap();
    Told {
        outcome: serde_json::from_value(application["outcome"].clone()).unwrap(),
        number: account["registration_number"].as_str().unwrap().to_owned(),
        code: slip.code(),
    }
}

/// Checks the draw on a phone with number and code, and once more without a
/// network.
fn checks_on_the_phone(runtime: &Runtime, told: &Told, headline: &str) {
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/undian/95/");
    browser.fill("registration_number", &told.number);
    browser.fill("code", &told.code);
    browser.click("form[action=\"/undian/95/\"] button");
    browser.see(headline);
    browser.see("Diperiksa di ponsel Anda, tanpa server");
    browser.is_accessible(headline);
    browser.network(false);
    browser.click("#periksa-lagi");
    browser.see("Pemeriksaan ke-2");
    browser.network(true);
}

#[test]
fn two_thousand_people_are_drawn_and_a_winner_and_a_loser_check_it_on_their_phones() {
    let runtime = Runtime::start();
    let quotas: Quotas = serde_json::from_value(json!({
        "12": { "priority": 10, "general": 65 },
        "32": { "priority": 10, "general": 65 },
        "73": { "priority": 10, "general": 65 },
        "92": { "priority": 0, "general": 75 },
    }))
    .unwrap();
    runtime.plan_with_seats(&WAVE, &quotas);
    let people = town(&runtime);
    until("everybody's identity to be checked", || {
        (runtime.dukcapil_calls("1001") >= APPLICANTS as u64).then_some(())
    });
    runtime.conduct(&WAVE);

    let commitment = runtime.draw_file(WAVE.number, "commitment.json").unwrap();
    let commitment: serde_json::Value = serde_json::from_slice(&commitment).unwrap();
    let result = runtime.draw_file(WAVE.number, "result.json").unwrap();
    let result: serde_json::Value = serde_json::from_slice(&result).unwrap();
    let excluded: u64 = commitment["excluded"]
        .as_object()
        .unwrap()
        .values()
        .map(|count| count.as_u64().unwrap())
        .sum();
    assert_eq!(
        commitment["entries"].as_u64().unwrap() + excluded,
        APPLICANTS as u64,
        "nobody is lost"
    );
    assert_eq!(result["winners"], SEATS);
    let (holds, said) = runtime.verify_outside(WAVE.number);
    assert!(holds, "{said}");

    // Each is asked once: a second code would take a minute.
    let mut told = people.iter().map(|person| told(&runtime, person));
    let mut seen = vec![];
    for wanted in [Outcome::Drawn, Outcome::NotDrawn] {
        while !seen.iter().any(|one: &Told| one.outcome == Some(wanted)) {
            seen.push(told.next().expect("somebody with this outcome"));
        }
    }
    for (wanted, headline) in [
        (Outcome::Drawn, "Anda terpilih"),
        (Outcome::NotDrawn, "Kali ini belum terpilih"),
    ] {
        let one = seen.iter().find(|one| one.outcome == Some(wanted)).unwrap();
        checks_on_the_phone(&runtime, one, headline);
    }
}
