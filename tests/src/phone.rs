//! A phone behind a proxy: with the page's worker at work, and somebody signed in.

use crate::browser::{Browser, Scripts};
use crate::{Person, Proxy, Registered, Runtime, register, until, verified};

/// A phone that can answer without a network.
pub fn phone(runtime: &Runtime, proxy: &Proxy) -> Browser {
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    browser.go("/");
    browser.await_worker();
    // The second page brings what the first was spared.
    browser.go("/");
    browser.await_worker();
    until("the public pages on the phone", || {
        let kept =
            "return Boolean(await caches.match('/status/')) && Boolean(await caches.match('/'))";
        browser.try_run_async(kept).ok()?.as_bool()?.then_some(())
    });
    browser
}

/// The same with the account of somebody whose identity is verified.
pub fn signed_in(runtime: &Runtime, proxy: &Proxy) -> (Browser, Registered) {
    let sari = register(runtime, Person::new());
    verified(&sari);
    let browser = phone(runtime, proxy);
    browser.sign_in_as(&sari.client);
    browser.go("/akun/");
    browser.see(&sari.person.name);
    browser.await_worker();
    (browser, sari)
}
