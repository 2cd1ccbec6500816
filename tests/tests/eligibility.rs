//! The eligibility check: on the phone, with a network and without, by the rules that the
//! edge judges by; and on the edge, for whoever runs no program.

use domain::registration::Step;
use proofs::browser::{Browser, Scripts};
use proofs::phone::phone;
use proofs::{Person, Proxy, shared, until};

const FORM: &str = "form[action=\"/cek-syarat/\"] button";
const GO_ON: &str = "form[action=\"/daftar/\"] button";

fn born(browser: &Browser, date: [&str; 3]) {
    for (field, value) in ["birth_day", "birth_month", "birth_year"].iter().zip(date) {
        browser.fill(field, value);
    }
}

/// Every finding as it stands on the page.
fn findings(browser: &Browser) -> String {
    browser.see("Syarat satu per satu");
    browser.text(".findings")
}

/// Answers, and asks for the result.
fn checks(browser: &Browser) {
    browser.choose("citizen", "yes");
    born(browser, ["14", "4", "1998"]);
    browser.choose("work_status", "job_seeker");
    browser.choose("household", "2");
    browser.click(FORM);
}

#[test]
fn answers_are_judged_without_a_network_as_the_edge_judges_them() {
    let runtime = shared();
    let plain = Browser::open(runtime, Scripts::Off);
    plain.go("/cek-syarat/");
    checks(&plain);
    let from_edge = findings(&plain);

    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    browser.go("/cek-syarat/");
    browser.await_alive();
    browser.await_kept("eligibility");
    proxy.network(false);
    browser.go("/cek-syarat/");
    browser.await_alive();
    checks(&browser);
    assert_eq!(findings(&browser), from_edge);
    browser.is_accessible("eligibility judged on the phone");
    let focused = browser.run("return document.activeElement.tagName");
    assert_eq!(focused, "H1", "whoever reads by ear hears the result");
    // Nothing of it was sent anywhere.
    assert!(proxy.passed("POST", "/cek-syarat/").is_empty());
}

#[test]
fn what_fails_is_said_while_one_answers_and_a_wrong_date_is_said_in_its_place() {
    let runtime = shared();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/cek-syarat/");
    browser.await_alive();
    browser.choose("citizen", "yes");
    browser.see("Sejauh ini: 1 terpenuhi, 0 belum terpenuhi");
    born(&browser, ["14", "4", "2015"]);
    browser.see("1 belum terpenuhi");
    browser.is_accessible("eligibility while one answers");
    born(&browser, ["31", "2", "1998"]);
    browser.click(FORM);
    browser.see("Ada yang perlu diperbaiki");
    assert_eq!(browser.value("[name=birth_month]"), "2", "nothing is lost");
    assert!(browser.has("[name=citizen][value=yes]:checked"));
    born(&browser, ["14", "4", "1998"]);
    browser.click(FORM);
    browser.see("Hasil cek syarat");
}

#[test]
fn whoever_goes_on_to_register_does_not_type_again_what_was_answered() {
    let runtime = shared();
    let person = Person::new();
    let [day, month, year] = person.birth_parts();
    let answers = |browser: &Browser| {
        browser.go("/cek-syarat/");
        born(browser, [&day, &month, &year]);
        browser.choose("work_status", "job_seeker");
    };
    for scripts in [Scripts::On, Scripts::Off] {
        let browser = Browser::open(runtime, scripts);
        answers(&browser);
        if scripts == Scripts::On {
            browser.await_alive();
        }
        browser.click(FORM);
        browser.see("ikut dibawa");
        browser.click(GO_ON);
        // The page that is left has a program at work, too.
        until("the registration", || {
            (browser.place() == "/daftar/").then_some(())
        });
        if scripts == Scripts::On {
            browser.await_alive();
        }
        browser.answer_from_to(runtime, &person, Step::Nik, Step::Kk);
        browser.await_step(Step::BirthDate);
        assert_eq!(browser.value("[name=birth_year]"), year, "{scripts:?}");
    }
}

#[test]
fn what_was_typed_in_the_registration_before_stays_and_a_borrowed_phone_keeps_nothing() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Kk);
    browser.await_step(Step::BirthDate);
    browser.go("/cek-syarat/");
    browser.await_alive();
    born(&browser, ["14", "4", "1998"]);
    browser.choose("work_status", "job_seeker");
    browser.click(FORM);
    browser.click(GO_ON);
    until("the registration", || {
        (browser.place() == "/daftar/").then_some(())
    });
    browser.await_alive();
    browser.await_step(Step::BirthDate);
    assert_eq!(browser.value("[name=birth_year]"), "1998");
    let kept = browser.draft().unwrap();
    assert!(
        kept.iter()
            .any(|(field, value)| field == "nik" && *value == person.nik)
    );

    let borrowed = Browser::open(runtime, Scripts::On);
    borrowed.go("/ponsel-pinjaman/");
    borrowed.click("form[action=\"/ponsel-pinjaman/\"] button");
    // Its answer leads there; asked for at once, the next page would be overtaken by it.
    until("the answer", || {
        (borrowed.place() == "/masuk/").then_some(())
    });
    borrowed.go("/cek-syarat/");
    borrowed.await_alive();
    born(&borrowed, ["14", "4", "1998"]);
    borrowed.click(FORM);
    borrowed.click(GO_ON);
    until("the registration", || {
        (borrowed.place() == "/daftar/").then_some(())
    });
    borrowed.await_step(Step::Nik);
    until("the program", || {
        borrowed.has("html[data-alive=true]").then_some(())
    });
    assert_eq!(borrowed.draft(), None);
}
