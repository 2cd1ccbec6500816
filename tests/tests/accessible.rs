//! Every page and every question, held against axe: nothing to complain of.

use domain::page::{ADDRESSES, MadeBy};
use domain::registration::Step;
use domain::time::programme_date;
use domain::vacancy::demo::generate;
use proofs::browser::{Browser, Scripts};
use proofs::{Person, Runtime, courses, register, shared, until, verified};

#[test]
fn every_page_is_accessible_as_it_arrives() {
    let browser = Browser::open(shared(), Scripts::On);
    let all = ADDRESSES
        .iter()
        .filter(|address| address.made_by != MadeBy::Nobody && !address.path.contains(['{', '.']));
    let others = [
        "/undian/72/",
        "/pelatihan/?q=kopi&bidang=food&wilayah=32&gratis=sembunyi",
        "/pelatihan/?q=zzzzqqqq",
        "/en/",
        "/en/daftar/",
        "/tidak-ada/",
    ];
    for page in all.map(|address| address.path).chain(others) {
        browser.go(page);
        browser.is_accessible("as it arrives");
    }
}

#[test]
fn the_catalogue_is_accessible_with_courses_in_it() {
    let runtime = Runtime::start();
    let demo = courses(programme_date(runtime.now()));
    runtime.publish(&demo, 1);
    let all = demo.courses.iter();
    let ids: Vec<String> = all.map(|one| one.course.id.to_string()).collect();
    let browser = Browser::open(&runtime, Scripts::On);
    for page in [
        "/pelatihan/".to_owned(),
        "/pelatihan/?bidang=food&wilayah=32&acak=1".to_owned(),
        format!("/pelatihan/{}/", ids[0]),
        format!("/pelatihan/{}/", ids[1]),
        format!(
            "/pelatihan/banding/?id={}&id={}&id={}&id={}",
            ids[0], ids[1], ids[2], ids[3]
        ),
    ] {
        browser.go(&page);
        browser.is_accessible(&page);
    }
}

#[test]
fn vacancies_are_accessible_listed_and_one_by_one() {
    let runtime = Runtime::start();
    let made = generate(7, programme_date(runtime.now()), 30);
    runtime.publish_vacancies(&made, 1);
    let browser = Browser::open(&runtime, Scripts::On);
    for page in [
        "/lowongan/".to_owned(),
        "/lowongan/?q=barsita&bidang=food&wilayah=32".to_owned(),
        "/lowongan/?q=zzzzqqqq".to_owned(),
        format!("/lowongan/{}/", made[0].id),
    ] {
        browser.go(&page);
        browser.is_accessible(&page);
    }
}

#[test]
fn every_question_is_accessible_empty_and_wrong() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    for step in Step::ALL {
        browser.await_step(*step);
        browser.is_accessible(step.as_str());
        if !matches!(step, Step::Email | Step::Check) {
            browser.press("next");
            browser.find("#ringkasan");
            browser.is_accessible(&format!("{} with an error", step.as_str()));
        }
        if *step != Step::Check {
            browser.answer(runtime, &person, *step);
        }
    }
}

#[test]
fn forms_with_errors_are_accessible_and_keep_what_was_typed() {
    let browser = Browser::open(shared(), Scripts::On);
    browser.go("/status/");
    browser.fill("registration_number", "1234");
    browser.click("form[action=\"/status/\"] button");
    browser.find("#ringkasan");
    assert_eq!(browser.value("#registration_number"), "1234");
    browser.is_accessible("status with errors");

    browser.go("/masuk/");
    browser.fill("nik", "1234");
    browser.click("form[action=\"/masuk/\"] button");
    browser.find("#ringkasan");
    assert_eq!(browser.value("#nik"), "1234");
    browser.is_accessible("sign-in with an error");

    browser.go("/cek-syarat/");
    browser.fill("birth_day", "31");
    browser.fill("birth_month", "2");
    browser.fill("birth_year", "1998");
    browser.click("form[action=\"/cek-syarat/\"] button");
    browser.find("#ringkasan");
    assert_eq!(browser.value("#birth_day"), "31");
    browser.is_accessible("eligibility with an error");
}

#[test]
fn pages_are_gone_through_by_keys_alone_in_the_order_in_which_they_are_read() {
    let runtime = Runtime::start();
    let demo = courses(programme_date(runtime.now()));
    runtime.publish(&demo, 1);
    let course = demo.courses[0].course.id.to_string();
    let browser = Browser::open(&runtime, Scripts::On);
    for page in [
        "/",
        "/cek-syarat/",
        "/daftar/",
        "/status/",
        "/masuk/",
        "/undian/",
        "/pelatihan/",
        &format!("/pelatihan/{course}/"),
        "/sertifikat/",
        "/gaya/",
    ] {
        browser.go(page);
        browser.goes_by_keys("as it arrives");
    }
}

#[test]
fn the_account_is_gone_through_by_keys_alone() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    verified(&sari);
    let browser = Browser::open(runtime, Scripts::On);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.find("#pemberitahuan:not([hidden])");
    // Browsers offer to install when they like, also in the middle of this.
    browser.run("document.getElementById('pasang').remove()");
    browser.goes_by_keys("somebody who may join");
}

#[test]
fn what_somebody_has_registered_is_accessible_and_put_right_by_keys_alone() {
    let runtime = shared();
    let sari = register(runtime, Person::with_nik_ending("9997"));
    until("the verdict", || {
        (sari.step("identity_check")["progress"] == "needs_you").then_some(())
    });
    let browser = Browser::open(runtime, Scripts::On);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/data/");
    browser.find("#kk");
    browser.is_accessible("with what differs");
    browser.goes_by_keys("with what differs");
    browser.go("/akun/");
    browser.is_accessible("where something differs");
}

#[test]
fn an_accounts_own_pages_are_accessible_and_gone_through_by_keys() {
    let runtime = shared();
    let sari = register(runtime, Person::new());
    let browser = Browser::open(runtime, Scripts::On);
    browser.sign_in_as(&sari.client);
    for page in [
        "/akun/",
        "/akun/data/",
        "/akun/profil/",
        "/akun/keamanan/",
        "/akun/email/",
        "/akun/nomor/",
        "/akun/kode-cadangan/",
        "/akun/salinan/",
        "/masuk/cadangan/",
        "/masuk/ganti-nomor/",
    ] {
        browser.go(page);
        browser.is_accessible(page);
        browser.goes_by_keys(page);
    }
    for (page, field) in [
        ("/akun/email/", "email"),
        ("/akun/nomor/", "phone"),
        ("/masuk/cadangan/", "nik"),
        ("/masuk/ganti-nomor/", "registration_number"),
    ] {
        browser.go(page);
        browser.fill(field, "1234");
        browser.click(&format!("form[action=\"{page}\"] button"));
        browser.find("#ringkasan");
        assert_eq!(browser.value(&format!("#{field}")), "1234");
        browser.is_accessible(&format!("{page} with an error"));
    }
}
