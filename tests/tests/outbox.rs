//! Forms that are sent without a network: they wait on the phone, whatever happens
//! to it, are done once, and the person sees the truth.

use domain::page::{ADDRESSES, Offline};
use domain::registration::Step;
use proofs::browser::Browser;
use proofs::forms;
use proofs::phone::{phone, signed_in};
use proofs::{
    Client, Person, Proxy, Registered, Runtime, Schedule, register, shared, sign_in, until,
};
use serde_json::Value;

const JOIN: &str = "/akun/gabung/";

fn joins(browser: &Browser) {
    browser.click(&format!("form[action=\"{JOIN}\"] button"));
}

/// Somebody who has pressed the button without a network, on the page that says so.
fn waits(runtime: &Runtime) -> (Proxy, Browser, Registered) {
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    proxy.network(false);
    joins(&browser);
    browser.see("Menunggu jaringan");
    (proxy, browser, sari)
}

/// Does something in the page with all that waits on the phone (`all`) and where it is
/// kept (`outbox`); answers what comes of it.
fn with_outbox(browser: &Browser, work: &str) -> Value {
    browser.run_async(&format!(
        "const base = await new Promise((open) => {{ indexedDB.open('prakerja').onsuccess = (event) => open(event.target.result); }});
         const outbox = base.transaction('outbox', 'readwrite').objectStore('outbox');
         const all = await new Promise((got) => {{ outbox.getAll().onsuccess = (event) => got(event.target.result); }});
         const found = (() => {{ {work} }})();
         await new Promise((done) => {{ outbox.transaction.oncomplete = done; }});
         base.close();
         return found ?? null;"
    ))
}

fn applications(client: &Client) -> usize {
    let account = client.get("/api/v1/account").expect(200).json();
    account["applications"].as_array().unwrap().len()
}

#[test]
fn a_wave_joined_without_a_network_waits_on_the_phone_and_is_joined_once() {
    let (proxy, browser, sari) = waits(shared());
    browser.see("Ikut gelombang");
    assert_eq!(applications(&sari.client), 0);

    // The tab is closed, and the phone has no network for long.
    browser.new_tab_instead();
    browser.go("/kiriman/");
    browser.see("Menunggu jaringan");
    proxy.network(true);
    browser.click("#kirim-sekarang");
    browser.see("Sudah sampai");
    assert_eq!(applications(&sari.client), 1);
    browser.click("#kirim-sekarang");
    browser.go("/akun/");
    browser.see("Menunggu Gelombang Ditutup");
    assert_eq!(proxy.passed("POST", JOIN).len(), 1, "sent once");
}

#[test]
fn what_waits_on_the_phone_is_sent_by_itself_at_the_next_visit() {
    let runtime = shared();
    let (proxy, browser, sari) = waits(runtime);
    proxy.network(true);
    browser.go("/syarat-mana-pun/");
    until("the wave to be joined", || {
        (applications(&sari.client) == 1).then_some(())
    });
    browser.see_anywhere("Kiriman Anda sudah sampai");
    // The worker says it again whenever it looks, for some seconds.
    let lines = browser.run_async(
        "await new Promise((heard) => {
           navigator.serviceWorker.addEventListener('message', ({ data }) => data?.outbox && heard());
           navigator.serviceWorker.controller.postMessage({ flush: true });
         });
         return [...document.querySelectorAll('.foot-line')].filter((line) => line.textContent.includes('sudah sampai')).length;",
    );
    assert_eq!(lines, 1);
    browser.go("/kiriman/");
    browser.see("Sudah sampai");
}

#[test]
fn what_somebody_left_on_the_phone_is_never_sent_in_anothers_name() {
    let runtime = shared();
    let (proxy, browser, sari) = waits(runtime);

    // Somebody else signs in on this phone before it can be sent.
    let budi = register(runtime, Person::new());
    browser.forget_session();
    proxy.network(true);
    browser.sign_in_as(&budi.client);
    browser.go("/kiriman/");
    browser.see("Perlu Anda lihat");
    assert_eq!(applications(&budi.client), 0);
    assert_eq!(applications(&sari.client), 0);
}

/// Every form that a phone keeps for a person, at an address that it has on some page.
fn acts() -> Vec<String> {
    let kept = ADDRESSES.iter().filter(|address| {
        let form = address.form;
        form.is_some_and(|form| form.offline != Offline::Refused)
    });
    kept.map(|address| forms::address(address.page)).collect()
}

/// Presses the button of a form that an open page still shows.
fn submits(browser: &Browser, action: &str) {
    browser.run(&format!(
        "const form = document.createElement('form');
         form.method = 'post'; form.action = '{action}';
         form.innerHTML = '<input name=wave value=72>';
         document.body.append(form);
         form.submit();"
    ));
}

#[test]
fn what_was_pressed_while_nobody_was_signed_in_is_never_done_for_whoever_signs_in_next() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    let waiting = || with_outbox(&browser, "return all.length;");
    for action in &acts() {
        browser.go("/syarat/");
        browser.await_worker();
        proxy.network(false);
        submits(&browser, action);
        browser.see("isian belum terkirim");
        proxy.network(true);
        browser.go("/syarat/");
        submits(&browser, action);
        browser.see("Masuk ke akun Anda");
        assert_eq!(waiting(), 0, "{action} waits for somebody");
    }

    let budi = register(runtime, Person::new());
    browser.sign_in_as(&budi.client);
    browser.go("/kiriman/");
    browser.go("/akun/");
    browser.see(&budi.person.name);
    assert_eq!(applications(&budi.client), 0);
    assert_eq!(waiting(), 0);
}

#[test]
fn what_a_worker_of_an_earlier_release_sends_in_nobodys_name_is_not_done() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    for action in &acts() {
        // As such a worker sends it.
        let status = browser.run_async(&format!(
            "const headers = {{ 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html' }};
             return (await fetch('{action}', {{ method: 'POST', headers, body: 'wave=72' }})).status;"
        ));
        assert_eq!(status, 409, "{action}");
    }
    assert_eq!(applications(&sari.client), 0);
}

#[test]
fn what_an_earlier_release_kept_for_nobody_is_never_sent() {
    let runtime = shared();
    let (proxy, browser, sari) = waits(runtime);
    // As it was kept while nobody was signed in.
    with_outbox(
        &browser,
        "for (const entry of all) outbox.put({ ...entry, body: 'wave=72' });",
    );
    proxy.network(true);
    browser.go("/kiriman/");
    browser.click("#kirim-sekarang");
    until("it to be given up", || {
        let left = with_outbox(&browser, "return all.filter(({ body }) => body).length;");
        (left == 0).then_some(())
    });
    browser.see("belum ada yang masuk di ponsel ini");
    assert_eq!(proxy.passed("POST", JOIN).len(), 0);
    assert_eq!(applications(&sari.client), 0);
}

#[test]
fn what_one_person_saw_on_a_phone_is_gone_when_another_signs_in_on_it() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    // The session ends by itself, and nobody signs out.
    browser.forget_session();
    let budi = register(runtime, Person::new());
    browser.sign_in_as(&budi.client);
    // Any page that is made for somebody says who it is.
    browser.go("/akun/keberatan/");
    proxy.network(false);
    browser.go("/akun/");
    assert!(!browser.source().contains(&sari.person.name));
}

#[test]
fn a_form_whose_session_has_ended_waits_until_its_person_has_signed_in() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    let again = sign_in(runtime, &sari.person);
    sari.client.post_form("/keluar/", &[]).expect(303);
    joins(&browser);
    browser.see("Masuk dulu");
    browser.go("/kiriman/");
    browser.see("Perlu Anda lihat");
    browser.sign_in_as(&again);
    browser.go("/kiriman/");
    browser.see("Sudah sampai");
    assert_eq!(applications(&again), 1);
}

#[test]
fn a_registration_whose_tab_is_killed_without_a_network_is_sent_by_itself_once() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    let person = Person::new();
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Consent);
    browser.await_step(Step::Check);
    proxy.network(false);
    browser.press("submit");
    browser.see("Belum terkirim");
    browser.new_tab_instead();

    browser.go("/kiriman/");
    browser.see("Pendaftaran");
    assert!(proxy.passed("POST", "/api/v1/registrations").is_empty());
    proxy.network(true);
    browser.click("#kirim-sekarang");
    browser.see("Sudah sampai");
    runtime.await_message(&person.phone, "Nomor pendaftaran");
    assert_eq!(proxy.passed("POST", "/api/v1/registrations").len(), 1);
    browser.go("/akun/");
    browser.see(&person.name);
}

#[test]
fn a_registration_that_the_page_itself_got_through_leaves_nothing_waiting() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    let person = Person::new();
    browser.go("/daftar/");
    browser.await_alive();
    browser.answer_from_to(runtime, &person, Step::Nik, Step::Consent);
    browser.await_step(Step::Check);
    browser.press("submit");
    browser.see("Pendaftaran diterima");
    browser.go("/kiriman/");
    browser.see("Tidak ada yang menunggu");
    assert_eq!(proxy.passed("POST", "/api/v1/registrations").len(), 1);
}

#[test]
fn what_waited_for_a_week_is_answered_truthfully() {
    let runtime = Runtime::start();
    runtime.plan(&Schedule::open(72));
    let (proxy, browser, sari) = waits(&runtime);

    // The wave closes meanwhile, and the session ends.
    runtime.advance(8 * 24 * 3600);
    proxy.network(true);
    browser.click("#kirim-sekarang");
    browser.see("Perlu Anda lihat");
    browser.see("Masuk, lalu dikirim sendiri");
    let again = sign_in(&runtime, &sari.person);
    browser.sign_in_as(&again);
    browser.go("/kiriman/");
    browser.see("Tidak diterima");
    assert_eq!(applications(&again), 0);
}

#[test]
fn what_two_tabs_sent_without_a_network_is_done_once_and_both_say_so() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    let first = browser.another_tab();
    browser.go("/akun/");
    browser.see(&sari.person.name);
    proxy.network(false);
    joins(&browser);
    browser.see("Menunggu jaringan");
    browser.back_to(&first);
    joins(&browser);
    browser.see("Menunggu jaringan");
    proxy.network(true);
    browser.reload();
    until("both to arrive", || {
        let states = browser.run(
            "return [...document.querySelectorAll('#kiriman [data-state]')].map(({ dataset }) => dataset.state).join()",
        );
        (states == "delivered,delivered").then_some(())
    });
    assert_eq!(applications(&sari.client), 1);
    runtime.await_message(&sari.person.phone, "Anda ikut Gelombang");
    let told = runtime.messages(&sari.person.phone, 0);
    let texts = told.iter().filter_map(|one| one["text"].as_str());
    assert_eq!(texts.filter(|text| text.contains("Anda ikut")).count(), 1);
}

#[test]
fn a_full_phone_sends_at_once_and_keeps_nothing() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    browser.quota(1);
    joins(&browser);
    browser.see("Menunggu Gelombang Ditutup");
    assert_eq!(applications(&sari.client), 1);
    browser.go("/undian/");
    browser.see("Undian terbuka");
}

#[test]
fn what_was_typed_while_a_phones_clock_was_wrong_is_sent_once_it_is_right() {
    for made in ["0", "Date.now() + 365 * 24 * 3_600_000"] {
        let (proxy, browser, sari) = waits(shared());
        with_outbox(
            &browser,
            &format!("outbox.put({{ ...all[0], made: {made}, at: {made} }});"),
        );
        // The clock is put right where there is no network yet.
        browser.reload();
        browser.see("Menunggu jaringan");
        proxy.network(true);
        browser.click("#kirim-sekarang");
        browser.see("Sudah sampai");
        assert_eq!(applications(&sari.client), 1, "{made}");
        assert_eq!(proxy.passed("POST", JOIN).len(), 1, "{made}");
    }
}

#[test]
fn what_never_found_a_network_is_wiped_after_fourteen_days_and_the_person_is_told() {
    let runtime = shared();
    let (proxy, browser, sari) = waits(runtime);
    // As if it had been made a minute more than thirteen days ago; or the clock jumped.
    with_outbox(
        &browser,
        "outbox.put({ ...all[0], made: all[0].made - (13 * 24 * 60 + 1) * 60_000 });",
    );
    browser.reload();
    until("its age to be noticed", || {
        let noticed = with_outbox(&browser, "return Boolean(all[0].seemedOld && all[0].body)");
        noticed.as_bool()?.then_some(())
    });
    // And as if a day and a minute had gone since.
    with_outbox(
        &browser,
        "outbox.put({ ...all[0], seemedOld: all[0].seemedOld - (24 * 60 + 1) * 60_000 });",
    );
    browser.reload();
    browser.see("Tidak dikirim lagi");
    browser.see("isi sekali lagi");
    proxy.network(true);
    browser.reload();
    browser.see("Tidak dikirim lagi");
    assert_eq!(applications(&sari.client), 0);
    assert!(proxy.passed("POST", JOIN).is_empty());
    let typed = with_outbox(
        &browser,
        "return all.map(({ body }) => body ?? '').join('')",
    );
    assert_eq!(typed, "");
}
