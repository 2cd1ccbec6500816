//! The whole way of a participant, on a phone in a real browser: from the award to
//! the first incentive, with days passing in between.

use domain::catalogue::Mode;
use proofs::browser::{Browser, Scripts};
use proofs::certificate::photo;
use proofs::market::{Market, account, commit, report};
use proofs::until;
use serde_json::{Value, json};

const DAY: i64 = 24 * 3600;

/// Signed in anew, at the top of the account.
fn at_home(market: &Market, browser: &Browser) {
    browser.sign_in_as(&market.client(0));
    browser.go("/akun/");
    browser.see("Akun Anda");
}

/// Loads the account again and again until it says so.
fn reload_until(browser: &Browser, words: &str) {
    until(&format!("{words:?} on the account"), || {
        browser.go("/akun/");
        browser.main_text().contains(words).then_some(())
    });
}

/// What its platform does with a code: redeemed, and followed to the end days later.
fn learn(market: &Market, purchase: &Value, platform: &str) {
    let runtime = &market.runtime;
    let call = |path: &str, body: &Value| runtime.platform(platform, path, body).expect(200);
    call("redeem-code/commit", &commit(purchase, "INV-1", "akun-1"));
    runtime.advance(3 * DAY);
    let half = json!({ "progress": 50, "reported_at": runtime.now() });
    call("progress", &report(purchase, "INV-1", &half));
    runtime.advance(2 * DAY);
    let whole = json!({ "progress": 100, "reported_at": runtime.now() });
    call("progress", &report(purchase, "INV-1", &whole));
    let end = json!({ "status": "completed" });
    call("completion", &report(purchase, "INV-1", &end));
}

#[test]
fn a_participant_chooses_buys_learns_certifies_rates_and_is_paid_on_a_phone() {
    let market = Market::open(1);
    let runtime = &market.runtime;
    let phone = &market.people[0].person.phone;
    let course = market.course(Mode::Online);
    let offer = &course.offers[0];
    let platform = offer.platform.to_string();
    let browser = Browser::open(runtime, Scripts::On);
    at_home(&market, &browser);
    browser.see("Kartu Prakerja Anda");
    browser.see("Rp3.500.000");

    // Choose: by words, then on the course's own page.
    browser.click("a[href=\"/pelatihan/\"]");
    browser.type_into("[name=q]", course.title.as_str());
    browser.find(&format!("a[href*=\"/pelatihan/{}/\"]", course.id));
    browser.go(&format!("/pelatihan/{}/", course.id));
    browser.see(course.title.as_str());
    browser.is_accessible("course");
    let form = format!("form[action=\"/pelatihan/{}/beli/\"]", course.id);
    let mine = format!("{form}:has([name=platform][value={platform}]) button");
    browser.click(&mine);
    browser.see("Menunggu ditukar");
    browser.see("Kode tukar");
    browser.is_accessible("account with a code");

    let client = market.client(0);
    let purchase = account(&client)["purchases"][0].clone();
    learn(&market, &purchase, &platform);
    runtime.await_message(phone, "selesai");

    // Certify. Days have passed, and sessions end.
    at_home(&market, &browser);
    let client = market.client(0);
    browser.click("a[href^=\"/sertifikat/kirim/\"]");
    browser.see("Foto atau PDF sertifikat");
    browser.is_accessible("sending a certificate");
    let file = runtime.scratch("certificate").join("sertifikat.jpg");
    std::fs::write(&file, photo(1, 60_000)).unwrap();
    browser.choose_file("#berkas", &file);
    browser.click("#kirim-sertifikat button[type=submit]");
    until("the certificate to be accepted", || {
        let one = account(&client)["certificates"][0].clone();
        (one["status"] == "accepted").then_some(())
    });

    // Rate.
    browser.go("/akun/");
    browser.see("Sertifikat diterima");
    browser.click("a[href^=\"/akun/ulasan/\"]");
    browser.choose("stars", "5");
    browser.is_accessible("rating");
    browser.click("form[action^=\"/akun/ulasan/\"] button");

    // Be paid.
    reload_until(&browser, "Menunggu rekening");
    browser.choose("partner", "gopay");
    browser.fill("number", phone);
    browser.is_accessible("account before linking");
    browser.click("form[action=\"/akun/rekening/\"] button");
    until("the payment to be made", || {
        (runtime.payments().len() == 1).then_some(())
    });
    reload_until(&browser, "Sudah dibayarkan");
    browser.is_accessible("account after the payment");
    let paid = runtime.payments().remove(0);
    assert_eq!(paid["amount"], 600_000);
    runtime.await_message(phone, "Rp600.000");
    runtime.await_rest();
}
