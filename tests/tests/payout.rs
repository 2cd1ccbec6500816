//! Being paid: the account that is linked, the payment that goes out once however
//! its partner behaves, the partner's list of the day, and the surveys.

use proofs::market::{Market, account};
use proofs::{Answer, Client, until};
use serde_json::{Value, json};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
const JOB_SEARCH: i64 = 600_000;
const SURVEY: i64 = 50_000;

fn link(client: &Client, partner: &str, number: &str) -> Answer {
    let body = json!({ "partner": partner, "number": number });
    client.post_json("/api/v1/account/payout-account", &body)
}

fn instalment(client: &Client, kind: &str) -> Value {
    let account = account(client);
    let all = account["payout"]["instalments"].as_array().unwrap();
    all.iter()
        .find(|one| one["kind"] == kind)
        .cloned()
        .unwrap_or_default()
}

fn await_status(client: &Client, status: &str) -> Value {
    until(&format!("the incentive to be {status}"), || {
        Some(instalment(client, "job_search")).filter(|one| one["status"] == status)
    })
}

fn discrepancies(market: &Market) -> Vec<Value> {
    let read = market.runtime.read_as_staff("payout_discrepancies");
    let items = read.expect(200).json()["items"].clone();
    let all = items.as_array().unwrap();
    all.iter().map(|one| one["discrepancy"].clone()).collect()
}

/// On to the day after, when partners' lists are looked at.
fn next_day(market: &Market) {
    market.runtime.advance(DAY + 3 * HOUR);
}

#[test]
fn an_account_is_linked_only_in_ones_own_name_and_everything_wrong_with_it_is_said() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    let unknown = link(&client, "kontan", "1");
    assert_eq!(unknown.refusal(), (422, "payout.partner_unknown".into()));
    let another = link(&client, "gopay", "081298765432");
    assert_eq!(another.refusal(), (422, "payout.phone_differs".into()));
    let nobodys = link(&client, "bni", "0123450000");
    assert_eq!(nobodys.refusal(), (422, "payout.not_registered".into()));
    for (fault, code) in [
        ("other_name", "payout.name_differs"),
        ("closed", "payout.closed"),
    ] {
        runtime.payment(fault);
        assert_eq!(link(&client, "bni", "0123456789").refusal().1, code);
    }
    runtime.payment("down");
    let away = link(&client, "bni", "0123456789");
    assert_eq!(away.refusal(), (503, "payout.partner_away".into()));
    runtime.payment("not_verified");
    let unverified = link(&client, "ovo", &phone);
    assert_eq!(unverified.refusal().1, "payout.not_verified");
    runtime.payment("ok");
    let often = link(&client, "ovo", &phone);
    assert_eq!(
        often.refusal(),
        (429, "payout.too_many_tries".into()),
        "each try asks the partner"
    );
    runtime.advance(HOUR);
    let client = market.client(0);
    for _ in 0..2 {
        let view = link(&client, "ovo", &phone).expect(200).json();
        assert_eq!(view["account"]["partner_name"], "OVO");
        let shown = view["account"]["number"].as_str().unwrap();
        assert!(!shown.contains(&phone[..7]) && shown.ends_with(&phone[phone.len() - 4..]));
    }
    let second = link(&client, "bni", "0123456789");
    assert_eq!(second.refusal(), (409, "payout.already_linked".into()));
    let off = client.method("DELETE", "/api/v1/account/payout-account");
    assert_eq!(off.send().expect(200).json()["account"], Value::Null);
    link(&client, "bni", "0123456789").expect(200);
}

#[test]
fn an_incentive_is_paid_once_to_the_account_and_the_book_says_so() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    market.entitle(&client, "INV-1");
    await_status(&client, "account_needed");
    runtime.await_message(&phone, "belum ada rekening atau dompet");
    assert!(runtime.payments().is_empty(), "nowhere to pay to");
    // By the page's own form.
    let form = [("partner", "gopay"), ("number", phone.as_str())];
    assert_eq!(client.post_form("/akun/rekening/", &form).status, 303);
    await_status(&client, "paid");
    runtime.await_message(&phone, "Rp600.000");
    let paid = runtime.payments();
    assert_eq!(paid.len(), 1);
    assert_eq!(
        (&paid[0]["partner"], &paid[0]["amount"]),
        (&json!("gopay"), &json!(JOB_SEARCH))
    );
    let page = client.get("/akun/").expect(200).text;
    assert!(page.contains("Sudah dibayarkan") && page.contains("GoPay"));
    next_day(&market);
    let client = market.client(0);
    assert!(discrepancies(&market).is_empty(), "books and list agree");
    let statement = client.get("/api/v1/account/statement").expect(200).json();
    let of = |name: &str| {
        let all = statement.as_array().unwrap();
        let account = all.iter().find(|one| one["account"] == name).unwrap();
        account["balance"].as_i64().unwrap()
    };
    assert_eq!((of("incentive_paid"), of("incentive_due")), (JOB_SEARCH, 0));
    assert_eq!(runtime.payments().len(), 1);
}

#[test]
fn a_partner_that_pays_and_never_says_so_is_asked_and_pays_once() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "dana", &phone).expect(200);
    runtime.payment("paid_then_silent");
    market.entitle(&client, "INV-1");
    until("the partner to have paid", || {
        (runtime.payments().len() == 1).then_some(())
    });
    assert_eq!(instalment(&client, "job_search")["status"], "processing");
    runtime.payment("ok");
    // Asked again by the clock, under the same reference.
    until("the answer to the question", || {
        runtime.advance(60);
        (instalment(&client, "job_search")["status"] == "paid").then_some(())
    });
    assert_eq!(runtime.payments().len(), 1, "nothing was sent again");
}

#[test]
fn a_partner_that_pays_twice_is_booked_once_and_told_to_staff() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "linkaja", &phone).expect(200);
    runtime.payment("paid_twice");
    market.entitle(&client, "INV-1");
    await_status(&client, "paid");
    assert_eq!(runtime.payments().len(), 2, "the partner's mistake");
    next_day(&market);
    let found = until("the second payment to be found", || {
        runtime.advance(60);
        discrepancies(&market).into_iter().next()
    });
    assert_eq!(
        (&found["kind"], &found["amount"]),
        (&json!("overpaid"), &json!(JOB_SEARCH))
    );
    let client = market.client(0);
    let statement = client.get("/api/v1/account/statement").expect(200).json();
    let all = statement.as_array().unwrap();
    let paid = all.iter().find(|one| one["account"] == "incentive_paid");
    assert_eq!(paid.unwrap()["balance"], JOB_SEARCH, "booked once");
}

#[test]
fn a_line_that_cannot_be_read_is_told_to_staff_and_the_others_count() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "dana", &phone).expect(200);
    // That it paid twice stands in the list alone.
    runtime.payment("paid_twice");
    market.entitle(&client, "INV-1");
    await_status(&client, "paid");
    runtime.payment("unreadable_lines");
    next_day(&market);
    let found = until("all three to be told", || {
        // A list that could not be had at once is asked for again by the clock.
        runtime.advance(60);
        let found = discrepancies(&market);
        (found.len() == 3).then_some(found)
    });
    let of = |kind: &str| {
        let of_kind = found.iter().filter(|one| one["kind"] == kind);
        of_kind.collect::<Vec<_>>()
    };
    assert_eq!(of("overpaid").len(), 1, "{found:?}");
    assert_eq!(of("unreadable_line").len(), 2, "{found:?}");
    for one in of("unreadable_line") {
        assert_eq!(one["partner"], "dana");
        assert!(one["line"].as_str().unwrap().contains("600000"), "{one}");
    }
    // The next list has the same two lines: each stands once.
    next_day(&market);
    assert_eq!(discrepancies(&market), found);
}

#[test]
fn a_list_that_cannot_be_read_for_six_hours_is_told_to_staff() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "dana", &phone).expect(200);
    market.entitle(&client, "INV-1");
    await_status(&client, "paid");
    runtime.payment("down");
    next_day(&market);
    runtime.advance(5 * HOUR);
    assert!(discrepancies(&market).is_empty(), "it may come yet");
    let found = until("six hours to pass", || {
        runtime.advance(HOUR / 4);
        discrepancies(&market).into_iter().next()
    });
    assert_eq!(
        (&found["kind"], &found["partner"]),
        (&json!("list_not_read"), &json!("dana"))
    );
    runtime.payment("ok");
    runtime.advance(HOUR);
    assert_eq!(discrepancies(&market), [found], "books and list agree");
}

#[test]
fn a_partner_that_lists_what_another_has_paid_is_not_believed() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    for (number, partner) in [(0, "dana"), (1, "ovo")] {
        let phone = market.people[number].person.phone.clone();
        link(&market.client(number), partner, &phone).expect(200);
    }
    // Each partner has a list of its own from its first payment on.
    market.entitle(&market.client(0), "INV-1");
    await_status(&market.client(0), "paid");
    market.entitle(&market.client(1), "INV-2");
    await_status(&market.client(1), "paid");
    runtime.payment("others_lines");
    next_day(&market);
    let found = until("both lists to be read", || {
        runtime.advance(60);
        let found = discrepancies(&market);
        (found.len() == 2).then_some(found)
    });
    let mut partners = vec![];
    for one in &found {
        assert_eq!(one["kind"], "unknown_reference", "{one}");
        partners.push(one["partner"].as_str().unwrap());
    }
    partners.sort_unstable();
    assert_eq!(partners, ["dana", "ovo"], "each of the other's payment");
}

#[test]
fn a_partner_that_is_down_is_asked_again_and_one_that_refuses_needs_the_person() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "ovo", &phone).expect(200);
    runtime.payment("down");
    market.entitle(&client, "INV-1");
    await_status(&client, "processing");
    runtime.payment("ok");
    until("the payment once the partner is back", || {
        runtime.advance(60);
        (instalment(&client, "job_search")["status"] == "paid").then_some(())
    });
    assert_eq!(runtime.payments().len(), 1);

    let second = market.client(1);
    let phone = market.people[1].person.phone.clone();
    link(&second, "ovo", &phone).expect(200);
    runtime.payment("closed");
    market.entitle(&second, "INV-2");
    let failed = await_status(&second, "failed");
    assert_eq!(failed["failure"], "account_closed");
    runtime.await_message(&phone, "sudah ditutup");
    runtime.payment("ok");
    let off = second.method("DELETE", "/api/v1/account/payout-account");
    off.send().expect(200);
    runtime.await_message(&phone, "sudah diputuskan dari akun");
    let view = link(&second, "bni", "0123456789").expect(200).json();
    runtime.await_message(&phone, "dibayarkan ke BNI, nomor berakhiran 6789");
    // Whoever did not replace it has a day to say so.
    assert!(view["waits_until"].is_string(), "{view}");
    let page = second.get("/akun/").expect(200).text;
    assert!(page.contains("baru menggantikan yang lama"));
    runtime.advance(23 * HOUR);
    let second = market.client(1);
    assert_eq!(instalment(&second, "job_search")["status"], "scheduled");
    runtime.advance(HOUR);
    let second = market.client(1);
    await_status(&second, "paid");
    let last = runtime.payments().pop().unwrap();
    assert_eq!(last["partner"], "bni");
}

#[test]
fn who_came_on_a_forbidden_list_since_the_award_is_not_paid_and_told_why() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let person = &market.people[0].person;
    link(&client, "gopay", &person.phone).expect(200);
    runtime.change_list("forbidden/aparatur", "add", &[&person.nik]);
    market.entitle(&client, "INV-1");
    let refused = await_status(&client, "refused");
    assert_eq!(refused["reason"], "no_longer_eligible");
    runtime.await_message(&person.phone, "tidak lagi memenuhi syarat");
    assert!(runtime.payments().is_empty());
}

#[test]
fn a_survey_opens_in_time_is_answered_once_and_pays_once() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = market.people[0].person.phone.clone();
    link(&client, "gopay", &phone).expect(200);
    market.entitle(&client, "INV-1");
    await_status(&client, "paid");
    let survey = account(&client)["payout"]["surveys"][0].clone();
    let opens: chrono::DateTime<chrono::Utc> =
        survey["opens_at"].as_str().unwrap().parse().unwrap();
    let answers = json!({ "answers": {
        "work_before": "none_looking", "work_now": "employee", "income_now": "2_5m_to_5m",
        "useful": "very", "level": "right",
    } });
    // Signing in takes a minute, so a minute too early.
    runtime.advance((opens - runtime.now()).num_seconds() - 120);
    let client = market.client(0);
    let early = client.post_json("/api/v1/account/surveys/1", &answers);
    assert_eq!(early.refusal(), (409, "survey.not_open".into()));
    runtime.advance(60);
    runtime.await_message(&phone, "survei singkat untuk Anda sudah dibuka");
    let form = client.get("/akun/survei/1/").expect(200).text;
    assert!(form.contains("Apa pekerjaan Anda sekarang?"));
    let partly = [("work_now", "employee")];
    let refused = client.post_form("/akun/survei/1/", &partly);
    assert_eq!(refused.status, 422);
    assert!(refused.text.contains("Pilih salah satu"), "nothing is lost");
    // As the phone's worker sends it: with the account that it was filled in for.
    let page = client.get("/akun/").expect(200);
    let tag = page.header("prakerja-account").unwrap().to_owned();
    let choices = answers["answers"].as_object().unwrap();
    let mut fields: Vec<(&str, &str)> = choices
        .iter()
        .map(|(name, choice)| (name.as_str(), choice.as_str().unwrap()))
        .collect();
    fields.push(("account", "somebody-else"));
    client.post_form("/akun/survei/1/", &fields).expect(409);
    fields.pop();
    fields.push(("account", &tag));
    client.post_form("/akun/survei/1/", &fields).expect(303);
    for _ in 0..2 {
        let view = client.post_json("/api/v1/account/surveys/1", &answers);
        assert!(view.expect(200).json()["surveys"][0]["answered_at"].is_string());
    }
    until("the survey to be paid", || {
        (instalment(&client, "survey")["status"] == "paid").then_some(())
    });
    let amounts: Vec<i64> = runtime
        .payments()
        .iter()
        .map(|one| one["amount"].as_i64().unwrap())
        .collect();
    assert_eq!(amounts, [JOB_SEARCH, SURVEY]);
    let again = client.get("/akun/survei/1/");
    assert_eq!(again.status, 303, "answered: back to the account");
}
