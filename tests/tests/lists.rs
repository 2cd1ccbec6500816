//! Lists of people: who stands on a priority list is drawn from seats of its
//! own, who stands on a forbidden list is not drawn and reads why.

use proofs::{Person, Runtime, Schedule, join, piece, register, shared, sign_in, verified};
use serde_json::json;

const DAY: i64 = 24 * 3600;

const WAVE: Schedule = Schedule {
    number: 91,
    opens: -3600,
    closes: DAY,
    announces: 2 * DAY,
};

#[test]
fn a_priority_list_has_seats_of_its_own_and_a_forbidden_one_keeps_out_with_a_reason() {
    let runtime = Runtime::start();
    let mut wave = runtime.wave(&WAVE);
    wave["quota"] = json!(2);
    wave["quotas"] = json!({ "32": { "priority": 1, "general": 1 } });
    wave["lists"] = json!(["priority/phk-2026", "forbidden/aparatur"]);
    runtime.put_wave(&wave).expect(200);

    let [laid_off, official, wrongly, one, other] =
        [(); 5].map(|()| register(&runtime, Person::new()));
    // Before and after joining: what counts is the list at the closing.
    runtime.change_list("priority/phk-2026", "add", &[&laid_off.person.nik]);
    for person in [&laid_off, &official, &wrongly, &one, &other] {
        verified(person);
        join(&person.client, WAVE.number).expect(201);
    }
    let never_registered = Person::new();
    runtime.change_list(
        "forbidden/aparatur",
        "add",
        &[
            &official.person.nik,
            &wrongly.person.nik,
            &never_registered.nik,
        ],
    );
    runtime.change_list("forbidden/aparatur", "remove", &[&wrongly.person.nik]);
    runtime.change_list("priority/other", "add", &[&one.person.nik]);
    runtime.conduct(&WAVE);

    let account = |person: &Person| {
        let client = sign_in(&runtime, person);
        client.get("/api/v1/account").expect(200).json()
    };
    assert_eq!(account(&laid_off.person)["status"]["kind"], "drawn");
    let kept_out = sign_in(&runtime, &official.person);
    let told = kept_out.get("/api/v1/account").expect(200).json();
    assert_eq!(told["status"]["kind"], "excluded", "{told}");
    let outcome = &told["applications"][0]["outcome"];
    assert_eq!(outcome["reason"], "forbidden");
    let page = kept_out.get("/akun/").expect(200);
    assert!(
        page.text.contains("aparatur negara"),
        "the reason is on the account"
    );
    let drawn = [&wrongly, &one, &other]
        .iter()
        .filter(|person| account(&person.person)["status"]["kind"] == "drawn")
        .count();
    assert_eq!(drawn, 1, "one general seat for three");

    let rules = runtime.draw_file(WAVE.number, "rules.json").unwrap();
    let rules: serde_json::Value = serde_json::from_slice(&rules).unwrap();
    assert_eq!(rules["lists"], wave["lists"]);
    let committed = runtime.draw_file(WAVE.number, "commitment.json").unwrap();
    let committed: serde_json::Value = serde_json::from_slice(&committed).unwrap();
    assert_eq!(committed["excluded"], json!({ "forbidden": 1 }));
    let (holds, said) = runtime.verify_outside(WAVE.number);
    assert!(holds, "{said}");
    let page = runtime.client().get("/undian/91/").expect(200);
    assert!(page.text.contains("phk-2026") && page.text.contains("aparatur"));
}

#[test]
fn only_a_piece_that_two_have_signed_is_taken_in_and_each_once() {
    let runtime = shared();
    let list = "priority/potongan";
    let people = [Person::new(), Person::new()];
    let pieces = people.each_ref().map(|person| piece(&[&person.nik]));
    let bad = piece(&[&people[0].nik, "bukan NIK"]);
    let signed = [pieces.to_vec(), vec![bad.clone()]].concat();
    let text = runtime.list_command(list, "add", &signed);

    let unknown = (404, "list.piece_unknown".to_owned());
    assert_eq!(runtime.bring_piece(list, &pieces[0]).refusal(), unknown);
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(runtime.bring_piece(list, &pieces[0]).refusal(), unknown);
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");

    let progress = |done: u32| json!({ "pieces": 3, "done": done });
    let brought = |piece: &str| runtime.bring_piece(list, piece).expect(200).json();
    assert_eq!(brought(&pieces[0]), progress(1));
    assert_eq!(brought(&pieces[0]), progress(1), "brought again");
    let changed = pieces[1].replace(&people[1].nik, &people[0].nik);
    assert_eq!(runtime.bring_piece(list, &changed).refusal(), unknown);
    assert_eq!(
        runtime
            .bring_piece("forbidden/potongan", &pieces[1])
            .refusal(),
        unknown,
        "another list"
    );
    let refused = runtime.bring_piece(list, &bad);
    assert_eq!(refused.refusal(), (422, "list.line".into()));
    let words = refused.json()["title"].as_str().unwrap().to_owned();
    assert!(words.contains("Baris 3"), "{words}");
    assert_eq!(brought(&pieces[1]), progress(2));
}

#[test]
fn a_change_without_pieces_or_of_a_list_without_a_kind_is_refused() {
    let runtime = shared();
    let none = runtime.list_command("priority/kosong", "add", &[]);
    assert_eq!(
        runtime.sign(0, &none).refusal(),
        (422, "list.pieces_invalid".into())
    );
    let nowhere = runtime.list_command("kosong", "add", &[piece(&[])]);
    assert_eq!(
        runtime.sign(0, &nowhere).refusal(),
        (422, "command.malformed".into())
    );
}
