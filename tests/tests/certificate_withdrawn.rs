//! A certificate that was sent for the wrong course is taken back.

use domain::catalogue::Mode;
use proofs::browser::{Browser, Scripts};
use proofs::certificate::{path, photo, redeem, redeem_course, send};
use proofs::market::{Market, account, report};
use proofs::{Client, until};
use serde_json::{Value, json};

#[test]
fn a_file_for_the_wrong_course_is_withdrawn_and_sent_for_the_right_one() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let client = market.client(0);
    let (_, wrong) = redeem(&market, &client, "INV-1");
    let bought = market.course(Mode::Online);
    let mut courses = market.courses.iter();
    let other = courses.find(|one| {
        let price = one.lowest_price().map(|price| price.rupiah().0);
        one.mode == Mode::Online
            && one.id != bought.id
            && price.is_some_and(|price| price < 1_500_000)
    });
    let (platform, right) = redeem_course(&market, &client, other.unwrap(), "INV-2");
    let of = |purchase: &Value| {
        let all = account(&client)["certificates"].clone();
        let mut all = all.as_array().unwrap().iter();
        let found = all.find(|one| one["purchase"] == purchase["id"]);
        found.unwrap().clone()
    };
    let file = photo(1, 60_000);
    let sent = send(&client, &wrong, &file).expect(200).json();
    let twice = send(&client, &right, &file);
    let code = "certificate.used_for_other_course".to_owned();
    assert_eq!(twice.refusal(), (409, code));
    assert_eq!(of(&wrong)["withdrawable"], sent["id"]);
    let address = path(&sent["id"], "");

    let withdraw = |client: &Client| client.method("DELETE", &address).send();
    let stranger = withdraw(&market.client(1));
    assert_eq!(stranger.refusal(), (404, "certificate.unknown".into()));
    withdraw(&runtime.client()).expect(401);
    for _ in 0..2 {
        assert_eq!(withdraw(&client).expect(200).json()["state"], "dropped");
    }
    assert_eq!(of(&wrong)["status"], "awaited");
    assert_eq!(of(&wrong)["withdrawable"], Value::Null);
    let read = format!("/sertifikat/berkas/{}/", sent["id"].as_str().unwrap());
    client.get(&read).expect(404);

    send(&client, &right, &file).expect(200);
    // It is the other's now.
    let back = send(&client, &wrong, &file);
    let code = "certificate.used_for_other_course".to_owned();
    assert_eq!(back.refusal(), (409, code));
    let now = runtime.now();
    let of_right = |more: Value| report(&right, "INV-2", &more);
    let done = json!({ "progress": 100, "reported_at": now });
    let call = |path: &str, body: &Value| runtime.platform(&platform, path, body);
    call("progress", &of_right(done)).expect(200);
    call("completion", &of_right(json!({ "status": "completed" }))).expect(200);
    until("it to be accepted", || {
        (of(&right)["status"] == "accepted").then_some(())
    });
    let accepted = of(&right)["file"].clone();
    let late = client.method("DELETE", &path(&accepted, "")).send();
    assert_eq!(late.refusal(), (409, "certificate.already_accepted".into()));
}

#[test]
fn a_file_is_withdrawn_by_a_form_without_scripts() {
    let market = Market::open(1);
    let client = market.client(0);
    let (_, purchase) = redeem(&market, &client, "INV-1");
    send(&client, &purchase, &photo(1, 9_000)).expect(200);
    let browser = Browser::open(&market.runtime, Scripts::Off);
    browser.sign_in_as(&client);
    browser.go("/akun/");
    browser.see("Salah pelatihan, atau salah berkas?");
    browser.click(".certificate details summary");
    browser.click("form[action=\"/akun/tarik-sertifikat/\"] button");
    until("the certificate to be awaited", || {
        (account(&client)["certificates"][0]["status"] == "awaited").then_some(())
    });
    browser.go("/akun/");
    browser.see("Kirim sertifikat");
    assert!(!browser.has("form[action=\"/akun/tarik-sertifikat/\"]"));
}
