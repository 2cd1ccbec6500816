//! A new release reaches a phone while somebody fills in a form, and one that is
//! only half there does not.

use proofs::browser::Browser;
use proofs::phone::phone;
use proofs::{Person, Proxy, shared, until};

const WORKER: &str = "/sw.js";

/// The name of the build whose pages the phone has.
fn builds(browser: &Browser) -> Vec<String> {
    browser.run(
        "window.builds = null;
         caches.keys().then((names) => { window.builds = names.filter((name) => name.startsWith('prakerja.halaman.')); })",
    );
    until("names of caches", || {
        let names = browser.run("return window.builds");
        let names = names.as_array()?.clone();
        Some(
            names
                .iter()
                .map(|name| name.as_str().unwrap().replace("prakerja.halaman.", ""))
                .collect(),
        )
    })
}

fn update(browser: &Browser) {
    browser.run(
        "navigator.serviceWorker.getRegistration().then((one) => one.update()).catch(() => {})",
    );
}

#[test]
fn a_release_in_the_middle_of_a_form_loses_nothing_and_leaves_one_build() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    let person = Person::new();
    browser.go("/daftar/");
    browser.await_alive();
    browser.fill("nik", &person.nik);
    browser.press("next");
    browser.find("#kk");
    let before = builds(&browser);
    assert_eq!(before.len(), 1, "{before:?}");

    let next = "0123456789abcdef".to_owned();
    proxy.rewrite(WORKER, &before[0], &next);
    update(&browser);
    until("the new build", || {
        (builds(&browser) == [next.clone()]).then_some(())
    });
    browser.fill("kk", &person.kk);
    browser.press("next");
    browser.find("#birth_day");
    proxy.network(false);
    browser.go("/daftar/");
    browser.await_alive();
    browser.see("Isian Anda yang terakhir sudah dikembalikan");
    browser.find("#birth_day");
}

#[test]
fn a_release_that_is_only_half_there_is_not_taken() {
    let runtime = shared();
    let proxy = Proxy::before(runtime);
    let browser = phone(runtime, &proxy);
    let before = builds(&browser);
    // A page whose content is not what the new worker was built with.
    let worker = runtime.client().get(WORKER).expect(200).text;
    let (_, list) = worker.split_once("path:\"/status/\",hash:\"").unwrap();
    let hash = &list[..16];
    proxy.rewrite(WORKER, &before[0], "0123456789abcdef");
    proxy.rewrite(WORKER, hash, "ffffffffffffffff");
    update(&browser);
    until("the worker that was given up", || {
        let asked = proxy.passed("GET", "/status/");
        (asked.len() >= 2).then_some(())
    });
    browser.go("/cek-syarat/");
    assert!(builds(&browser).contains(&before[0]));
    proxy.network(false);
    browser.go("/status/");
    browser.see("Cek status pendaftaran");
}
