//! The list of courses on a phone: fetched once and then only what changed,
//! searched at each keystroke with slips of the finger, without a network, and
//! without a program.

use domain::catalogue::demo::Demo;
use domain::catalogue::snapshot::Snapshot;
use domain::time::programme_date;
use proofs::browser::{Browser, Scripts};
use proofs::{Cut, Proxy, Runtime, programme, until};
use serde_json::Value;
use std::sync::OnceLock;

/// As many courses as the programme had, published as version 1.
fn shared() -> &'static (Runtime, Demo) {
    static SHARED: OnceLock<(Runtime, Demo)> = OnceLock::new();
    SHARED.get_or_init(|| {
        let runtime = Runtime::start();
        let demo = programme(programme_date(runtime.now()));
        runtime.publish(&demo, 1);
        awaits_version(&runtime, 1);
        (runtime, demo)
    })
}

fn awaits_version(runtime: &Runtime, version: u32) {
    until("the catalogue to be current", || {
        let current = runtime.client().get("/api/v1/catalogue");
        (current.status == 200 && current.json()["version"] == version).then_some(())
    });
}

/// A browser on the list, whose program is awake.
fn searching() -> Browser {
    let browser = Browser::open(&shared().0, Scripts::On);
    browser.go("/pelatihan/");
    turn_to_the_form(&browser);
    browser
}

/// Whoever only reads the list downloads nothing; the program comes with the first
/// touch of the form.
fn turn_to_the_form(browser: &Browser) {
    browser.click("#q");
    browser.await_alive();
}

/// The titles on the page, in their order.
fn titles(browser: &Browser) -> Vec<String> {
    let found = browser
        .run("return [...document.querySelectorAll('#temuan h3')].map((h) => h.textContent)");
    let all = found.as_array().unwrap().iter();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn count(browser: &Browser) -> usize {
    let heading = browser.text("#hasil");
    let digits: String = heading.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[test]
fn a_slip_of_the_finger_finds_the_course_at_each_keystroke_and_the_address_is_true() {
    let browser = searching();
    let before = titles(&browser);
    assert_eq!(count(&browser), shared().1.courses.len());
    browser.run(
        "document.addEventListener('securitypolicyviolation', () => (window.violated = true))",
    );

    browser.type_into("#q", "barsita");
    browser.see("ini yang paling mirip");
    let found = titles(&browser);
    assert!(!found.is_empty() && count(&browser) < 500);
    assert!(
        found
            .iter()
            .any(|title| title.to_lowercase().contains("barista")),
        "{found:?}"
    );
    assert_eq!(browser.focused(), "q", "whoever types keeps the keyboard");
    until("the address", || {
        browser.place().contains("q=barsita").then_some(())
    });
    let heard = format!("{} pelatihan", count(&browser));
    until("the count to be announced", || {
        let news = browser.run("return document.getElementById('kabar').textContent");
        (news == heard).then_some(())
    });
    browser.is_accessible("while somebody types");

    // The edge answers the same address with the same list.
    let place = browser.place();
    let (path, _) = place.split_once('#').unwrap_or((&place, ""));
    let page = shared().0.client().get(path).expect(200);
    for title in &found {
        let escaped = title.replace('&', "&amp;");
        assert!(page.text.contains(&escaped), "{title}");
    }

    browser.back();
    until("the list from before", || {
        (titles(&browser) == before).then_some(())
    });
    assert_eq!(browser.value("#q"), "");
    assert_eq!(browser.run("return window.violated ?? false"), false);
}

#[test]
fn filters_pages_and_ticks_need_no_network_and_the_page_says_how_old_it_is() {
    let browser = searching();
    browser.network(false);
    browser.run("document.querySelector('details.fold').open = true");
    browser.pick("#cara", "in_class");
    browser.pick("#wilayah", "32");
    browser.see("Tanpa jaringan");
    browser.see("yang tersimpan di ponsel Anda");
    browser.find("#wilayah option[value=\"3273\"]");
    let there = count(&browser);
    assert!(there > 20, "{there} fill more than a page");
    let first = until("the whole page, once the fingers rest", || {
        Some(titles(&browser)).filter(|titles| titles.len() == 20)
    });

    let tick = browser.run("const one = document.querySelector('#temuan input[name=id]'); one.click(); return one.value");
    browser.click("a[rel=next]");
    until("the next page", || {
        (titles(&browser) != first).then_some(())
    });
    assert!(browser.place().contains("halaman=2"));
    assert_eq!(browser.focused(), "hasil");
    assert_eq!(count(&browser), there);
    browser.is_accessible("without a network");
    browser.back();
    until("the first page", || {
        (titles(&browser) == first).then_some(())
    });
    let tick = tick.as_str().unwrap();
    let ticked = format!("return document.getElementById('banding-{tick}').checked");
    assert_eq!(browser.run(&ticked), true, "a tick stays");

    // Ticked here, sent from elsewhere.
    browser.click("a[rel=next]");
    until("the next page", || {
        (titles(&browser) != first).then_some(())
    });
    browser.run("document.querySelector('#temuan input[name=id]').click()");
    browser.network(true);
    browser.click("#temuan form button");
    browser.see("Bandingkan pelatihan");
    assert_eq!(
        browser.place().matches("id=").count(),
        2,
        "{}",
        browser.place()
    );
    assert!(browser.place().contains(tick));
}

#[test]
fn the_snapshot_comes_once_and_small_and_then_only_what_has_changed() {
    let runtime = Runtime::start();
    let demo = programme(programme_date(runtime.now()));
    runtime.publish(&demo, 1);
    awaits_version(&runtime, 1);
    let transferred = |path: &str| {
        let plain = runtime.client().get(path).expect(200).body;
        let client = runtime.client();
        let answer = client
            .method("GET", path)
            .header("Accept-Encoding", "gzip, br")
            .send();
        assert_eq!(answer.expect(200).header("content-encoding"), Some("br"));
        let again = client
            .method("GET", path)
            .header("Accept-Encoding", "gzip, br")
            .send();
        (plain, again.body.len())
    };
    let (plain, bytes) = transferred("/berkas/katalog/1.bin");
    assert!(Snapshot::decode(&plain).is_ok());
    assert!(bytes <= 150_000 && bytes < plain.len(), "{bytes} bytes");
    println!("snapshot: {} bytes, transferred {bytes}", plain.len());

    let proxy = Proxy::before(&runtime);
    let browser = Browser::open_at(&runtime, &proxy.address, Scripts::On);
    let asked = |path: &str| proxy.passed("GET", path).len();
    browser.go("/pelatihan/");
    browser.await_worker();
    assert_eq!(asked("/berkas/katalog/1.bin"), 0, "nobody has asked for it");
    turn_to_the_form(&browser);
    assert_eq!(asked("/berkas/katalog/1.bin"), 1);
    browser.go("/pelatihan/?q=kopi");
    turn_to_the_form(&browser);
    assert_eq!(asked("/berkas/katalog/1.bin"), 1, "it is kept");
    assert_eq!(
        asked("/api/v1/catalogue?since=1"),
        0,
        "and nothing is asked"
    );

    // Two publications pass while the phone is in a pocket.
    let mut next = demo.clone();
    next.courses[7].course.completed += 5;
    runtime.publish(&next, 2);
    next.courses.remove(0);
    next.courses[1].course.schedules.clear();
    runtime.publish(&next, 3);
    awaits_version(&runtime, 3);
    let (delta, bytes) = transferred("/berkas/katalog/1-3.bin");
    println!("delta: {} bytes, transferred {bytes}", delta.len());
    assert!(delta.len() < 1_000);
    browser.go("/pelatihan/?q=kopi&acak=1");
    turn_to_the_form(&browser);
    assert_eq!(asked("/berkas/katalog/1-3.bin"), 1);
    for whole in ["1", "2", "3"] {
        let times = asked(&format!("/berkas/katalog/{whole}.bin"));
        assert_eq!(times, usize::from(whole == "1"), "{whole}");
    }
    browser.type_into("#q", "");
    until("all courses of the newest version", || {
        (count(&browser) == next.courses.len()).then_some(())
    });
}

#[test]
fn a_phone_that_saves_data_is_asked_first() {
    let runtime = &shared().0;
    let proxy = Proxy::before(runtime);
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    browser.save_data(true);
    browser.go("/pelatihan/");
    browser.click("#q");
    browser.see("menghemat data");
    assert_eq!(proxy.passed("GET", "/berkas/katalog/1.bin").len(), 0);
    assert!(!browser.has("html[data-alive=true]"));
    browser.is_accessible("asked before anything is downloaded");
    browser.click("#unduh");
    browser.await_alive();
    assert_eq!(proxy.passed("GET", "/berkas/katalog/1.bin").len(), 1);
    assert_eq!(browser.focused(), "q");
}

#[test]
fn without_a_program_the_form_is_a_form() {
    let browser = Browser::open(&shared().0, Scripts::Off);
    browser.go("/pelatihan/");
    browser.type_into("#q", "barsita");
    browser.click("form[role=search] button[type=submit]");
    browser.see("ini yang paling mirip");
    assert!(browser.place().contains("q=barsita"));
}

#[test]
fn a_search_whose_program_is_cut_off_gets_it_later() {
    let (runtime, _) = shared();
    let proxy = Proxy::before(runtime);
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    proxy.cut_all("GET", "/assets/catalogue-", Cut::Truncate);
    browser.go("/pelatihan/");
    browser.click("#q");
    until("both its files were asked for", || {
        (proxy.passed_below("GET", "/assets/catalogue-").len() >= 2).then_some(())
    });
    proxy.heal();
    browser.await_alive();
}

#[test]
fn a_catalogue_that_does_not_come_leaves_the_form_alone() {
    let runtime = &shared().0;
    let proxy = Proxy::before(runtime);
    proxy.cut("GET", "/api/v1/catalogue", proofs::Cut::Status(503));
    let browser = Browser::open_at(runtime, &proxy.address, Scripts::On);
    browser.go("/pelatihan/");
    browser.click("#q");
    until("the program to have asked", || {
        (!proxy.passed("GET", "/api/v1/catalogue?since=0").is_empty()).then_some(())
    });
    browser.type_into("#q", "barsita");
    browser.click("form[role=search] button[type=submit]");
    browser.see("ini yang paling mirip");
}
