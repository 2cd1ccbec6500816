//! The whole job in a real browser on a phone's screen, with a program and
//! without, on a network that fails, and for people who cannot see the screen.

use domain::registration::Step;
use proofs::browser::{Browser, Scripts};
use proofs::{Person, shared, until};

/// From the registration's receipt to the public status check.
fn join_and_look_up(browser: &Browser, person: &Person) {
    browser.see("Pendaftaran diterima");
    let number = browser.text(".number [aria-hidden]");
    assert_eq!(number.len(), 17, "{number}");
    browser.is_accessible("receipt");
    browser.click("form[action=\"/akun/gabung/\"] button");
    browser.see("Menunggu Gelombang Ditutup");
    browser.is_accessible("account after joining");
    browser.click("form[action=\"/keluar/\"] button");
    // Home again, before anything else is asked for.
    browser.see("Mendaftar gratis");
    browser.go("/akun/");
    browser.see("Masuk");
    assert!(!browser.main_text().contains(&person.name), "signed out");

    browser.go("/status/");
    browser.fill("registration_number", &number);
    let [day, month, year] = person.birth_parts();
    browser.fill("birth_day", &day);
    browser.fill("birth_month", &month);
    browser.fill("birth_year", &year);
    browser.click("form[action=\"/status/\"] button");
    browser.see("Menunggu Gelombang Ditutup");
    assert!(
        !browser.main_text().contains(&person.name),
        "no name in public"
    );
    browser.is_accessible("public status");
}

#[test]
fn a_person_goes_the_whole_way_from_home_to_the_public_status_check() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/");
    browser.see("72");
    browser.see("Bukan siapa cepat");
    browser.click("a[href=\"/cek-syarat/\"]");
    browser.choose("citizen", "yes");
    let [day, month, year] = person.birth_parts();
    browser.fill("birth_day", &day);
    browser.fill("birth_month", &month);
    browser.fill("birth_year", &year);
    browser.choose("work_status", "job_seeker");
    browser.click("form[action=\"/cek-syarat/\"] button");
    browser.find("#hasil, .report, main section");
    browser.is_accessible("eligibility report");

    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Check);
    join_and_look_up(&browser, &person);
}

#[test]
fn a_person_without_javascript_goes_the_same_way() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::Off);
    browser.go("/daftar/");
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Check);
    assert!(!browser.has("html[data-alive]"), "the program ran");
    browser.see("Pendaftaran diterima");
    browser.click("form[action=\"/akun/gabung/\"] button");
    browser.see("Menunggu Gelombang Ditutup");
    browser.click("form[action=\"/keluar/\"] button");
    browser.see("Mendaftar gratis");
    browser.go("/masuk/");
    let since = runtime.last_message(&person.phone);
    browser.fill("nik", &person.nik);
    browser.click("form[action=\"/masuk/\"] button[value=next]");
    browser.find("input[name=challenge]");
    browser.fill("otp", &runtime.await_code(&person.phone, since));
    browser.click("form[action=\"/masuk/\"] button[value=next]");
    browser.see(&person.name);
}

#[test]
fn a_tab_that_was_killed_in_the_middle_is_taken_up_where_it_was() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Email);
    browser.await_step(Step::Domicile);
    browser.pick("#domicile", person.domicile);
    // The tab goes, the browser stays.
    browser.new_tab_instead();
    browser.go("/daftar/");
    browser.await_alive();
    browser.await_step(Step::Domicile);
    assert_eq!(
        browser.value("#domicile"),
        person.domicile,
        "chosen but not sent"
    );
    browser.see("sudah dikembalikan");
    browser.is_accessible("a draft that is back");
    browser.answer_from_to(runtime, &person, Step::Domicile, Step::Check);
    browser.see("Pendaftaran diterima");
    browser.go("/daftar/");
    browser.await_alive();
    browser.await_step(Step::Nik);
    assert_eq!(
        browser.value("#nik"),
        "",
        "a shared phone forgets what was sent"
    );
}

#[test]
fn a_draft_that_an_earlier_release_kept_in_another_place_is_taken_up() {
    let browser = Browser::open(shared(), Scripts::On);
    browser.go("/");
    let nik = Person::new().nik;
    browser.run(&format!(
        "localStorage.setItem('prakerja.pendaftaran.1', `kk\\n${{Date.now()}}\\nnik={nik}`)"
    ));
    browser.go("/daftar/");
    browser.await_step(Step::Kk);
    browser.see("sudah dikembalikan");
    let moved = until("the draft to move", || browser.draft());
    assert!(moved.contains(&("nik".to_owned(), nik)), "{moved:?}");
    let left = browser.run("return localStorage.getItem('prakerja.pendaftaran.1')");
    assert!(left.is_null());
}

#[test]
fn inside_another_apps_browser_the_form_says_where_it_is_kept_safely() {
    let browser = Browser::open(shared(), Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    assert!(!browser.has("#dalam-aplikasi:not([hidden])"));
    browser.claims_to_be("Mozilla/5.0 (Linux; Android 13) WhatsApp/2.23.20 Instagram 300");
    browser.go("/daftar/");
    browser.see("Buka di Chrome atau peramban ponsel Anda");
    browser.is_accessible("the form inside another app");
}

#[test]
fn what_is_typed_before_the_program_arrives_stays() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    // 8 KB a second: the page is there long before its program.
    browser.throttle(8_000);
    browser.go_without_waiting("/daftar/");
    browser.fill("nik", &person.nik);
    assert!(
        !browser.has("html[data-alive=true]"),
        "the program was too quick for this test"
    );
    browser.throttle(-1);
    browser.await_alive();
    assert_eq!(browser.value("#nik"), person.nik);
    browser.press("next");
    browser.await_step(Step::Kk);
    browser.press("back");
    browser.await_step(Step::Nik);
    assert_eq!(browser.value("#nik"), person.nik);
}

#[test]
fn a_network_cut_while_sending_loses_nothing_and_sends_once() {
    let runtime = shared();
    let person = Person::new();
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Consent);
    browser.await_step(Step::Check);
    browser.network(false);
    browser.press("submit");
    browser.see("Belum terkirim");
    assert_eq!(browser.focused(), "ringkasan");
    browser.is_accessible("not sent");
    browser.see(&person.name);
    browser.network(true);
    // It tries again by itself; nobody has to press anything.
    browser.see("Pendaftaran diterima");
    runtime.await_message(&person.phone, "Nomor pendaftaran");
    let receipts = runtime.messages(&person.phone, 0);
    let receipts = receipts
        .iter()
        .filter(|one| one["text"].as_str().unwrap().contains("Nomor pendaftaran"));
    assert_eq!(receipts.count(), 1);
}

#[test]
fn an_error_takes_the_focus_says_what_to_do_and_keeps_every_word() {
    let runtime = shared();
    for scripts in [Scripts::On, Scripts::Off] {
        let browser = Browser::open(runtime, scripts);
        browser.go("/daftar/");
        if scripts == Scripts::On {
            browser.await_alive();
        }
        browser.fill("nik", "3273 0154 0498");
        browser.press("next");
        browser.find("#ringkasan");
        browser.see("harus tepat 16 angka");
        assert_eq!(browser.value("#nik"), "3273 0154 0498", "{scripts:?}");
        assert_eq!(
            browser.attribute("#nik", "aria-invalid").as_deref(),
            Some("true")
        );
        if scripts == Scripts::On {
            assert_eq!(browser.focused(), "ringkasan");
            browser.is_accessible("form with an error");
            browser.click("#ringkasan a");
            assert_eq!(browser.focused(), "nik");
        }
    }
}

#[test]
fn refusals_of_the_edge_lead_to_the_question_and_keep_every_word() {
    let runtime = shared();
    let known = proofs::register(runtime, Person::new());
    let mut person = Person::new();
    person.nik.clone_from(&known.person.nik);
    let browser = Browser::open(runtime, Scripts::On);
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Phone);
    browser.await_step(Step::Otp);
    browser.fill("otp", "12345");
    browser.press("next");
    browser.see("terdiri dari 6 angka");
    let code = runtime.await_code(&person.phone, 0);
    browser.fill("otp", if code == "000000" { "111111" } else { "000000" });
    browser.press("next");
    browser.see("tidak cocok");
    assert_eq!(browser.focused(), "ringkasan");
    browser.is_accessible("wrong code");
    browser.answer_from_to(runtime, &person, Step::Otp, Step::Check);
    browser.see("sudah terdaftar");
    browser.await_step(Step::Nik);
    assert_eq!(browser.value("#nik"), person.nik);
    assert_eq!(browser.focused(), "ringkasan");
}
