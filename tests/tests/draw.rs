//! The open draw, from joining to the last person told: what is published holds,
//! everybody hears what became of them, and nothing that breaks on the way
//! changes the result.

use domain::draw::{
    Commitment, DrawResult, Group, InclusionProof, Outcome, PublishedRoot, Quotas, Rules, file_hash,
};
use domain::registration::RegistrationNumber;
use domain::wave::Slip;
use proofs::{Person, Registered, Runtime, Schedule, join, register, sign_in, verified};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

const WAVE: Schedule = Schedule {
    number: 90,
    opens: -HOUR,
    closes: DAY,
    announces: 2 * DAY,
};

/// So many seats for Jawa Barat, where everybody here lives.
fn seats(general: u32) -> Quotas {
    serde_json::from_value(json!({ "32": { "priority": 0, "general": general } })).unwrap()
}

/// Somebody who takes part.
fn applicant(runtime: &Runtime, person: Person) -> Registered {
    let person = register(runtime, person);
    verified(&person);
    join(&person.client, WAVE.number).expect(201);
    person
}

fn account(runtime: &Runtime, person: &Registered) -> Value {
    let client = sign_in(runtime, &person.person);
    client.get("/api/v1/account").expect(200).json()
}

/// What is published of a wave, read as everybody can.
struct Published {
    commitment: Commitment,
    result: DrawResult,
}

impl Published {
    fn of(runtime: &Runtime) -> Self {
        let file = |name| runtime.draw_file(WAVE.number, name).expect(name);
        let rules: Rules = serde_json::from_slice(&file("rules.json")).unwrap();
        let commitment_bytes = file("commitment.json");
        let commitment: Commitment = serde_json::from_slice(&commitment_bytes).unwrap();
        let result: DrawResult = serde_json::from_slice(&file("result.json")).unwrap();
        assert_eq!(commitment.rules_hash, file_hash(&file("rules.json")));
        assert_eq!(result.commitment_hash, file_hash(&commitment_bytes));
        assert_eq!(rules.wave, WAVE.number);
        Self { commitment, result }
    }

    fn root(&self) -> PublishedRoot {
        PublishedRoot {
            wave: WAVE.number,
            shards: u16::try_from(self.commitment.shards.len()).unwrap(),
            root: self.commitment.root,
        }
    }

    /// Checks a person's entry with what they have in hand; whether it is at or
    /// below the threshold.
    fn won(&self, runtime: &Runtime, account: &Value) -> bool {
        let slip: Slip =
            serde_json::from_value(account["applications"][0]["slip"].clone()).unwrap();
        let number =
            RegistrationNumber::parse(account["registration_number"].as_str().unwrap()).unwrap();
        let id = domain::draw::EntryId::of(WAVE.number, &number, slip.nonce);
        let bytes = runtime
            .draw_file(WAVE.number, &format!("proofs/{}-{id}", slip.shard))
            .expect("the proof");
        assert!(bytes.len() <= 1024, "{} bytes", bytes.len());
        let proof = InclusionProof::parse(&bytes).unwrap();
        proof.check(id, self.root()).unwrap();
        let ticket = proof.ticket(&self.result.randomness.0).unwrap();
        let stratum = self
            .result
            .strata
            .iter()
            .find(|one| one.stratum == proof.entry.stratum)
            .unwrap();
        stratum
            .threshold
            .is_some_and(|threshold| ticket <= threshold.0)
    }
}

fn outcome(account: &Value) -> Outcome {
    serde_json::from_value(account["applications"][0]["outcome"].clone()).unwrap()
}

#[test]
fn a_wave_is_drawn_as_published_and_everybody_hears_what_became_of_them() {
    let runtime = Runtime::start();
    runtime.plan_with_seats(&WAVE, &seats(4));
    let family = Person::new().kk;
    let mut people: Vec<Registered> = (0..9)
        .map(|n| {
            let mut person = Person::new();
            if n < 3 {
                person.kk.clone_from(&family);
            }
            applicant(&runtime, person)
        })
        .collect();
    let gone = applicant(&runtime, Person::new());
    gone.client
        .method("DELETE", "/api/v1/account/applications/90")
        .send()
        .expect(204);
    runtime.dukcapil("down");
    let unchecked = register(&runtime, Person::new());
    join(&unchecked.client, WAVE.number).expect(201);

    runtime.advance(WAVE.closes);
    runtime.await_phase(WAVE.number, "committed");
    assert!(
        runtime.draw_file(WAVE.number, "result.json").is_none(),
        "nothing is drawn before the beacon"
    );
    let committed = runtime.draw_file(WAVE.number, "commitment.json").unwrap();
    let told = account(&runtime, &unchecked);
    assert_eq!(told["status"]["kind"], "excluded_pending", "{told}");
    runtime.advance(DAY / 2);
    runtime.await_phase(WAVE.number, "drawn");
    runtime.advance(DAY / 2);
    runtime.await_phase(WAVE.number, "settled");

    let published = Published::of(&runtime);
    assert_eq!(
        runtime.draw_file(WAVE.number, "commitment.json").unwrap(),
        committed
    );
    assert_eq!(published.commitment.entries, 9);
    assert_eq!(
        json!(published.commitment.excluded),
        json!({ "identity_pending": 1 })
    );
    assert_eq!(published.result.winners, 4);
    let (holds, said) = runtime.verify_outside(WAVE.number);
    assert!(holds, "{said}");

    let mut by_outcome: BTreeMap<String, u32> = BTreeMap::new();
    let mut family_won = 0;
    people.push(unchecked);
    for (n, person) in people.iter().enumerate() {
        let account = account(&runtime, person);
        let outcome = outcome(&account);
        *by_outcome.entry(format!("{outcome:?}")).or_default() += 1;
        let (kind, words) = match outcome {
            Outcome::Drawn => ("drawn", "selamat"),
            Outcome::NotDrawn => ("not_drawn", "belum terpilih"),
            Outcome::HouseholdLimit => ("household_limit", "belum terpilih"),
            Outcome::Excluded(_) => ("excluded_pending", "tidak ikut undian"),
        };
        assert_eq!(account["status"]["kind"], kind);
        runtime.await_message(&person.person.phone, words);
        if !matches!(outcome, Outcome::Excluded(_)) {
            let below = published.won(&runtime, &account);
            match outcome {
                Outcome::Drawn => assert!(below),
                Outcome::NotDrawn => assert!(!below),
                _ => {}
            }
        }
        if n < 3 {
            family_won += u32::from(outcome == Outcome::Drawn);
        }
    }
    assert_eq!(by_outcome["Drawn"], 4, "{by_outcome:?}");
    assert!(family_won <= 2);
    assert_eq!(
        by_outcome.get("HouseholdLimit"),
        Some(&1),
        "one of three on a card of two"
    );
    let left = account(&runtime, &gone);
    assert_eq!(left["applications"], json!([]));
    assert!(
        published
            .result
            .strata
            .iter()
            .all(|one| one.stratum.group == Group::General || one.winners == 0)
    );
}

#[test]
fn proofs_of_entries_that_are_not_there_do_not_exist() {
    let runtime = Runtime::start();
    runtime.plan_with_seats(&WAVE, &seats(1));
    applicant(&runtime, Person::new());
    let nobody = format!("0-{}", "ab".repeat(32));
    let missing = |what: &str| {
        let answer = runtime
            .client()
            .get(&format!("/berkas/undian/90/proofs/{what}"));
        assert_eq!(answer.status, 404, "{what}");
    };
    missing(&nobody);
    runtime.conduct(&WAVE);
    for what in [
        nobody.as_str(),
        "",
        "0-",
        "9999-00",
        "0-zz",
        &format!("255-{}", "00".repeat(32)),
        "../../rules.json",
    ] {
        missing(what);
    }
    for path in [
        "/berkas/undian/90/secrets.json",
        "/berkas/undian/90/entries/999.bin",
        "/berkas/undian/91/rules.json",
        "/berkas/undian/x/rules.json",
        "/berkas/",
    ] {
        assert_eq!(runtime.client().get(path).status, 404, "{path}");
    }
}

#[test]
fn a_beacon_that_is_away_slow_or_forged_is_waited_for_and_never_believed() {
    let runtime = Runtime::start();
    runtime.plan_with_seats(&WAVE, &seats(1));
    for _ in 0..3 {
        applicant(&runtime, Person::new());
    }
    runtime.advance(WAVE.closes);
    runtime.await_phase(WAVE.number, "committed");
    for fault in ["down", "wrong", "slow"] {
        runtime.beacon(fault);
        runtime.advance(DAY / 8);
        assert_eq!(runtime.phase(WAVE.number), "committed", "{fault}");
    }
    runtime.beacon("wrong");
    runtime.advance(DAY / 4);
    assert_eq!(runtime.phase(WAVE.number), "committed");
    assert!(runtime.draw_file(WAVE.number, "result.json").is_none());
    runtime.beacon("ok");
    // It asks again by itself.
    runtime.await_phase(WAVE.number, "drawn");
    assert_eq!(Published::of(&runtime).result.winners, 1);
}

#[test]
fn a_draw_that_is_killed_between_any_two_steps_comes_to_one_result_and_tells_it_once() {
    let mut runtime = Runtime::start();
    runtime.plan_with_seats(&WAVE, &seats(3));
    let people: Vec<Registered> = (0..8).map(|_| applicant(&runtime, Person::new())).collect();
    let mut commitment = None;
    for (seconds, phase) in [
        (WAVE.closes, "committed"),
        (DAY / 2, "drawn"),
        (DAY / 2, "settled"),
    ] {
        let mut seconds = seconds;
        while runtime.phase(WAVE.number) != phase {
            runtime.one_step_and_kill(seconds);
            seconds = 0;
            let now = runtime.draw_file(WAVE.number, "commitment.json");
            if commitment.is_some() {
                assert_eq!(now, commitment, "a published commitment never changes");
            }
            commitment = now;
        }
    }
    let steps = runtime.draw_steps();
    let expected = [
        "screening 1 after 0",
        "screening 4 after 0",
        "committing 0",
        "committing 4",
        "waiting for the beacon",
        "searching",
        "drawn",
        "announcing 0 after 0",
        "announcing 4 after 0",
        "settled",
    ];
    for step in expected {
        assert!(steps.iter().any(|one| one == step), "{step}: {steps:?}");
    }
    let mut once = steps.clone();
    once.retain(|step| step != "searching");
    let all = once.len();
    once.sort();
    once.dedup();
    assert_eq!(
        once.len(),
        all,
        "no step that was stored is done again: {steps:?}"
    );
    let published = Published::of(&runtime);
    assert_eq!(published.result.winners, 3);
    let (holds, said) = runtime.verify_outside(WAVE.number);
    assert!(holds, "{said}");
    let mut won = 0;
    for person in &people {
        let account = account(&runtime, person);
        let outcome = outcome(&account);
        assert_eq!(outcome == Outcome::Drawn, published.won(&runtime, &account));
        won += u32::from(outcome == Outcome::Drawn);
        let told = runtime.messages(&person.person.phone, 0);
        let told = told.iter().filter(|message| {
            let text = message["text"].as_str().unwrap();
            text.contains("undian Gelombang 90.")
        });
        // The local queue lives in memory: what a kill finds in it is gone.
        assert!(told.count() <= 1, "told twice");
    }
    assert_eq!(won, 3);
}
