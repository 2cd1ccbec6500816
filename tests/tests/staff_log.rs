//! What the office signs and looks at is written down, whatever comes of it.

use domain::staff::{CommandState, EMPTY, LogEntry, LogEvent, Logged, follow};
use proofs::{Runtime, Schedule};
use serde_json::json;

/// Everything that is logged, and nothing that does not follow.
fn log(runtime: &Runtime) -> Vec<Logged> {
    let (mut stands, mut all) = ((EMPTY, 0), vec![]);
    loop {
        let subject = json!({ "log": { "after": stands.1 } });
        let read = runtime.read_as_staff(subject).expect(200).json();
        let entries: Vec<LogEntry> = serde_json::from_value(read["items"].clone()).unwrap();
        if entries.is_empty() {
            return all;
        }
        let (read, chain) = follow(stands, &entries).unwrap();
        let last = read.last().unwrap().number;
        let is_all = entries.len() < 100;
        all.extend(read);
        stands = (chain, last);
        if is_all {
            return all;
        }
    }
}

fn signed(logged: &Logged) -> (&str, &str) {
    match &logged.event {
        LogEvent::Signed { text, key, .. } => (key, text),
        other => panic!("{other:?}"),
    }
}

fn ended(logged: &Logged) -> (u64, Option<CommandState>, Option<&str>) {
    match &logged.event {
        LogEvent::Ended { of, state, refused } => (*of, *state, refused.as_deref()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn both_signatures_of_a_command_its_end_and_every_reading_are_kept() {
    let mut runtime = Runtime::start();
    let wave = runtime.plan_command(&runtime.wave(&Schedule::open(72)));
    runtime.sign(0, &wave).expect(200);
    runtime.sign(0, &wave).expect(409);
    runtime.sign(1, &wave).expect(200);
    let mut wrong = runtime.wave(&Schedule::open(73));
    wrong["quota"] = json!(1);
    let wrong = runtime.plan_command(&wrong);
    runtime.sign(0, &wrong).expect(422);
    // What nobody of the office has signed is not the office's.
    runtime.sign_as("ani", &[1; 32], &wave).expect(401);
    runtime.read_as_staff("undelivered").expect(200);
    let nik = "3273015404980001";
    let people = json!({ "people_of": { "nik": nik } });
    runtime.read_as_staff(people).expect(200);

    let all = log(&runtime);
    assert_eq!(all[2].event, LogEvent::SignedAgain { of: 1 });
    assert_ne!(signed(&all[0]).0, signed(&all[4]).0);
    for (entry, text) in [(0, &wave), (4, &wave), (6, &wrong)] {
        assert_eq!(signed(&all[entry]).1, text, "{entry}");
    }
    let proposed = Some(CommandState::Proposed);
    assert_eq!(ended(&all[1]), (1, proposed, None));
    assert_eq!(ended(&all[3]), (3, None, Some("command.same_key")));
    assert_eq!(ended(&all[5]), (5, Some(CommandState::Done), None));
    let (of, state, refused) = ended(&all[7]);
    assert_eq!((of, state), (7, None));
    assert!(
        refused.is_some_and(|code| code.starts_with("wave.")),
        "{refused:?}"
    );
    assert!(signed(&all[8]).1.contains("undelivered"));
    assert_eq!(ended(&all[9]), (9, None, None));
    assert!(signed(&all[10]).1.contains(nik));
    // The reading of the log stands in it, and has not ended while it is read.
    assert!(signed(&all[12]).1.contains("log"));
    assert_eq!(all.len(), 13);

    runtime.stop();
    runtime.restart();
    assert_eq!(
        log(&runtime)[..13],
        all[..],
        "what was logged stays as it was"
    );
}
