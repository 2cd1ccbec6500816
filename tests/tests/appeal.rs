//! An award that staff take back: reason, amount and deadline are told, the
//! person appeals, and the office's answer puts everything back or says why not.

use domain::catalogue::Mode;
use proofs::market::{Market, account, balance, reserve, wish};
use proofs::{Answer, Client, fresh_key, until};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

fn revoke(market: &Market, reason: &str) -> Answer {
    let of = json!({
        "registration_number": market.people[0].number, "reason": reason,
        "note": "KTP yang diunggah milik orang lain.",
    });
    market.runtime.command_both("revoke_award", of)
}

fn appeal(client: &Client, text: &str) -> Answer {
    client.post_json("/api/v1/account/appeals", &json!({ "text": text }))
}

fn decide(market: &Market, decision: Value) -> Answer {
    let mut of = json!({ "registration_number": market.people[0].number, "case": 1 });
    of.as_object_mut()
        .unwrap()
        .extend(decision.as_object().unwrap().clone());
    market.runtime.command_both("decide_appeal", of)
}

/// What stands on an account of the signed-in person.
fn stands(client: &Client, account: &str) -> i64 {
    let statement = client.get("/api/v1/account/statement").expect(200).json();
    let found = statement
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["account"] == account);
    found.map_or(0, |one| one["balance"].as_i64().unwrap())
}

#[test]
fn an_award_on_false_data_is_taken_back_appealed_against_and_given_again() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let client = market.client(0);
    assert_eq!(
        appeal(&client, "Keliru").refusal(),
        (404, "appeal.nothing".into())
    );
    let missed = revoke(&market, "missed_deadline");
    assert_eq!(missed.refusal(), (422, "staff.reason_invalid".into()));
    market.complete(&client, "INV-1");
    let left = balance(&client);
    let spent = 3_500_000 - left;
    assert_eq!(
        revoke(&market, "false_data").expect(200).json()["state"],
        "done"
    );
    assert_eq!(
        revoke(&market, "not_eligible").refusal(),
        (409, "award.not_held".into())
    );

    let shown = account(&client);
    assert_eq!(
        (balance(&client), shown["revocation"]["due"].as_i64()),
        (0, Some(spent))
    );
    assert_eq!(stands(&client, "repayment_due"), spent);
    runtime.await_message(&market.people[0].person.phone, "harus dikembalikan sebelum");
    let page = client.get("/akun/").expect(200).text;
    for words in [
        "Data yang Anda berikan saat mendaftar",
        "KTP yang diunggah milik orang lain.",
        "Yang harus dikembalikan",
        "Ajukan keberatan",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let course = market.course(Mode::Online);
    let bought = reserve(&client, &fresh_key(), &wish(course, None));
    assert_eq!(bought.refusal(), (409, "purchase.award_revoked".into()));

    // By the form, without any program: empty first, then in words.
    assert!(
        client
            .get("/akun/keberatan/")
            .expect(200)
            .text
            .contains("Mengapa keputusan ini keliru?")
    );
    let empty = client
        .post_form("/akun/keberatan/", &[("text", " ")])
        .expect(422);
    assert!(empty.text.contains("Tulis alasannya"));
    let words = "Itu KTP saya sendiri; namanya baru diperbaiki.";
    for _ in 0..2 {
        client
            .post_form("/akun/keberatan/", &[("text", words)])
            .expect(303);
    }
    assert_eq!(
        appeal(&client, "Lain").refusal(),
        (409, "appeal.already_filed".into())
    );
    assert!(
        client
            .get("/akun/")
            .expect(200)
            .text
            .contains("Keberatan sedang diperiksa")
    );
    let waiting = until("the office to see it", || {
        let read = runtime.read_as_staff("waiting_appeals").expect(200).json();
        read["items"].as_array().unwrap().first().cloned()
    });
    assert_eq!(
        (&waiting["text"], &waiting["late"]),
        (&json!(words), &json!(false))
    );

    assert_eq!(
        decide(&market, json!({ "decision": "upheld" }))
            .expect(200)
            .json()["state"],
        "done"
    );
    assert_eq!(
        (balance(&client), stands(&client, "repayment_due")),
        (left, 0)
    );
    runtime.await_message(&market.people[0].person.phone, "keberatan Anda diterima");
    assert!(
        client
            .get("/akun/")
            .expect(200)
            .text
            .contains("Keberatan diterima")
    );
    until("the list to be empty", || {
        let read = runtime.read_as_staff("waiting_appeals").expect(200).json();
        (read["items"] == json!([])).then_some(())
    });
}

#[test]
fn an_answer_that_comes_late_is_seen_to_be_late_and_a_rejection_says_why() {
    let market = Market::open(1);
    let client = market.client(0);
    revoke(&market, "not_eligible").expect(200);
    assert_eq!(
        account(&client)["revocation"]["due"],
        0,
        "nothing was spent"
    );
    appeal(&client, "Saya bukan ASN.").expect(200);
    market.runtime.advance(20 * DAY);
    let client = market.client(0);
    assert!(
        client
            .get("/akun/")
            .expect(200)
            .text
            .contains("Keberatan terlambat dijawab")
    );
    let rejected = json!({ "decision": "rejected", "because": "Nama Anda ada dalam daftar ASN." });
    decide(&market, rejected).expect(200);
    let other = decide(&market, json!({ "decision": "upheld" }));
    assert_eq!(other.refusal(), (409, "appeal.decided".into()));
    let page = client.get("/akun/").expect(200).text;
    for words in [
        "Keberatan ditolak",
        "Nama Anda ada dalam daftar ASN.",
        "terlambat dari yang dijanjikan",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(balance(&client), 0);
}

#[test]
fn the_account_says_in_words_how_long_there_is_left_and_a_code_is_reminded_of() {
    let market = Market::open(1);
    let client = market.client(0);
    let page = client.get("/akun/").expect(200).text;
    assert!(page.contains("hari lagi"), "{page}");
    let course = market.course(Mode::Online);
    reserve(&client, &fresh_key(), &wish(course, None)).expect(201);
    assert!(
        client
            .get("/akun/")
            .expect(200)
            .text
            .contains("23 jam lagi")
    );
    market.runtime.advance(18 * 3600);
    market
        .runtime
        .await_message(&market.people[0].person.phone, "kode tukar Anda hangus");
}
