//! From the award to a completed course: chosen from the catalogue, reserved
//! with the balance, redeemed by its platform, learned, completed; and every way
//! in which that can go wrong, with the money where it belongs.

use domain::catalogue::Mode;
use proofs::browser::{Browser, Scripts};
use proofs::market::{Market, account, balance, code, commit, report, reserve, wish};
use proofs::{Answer, Client, Cut, Person, Proxy, courses, fresh_key, register, until};
use serde_json::{Value, json};
use std::time::Duration;

/// Where courses are bought.
const COURSES: &str = "/pelatihan/";
/// Gives a reserved course back.
const BACK: &str = "/akun/batal-pelatihan/";

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

/// What can become of an answer. A page's worker waits 20 s for one.
const CUTS: [Cut; 5] = [
    Cut::Swallow,
    Cut::Status(500),
    Cut::Status(502),
    Cut::Truncate,
    Cut::Late(Duration::from_secs(21)),
];

/// After a button was pressed: the person reads that it is done, or that it waits, and
/// then that it has arrived by itself.
fn arrives(browser: &Browser, proxy: &Proxy, cut: Cut) {
    let waits = until(
        &format!("{cut:?}: the account, or that it waits"),
        || match browser.place().as_str() {
            "/kiriman/" => Some(true),
            place => place.starts_with("/akun/").then_some(false),
        },
    );
    if waits && cut == Cut::Swallow {
        browser.see("Menunggu jaringan");
    }
    proxy.heal();
    if waits {
        browser.reload();
        browser.see("Sudah sampai");
        browser.go("/akun/");
    }
}

/// Somebody at a course's page on a phone with a worker, behind a proxy.
fn at_the_course(market: &Market, client: &Client) -> (Proxy, Browser, String) {
    let proxy = Proxy::before(&market.runtime);
    let browser = Browser::open_at(&market.runtime, &proxy.address, Scripts::On);
    browser.sign_in_as(client);
    let page = format!("/pelatihan/{}/", market.course(Mode::Online).id);
    browser.go(&page);
    browser.await_worker();
    // Where signing in leads; from here the phone knows whose it is.
    browser.go("/akun/");
    browser.go(&page);
    (proxy, browser, page)
}

fn buys(browser: &Browser, page: &str) {
    browser.click(&format!("form[action=\"{page}beli/\"] button"));
}

#[test]
fn a_course_bought_and_given_back_by_forms_is_so_once_whatever_becomes_of_the_answers() {
    let market = Market::open(1);
    let client = market.client(0);
    let (proxy, browser, page) = at_the_course(&market, &client);
    let price = market.course(Mode::Online).offers[0].price.rupiah().0;
    let reserved = |account: &Value| {
        let all = account["purchases"].as_array().unwrap();
        all.iter().filter(|one| one["status"] == "reserved").count()
    };
    for (round, cut) in CUTS.into_iter().enumerate() {
        browser.go(&page);
        proxy.cut("POST", COURSES, cut);
        buys(&browser, &page);
        arrives(&browser, &proxy, cut);
        browser.see("Menunggu ditukar");
        let now = account(&client);
        assert_eq!(reserved(&now), 1, "{cut:?}");
        assert_eq!(now["purchases"].as_array().unwrap().len(), round + 1);
        assert_eq!(balance(&client), 3_500_000 - price, "{cut:?}: taken once");

        proxy.cut("POST", BACK, cut);
        browser.click(&format!("form[action=\"{BACK}\"] button"));
        arrives(&browser, &proxy, cut);
        until(&format!("{cut:?}: the price is back"), || {
            (balance(&client) == 3_500_000).then_some(())
        });
        assert_eq!(reserved(&account(&client)), 0, "{cut:?}");
    }
}

/// Signs in by the page's own forms.
fn signs_in(browser: &Browser, market: &Market, person: &Person) {
    market.runtime.advance(61);
    browser.see("Setelah masuk, Anda kembali ke halaman tadi.");
    let since = market.runtime.last_message(&person.phone);
    browser.type_into("#nik", &person.nik);
    browser.click("main form button");
    browser.see("Isi kode dari SMS");
    let code = market.runtime.await_code(&person.phone, since);
    browser.type_into("#otp", &code);
    browser.click("main form button[value=next]");
}

#[test]
fn whoever_presses_buy_before_signing_in_is_back_at_the_course_and_buys_it_themselves() {
    let market = Market::open(2);
    let spent = |person: usize| 3_500_000 - balance(&market.client(person));
    let price = market.course(Mode::Online).offers[0].price.rupiah().0;
    let proxy = Proxy::before(&market.runtime);
    let browser = Browser::open_at(&market.runtime, &proxy.address, Scripts::On);
    let page = format!("/pelatihan/{}/", market.course(Mode::Online).id);
    browser.go(&page);
    browser.await_worker();
    for person in [0, 1] {
        browser.go(&page);
        buys(&browser, &page);
        signs_in(&browser, &market, &market.people[person].person);
        until("the course", || (browser.place() == page).then_some(()));
        assert_eq!(spent(person), 0, "nothing is bought by signing in");
        // What is bought now is kept until it is known to have arrived.
        proxy.cut("POST", COURSES, Cut::Swallow);
        buys(&browser, &page);
        browser.see("Menunggu jaringan");
        proxy.heal();
        browser.reload();
        browser.see("Sudah sampai");
        assert_eq!(spent(person), price);
        // The session ends by itself, and the next one takes the phone.
        browser.forget_session();
    }
    assert_eq!(spent(0), price, "the first one pays for nobody else");
}

#[test]
fn a_course_whose_buyer_closes_the_tab_before_the_answer_is_bought_once() {
    let market = Market::open(1);
    let client = market.client(0);
    let (proxy, browser, page) = at_the_course(&market, &client);
    proxy.cut("POST", COURSES, Cut::Swallow);
    browser.run(&format!(
        "document.querySelector('form[action=\"{page}beli/\"]').requestSubmit()"
    ));
    browser.new_tab_instead();
    until("the form to be under way", || {
        (!proxy.passed_below("POST", COURSES).is_empty()).then_some(())
    });
    proxy.heal();
    browser.go("/kiriman/");
    browser.see("Sudah sampai");
    let sent = proxy.passed_below("POST", COURSES);
    assert!(sent.len() >= 2 && sent.iter().all(|one| one.body == sent[0].body));
    assert_eq!(account(&client)["purchases"].as_array().unwrap().len(), 1);
}
