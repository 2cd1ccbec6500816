//! The phone without a network. The proxy takes it away: the browser's own
//! emulation does not reach the page's worker.

use proofs::browser::{Browser, Scripts};
use proofs::phone::{phone, signed_in};
use proofs::{Cut, Person, Proxy, register, shared, sign_in, until};
use std::time::Duration;

#[test]
fn pages_are_there_without_a_network_and_say_how_old_they_are() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    browser.go("/undian/");
    browser.await_worker();
    // What the browser itself holds for seconds is no copy yet.
    browser.forget_what_is_fresh();
    proxy.network(false);

    // Seen before: as it was, with its date.
    browser.go("/undian/");
    browser.see("Ini salinan halaman ini dari");
    browser.see("WIB");
    // Never opened, but made by the build.
    browser.go("/cek-syarat/");
    browser.see("Anda sedang luring");
    browser.find("form[action=\"/cek-syarat/\"] button");
    assert!(
        !browser.text(".offline-copy").contains("gelombang"),
        "this page has all of it"
    );
    // Home is kept as it was when the worker came.
    browser.go("/");
    browser.see("Ini salinan halaman ini dari");
    // Never opened, and made for everybody anew.
    browser.go("/lowongan/");
    browser.see("belum pernah dibuka di ponsel ini");

    proxy.network(true);
    browser.go("/cek-syarat/");
    assert!(!browser.has(".offline-copy"), "the network's own page");
}

#[test]
fn a_worker_whose_first_files_are_cut_off_comes_all_the_same() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    proxy.cut("GET", "/luring/", Cut::Status(502));
    browser.go("/");
    browser.await_worker();
    assert_eq!(proxy.passed("GET", "/luring/").len(), 2);
}

#[test]
fn a_program_that_is_cut_off_comes_all_the_same() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    for (page, program) in [
        ("/daftar/", "/assets/client-"),
        ("/cek-syarat/", "/assets/eligibility-"),
    ] {
        proxy.cut_all("GET", program, Cut::Truncate);
        // A new phone each time: the first page brings the others' programs along.
        let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
        browser.go(page);
        // Its script and its WASM, neither of them whole.
        until("both were asked for", || {
            (proxy.passed_below("GET", program).len() >= 2).then_some(())
        });
        proxy.heal();
        browser.await_alive();
    }
    let others = proxy.passed_below("GET", "/assets/push-");
    assert!(others.is_empty(), "only the account tells news");
}

#[test]
fn a_script_that_is_cut_off_is_fetched_again() {
    const SCRIPT: &str = "/assets/push-";
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    proxy.cut_all("GET", SCRIPT, Cut::Truncate);
    // The account offers news, which is what this script is for.
    let (browser, _) = signed_in(runtime, &proxy);
    let before = proxy.passed_below("GET", SCRIPT).len();
    browser.go("/akun/");
    until("it was asked for", || {
        (proxy.passed_below("GET", SCRIPT).len() > before).then_some(())
    });
    assert!(!browser.has("#pemberitahuan:not([hidden])"));
    proxy.heal();
    browser.find("#pemberitahuan:not([hidden])");
}

#[test]
fn ones_own_status_is_read_offline_with_its_time_and_gone_after_signing_out() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    proxy.network(false);
    browser.go("/akun/");
    browser.see("Ini salinan halaman ini dari");
    browser.see(&sari.person.name);

    proxy.network(true);
    browser.go("/akun/");
    browser.run_async(
        "const base = await new Promise((open) => { indexedDB.open('prakerja').onsuccess = (event) => open(event.target.result); });
         const drafts = base.transaction('drafts', 'readwrite').objectStore('drafts');
         await new Promise((done) => { drafts.put({ form: '/akun/keberatan/', typed: [['text', 'isian saya']] }).onsuccess = done; });
         base.close();",
    );
    assert!(kept_on_the_phone(&browser).contains("isian saya"));
    browser.click("form[action=\"/keluar/\"] button");
    browser.see("Biaya pelatihan kerja dibantu negara");
    assert!(!kept_on_the_phone(&browser).contains("isian saya"));
    proxy.network(false);
    browser.go("/akun/");
    browser.see("belum pernah dibuka di ponsel ini");
}

#[test]
fn the_form_is_filled_in_offline_from_the_second_visit_on() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    browser.go("/daftar/");
    browser.await_alive();
    proxy.network(false);
    browser.go("/daftar/");
    browser.await_alive();
    let person = Person::new();
    browser.fill("nik", &person.nik);
    browser.press("next");
    browser.find("#kk");
}

#[test]
fn a_phone_that_is_not_ones_own_keeps_nothing() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let sari = register(runtime, Person::new());
    let browser = phone(runtime, &proxy);
    browser.go("/ponsel-pinjaman/");
    browser.click("form[action=\"/ponsel-pinjaman/\"] button");
    browser.see("Masuk ke akun Anda");
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.see(&sari.person.name);
    browser.see_anywhere("Ponsel pinjaman");
    proxy.network(false);
    browser.go("/akun/");
    browser.see("belum pernah dibuka di ponsel ini");
    let kept = kept_on_the_phone(&browser);
    assert!(!kept.contains(&sari.person.name), "{kept}");
    assert!(!kept.contains(&sari.person.nik), "{kept}");
}

/// All that the browser has kept for this site, as one text.
fn kept_on_the_phone(browser: &Browser) -> String {
    browser.run(
        "window.kept = undefined;
         (async () => {
           let all = JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
           for (const name of await caches.keys()) {
             const cache = await caches.open(name);
             for (const request of await cache.keys()) {
               const found = await cache.match(request);
               const type = found.headers.get('content-type') ?? '';
               if (/html|json/.test(type)) all += request.url + await found.text();
             }
           }
           for (const { name } of await indexedDB.databases()) {
             const base = await new Promise((done) => { indexedDB.open(name).onsuccess = (event) => done(event.target.result); });
             for (const store of base.objectStoreNames) {
               const rows = await new Promise((done) => { base.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result); });
               all += JSON.stringify(rows);
             }
             base.close();
           }
           window.kept = all;
         })()",
    );
    let mut kept = String::new();
    until("what the browser has kept", || {
        kept = browser
            .run("return window.kept ?? null")
            .as_str()?
            .to_owned();
        Some(())
    });
    kept
}

/// Pages that were brought although nobody has opened them.
fn brought(browser: &Browser) -> String {
    let found = browser.run_async(
        "const names = (await caches.keys()).filter((name) => name.startsWith('prakerja.halaman.'));
         const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
         return pages.flat().map(({ url }) => new URL(url).pathname).sort().join(' ')",
    );
    found.as_str().unwrap().to_owned()
}

#[test]
fn whoever_saves_data_is_brought_the_pages_that_they_open_and_no_others() {
    let browser = Browser::open(shared(), Scripts::On);
    browser.save_data(true);
    for path in ["/", "/status/", "/", "/status/"] {
        browser.go(path);
        browser.await_worker();
    }
    until("what was opened to be kept", || {
        let there = browser
            .try_run_async("return Boolean(await caches.match('/status/'))")
            .ok()?;
        there.as_bool()?.then_some(())
    });
    assert_eq!(brought(&browser), "/luring/");
    // It is the saving that keeps the others away.
    browser.save_data(false);
    for path in ["/", "/status/"] {
        browser.go(path);
        browser.await_worker();
    }
    until("the others", || {
        brought(&browser).contains("/masuk/").then_some(())
    });
}

#[test]
fn a_page_that_the_edge_cannot_make_is_shown_as_it_was_last_seen() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    proxy.cut("GET", "/akun/", Cut::Status(500));
    browser.go("/akun/");
    browser.see("Layanan sedang terganggu");
    browser.see("Ini salinan halaman ini dari");
    browser.see(&sari.person.name);
}

#[test]
fn whoever_is_signed_in_is_led_to_the_account_from_every_page() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    browser.go("/status/");
    browser.click(".site-header a[href=\"/akun/\"]");
    browser.see(&sari.person.name);
    browser.click("form[action=\"/keluar/\"] button");
    browser.find(".site-header a[href=\"/masuk/\"]");
}

#[test]
fn a_page_that_is_long_in_coming_is_announced() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    browser.run(
        "localStorage.removeItem('line');
         new MutationObserver((changes) => {
           for (const { addedNodes } of changes) for (const one of addedNodes) localStorage.setItem('line', one.textContent);
         }).observe(document.body, { childList: true });",
    );
    // The worker would wait for eight seconds.
    proxy.cut("GET", "/cek-syarat/", Cut::Late(Duration::from_secs(3)));
    browser.click(".site-header a[href=\"/cek-syarat/\"]");
    browser.see("Cek syarat");
    assert_eq!(
        browser.run("return localStorage.getItem('line')"),
        "Sedang memuat…"
    );
}

#[test]
fn who_signs_out_without_a_network_is_out_at_once_and_on_the_edge_before_anything_else() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    proxy.network(false);
    browser.go("/akun/");
    // What the person has pressed a button for is done all the same.
    browser.click("form[action=\"/akun/gabung/\"] button");
    browser.see("Menunggu jaringan");
    browser.go("/akun/");
    browser.see(&sari.person.name);
    browser.click("form[action=\"/keluar/\"] button");
    browser.see("Anda sudah keluar di ponsel ini");
    assert!(!kept_on_the_phone(&browser).contains(&sari.person.name));
    browser.go("/akun/");
    browser.see("belum pernah dibuka di ponsel ini");
    sari.client.get("/api/v1/account").expect(200);

    // Whoever holds the phone when there is a network again is a stranger.
    proxy.network(true);
    browser.go("/akun/");
    browser.see("Masuk ke akun Anda");
    sari.client.get("/api/v1/account").expect(401);
    let client = sign_in(runtime, &sari.person);
    let account = client.get("/api/v1/account").expect(200).json();
    assert_eq!(account["applications"].as_array().unwrap().len(), 1);
}

#[test]
fn a_sign_out_that_something_on_the_way_refuses_is_said_again() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    proxy.cut("POST", "/keluar/", Cut::Status(429));
    browser.click("form[action=\"/keluar/\"] button");
    until("the edge to know", || {
        let account = sari.client.get("/api/v1/account");
        (account.status == 401).then_some(())
    });
    browser.go("/akun/");
    browser.see("Masuk ke akun Anda");
    assert!(!kept_on_the_phone(&browser).contains(&sari.person.name));
}

/// As if the phone had not been used for so many minutes, with something typed and a photo on it.
fn unused_for(browser: &Browser, minutes: u32) {
    browser.run_async(&format!(
        "const ago = {minutes} * 60_000;
         const base = await new Promise((open) => {{ indexedDB.open('prakerja').onsuccess = (event) => open(event.target.result); }});
         const facts = base.transaction('facts', 'readwrite').objectStore('facts');
         await new Promise((done) => {{ facts.put(Date.now() - ago, 'seen').onsuccess = done; }});
         const at = Date.now() - ago;
         for (const [store, entry] of [
           ['drafts', {{ form: '/akun/keberatan/', at, typed: [['text', 'isian saya']] }}],
           ['drafts', {{ form: '/daftar/', at, typed: [['name', 'adik saya']] }}],
           ['shared', {{ id: 'certificate', at, file: 'foto saya' }}],
         ]) {{
           const entries = base.transaction(store, 'readwrite').objectStore(store);
           await new Promise((done) => {{ entries.put(entry).onsuccess = done; }});
         }}
         base.close();
         const own = await caches.open('prakerja.pribadi.1');
         for (const request of await own.keys()) {{
           const copy = await own.match(request);
           const headers = new Headers(copy.headers);
           headers.set('x-prakerja-seen', String(Date.now() - ago));
           await own.put(request, new Response(await copy.arrayBuffer(), {{ headers }}));
         }}",
    ));
}

#[test]
fn what_a_session_showed_goes_with_it_unless_the_phone_is_ones_own() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let (browser, sari) = signed_in(runtime, &proxy);
    browser.see("Ini ponsel Anda sendiri?");
    browser.is_accessible("asked whose phone it is");
    unused_for(&browser, 29);
    proxy.network(false);
    browser.go("/akun/");
    browser.see(&sari.person.name);
    unused_for(&browser, 31);
    browser.go("/akun/");
    browser.see("belum pernah dibuka di ponsel ini");
    let kept = kept_on_the_phone(&browser);
    for gone in [sari.person.name.as_str(), "isian saya", "foto saya"] {
        assert!(!kept.contains(gone), "{gone}: {kept}");
    }
    // Somebody else's registration is not theirs to lose.
    assert!(kept.contains("adik saya"), "{kept}");

    proxy.network(true);
    browser.go("/akun/");
    browser.click("#ponsel-sendiri button");
    browser.see("Baik, sudah dicatat");
    assert_eq!(browser.focused(), "ponsel-dicatat");
    until("it to be noted", || {
        let noted = "const base = await new Promise((open) => { indexedDB.open('prakerja').onsuccess = (event) => open(event.target.result); });
             const mine = await new Promise((got) => { base.transaction('facts').objectStore('facts').get('mine').onsuccess = (event) => got(event.target.result); });
             base.close();
             return Boolean(mine);";
        browser.try_run_async(noted).ok()?.as_bool()?.then_some(())
    });
    unused_for(&browser, 13 * 24 * 60);
    proxy.network(false);
    browser.go("/akun/");
    browser.see(&sari.person.name);
}
