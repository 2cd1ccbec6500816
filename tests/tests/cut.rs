//! Answers that never reach the phone, although the edge has done what was asked:
//! swallowed, replaced by a failure, cut in half, or later than anybody waits.
//! Nothing typed is lost, nothing is done twice, and the person sees the truth.

use domain::registration::{Field, Step};
use proofs::browser::{Browser, Scripts};
use proofs::{Cut, Passed, Person, Proxy, Runtime, register, shared};
use std::time::Duration;

const REGISTRATIONS: &str = "/api/v1/registrations";
const JOIN: &str = "/akun/gabung/";
/// The page gives up after 20 s.
const TOO_LATE: Duration = Duration::from_secs(21);

fn through(runtime: &Runtime, proxy: &Proxy) -> Browser {
    Browser::open_at(runtime, &proxy.address, Scripts::On)
}

/// Fields of the draft on the phone while the page says that nothing was sent; the
/// proxy goes on spoiling answers meanwhile, or has spoilt one and waits for the next.
fn kept_while_unsent(browser: &Browser) -> Vec<(String, String)> {
    browser.see("Belum terkirim");
    browser.draft().unwrap_or_default()
}

/// Messages to somebody with these words.
fn told(runtime: &Runtime, person: &Person, words: &str) -> Vec<String> {
    runtime.await_message(&person.phone, words);
    let texts = runtime.messages(&person.phone, 0);
    texts
        .iter()
        .map(|one| one["text"].as_str().unwrap().to_owned())
        .filter(|text| text.contains(words))
        .collect()
}

/// Somebody registers, and the answer to the first sending is spoilt.
fn registers_once(runtime: &Runtime, proxy: &Proxy, browser: &Browser, cut: Cut) {
    let person = Person::new();
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Consent);
    browser.await_step(Step::Check);
    proxy.cut("POST", REGISTRATIONS, cut);
    browser.press("submit");

    let draft = kept_while_unsent(browser);
    proxy.heal();
    let kept = |field: Field| {
        let found = draft.iter().find(|(name, _)| name == field.as_str());
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    };
    assert_eq!(kept(Field::Nik), person.nik, "{cut:?}");
    assert_eq!(kept(Field::Name), person.name, "{cut:?}");

    // It sends again by itself; nobody has to press anything.
    browser.see("Pendaftaran diterima");
    let number = browser.text(".number [aria-hidden]");
    let mut sent = proxy.passed("POST", REGISTRATIONS);
    sent.retain(|one| one.body.contains(&person.nik));
    assert!(sent.len() >= 2, "{cut:?}: {sent:?}");
    for one in &sent {
        let key = one.key.as_deref();
        assert_eq!(key, Some(kept(Field::IdempotencyKey)), "{cut:?}");
        assert_eq!(one.status, 201, "{cut:?}: stored once, answered alike");
        assert_eq!(one.body, sent[0].body, "{cut:?}");
    }
    let receipts = told(runtime, &person, "Nomor pendaftaran");
    assert_eq!(receipts.len(), 1, "{cut:?}: one registration, one receipt");
    assert!(receipts[0].contains(&number), "{cut:?}: {number}");
    assert_eq!(browser.draft(), None, "{cut:?}: what was sent is forgotten");
}

#[test]
fn a_registration_whose_answer_is_swallowed_is_sent_again_and_stored_once() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    registers_once(runtime, &proxy, &through(runtime, &proxy), Cut::Swallow);
}

#[test]
fn a_registration_whose_answer_is_broken_or_late_is_sent_again_and_stored_once() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = through(runtime, &proxy);
    for cut in [
        Cut::Status(500),
        Cut::Status(502),
        Cut::Truncate,
        Cut::Late(TOO_LATE),
    ] {
        registers_once(runtime, &proxy, &browser, cut);
    }
}

/// Signs in by the pages, presses the button that joins, and is told that the form
/// waits for a network.
fn joins_unanswered(runtime: &Runtime, proxy: &Proxy, browser: &Browser, person: &Person) {
    browser.go("/masuk/");
    let since = runtime.last_message(&person.phone);
    browser.fill("nik", &person.nik);
    browser.click("form[action=\"/masuk/\"] button[value=next]");
    browser.find("input[name=challenge]");
    browser.fill("otp", &runtime.await_code(&person.phone, since));
    browser.click("form[action=\"/masuk/\"] button[value=next]");
    browser.see(&person.name);
    proxy.cut("POST", JOIN, Cut::Swallow);
    browser.click(&format!("form[action=\"{JOIN}\"] button"));
    browser.see("Menunggu jaringan");
}

/// What people do then.
#[derive(Clone, Copy, Debug)]
enum Then {
    Reload,
    GoBack,
}

#[test]
fn a_wave_joined_without_an_answer_is_joined_once_and_told_once() {
    let runtime = shared();
    for then in [Then::Reload, Then::GoBack] {
        let proxy = Proxy::before(runtime);
        let browser = through(runtime, &proxy);
        let sari = register(runtime, Person::new());
        joins_unanswered(runtime, &proxy, &browser, &sari.person);
        proxy.heal();
        match then {
            // Whatever page is opened next, the phone sends what waits.
            Then::Reload => {
                browser.reload();
                browser.see("Sudah sampai");
                browser.go("/akun/");
            }
            Then::GoBack => {
                browser.back();
                browser.see(&sari.person.name);
                // Browsers may show the page as it was, with its button and its key.
                let button = format!("form[action=\"{JOIN}\"] button");
                if browser.has(&button) {
                    browser.click(&button);
                }
            }
        }
        browser.see("Menunggu Gelombang Ditutup");
        assert_eq!(browser.place(), "/akun/", "{then:?}");
        assert!(!browser.has(&format!("form[action=\"{JOIN}\"]")));

        let sent = proxy.passed("POST", JOIN);
        let again = |one: &Passed| one.body == sent[0].body && one.status == 303;
        assert!(sent.iter().all(again), "{then:?}: {sent:?}");
        assert!(sent.len() >= 2, "the same form went twice: {sent:?}");
        let account = sari.account();
        assert_eq!(account["applications"].as_array().unwrap().len(), 1);
        let joined = told(runtime, &sari.person, "Anda ikut Gelombang 72");
        assert_eq!(joined.len(), 1, "{then:?}");
    }
}
