//! Vacancies: published by two keys, found by everybody, closed after their closing
//! day, and shown on the account of those alone who are certified in the field.

use domain::catalogue::{Field, Mode};
use domain::time::programme_date;
use domain::vacancy::demo::generate;
use domain::vacancy::exchange::{read_csv, write_csv};
use domain::vacancy::{Vacancy, VacancyId};
use proofs::certificate::{await_status, photo, send};
use proofs::market::{Market, account};
use proofs::vacancy::file;
use proofs::{Answer, Runtime};
use serde_json::Value;
use std::sync::OnceLock;

const DAY: i64 = 24 * 3600;

/// One system for all tests that only read.
fn shared() -> &'static (Runtime, Vec<Vacancy>) {
    static SHARED: OnceLock<(Runtime, Vec<Vacancy>)> = OnceLock::new();
    SHARED.get_or_init(|| {
        let runtime = Runtime::start();
        let made = made(&runtime, 120);
        runtime.publish_vacancies(&made, 1);
        (runtime, made)
    })
}

fn made(runtime: &Runtime, count: u32) -> Vec<Vacancy> {
    generate(7, programme_date(runtime.now()), count)
}

fn get(runtime: &Runtime, path: &str) -> Answer {
    runtime.client().get(path)
}

/// The ids of the vacancies that a page leads to, in its order.
fn listed(page: &Answer) -> Vec<String> {
    let links = page.text.split("<h3><a href=\"/lowongan/").skip(1);
    links
        .filter_map(|rest| Some(rest.split_once("/\"")?.0.to_owned()))
        .collect()
}

fn ids(vacancies: &Value) -> Vec<&str> {
    let all = vacancies.as_array().unwrap().iter();
    all.map(|one| one["id"].as_str().unwrap()).collect()
}

/// What a page tells search engines.
fn data(page: &Answer) -> Option<Value> {
    let (_, rest) = page
        .text
        .split_once("<script type=\"application/ld+json\">")?;
    serde_json::from_str(rest.split_once("</script>")?.0).ok()
}

#[test]
fn a_feed_with_faults_is_not_made_and_names_their_lines() {
    let today = "2026-11-24".parse().unwrap();
    let good = write_csv(&generate(1, today, 3));
    assert!(read_csv(good.as_bytes(), today).is_ok());
    let spoiled = good.replacen("https://", "http://", 2);
    let faults = read_csv(spoiled.as_bytes(), today).unwrap_err();
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    // Descriptions have three lines each.
    assert_eq!(
        told,
        [
            "line 2, apply: not an https address",
            "line 5, apply: not an https address"
        ]
    );
}

#[test]
fn vacancies_are_published_by_two_keys_and_never_backwards() {
    let runtime = Runtime::start();
    let none = (404, "vacancy.not_published".to_owned());
    assert_eq!(get(&runtime, "/api/v1/vacancies").refusal(), none);
    assert_eq!(get(&runtime, "/api/v1/vacancies/LK-00001").refusal(), none);
    let empty = get(&runtime, "/lowongan/").expect(200);
    assert!(empty.text.contains("belum terbit"));
    get(&runtime, "/lowongan/LK-00001/").expect(404);

    let made = made(&runtime, 30);
    let first = file(&made, 3);
    let text = runtime.vacancies_command(3, &first);
    let unknown = (404, "vacancy.file_unknown".to_owned());
    assert_eq!(runtime.bring_vacancies(&first).refusal(), unknown);
    assert_eq!(
        runtime.sign(0, &text).expect(200).json()["state"],
        "proposed"
    );
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (409, "command.same_key".into())
    );
    assert_eq!(
        runtime.bring_vacancies(&first).refusal(),
        unknown,
        "one key is not enough"
    );
    assert_eq!(runtime.sign(1, &text).expect(200).json()["state"], "done");
    let other = file(&made[1..], 3);
    assert_eq!(runtime.bring_vacancies(&other).refusal(), unknown);
    let progress = runtime.bring_vacancies(&first).expect(200).json();
    assert_eq!(progress["awaits"].as_array().unwrap().len(), 0);
    let again = runtime.bring_vacancies(&first).expect(200).json();
    assert_eq!(again, progress, "brought twice, nothing changes");
    let list = get(&runtime, "/api/v1/vacancies").expect(200).json();
    assert_eq!((&list["version"], &list["total"]), (&3.into(), &30.into()));

    // A number is used once; what two have signed is still checked.
    let used = runtime.sign(0, &runtime.vacancies_command(3, &other));
    assert_eq!(used.refusal(), (409, "vacancy.version_used".into()));
    let zero = runtime.sign(0, &runtime.vacancies_command(0, &first));
    assert_eq!(zero.refusal(), (422, "vacancy.version_invalid".into()));
    let brought = |version: u32, bytes: &[u8]| {
        let text = runtime.vacancies_command(version, bytes);
        runtime.sign(0, &text).expect(200);
        runtime.sign(1, &text).expect(200);
        runtime.bring_vacancies(bytes).refusal()
    };
    let malformed = (422, "vacancy.file_malformed".to_owned());
    assert_eq!(brought(4, b"{}"), malformed);
    let differs = (422, "vacancy.version_differs".to_owned());
    assert_eq!(brought(5, &file(&made, 6)), differs);
    let twice = String::from_utf8(file(&made, 7)).unwrap();
    let twice = twice.replace("LK-00002", "LK-00001");
    let inconsistent = (422, "vacancy.file_inconsistent".to_owned());
    assert_eq!(brought(7, twice.as_bytes()), inconsistent);
    let still = get(&runtime, "/api/v1/vacancies").expect(200).json();
    assert_eq!(still["version"], 3);

    runtime.publish_vacancies(&made[..10], 8);
    let list = get(&runtime, "/api/v1/vacancies").expect(200).json();
    assert_eq!((&list["version"], &list["total"]), (&8.into(), &10.into()));
    get(&runtime, "/lowongan/LK-00020/").expect(404);
}

#[test]
fn the_list_has_every_open_vacancy_once_in_an_order_of_ones_own() {
    let (runtime, made) = shared();
    let mut seen = vec![];
    for page in 1..=6 {
        let path = format!("/lowongan/?acak=1f&halaman={page}");
        seen.extend(listed(&get(runtime, &path).expect(200)));
    }
    let first = seen[..20].to_vec();
    seen.sort();
    let expected: Vec<String> = made.iter().map(|one| one.id.to_string()).collect();
    assert_eq!(seen, expected);
    let other = listed(&get(runtime, "/lowongan/?acak=2f").expect(200));
    assert_ne!(other, first);
    let answer = get(runtime, "/api/v1/vacancies?seed=1f").expect(200).json();
    assert_eq!(
        ids(&answer["vacancies"]),
        first,
        "the API's order is the same"
    );
    assert!(answer["vacancies"][0].get("description").is_none());
    let beyond = get(runtime, "/lowongan/?acak=1f&halaman=99").expect(200);
    assert!(beyond.text.contains("melewati hasil terakhir"));
}

#[test]
fn field_place_and_words_let_through_what_is_theirs() {
    let (runtime, made) = shared();
    let count = |query: &str| {
        let page = get(runtime, &format!("/lowongan/?acak=1&{query}")).expect(200);
        let api = get(runtime, &format!("/api/v1/vacancies?seed=1&{query}")).expect(200);
        let total = api.json()["total"].as_u64().unwrap();
        assert!(
            page.text.contains(&format!(">{total} lowongan<")),
            "{query}"
        );
        usize::try_from(total).unwrap()
    };
    let of = |test: &dyn Fn(&Vacancy) -> bool| made.iter().filter(|one| test(one)).count();
    let food = of(&|one| one.field == Field::Food);
    assert!(food > 0);
    assert_eq!(count("bidang=food"), food);
    let place = made[0].place;
    let province = place.province();
    assert_eq!(
        count(&format!("wilayah={province}")),
        of(&|one| one.place.province() == province)
    );
    assert_eq!(
        count(&format!("wilayah={place}")),
        of(&|one| one.place == place)
    );
    let title = made[0].title.as_str();
    let word = title.split(' ').next().unwrap();
    assert!(count(&format!("q={word}")) > 0);
    assert_eq!(count("q=zzzzqqqq"), 0);
    assert_eq!(count("bidang=kopi&wilayah=9999"), made.len());
    let nothing = get(runtime, "/lowongan/?q=zzzzqqqq").expect(200);
    assert!(nothing.text.contains("Lihat semua lowongan"));
    let hostile = get(runtime, "/lowongan/?q=%22%3E%3Cscript%3Ealert(1)").expect(200);
    assert!(!hostile.text.contains("<script>alert"));
}

#[test]
fn a_vacancy_tells_search_engines_what_it_is() {
    let (runtime, made) = shared();
    let one = made.iter().find(|one| one.salary.is_some()).unwrap();
    let page = get(runtime, &format!("/lowongan/{}/", one.id)).expect(200);
    assert!(!page.text.contains("noindex"));
    assert!(page.text.contains(one.apply.as_str()));
    let starters = page.text.matches("/assets/start-").count();
    let every_pages = page.text.matches("/assets/start-page-").count();
    assert_eq!((starters, every_pages), (1, 1), "no program");
    let data = data(&page).unwrap();
    assert_eq!(data["@type"], "JobPosting");
    assert_eq!(data["title"], one.title.as_str());
    assert_eq!(data["datePosted"], one.published.to_string());
    let until = format!("{}T23:59:59+07:00", one.closes);
    assert_eq!(data["validThrough"], until);
    assert_eq!(data["hiringOrganization"]["name"], one.employer.as_str());
    let address = &data["jobLocation"]["address"];
    let regency = one.place.regency().unwrap();
    assert_eq!(address["addressLocality"], regency.name);
    assert_eq!(address["addressRegion"], regency.province().unwrap().name);
    assert_eq!(address["addressCountry"], "ID");
    let pay = &data["baseSalary"];
    let salary = one.salary.unwrap();
    assert_eq!(pay["currency"], "IDR");
    assert_eq!(pay["value"]["minValue"], salary.from().0);
    assert_eq!(pay["value"]["maxValue"], salary.to().0);
    assert_eq!(pay["value"]["unitText"], "MONTH");
    assert!(data["employmentType"].is_string());
    assert!(data["description"].as_str().unwrap().starts_with("<p>"));

    let without = made.iter().find(|one| one.salary.is_none()).unwrap();
    let page = get(runtime, &format!("/lowongan/{}/", without.id)).expect(200);
    assert!(self::data(&page).unwrap().get("baseSalary").is_none());

    let path = format!("/api/v1/vacancies/{}", one.id);
    let answer = get(runtime, &path).expect(200).json();
    assert_eq!(answer["description"], one.description.as_str());
    for path in [
        "/lowongan/LK-99999/",
        "/lowongan/%3Cb%3E/",
        "/lowongan/LK-00001/lain/",
    ] {
        get(runtime, path).expect(404);
    }
    let unknown = (404, "vacancy.unknown".to_owned());
    for id in ["LK-99999", "%3Cb%3E"] {
        let answer = get(runtime, &format!("/api/v1/vacancies/{id}"));
        assert_eq!(answer.refusal(), unknown);
    }
}

#[test]
fn a_vacancy_is_open_on_its_closing_day_and_gone_on_the_next() {
    let runtime = Runtime::start();
    let mut made = made(&runtime, 2);
    made[0].closes = programme_date(runtime.now());
    runtime.publish_vacancies(&made, 1);
    let id = &made[0].id;
    get(&runtime, &format!("/lowongan/{id}/")).expect(200);
    assert_eq!(listed(&get(&runtime, "/lowongan/")).len(), 2);

    runtime.advance(DAY);
    let page = get(&runtime, &format!("/lowongan/{id}/")).expect(410);
    assert!(page.text.contains("Lowongan ini sudah ditutup."));
    assert!(page.text.contains("noindex"));
    assert!(!page.text.contains(made[0].apply.as_str()));
    assert_eq!(data(&page), None);
    let answer = get(&runtime, &format!("/api/v1/vacancies/{id}"));
    assert_eq!(answer.refusal(), (410, "vacancy.closed".into()));
    let left = listed(&get(&runtime, "/lowongan/"));
    assert_eq!(left, [made[1].id.to_string()]);
}

#[test]
fn only_those_who_are_certified_see_theirs_in_the_right_field_the_nearest_first() {
    let market = Market::open(2);
    let runtime = &market.runtime;
    let field = market.course(Mode::Online).field;
    let home = domain::catalogue::Place::parse(market.people[0].person.domicile).unwrap();
    let other = Field::ALL.iter().find(|one| **one != field).unwrap();
    let mut made = generate(7, programme_date(runtime.now()), 30);
    let later = made[0]
        .closes
        .max(programme_date(runtime.now()) + chrono::Days::new(60));
    for (at, one) in made.iter_mut().enumerate() {
        one.field = if at < 20 { field } else { *other };
        one.place = domain::catalogue::Place::parse("7371").unwrap();
        one.closes = later;
    }
    made[19].place = home;
    made[29].place = home;
    runtime.publish_vacancies(&made, 1);

    let client = market.client(0);
    assert!(account(&client).get("vacancies").is_none());
    let purchase = market.complete(&client, "INV-1");
    assert!(
        account(&client).get("vacancies").is_none(),
        "not certified yet"
    );
    send(&client, &purchase, &photo(1, 60_000)).expect(200);
    await_status(&client, "accepted");

    let suited = account(&client)["vacancies"].clone();
    assert_eq!(suited["fields"], serde_json::json!([field.as_str()]));
    let shown = ids(&suited["vacancies"]);
    assert_eq!(shown.len(), 5);
    assert_eq!(shown[0], made[19].id.as_str(), "nearest first");
    let right: Vec<VacancyId> = made[..20].iter().map(|one| one.id.clone()).collect();
    for id in shown {
        assert!(right.iter().any(|one| one.as_str() == id), "{id}");
    }
    let page = client.get("/akun/").expect(200);
    assert!(page.text.contains("Lowongan untuk Anda"));
    assert_eq!(listed(&page).len(), 5);
    let rest = format!("href=\"/lowongan/?bidang={}\"", field.as_str());
    assert!(page.text.contains(&rest));

    let stranger = market.client(1);
    assert!(account(&stranger).get("vacancies").is_none());
    let page = stranger.get("/akun/").expect(200);
    assert!(!page.text.contains("Lowongan untuk Anda"));
}

#[test]
fn courses_and_the_sitemap_lead_to_vacancies() {
    let runtime = Runtime::start();
    let courses = proofs::courses(programme_date(runtime.now()));
    runtime.publish(&courses, 1);
    let made = made(&runtime, 3);
    runtime.publish_vacancies(&made, 1);
    let course = &courses.courses[0].course;
    let page = get(&runtime, &format!("/pelatihan/{}/", course.id)).expect(200);
    let link = format!("href=\"/lowongan/?bidang={}\"", course.field.as_str());
    assert!(page.text.contains(&link));
    assert!(
        get(&runtime, "/")
            .expect(200)
            .text
            .contains("href=\"/lowongan/\"")
    );
    let map = get(&runtime, "/sitemap.xml").expect(200);
    assert!(map.text.contains("/lowongan/</loc>"));
    for one in &made {
        let line = format!("{}/lowongan/{}/</loc>", runtime.edge, one.id);
        assert!(map.text.contains(&line));
    }
    let robots = get(&runtime, "/robots.txt").expect(200);
    assert!(robots.text.contains("Disallow: /lowongan/?"));
}
