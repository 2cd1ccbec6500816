//! The waiting room: above an hour's budget, codes go out by turns that are drawn by lot.

use domain::registration::Step;
use domain::waiting_room::Turn;
use proofs::browser::{Browser, Scripts};
use proofs::{Answer, Client, Person, Runtime, register, sign_in, until};
use serde_json::json;

/// Numbers that begin alike have 10 codes an hour without a turn.
const BUDGET: u32 = 10;

/// 20 minutes and what is added to them, in seconds: no turn of a budget just used up comes later.
const LONGEST: i64 = 15 + 1200 + 60;

/// A system of one shard, at the beginning of an hour.
fn runtime() -> Runtime {
    let codes = (BUDGET * 200).to_string();
    // Everybody comes from the network that the local runtime names: an operator's.
    let settings = json!({
        "CODES_PER_HOUR": codes,
        "SHARDS": "1",
        "OPERATOR_NETWORKS": "1 395747",
    });
    let runtime = Runtime::start_on(settings, |_| {});
    let over = runtime.now().timestamp().rem_euclid(3600);
    runtime.advance(3600 - over);
    runtime
}

/// Numbers that begin alike.
fn number(n: u32) -> String {
    format!("+62857123{n:05}")
}

fn ask_with(client: &Client, phone: &str, turn: &str) -> Answer {
    let body = json!({ "phone": phone, "turn": turn });
    client.elsewhere().post_json("/api/v1/otp", &body)
}

fn ask(client: &Client, phone: &str) -> Answer {
    let body = json!({ "phone": phone });
    client.elsewhere().post_json("/api/v1/otp", &body)
}

/// Somebody has codes sent to numbers that begin alike until no more go out.
fn drain(runtime: &Runtime) {
    let sent = (0..=BUDGET).position(|n| ask(&runtime.client(), &number(n)).status != 202);
    assert!(sent.is_some(), "more than the budget goes out");
}

/// The turn that was given, and in how many seconds it comes.
fn given(answer: &Answer) -> (String, i64) {
    assert_eq!(answer.refusal(), (429, "turn.later".into()));
    let problem = answer.json();
    let turn = problem["turn"].as_str().unwrap().to_owned();
    (turn, problem["retry_after"].as_i64().unwrap())
}

#[test]
fn numbers_that_begin_like_too_many_wait_for_a_turn_and_all_others_do_not() {
    let runtime = runtime();
    let client = runtime.client();
    let mut sari = Person::new();
    sari.phone = number(999);
    let sari = register(&runtime, sari);
    for n in 1..BUDGET {
        ask(&client, &number(n)).expect(202);
    }

    let phone = number(500);
    let (turn, wait) = given(&ask(&client, &phone));
    assert!((1..=LONGEST).contains(&wait), "{wait}");
    // Who shows a turn before it has come keeps it.
    let (same, sooner) = given(&ask_with(&client, &phone, &turn));
    assert!(same == turn && sooner <= wait, "{same} {sooner}");
    // Who asks anew has drawn the same lot, from that moment on.
    for n in 510..516 {
        let mut opens = (0..2).map(|_| {
            let (turn, _) = given(&ask(&client, &number(n)));
            Turn::read(&turn).unwrap().0.opens_at
        });
        let (first, second) = (opens.next().unwrap(), opens.next().unwrap());
        let later = (second - first).num_seconds();
        assert!(later == 0 || later == 60, "{later}");
    }
    // Numbers that begin otherwise, and whoever has an account, wait for nothing.
    ask(&client, "+628571394600").expect(202);
    runtime.advance(61);
    sign_in(&runtime, &sari.person);

    runtime.advance(wait);
    // Another's turn, and one that was made up, are none.
    given(&ask_with(&client, &number(501), &turn));
    let (seconds, mark) = turn.split_once('.').unwrap();
    let earlier = seconds.parse::<i64>().unwrap() - 60;
    given(&ask_with(&client, &phone, &format!("{earlier}.{mark}")));
    for hostile in ["", ".", "x.y", "'; --", &"9".repeat(200)] {
        given(&ask_with(&client, &phone, hostile));
    }
    ask_with(&client, &phone, &turn).expect(202);
    runtime.await_code(&phone, 0);

    // One that was missed is none any more.
    let phone = number(502);
    let (turn, wait) = given(&ask(&client, &phone));
    runtime.advance(wait + 600);
    given(&ask_with(&client, &phone, &turn));
    // The next hour has a budget of its own, for those too who still have a turn to come.
    let (turn, _) = given(&ask(&client, &number(503)));
    runtime.advance(3600 - runtime.now().timestamp().rem_euclid(3600));
    ask_with(&client, &number(503), &turn).expect(202);
    ask(&client, &phone).expect(202);
}

/// A number whose turn comes in so many seconds.
fn with_wait(runtime: &Runtime, wanted: std::ops::Range<i64>) -> String {
    let found = (1_000..9_000).map(number).find(|phone| {
        let (_, wait) = given(&ask(&runtime.client(), phone));
        wanted.contains(&wait)
    });
    found.expect("one of eight thousand")
}

fn at_the_number(runtime: &Runtime, phone: String, scripts: Scripts) -> (Browser, Person) {
    let mut person = Person::new();
    person.phone = phone;
    let browser = Browser::open(runtime, scripts);
    browser.go("/daftar/");
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Phone);
    browser.see("Giliran nomor ini");
    (browser, person)
}

#[test]
fn whoever_leaves_the_page_open_is_sent_the_code_when_the_turn_comes() {
    let runtime = runtime();
    drain(&runtime);
    let soon = with_wait(&runtime, 30..70);
    let (browser, person) = at_the_number(&runtime, soon, Scripts::On);
    browser.await_step(Step::Otp);
    browser.answer_from_to(&runtime, &person, Step::Otp, Step::Otp);
    browser.await_step(Step::Email);
    assert!(!browser.has("#giliran"));
}

#[test]
fn without_scripts_the_turn_is_kept_by_the_page() {
    let runtime = runtime();
    drain(&runtime);
    let late = with_wait(&runtime, 600..700);
    let (browser, person) = at_the_number(&runtime, late, Scripts::Off);
    let shown = browser.text("#giliran");
    // Who presses too early reads the same.
    browser.press("next");
    browser.see("Giliran nomor ini");
    assert_eq!(browser.text("#giliran"), shown);
    runtime.advance(700);
    browser.press("next");
    browser.await_step(Step::Otp);
    browser.answer_from_to(&runtime, &person, Step::Otp, Step::Otp);
    browser.await_step(Step::Email);
}

#[test]
fn what_was_typed_and_the_turn_are_there_when_the_phone_comes_back() {
    let runtime = runtime();
    drain(&runtime);
    let late = with_wait(&runtime, 600..700);
    let (browser, person) = at_the_number(&runtime, late, Scripts::On);
    browser.await_alive();
    browser.is_accessible("waiting room");
    browser.fits("waiting room");
    until("the turn to be kept on the phone", || {
        let draft = browser.draft()?;
        draft.iter().any(|(name, _)| name == "turn").then_some(())
    });
    browser.go("/");
    runtime.advance(700);
    browser.go("/daftar/");
    browser.await_step(Step::Phone);
    browser.see("Giliran nomor ini");
    browser.press("next");
    browser.await_step(Step::Otp);
    runtime.await_code(&person.phone, 0);
}

#[test]
fn whoever_waits_for_another_code_can_still_type_the_one_before() {
    let runtime = runtime();
    let mut person = Person::new();
    person.phone = number(999);
    let browser = Browser::open(&runtime, Scripts::On);
    browser.go("/daftar/");
    browser.answer_from_to(&runtime, &person, Step::Nik, Step::Phone);
    browser.await_step(Step::Otp);
    drain(&runtime);
    runtime.advance(61);
    browser.press("resend");
    browser.see("Giliran nomor ini");
    browser.await_step(Step::Otp);
    browser.answer_from_to(&runtime, &person, Step::Otp, Step::Otp);
    browser.await_step(Step::Email);
}
