//! The public status check: for anyone who knows number and birth date, and of
//! no use to anyone who guesses.

use domain::registration::RegistrationNumber;
use proofs::browser::Browser;
use proofs::phone::phone;
use proofs::{
    Answer, Client, Person, Proxy, Registered, Runtime, area_under_curve, register, shared, until,
};
use serde_json::json;
use std::time::Instant;

fn look_up(client: &Client, number: &str, birth_date: &str) -> Answer {
    client.post_json(
        "/api/v1/status",
        &json!({ "registration_number": number, "birth_date": birth_date }),
    )
}

fn by_form(client: &Client, number: &str, birth: &[String; 3]) -> Answer {
    client.post_form(
        "/status/",
        &[
            ("registration_number", number),
            ("birth_day", &birth[0]),
            ("birth_month", &birth[1]),
            ("birth_year", &birth[2]),
        ],
    )
}

fn stranger(random: u64) -> String {
    RegistrationNumber::from_random(random.wrapping_mul(0x9e37_79b9_7f4a_7c15)).grouped()
}

#[test]
fn number_and_birth_date_together_show_where_somebody_stands_and_no_name() {
    let sari = register(shared(), Person::new());
    let answer = look_up(
        &shared().client(),
        &sari.number.replace('-', " "),
        &sari.person.birth_date,
    )
    .expect(200);
    assert_eq!(answer.json()["status"]["kind"], "ready_to_join");
    assert_eq!(answer.json()["timeline"][0]["step"], "registered");
    for secret in [
        &sari.person.name,
        &sari.person.nik,
        &sari.person.phone[3..].to_owned(),
    ] {
        assert!(!answer.text.contains(secret.as_str()));
    }
}

#[test]
fn a_plain_form_post_answers_in_html_without_a_program() {
    let sari = register(shared(), Person::new());
    let page = by_form(&shared().client(), &sari.number, &sari.person.birth_parts()).expect(200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    assert!(page.text.contains("Siap Gabung Gelombang"), "{}", page.text);
    let scripts = page.text.matches("<script").count();
    let every_pages = page.text.matches("/assets/start-page-").count();
    assert_eq!(
        (scripts, every_pages),
        (1, 1),
        "the checker needs no program"
    );
    assert!(!page.text.contains(&sari.person.name));
    assert_eq!(
        page.header("cache-control")
            .map(|value| value.contains("no-store") || value.contains("private")),
        Some(true)
    );
}

#[test]
fn a_mistyped_number_is_told_and_what_was_typed_stays() {
    let sari = register(shared(), Person::new());
    let mut digits: Vec<char> = sari.number.chars().filter(char::is_ascii_digit).collect();
    digits[5] = if digits[5] == '1' { '2' } else { '1' };
    let typed: String = digits.iter().collect();
    let answer = look_up(&shared().client(), &typed, &sari.person.birth_date);
    if typed == sari.number.replace('-', "") {
        panic!("nothing was changed");
    }
    assert_eq!(
        answer.fields(),
        [(
            "registration_number".into(),
            "registration_number.mistyped".into()
        )]
    );
    let page = by_form(&shared().client(), &typed, &sari.person.birth_parts());
    assert!(page.text.contains(&typed), "the number is still there");
    assert!(page.text.contains("salah atau tertukar"));
    for (number, birth, field) in [
        ("", "1998-01-01", "registration_number"),
        ("12", "1998-01-01", "registration_number"),
        (sari.number.as_str(), "1998-13-01", "birth_date"),
    ] {
        let answer = look_up(&shared().client(), number, birth);
        assert_eq!((answer.status, answer.fields()[0].0.as_str()), (422, field));
    }
}

/// What may differ between two answers to the same question.
fn comparable(answer: &Answer) -> (u16, String, Vec<(String, String)>) {
    let headers = answer
        .headers
        .iter()
        .filter(|(name, _)| name != "date")
        .cloned()
        .collect();
    (answer.status, answer.text.clone(), headers)
}

#[test]
fn an_unknown_number_and_a_wrong_birth_date_get_the_same_answer() {
    let sari = register(shared(), Person::new());
    let client = shared().client();
    let wrong_date = look_up(&client, &sari.number, "1970-01-01");
    let unknown = look_up(&client, &stranger(1), "1970-01-01");
    assert_eq!(unknown.refusal(), (404, "status.not_found".into()));
    assert_eq!(comparable(&wrong_date), comparable(&unknown));

    let birth = ["1", "1", "1970"].map(str::to_owned);
    let number = stranger(2);
    let [wrong_date, unknown] = [&sari.number, &number].map(|number| {
        let mut page = by_form(&client, number, &birth);
        page.text = page.text.replace(number.as_str(), "NUMBER");
        comparable(&page)
    });
    assert_eq!(wrong_date, unknown, "in HTML too");
}

#[test]
fn an_unknown_number_and_a_wrong_birth_date_take_the_same_time() {
    const EACH: usize = 150;
    // No number may be tried more than 60 times an hour.
    let people: Vec<Registered> = (0..3).map(|_| register(shared(), Person::new())).collect();
    let client = shared().client();
    let (mut wrong_date, mut unknown) = (Vec::new(), Vec::new());
    for n in 0..EACH {
        let from = client.elsewhere();
        let known = &people[n % people.len()].number;
        // Another date each time: an answer from the cache says nothing about the work.
        let date = format!("19{}-{:02}-{:02}", 60 + n / 28, n % 12 + 1, n % 28 + 1);
        let first_unknown = n % 2 == 0;
        for is_unknown in [first_unknown, !first_unknown] {
            let stranger = stranger(100 + n as u64);
            let number = if is_unknown { &stranger } else { known };
            let began = Instant::now();
            look_up(&from, number, &date).expect(404);
            let took = began.elapsed().as_secs_f64();
            if is_unknown {
                &mut unknown
            } else {
                &mut wrong_date
            }
            .push(took);
        }
    }
    let auc = area_under_curve(&wrong_date, &unknown);
    assert!(
        (0.35..=0.65).contains(&auc),
        "told apart by time: AUC {auc:.3}"
    );
}

#[test]
fn trying_numbers_from_one_network_ends_with_a_time_to_wait() {
    let client = shared().client();
    let mut refused = None;
    for n in 0..400 {
        let answer = look_up(&client, &stranger(1_000 + n), "1990-01-01");
        if answer.status == 429 {
            refused = Some((n, answer));
            break;
        }
        assert_eq!(answer.status, 404);
    }
    let (after, refused) = refused.expect("400 tries went through");
    assert!(
        after >= 20,
        "a posko that looks up a queue of people is stopped after {after}"
    );
    assert_eq!(refused.refusal().1, "too_many_requests");
    assert!(refused.retry_after().unwrap() > 0);
    let page = by_form(
        &client,
        &stranger(5),
        &["1", "1", "1990"].map(str::to_owned),
    );
    assert_eq!(page.status, 429, "the form counts with it");
    assert!(page.retry_after().is_some());
    look_up(&client.elsewhere(), &stranger(9), "1990-01-01").expect(404);
}

#[test]
fn many_networks_together_do_not_get_through_the_birth_dates_of_one_number() {
    let sari = register(shared(), Person::new());
    let tries = |number: &str| -> Vec<u16> {
        (0..70)
            .map(|n| {
                let date = format!("1971-{:02}-{:02}", n / 28 + 1, n % 28 + 1);
                look_up(&shared().client(), number, &date).status
            })
            .collect()
    };
    let known = tries(&sari.number);
    assert!(
        known.iter().all(|status| matches!(status, 404 | 429)),
        "{known:?}"
    );
    assert_eq!(known.last(), Some(&429), "70 networks had 70 tries");
    assert_eq!(
        tries(&stranger(77)),
        known,
        "whether the number exists or not"
    );
}

#[test]
fn tries_at_a_birth_date_are_counted_on_after_the_object_was_gone() {
    let mut runtime = Runtime::start_on(json!({ "SHARDS": "1" }), |_| {});
    let number = stranger(5);
    // Another date each time: an answer from the cache is no try.
    let tries = |runtime: &Runtime, numbers: std::ops::Range<u32>| -> Vec<u16> {
        let dates = numbers.map(|n| format!("1971-{:02}-{:02}", n / 28 + 1, n % 28 + 1));
        dates
            .map(|date| look_up(&runtime.client(), &number, &date).status)
            .collect()
    };
    assert_eq!(tries(&runtime, 0..40), vec![404; 40]);
    until("they are kept", || {
        let used = "SELECT COALESCE(SUM(used), 0) FROM lookup";
        (runtime.sum_of_objects("RegistrantShard", used) == 40).then_some(())
    });
    runtime.kill();
    runtime.stop();
    runtime.restart();
    let after = tries(&runtime, 40..70);
    let refused = after.iter().position(|status| *status == 429);
    assert_eq!(refused, Some(20), "{after:?}");
}

/// Somebody who has registered, with the birth date as the form asks for it, and a phone.
fn registered() -> (Proxy, Browser, Registered, [String; 3]) {
    let proxy = Proxy::before(shared());
    let sari = register(shared(), Person::new());
    let born = sari.person.birth_parts();
    let browser = phone(shared(), &proxy);
    (proxy, browser, sari, born)
}

/// Asks as the page's own form does.
fn asks(browser: &Browser, number: &str, [day, month, year]: [&str; 3]) {
    browser.go("/status/");
    browser.fill("registration_number", number);
    browser.fill("birth_day", day);
    browser.fill("birth_month", month);
    browser.fill("birth_year", year);
    browser.click("form[action=\"/status/\"] button");
}

#[test]
fn what_was_answered_last_is_read_without_a_network_by_whoever_asks_the_same_again() {
    let (proxy, browser, sari, [day, month, year]) = registered();
    let date = [day.as_str(), month.as_str(), year.as_str()];
    asks(&browser, &sari.number, date);
    browser.see("Yang berikutnya");
    until("the answer on the phone", || {
        let kept = "return (await (await caches.open('prakerja.jawaban.1')).keys()).length";
        (browser.try_run_async(kept).ok()? == 1).then_some(())
    });
    proxy.network(false);

    // The same, typed in another way.
    let loose = sari.number.replace('-', " ");
    let padded = [&format!("0{day}")[..], &month, &year];
    asks(&browser, &loose, padded);
    browser.see("Ini salinan halaman ini dari");
    browser.see("Yang berikutnya");
    browser.is_accessible("status as it was answered last");
    // Whoever does not know the date learns nothing, and that nothing was sent.
    asks(&browser, &sari.number, ["1", "1", "1970"]);
    browser.see("isian belum terkirim");
    assert!(!browser.main_text().contains("Yang berikutnya"));
    // Nor does whoever looks into the phone.
    let kept = browser.run_async(
        "let all = '';
         const cache = await caches.open('prakerja.jawaban.1');
         for (const key of await cache.keys()) all += key.url + await (await cache.match(key)).text();
         return all;",
    );
    let kept = kept.as_str().unwrap();
    assert!(!kept.contains("Yang berikutnya") && !kept.contains(&sari.number));

    // When the network is back the edge answers.
    proxy.network(true);
    asks(&browser, &sari.number, date);
    browser.see("Yang berikutnya");
    assert!(!browser.has(".offline-copy"));
}

#[test]
fn a_borrowed_phone_keeps_no_answer() {
    let (proxy, browser, sari, [day, month, year]) = registered();
    let date = [day.as_str(), month.as_str(), year.as_str()];
    browser.go("/ponsel-pinjaman/");
    browser.click("form[action=\"/ponsel-pinjaman/\"] button");
    browser.see("Masuk ke akun Anda");
    asks(&browser, &sari.number, date);
    browser.see("Yang berikutnya");
    proxy.network(false);
    asks(&browser, &sari.number, date);
    browser.see("isian belum terkirim");
}
