//! News on the phone by web push: with consent, empty, and with the text message behind
//! it. The push service is the sandbox's; a real browser shows what comes.

use proofs::browser::{Browser, Scripts};
use proofs::phone::signed_in;
use proofs::push::ask;
use proofs::{
    Cut, Person, Proxy, Registered, Runtime, Schedule, confirm_email, join, register, shared,
    sign_in, until, verified,
};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

const JOINED: &str = "Anda ikut Gelombang";

fn key(sari: &Registered) -> String {
    sari.account()["push"]["key"].as_str().unwrap().to_owned()
}

fn phones(sari: &Registered) -> Value {
    sari.account()["push"]["phones"].clone()
}

/// Somebody verified with an e-mail address, and an open wave.
fn somebody(runtime: &Runtime) -> Registered {
    runtime.plan(&Schedule::open(72));
    let mut person = Person::new();
    person.email = Some(format!("{}@contoh.id", &person.nik[..12]));
    let sari = register(runtime, person);
    confirm_email(runtime, &sari.client, sari.person.email.as_ref().unwrap());
    verified(&sari);
    // What was told before there is a phone is not counted.
    runtime.await_message(&sari.person.phone, "cocok dengan data Dukcapil");
    sari
}

fn was_sent(runtime: &Runtime, to: &str) -> bool {
    let messages = runtime.messages(to, 0);
    let texts = messages.iter().filter_map(|one| one["text"].as_str());
    texts.into_iter().any(|text| text.contains(JOINED))
}

#[test]
fn a_phone_that_was_told_spares_the_text_message_and_the_email_says_what_it_is() {
    let runtime = Runtime::start();
    let sari = somebody(&runtime);
    let phone = runtime.subscribed(&key(&sari));
    let view = phone.ask(&sari.client).expect(200).json();
    assert_eq!(view["phones"], 1);
    // The same again changes nothing.
    assert_eq!(phone.ask(&sari.client).expect(200).json(), view);

    join(&sari.client, 72).expect(201);
    until("the phone to be told", || (phone.told() == 1).then_some(()));
    let email = sari.person.email.clone().unwrap();
    runtime.await_message(&email, JOINED);
    // A text message that went out together with them would be there before this one.
    sign_in(&runtime, &sari.person);
    assert!(!was_sent(&runtime, &sari.person.phone));
}

#[test]
fn what_is_lost_by_reading_it_late_also_comes_as_a_text_message() {
    let runtime = Runtime::start();
    runtime.dukcapil("down");
    let sari = register(&runtime, Person::with_nik_ending("9998"));
    runtime.await_message(&sari.person.phone, "Nomor pendaftaran");
    let phone = runtime.subscribed(&key(&sari));
    phone.ask(&sari.client).expect(200);
    runtime.dukcapil("ok");
    until("the phone to be told", || {
        runtime.advance(60);
        (phone.told() == 1).then_some(())
    });
    runtime.await_message(&sari.person.phone, "belum cocok dengan data Dukcapil");
}

#[test]
fn a_push_service_that_fails_is_made_up_for_by_a_text_message() {
    for fault in ["down", "hang"] {
        let runtime = Runtime::start();
        let sari = somebody(&runtime);
        let phone = runtime.subscribed(&key(&sari));
        phone.ask(&sari.client).expect(200);
        runtime.push(fault);
        join(&sari.client, 72).expect(201);
        runtime.await_message(&sari.person.phone, JOINED);
        assert_eq!((phone.told(), phones(&sari)), (0, 1.into()), "{fault}");
    }
}

#[test]
fn a_connection_that_a_push_service_drops_is_tried_once_more() {
    let service = TcpListener::bind("127.0.0.1:0").unwrap();
    service.set_nonblocking(true).unwrap();
    let origin = format!("http://{}", service.local_addr().unwrap());
    let runtime = Runtime::start_on(serde_json::json!({ "PUSH_SERVICES": origin }), |_| {});
    let sari = somebody(&runtime);
    ask(&sari.client, &format!("{origin}/phone/1")).expect(200);
    let serving = thread::spawn(move || {
        drop(until("the first connection", || service.accept().ok()));
        let (mut taken, _) = until("the second connection", || service.accept().ok());
        let mut first = [0; 1024];
        let length = taken.read(&mut first).unwrap();
        taken
            .write_all(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            .unwrap();
        String::from_utf8_lossy(&first[..length]).into_owned()
    });
    join(&sari.client, 72).expect(201);
    let said = serving.join().unwrap();
    assert!(said.starts_with("POST /phone/1 HTTP/1.1"), "{said}");
    // A text message that went out instead would be there before this one.
    runtime.await_message(&sari.person.email.clone().unwrap(), JOINED);
    sign_in(&runtime, &sari.person);
    assert!(!was_sent(&runtime, &sari.person.phone));
}

#[test]
fn a_phone_that_is_gone_is_forgotten_and_a_text_message_comes_instead() {
    let runtime = Runtime::start();
    let sari = somebody(&runtime);
    let phone = runtime.subscribed(&key(&sari));
    phone.ask(&sari.client).expect(200);
    phone.is_lost();
    join(&sari.client, 72).expect(201);
    runtime.await_message(&sari.person.phone, JOINED);
    assert_eq!(phones(&sari), 0);
}

#[test]
fn a_sixth_phone_takes_the_place_of_the_first_and_each_can_be_taken_off() {
    let runtime = Runtime::start();
    let sari = somebody(&runtime);
    let key = key(&sari);
    let all: Vec<_> = (0..6).map(|_| runtime.subscribed(&key)).collect();
    for phone in &all {
        runtime.advance(1);
        phone.ask(&sari.client).expect(200);
    }
    assert_eq!(phones(&sari), 5);
    let last = &all[5];
    let off = sari
        .client
        .post("/api/v1/account/push/off")
        .json(&serde_json::json!({ "endpoint": last.endpoint }))
        .send();
    assert_eq!(off.expect(200).json()["phones"], 4);

    join(&sari.client, 72).expect(201);
    until("the others to be told", || {
        all[1..5]
            .iter()
            .all(|phone| phone.told() == 1)
            .then_some(())
    });
    assert_eq!((all[0].told(), last.told()), (0, 0));
}

#[test]
fn only_phones_at_known_push_services_and_only_of_whoever_is_signed_in_are_taken() {
    let sari = register(shared(), Person::new());
    for endpoint in ["", "https://example.org/push", "http://169.254.169.254/"] {
        let refused = ask(&sari.client, endpoint).expect(422).json();
        assert_eq!(refused["code"], "push.service_unknown", "{endpoint}");
    }
    let phone = shared().subscribed(&key(&sari));
    phone.ask(&shared().client()).expect(401);
    assert_eq!(phones(&sari), 0);
}

fn sees_the_notice(browser: &Browser) {
    let title = "const worker = await navigator.serviceWorker.ready;
         return (await worker.getNotifications()).map(({ title, body }) => title + body).join()";
    // The developers' tool that plays the push service hears no receipt, and on a busy
    // machine the browser loses a message now and then: it brings it again, as a service
    // does. However often it comes, there is one notice.
    let mut looks = 0_u32;
    let shown = until("the notice", || {
        if looks.is_multiple_of(50) {
            browser.push_arrives();
        }
        looks += 1;
        let shown = browser.try_run_async(title).ok()?;
        shown
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    });
    assert_eq!(
        shown,
        "Ada kabar di akun Prakerja AndaKetuk untuk membacanya."
    );
}

#[test]
fn news_reach_a_phone_whose_worker_came_at_the_second_try() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    proxy.cut("GET", "/luring/", Cut::Status(502));
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    browser.go("/");
    browser.await_worker();
    assert_eq!(proxy.passed("GET", "/luring/").len(), 2);
    browser.has_a_push_service("https://push.contoh.id/1");
    sees_the_notice(&browser);
}

#[test]
fn somebody_asks_to_be_told_on_the_account_reads_that_there_is_news_and_stops_again() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    let phone = runtime.subscribed(&key(&sari));
    browser.has_a_push_service(&phone.endpoint);
    browser.go("/akun/");
    browser.see("Mau diberi tahu begitu ada kabar?");
    browser.is_accessible("news on this phone, not asked for");
    browser.click("#pemberitahuan button[data-state~=off]");
    browser.see("Ponsel ini memberi tahu Anda");
    browser.is_accessible("news on this phone, asked for");
    assert_eq!(phones(&sari), 1);

    sees_the_notice(&browser);

    // Whoever signs in next on this phone has not agreed to anything.
    let other = register(runtime, Person::new());
    browser.forget_session();
    browser.sign_in_as(&other.client);
    browser.go("/akun/");
    browser.see(&other.person.name);
    browser.see("Mau diberi tahu begitu ada kabar?");
    assert_eq!(phones(&other), 0);

    browser.forget_session();
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.see("Pemberitahuan aktif di 1 ponsel.");
    browser.click("#pemberitahuan button[data-state=on]");
    browser.see("Mau diberi tahu begitu ada kabar?");
    until("the edge to know", || (phones(&sari) == 0).then_some(()));
    assert!(!browser.main_text().contains("Pemberitahuan aktif"));

    // A phone that is not at hand is taken off from another.
    runtime
        .subscribed(&key(&sari))
        .ask(&sari.client)
        .expect(200);
    browser.go("/akun/");
    browser.click("form[action=\"/akun/kabar/mati/\"] button");
    until("none to be told", || (phones(&sari) == 0).then_some(()));
}
