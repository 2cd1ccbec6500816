//! A course bought on a phone: by the page's own forms, with its worker, whatever becomes
//! of the answers and whoever is signed in.

use domain::catalogue::Mode;
use proofs::browser::{Browser, Scripts};
use proofs::market::{Market, account, balance};
use proofs::{Client, Cut, Person, Proxy, until};
use serde_json::Value;
use std::time::Duration;

/// Where courses are bought.
const COURSES: &str = "/pelatihan/";
/// Gives a reserved course back.
const BACK: &str = "/akun/batal-pelatihan/";

/// What can become of an answer. A page's worker waits 20 s for one.
const CUTS: [Cut; 5] = [
    Cut::Swallow,
    Cut::Status(500),
    Cut::Status(502),
    Cut::Truncate,
    Cut::Late(Duration::from_secs(21)),
];

/// Presses a form's button: the person reads that it is done, or that it waits, and then that
/// it has arrived by itself.
fn presses(browser: &Browser, proxy: &Proxy, form: &str, cut: Cut) {
    // The page that the button is on is told apart from the same page made anew.
    browser.run("document.documentElement.dataset.pressed = 'yes'");
    browser.click(&format!("form[action=\"{form}\"] button"));
    let waits = until(
        &format!("{cut:?}: the account, or that it waits"),
        || match browser.place().as_str() {
            "/kiriman/" => Some(true),
            place => {
                (place.starts_with("/akun/") && !browser.has("html[data-pressed]")).then_some(false)
            }
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
        presses(&browser, &proxy, &format!("{page}beli/"), cut);
        browser.see("Menunggu ditukar");
        let now = account(&client);
        assert_eq!(reserved(&now), 1, "{cut:?}");
        assert_eq!(now["purchases"].as_array().unwrap().len(), round + 1);
        assert_eq!(balance(&client), 3_500_000 - price, "{cut:?}: taken once");

        proxy.cut("POST", BACK, cut);
        presses(&browser, &proxy, BACK, cut);
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
