//! Certificates sent from a phone with the page's program: photos made small and
//! turned upright, parts that go on after the network was cut or the tab was gone.

use data_encoding::BASE64;
use domain::certificate::file::{Inspected, inspect};
use proofs::browser::{Browser, Scripts};
use proofs::certificate::{await_status, certificate, photo, redeem};
use proofs::market::Market;
use proofs::{Client, Cut, Proxy, Runtime, until};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

const ALL: &str = "/api/v1/account/certificates";
/// What a sending asks, in turn: it is announced, sent in parts, and finished.
const STEPS: [(&str, &str); 3] = [
    ("POST", ALL),
    ("PUT", "/api/v1/account/certificates/"),
    ("POST", "/api/v1/account/certificates/"),
];
/// The page gives up on announcing after 20 s; a part it waits for, for a minute.
const TOO_LATE: Duration = Duration::from_secs(21);

/// Opens the form of one course, as its buyer.
fn at_the_form(browser: &Browser, client: &Client, purchase: &Value) {
    browser.sign_in_as(client);
    let id = purchase["id"].as_str().unwrap();
    browser.go(&format!("/sertifikat/kirim/?pelatihan={id}"));
    browser.await_alive();
}

/// Somebody who has completed a course and is about to send its certificate, over a
/// network that can be cut.
struct Completed {
    market: Market,
    client: Client,
    proxy: Proxy,
    browser: Browser,
}

impl Completed {
    fn at_the_form() -> Self {
        let market = Market::open(1);
        let client = market.client(0);
        let purchase = market.complete(&client, "INV-1");
        let proxy = Proxy::before(&market.runtime);
        let browser = Browser::open_at(&market.runtime, &proxy.address, Scripts::On);
        at_the_form(&browser, &client, &purchase);
        Self {
            market,
            client,
            proxy,
            browser,
        }
    }
}

fn file(runtime: &Runtime, name: &str, bytes: &[u8]) -> PathBuf {
    let path = runtime.scratch("files").join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn send(browser: &Browser, file: &std::path::Path) {
    browser.choose_file("#berkas", file);
    browser.click("#kirim-sertifikat button");
}

fn await_account(browser: &Browser) {
    until("the account", || {
        browser.place().starts_with("/akun/").then_some(())
    });
}

/// A photo as a phone takes it, of that many pixels: grain everywhere, so that it
/// compresses badly, and its upper left corner red.
fn taken(browser: &Browser, width: u32, height: u32) -> Vec<u8> {
    let script = format!(
        "const canvas = document.createElement('canvas');
         canvas.width = {width}; canvas.height = {height};
         const context = canvas.getContext('2d');
         const tile = context.createImageData(500, 500);
         let seed = 1;
         for (let place = 0; place < tile.data.length; place += 1) {{
           seed = (seed * 48271) % 2147483647;
           tile.data[place] = place % 4 === 3 ? 255 : 100 + (seed % 120);
         }}
         for (let x = 0; x < {width}; x += 500)
           for (let y = 0; y < {height}; y += 500) context.putImageData(tile, x, y);
         context.fillStyle = '#f00';
         context.fillRect(0, 0, {width} / 2, {height} / 2);
         return canvas.toDataURL('image/jpeg', 0.97).split(',')[1];"
    );
    let base64 = browser.run(&script);
    BASE64.decode(base64.as_str().unwrap().as_bytes()).unwrap()
}

/// The same, noted to be held with its left side up, and a place.
fn on_its_side(photo: &[u8]) -> Vec<u8> {
    let notes = [
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".as_slice(),
        proofs::certificate::PLACE,
    ]
    .concat();
    let length = u16::try_from(notes.len() + 2).unwrap().to_be_bytes();
    let (start, rest) = photo.split_at(2);
    [start, &[0xFF, 0xE1], &length, &notes, rest].concat()
}

#[test]
fn a_photo_of_ten_megabytes_is_turned_upright_and_made_small_before_it_is_sent() {
    let Completed {
        market,
        client,
        proxy,
        browser,
    } = Completed::at_the_form();
    let photo = on_its_side(&taken(&browser, 4000, 3000));
    assert!(photo.len() > 8_000_000, "{} bytes", photo.len());
    send(&browser, &file(&market.runtime, "IMG_1.JPG", &photo));
    await_account(&browser);

    let accepted = await_status(&client, "accepted");
    let address = format!("/sertifikat/berkas/{}/", accepted["file"].as_str().unwrap());
    let kept = client.get(&address).expect(200);
    assert!(kept.body.len() <= 300_000, "{} bytes", kept.body.len());
    let Ok(Inspected::Jpeg(picture)) = inspect(&kept.body) else {
        panic!("no JPEG");
    };
    assert!(picture.width() < picture.height(), "upright");
    assert!(picture.height() >= 1000, "still readable");
    // The corner that was noted to be the upper right one.
    browser.run(&format!(
        "window.kept = new Image(); kept.src = '{address}';"
    ));
    let colours = until("the picture", || {
        let colours = browser.run(
            "if (!kept.complete) return null;
             const canvas = document.createElement('canvas');
             canvas.width = kept.naturalWidth; canvas.height = kept.naturalHeight;
             const context = canvas.getContext('2d');
             context.drawImage(kept, 0, 0);
             const at = (x, y) => [...context.getImageData(
               canvas.width * x, canvas.height * y, 1, 1).data];
             return [at(0.75, 0.25), at(0.25, 0.25)];",
        );
        (!colours.is_null()).then_some(colours)
    });
    assert!(colours[0][0].as_u64().unwrap() > 200 && colours[0][1].as_u64().unwrap() < 60);
    assert!(colours[1][1].as_u64().unwrap() > 60, "{colours}");
    let sent = proxy.passed_below("PUT", ALL).len();
    assert!(sent <= 3, "{sent} parts");
}

/// Spoils the answers to a step from now on, and waits until that has happened once.
/// Whoever waits for the network presses the button meanwhile.
fn spoil(browser: &Browser, proxy: &Proxy, step: (&'static str, &'static str), cut: Cut) {
    let spoilt = || {
        let sent = proxy.passed_below(step.0, step.1);
        sent.iter().filter(|one| one.cut == Some(cut)).count()
    };
    let before = spoilt();
    proxy.cut_all(step.0, step.1, cut);
    until(&format!("{step:?} to be cut: {cut:?}"), || {
        let press = "document.querySelector('#kirim-lagi:not([hidden]) button')?.click()";
        browser.run(press);
        (spoilt() > before).then_some(())
    });
}

#[test]
fn a_sending_goes_on_by_itself_whatever_becomes_of_any_answer_and_is_kept_once() {
    let Completed {
        market,
        client,
        proxy,
        browser,
    } = Completed::at_the_form();
    let photo = file(&market.runtime, "IMG_1.JPG", &photo(1, 200_000));
    // Nothing is sent before the first of them is spoilt.
    proxy.network(false);
    send(&browser, &photo);
    browser.see("dikirim lagi dengan sendirinya");
    proxy.network(true);
    for step in STEPS {
        for cut in [
            Cut::Swallow,
            Cut::Status(500),
            Cut::Status(502),
            Cut::Truncate,
            Cut::Late(TOO_LATE),
        ] {
            spoil(&browser, &proxy, step, cut);
        }
    }
    proxy.heal();
    await_account(&browser);
    let accepted = await_status(&client, "accepted");
    assert!(accepted["file"].is_string());
    let begun = proxy.passed("POST", ALL);
    let keys: Vec<_> = begun.iter().filter_map(|one| one.key.clone()).collect();
    assert!(keys.len() >= 5 && keys.iter().all(|key| *key == keys[0]));
}

#[test]
fn a_sending_whose_tab_is_closed_at_any_step_goes_on_when_the_file_is_chosen_again() {
    let Completed {
        market,
        client,
        proxy,
        browser,
    } = Completed::at_the_form();
    let form = browser.place();
    let photo = file(&market.runtime, "IMG_1.JPG", &photo(1, 200_000));
    for step in STEPS {
        proxy.network(false);
        send(&browser, &photo);
        browser.see("dikirim lagi dengan sendirinya");
        proxy.network(true);
        spoil(&browser, &proxy, step, Cut::Swallow);
        browser.new_tab_instead();
        proxy.heal();
        browser.go(&form);
        browser.await_alive();
    }
    // The last answer was swallowed, and everything had arrived.
    await_status(&client, "accepted");
    let parts = proxy.passed_below("PUT", ALL);
    let second = parts.iter().filter(|one| one.path.ends_with("number=1"));
    assert_eq!(second.count(), 1, "what had arrived was not sent again");
}

#[test]
fn a_file_that_another_app_shares_is_chosen_already_and_sent() {
    let Completed {
        client,
        browser,
        market: _market,
        proxy: _proxy,
    } = Completed::at_the_form();
    let form = browser.place();
    browser.await_worker();
    // What a phone does with a file that is shared with an installed page.
    let bytes = BASE64.encode(&photo(1, 100_000));
    browser.run(&format!(
        "const form = document.createElement('form');
         form.method = 'post'; form.action = '/bagikan/'; form.enctype = 'multipart/form-data';
         const input = document.createElement('input');
         input.type = 'file'; input.name = 'file';
         const bytes = Uint8Array.from(atob('{bytes}'), (one) => one.charCodeAt(0));
         const files = new DataTransfer();
         files.items.add(new File([bytes], 'sertifikat.jpg', {{ type: 'image/jpeg' }}));
         input.files = files.files;
         form.append(input); document.body.append(form); form.submit();"
    ));
    browser.see("Berkas sertifikat Anda sudah di ponsel ini");
    browser.go(&form);
    browser.await_alive();
    browser.see("Berkas yang Anda bagikan sudah dipilih");
    browser.click("#kirim-sertifikat button");
    await_account(&browser);
    await_status(&client, "accepted");
}

#[test]
fn a_tab_that_is_gone_goes_on_where_it_was_and_leaves_nothing_when_it_is_done() {
    let Completed {
        market,
        client,
        proxy,
        browser,
    } = Completed::at_the_form();
    let photo = photo(1, 200_000);
    proxy.cut("PUT", ALL, Cut::Swallow);
    send(&browser, &file(&market.runtime, "IMG_1.JPG", &photo));
    browser.see("dikirim lagi dengan sendirinya");
    assert_eq!(certificate(&client)["status"], "receiving");
    proxy.heal();
    browser.reload();
    await_account(&browser);
    await_status(&client, "accepted");
    assert_eq!(browser.run("return sessionStorage.length"), 0);
}

#[test]
fn a_file_that_is_no_certificate_is_refused_in_words_and_another_may_be_chosen() {
    let market = Market::open(1);
    let client = market.client(0);
    let (_, purchase) = redeem(&market, &client, "INV-1");
    let browser = Browser::open(&market.runtime, Scripts::On);
    at_the_form(&browser, &client, &purchase);
    send(
        &browser,
        &file(&market.runtime, "sertifikat.zip", b"PK\x03\x04and so on"),
    );
    browser.see("ZIP atau dokumen Word");
    browser.is_accessible("a refused file");
    send(
        &browser,
        &file(&market.runtime, "IMG_2.JPG", &photo(2, 1000)),
    );
    await_account(&browser);
    await_status(&client, "awaits_report");
    // Too large for the edge and no picture: said by the form, as without a program.
    at_the_form(&browser, &client, &purchase);
    send(
        &browser,
        &file(&market.runtime, "besar.bin", &vec![0; 5_100_000]),
    );
    browser.see("lebih dari 5 MB");
}
