//! From the award to a completed course: chosen from the catalogue, reserved
//! with the balance, redeemed by its platform, learned, completed; and every way
//! in which that can go wrong, with the money where it belongs.

use domain::catalogue::Mode;
use proofs::market::{Market, account, balance, code, commit, report, reserve, wish};
use proofs::{Answer, Cut, Person, Proxy, courses, fresh_key, register, until};
use serde_json::{Value, json};

#[test]
fn a_course_is_reserved_redeemed_learned_and_completed_and_the_book_says_so() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let course = market.course(Mode::Online);
    let price = course.offers[0].price.rupiah().0;
    let platform = course.offers[0].platform.to_string();
    let client = market.client(0);
    let key = fresh_key();
    let purchase = reserve(&client, &key, &wish(course, None))
        .expect(201)
        .json();
    assert_eq!(purchase["status"], "reserved");
    let again = reserve(&client, &key, &wish(course, None))
        .expect(201)
        .json();
    assert_eq!(again, purchase, "the same key, the same purchase");
    assert_eq!(balance(&client), 3_500_000 - price);

    let call = |path: &str, body: &Value| runtime.platform(&platform, path, body);
    let told = call("redeem-code/status", &code(&purchase))
        .expect(200)
        .json();
    assert_eq!(
        (&told["status"], &told["price"]),
        (&json!("reserved"), &json!(price))
    );
    let other = if platform == "P01" { "P02" } else { "P01" };
    let foreign = runtime.platform(other, "redeem-code/status", &code(&purchase));
    assert_eq!(
        foreign.refusal(),
        (404, "purchase.unknown".into()),
        "codes of others are unknown to a platform"
    );
    // Committed twice, and late answers asked for again.
    for _ in 0..2 {
        let told = call("redeem-code/commit", &commit(&purchase, "INV-1", "akun-1"));
        assert_eq!(told.expect(200).json()["status"], "redeemed");
    }
    let second_order = call("redeem-code/commit", &commit(&purchase, "INV-2", "akun-1"));
    assert_eq!(
        second_order.refusal(),
        (409, "purchase.already_redeemed".into())
    );
    runtime.await_message(
        &market.people[0].person.phone,
        "kode tukar Anda sudah dipakai",
    );

    let report = |path: &str, more: Value| call(path, &report(&purchase, "INV-1", &more));
    let early = report("completion", json!({ "status": "completed" }));
    assert_eq!(
        early.refusal(),
        (409, "purchase.progress_too_low".into()),
        "nothing bears it out"
    );
    report(
        "progress",
        json!({ "progress": 100, "reported_at": runtime.now() }),
    )
    .expect(200);
    for _ in 0..2 {
        let told = report("completion", json!({ "status": "completed" }));
        assert_eq!(told.expect(200).json()["status"], "completed");
    }
    let shown = account(&client);
    assert_eq!(shown["purchases"][0]["status"], "completed");
    assert_eq!(balance(&client), 3_500_000 - price, "charged once");
    let statement = client.get("/api/v1/account/statement").expect(200).json();
    let of_balance = statement
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["account"] == "training_balance")
        .unwrap();
    let kinds: Vec<&str> = of_balance["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["awarded", "reserved"]);

    // One platform account, one card.
    let second = market.client(1);
    let theirs = reserve(&second, &fresh_key(), &wish(course, None))
        .expect(201)
        .json();
    let shared = call("redeem-code/commit", &commit(&theirs, "INV-9", "akun-1"));
    assert_eq!(
        shared.refusal(),
        (409, "purchase.account_of_other_card".into())
    );
    call("redeem-code/commit", &commit(&theirs, "INV-9", "akun-2")).expect(200);
}

#[test]
fn of_two_who_want_the_last_seat_one_gets_it_and_the_other_when_it_comes_back() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let course = market.course(Mode::InClass);
    let price = course.offers[0].price.rupiah().0;
    let platform = course.offers[0].platform.to_string();
    let clients = [market.client(0), market.client(1)];
    let page = || {
        let page = runtime.client().get(&format!("/pelatihan/{}/", course.id));
        page.expect(200).text
    };
    assert!(page().contains("sisa 1 dari 1 kursi"));
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let asked: Vec<_> = clients
            .iter()
            .map(|client| scope.spawn(|| reserve(client, &fresh_key(), &wish(course, Some(0)))))
            .collect();
        asked.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let winner = answers.iter().position(|one| one.status == 201).unwrap();
    let loser = 1 - winner;
    assert_eq!(
        answers[loser].refusal(),
        (409, "purchase.no_seat_left".into())
    );
    assert_eq!(balance(&clients[loser]), 3_500_000, "nothing was put aside");

    until("the page to say that the seat is gone", || {
        page().contains("penuh (1 kursi)").then_some(())
    });
    let purchase = answers[winner].json();
    let path = format!(
        "/api/v1/account/purchases/{}",
        purchase["id"].as_str().unwrap()
    );
    for _ in 0..2 {
        let told = clients[winner].method("DELETE", &path).send().expect(200);
        assert_eq!(told.json()["status"], "cancelled");
    }
    assert_eq!(
        balance(&clients[winner]),
        3_500_000,
        "the price is back once"
    );
    let late = runtime.platform(
        &platform,
        "redeem-code/commit",
        &commit(&purchase, "INV-1", "akun-1"),
    );
    assert_eq!(late.refusal(), (409, "purchase.cancelled".into()));
    until("the seat to be free", || {
        let answer = reserve(&clients[loser], &fresh_key(), &wish(course, Some(0)));
        (answer.status == 201).then_some(())
    });
    assert_eq!(balance(&clients[loser]), 3_500_000 - price);
}

#[test]
fn a_key_that_is_sent_again_for_another_schedule_costs_nobody_a_seat() {
    let market = Market::open(2);
    let course = market.course(Mode::InClass);
    let [sari, budi] = [0, 1].map(|person| market.client(person));
    let key = fresh_key();
    let purchase = reserve(&sari, &key, &wish(course, Some(1)))
        .expect(201)
        .json();
    let id = purchase["id"].as_str().unwrap();
    let path = format!("/api/v1/account/purchases/{id}");
    sari.method("DELETE", &path).send().expect(200);
    for _ in 0..2 {
        let other = reserve(&sari, &key, &wish(course, Some(0)));
        assert_eq!(other.refusal(), (422, "idempotency_key.reused".into()));
    }
    // The only seat of that one is still there.
    reserve(&budi, &fresh_key(), &wish(course, Some(0))).expect(201);
}

#[test]
fn a_code_that_is_not_redeemed_in_time_is_void_at_that_instant_and_the_price_comes_back() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let course = market.course(Mode::Online);
    let platform = course.offers[0].platform.to_string();
    let client = market.client(0);
    let purchase = reserve(&client, &fresh_key(), &wish(course, None))
        .expect(201)
        .json();
    let expires: chrono::DateTime<chrono::Utc> =
        purchase["expires_at"].as_str().unwrap().parse().unwrap();
    let left = (expires - runtime.now()).num_seconds();
    runtime.advance(left + 1);
    let late = runtime.platform(
        &platform,
        "redeem-code/commit",
        &commit(&purchase, "INV-1", "akun-1"),
    );
    assert_eq!(late.refusal(), (409, "purchase.expired".into()));
    runtime.await_message(&market.people[0].person.phone, "tidak dipakai sampai batas");
    let client = market.client(0);
    assert_eq!(balance(&client), 3_500_000);
    assert_eq!(account(&client)["purchases"][0]["status"], "expired");
}

#[test]
fn what_changed_since_it_was_seen_and_what_may_not_be_sold_is_refused_in_words() {
    let market = Market::open(1);
    let course = market.course(Mode::Online);
    let client = market.client(0);
    let refused = |wish: &Value| reserve(&client, &fresh_key(), wish).refusal();
    let mut cheaper = wish(course, None);
    cheaper["price"] = json!(course.offers[0].price.rupiah().0 - 5_000);
    assert_eq!(refused(&cheaper), (409, "purchase.price_changed".into()));
    let mut nowhere = wish(course, None);
    nowhere["course"] = json!("K99999");
    assert_eq!(refused(&nowhere), (404, "not_found".into()));
    let in_class = market.course(Mode::InClass);
    assert_eq!(
        refused(&wish(in_class, None)),
        (404, "not_found".into()),
        "a course in a room needs a schedule"
    );
    let poor = register(&market.runtime, Person::new());
    assert_eq!(
        reserve(&poor.client, &fresh_key(), &wish(course, None)).refusal(),
        (409, "purchase.no_award".into())
    );

    // Withdrawn while the page was open.
    let mut demo = courses(market.runtime.now().date_naive());
    demo.courses
        .iter_mut()
        .find(|one| one.course.id == course.id)
        .unwrap()
        .course
        .offers
        .clear();
    market.runtime.publish(&demo, 2);
    until("the new catalogue to be seen", || {
        let answer = reserve(&client, &fresh_key(), &wish(course, None));
        (answer.status == 409 && answer.refusal().1 == "purchase.course_withdrawn").then_some(())
    });
    assert_eq!(balance(&client), 3_500_000);
}

#[test]
fn a_call_that_is_not_signed_by_its_platform_or_comes_twice_is_refused() {
    let runtime = proofs::shared();
    let body = json!({ "redeem_code": "60RK-4CSM-6MV3-EE1P", "course_code": "K00001" });
    let path = "redeem-code/status";
    let nonce = fresh_key();
    let call = |nonce: &str| {
        runtime
            .platform_with_nonce("P01", path, &body, nonce)
            .refusal()
    };
    assert_eq!(call(&nonce), (404, "purchase.unknown".into()));
    assert_eq!(call(&nonce), (401, "signature.replayed".into()));
    assert_eq!(
        runtime.platform("P99", path, &body).refusal(),
        (401, "signature.wrong".into())
    );
    let unsigned = runtime
        .client()
        .post_json("/api/partner/v1/redeem-code/status", &body);
    assert_eq!(unsigned.refusal(), (401, "signature.malformed".into()));
}

#[test]
fn a_purchase_whose_answers_are_lost_is_made_once_and_given_back_once() {
    let market = Market::open(1);
    let client = market.client(0);
    let proxy = Proxy::before(&market.runtime);
    let phone = client.through(&proxy.address);
    let course = market.course(Mode::InClass);
    let price = course.offers[0].price.rupiah().0;
    let all = "/api/v1/account/purchases";
    // The last seat: held twice, it would be refused the second time.
    let (key, body) = (fresh_key(), wish(course, Some(0)));
    let buy = || phone.post(all).key(&key).json(&body).try_send();
    for cut in [Cut::Swallow, Cut::Truncate] {
        proxy.cut("POST", all, cut);
        assert!(buy().is_err(), "{cut:?}");
        proxy.heal();
    }
    let bought = buy().unwrap().expect(201).json();
    assert_eq!(account(&client)["purchases"].as_array().unwrap().len(), 1);
    assert_eq!(balance(&client), 3_500_000 - price, "taken once");
    let sent = proxy.passed("POST", all);
    assert!(sent.len() >= 3 && sent.iter().all(|one| one.status == 201));

    let path = format!("{all}/{}", bought["id"].as_str().unwrap());
    let give_back = || phone.method("DELETE", &path).try_send();
    for cut in [Cut::Swallow, Cut::Truncate] {
        proxy.cut("DELETE", all, cut);
        assert!(give_back().is_err(), "{cut:?}");
        proxy.heal();
    }
    let told = give_back().unwrap().expect(200).json();
    assert_eq!(told["status"], "cancelled");
    assert_eq!(balance(&client), 3_500_000, "given back once");
}
