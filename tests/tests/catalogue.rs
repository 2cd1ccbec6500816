//! The course catalogue: published by two keys, served for ever, found with a
//! slip of the finger, looked at and compared without any program.
//!
//! Long: one publication is looked at from every side.

use domain::catalogue::demo::Demo;
use domain::catalogue::snapshot::{Snapshot, Version};
use domain::catalogue::{Catalogue, Course, Likeness, Mode, summaries};
use domain::time::programme_date;
use proofs::certificate::digest;
use proofs::{Answer, Runtime, until};
use serde_json::{Value, json};
use std::sync::OnceLock;

/// Made-up courses whose schedules are ahead of the edge's clock.
fn demo(runtime: &Runtime) -> Demo {
    proofs::courses(programme_date(runtime.now()))
}

/// What is expected back.
fn snapshot(demo: &Demo, version: u32) -> Snapshot {
    let courses = demo.courses.iter().map(|one| one.course.clone()).collect();
    Snapshot {
        version: Version(version),
        catalogue: Catalogue::new(demo.directory.clone(), courses).unwrap(),
    }
}

/// A publication's two files.
fn files(demo: &Demo, version: u32) -> [Vec<u8>; 2] {
    let texts = demo.courses.iter().map(|one| &one.summary);
    let texts = summaries::encode(Version(version), texts).unwrap();
    [snapshot(demo, version).encode(), texts]
}

/// One system for all tests that only read.
fn shared() -> &'static (Runtime, Demo) {
    static SHARED: OnceLock<(Runtime, Demo)> = OnceLock::new();
    SHARED.get_or_init(|| {
        let runtime = Runtime::start();
        let demo = demo(&runtime);
        runtime.publish(&demo, 1);
        until("the catalogue to be current", || current(&runtime, 1, ""));
        (runtime, demo)
    })
}

fn get(runtime: &Runtime, path: &str) -> Answer {
    runtime.client().get(path)
}

fn courses() -> Vec<&'static Course> {
    shared().1.courses.iter().map(|one| &one.course).collect()
}

/// The codes of the courses on a list page, in their order.
fn listed(page: &Answer) -> Vec<String> {
    let ticks = page.text.split("id=\"banding-").skip(1);
    ticks
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

fn total(page: &Answer) -> usize {
    let (_, rest) = page
        .text
        .split_once("<h2 id=\"hasil\" tabindex=\"-1\">")
        .unwrap();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

#[test]
fn a_catalogue_is_published_by_two_keys_and_two_files_and_never_backwards() {
    let runtime = Runtime::start();
    let none = (404, "catalogue.not_published".to_owned());
    assert_eq!(get(&runtime, "/api/v1/catalogue").refusal(), none);
    let empty = get(&runtime, "/pelatihan/").expect(200);
    assert!(empty.text.contains("belum terbit"));
    get(&runtime, "/pelatihan/K00001/").expect(404);

    let made = demo(&runtime);
    let first = files(&made, 3);
    let text = runtime.catalogue_command(3, &first);
    let [snapshot_file, summaries_file] = &first;
    let unknown = (404, "catalogue.file_unknown".to_owned());
    let state = |answer: Answer| answer.expect(200).json()["state"].clone();
    assert_eq!(
        runtime.bring_catalogue_file(snapshot_file).refusal(),
        unknown
    );
    assert_eq!(state(runtime.sign(0, &text)), "proposed");
    assert_eq!(
        runtime.sign(0, &text).refusal(),
        (409, "command.same_key".into())
    );
    assert_eq!(
        runtime.bring_catalogue_file(snapshot_file).refusal(),
        unknown
    );
    assert_eq!(state(runtime.sign(1, &text)), "done");

    let mut wrong = snapshot_file.clone();
    wrong.push(0);
    assert_eq!(runtime.bring_catalogue_file(&wrong).refusal(), unknown);
    let awaits = |bytes: &[u8]| {
        let progress = runtime.bring_catalogue_file(bytes).expect(200).json();
        assert_eq!(progress["version"], 3);
        progress["awaits"].clone()
    };
    assert_eq!(awaits(snapshot_file), json!(["summaries"]));
    assert_eq!(awaits(snapshot_file), json!(["summaries"]), "brought again");
    assert_eq!(
        get(&runtime, "/berkas/katalog/3.bin").status,
        404,
        "brought is not published"
    );
    assert_eq!(awaits(summaries_file), json!([]));
    assert_eq!(awaits(snapshot_file), json!([]), "brought again");
    assert_eq!(state(runtime.sign(0, &text)), "done", "signed again");

    let current = until("version 3", || current(&runtime, 3, ""));
    assert_eq!(current["snapshot"], "/berkas/katalog/3.bin");
    let file = get(&runtime, "/berkas/katalog/3.bin").expect(200);
    assert_eq!(
        file.header("cache-control"),
        Some("public, max-age=31536000, immutable")
    );
    assert_eq!(Snapshot::decode(&file.body), Ok(snapshot(&made, 3)));

    for version in [3, 2] {
        let text = runtime.catalogue_command(version, &files(&made, version));
        let refused = runtime.sign(0, &text);
        assert_eq!(refused.refusal(), (409, "catalogue.version_used".into()));
        assert!(refused.json()["title"].as_str().unwrap().contains('3'));
    }

    // A day later prices have moved, and courses have come and gone.
    let mut next = made.clone();
    next.courses.remove(0);
    next.courses[0].course.completed += 5;
    next.courses[1].course.schedules.clear();
    runtime.publish(&next, 5);
    let listed = until("version 5", || self::current(&runtime, 5, "?since=3"));
    assert_eq!(listed["delta"], "/berkas/katalog/3-5.bin");
    let delta = get(&runtime, "/berkas/katalog/3-5.bin").expect(200);
    let reached = snapshot(&made, 3).apply(&delta.body);
    assert_eq!(reached, Ok(snapshot(&next, 5)));
    for since in ["", "?since=1", "?since=5", "?since=x", "?since="] {
        let listed = get(&runtime, &format!("/api/v1/catalogue{since}")).json();
        assert_eq!(listed.get("delta"), None, "{since}");
    }
    // The old files stay, for whoever was told of them.
    assert_eq!(get(&runtime, "/berkas/katalog/3.bin").body, *snapshot_file);
    for nothing in ["4.bin", "6.bin", "3-6.bin", "03.bin", "3", ""] {
        get(&runtime, &format!("/berkas/katalog/{nothing}")).expect(404);
    }
}

fn current(runtime: &Runtime, version: u32, query: &str) -> Option<Value> {
    let answer = get(runtime, &format!("/api/v1/catalogue{query}"));
    let listed = (answer.status == 200).then(|| answer.json())?;
    (listed["version"] == version).then_some(listed)
}

#[test]
fn files_that_are_no_catalogue_are_refused_each_with_its_own_code() {
    let runtime = Runtime::start();
    let made = demo(&runtime);
    let [good, texts] = files(&made, 9);
    let mut fewer = made.clone();
    fewer.courses.pop();
    let [_, fewer] = files(&fewer, 9);
    let [other_version, _] = files(&made, 8);
    let cut = good[..good.len() - 1].to_vec();
    // The third says 8 and is signed as 3; the last says 9, and so does its command.
    for (version, snapshot, code) in [
        (1, cut, "catalogue.file_malformed"),
        (2, b"hello".to_vec(), "catalogue.file_malformed"),
        (3, other_version, "catalogue.version_differs"),
    ] {
        let text = runtime.catalogue_command(version, &[snapshot.clone(), texts.clone()]);
        runtime.sign(0, &text).expect(200);
        runtime.sign(1, &text).expect(200);
        let refused = runtime.bring_catalogue_file(&snapshot);
        assert_eq!(refused.refusal(), (422, code.into()));
    }
    let text = runtime.catalogue_command(9, &[good.clone(), fewer.clone()]);
    runtime.sign(0, &text).expect(200);
    runtime.sign(1, &text).expect(200);
    runtime.bring_catalogue_file(&good).expect(200);
    let refused = runtime.bring_catalogue_file(&fewer);
    assert_eq!(
        refused.refusal(),
        (422, "catalogue.summaries_differ".into())
    );
    let words = refused.json()["title"].as_str().unwrap().to_owned();
    assert!(words.contains(&made.courses.len().to_string()), "{words}");
    assert_eq!(
        get(&runtime, "/api/v1/catalogue").refusal().0,
        404,
        "nothing of it was published"
    );
    let text = runtime.catalogue_command(10, &[vec![1], vec![1]]);
    let refused = runtime.sign(0, &text).refusal();
    assert_eq!(refused, (422, "catalogue.files_invalid".into()));
    let json = runtime
        .client()
        .post_json("/api/v1/staff/catalogue-files", &json!({}));
    assert_eq!(json.refusal(), (415, "request.content_type".into()));
    let client = runtime.client();
    let other = client
        .post("/api/v1/staff/catalogue-files")
        .body("application/octet-stream", b"bytes");
    let unnamed = (400, "request.digest".into());
    assert_eq!(other.send().refusal(), unnamed);
    // The right name, and something else under it.
    let signed = files(&made, 11);
    let text = runtime.catalogue_command(11, &signed);
    runtime.sign(0, &text).expect(200);
    runtime.sign(1, &text).expect(200);
    let other = client
        .post("/api/v1/staff/catalogue-files")
        .body("application/octet-stream", b"bytes")
        .header("Content-Digest", &digest(&signed[0]));
    assert_eq!(other.send().refusal(), unnamed);
}

#[test]
fn the_list_has_every_course_once_in_an_order_of_the_persons_own() {
    let (runtime, _) = shared();
    let page = get(runtime, "/pelatihan/").expect(200);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(total(&page), courses().len());
    assert!(page.text.contains("Urutan diacak untuk setiap orang"));
    let scripts = page.text.matches("<script").count();
    assert_eq!(scripts, 2, "two starters, and the page works without them");

    let all = |seed: &str| -> Vec<String> {
        let pages = courses().len().div_ceil(20);
        (1..=pages)
            .flat_map(|one| {
                let path = format!("/pelatihan/?acak={seed}&halaman={one}");
                listed(&get(runtime, &path).expect(200))
            })
            .collect()
    };
    let (mine, yours) = (all("1"), all("2"));
    assert_eq!(all("1"), mine, "the order stays");
    assert_ne!(mine, yours);
    let mut sorted = mine;
    sorted.sort();
    let codes: Vec<String> = courses().iter().map(|one| one.id.to_string()).collect();
    assert_eq!(sorted, codes);
    let beyond = get(runtime, "/pelatihan/?acak=1&halaman=99").expect(200);
    assert!(beyond.text.contains("Ke halaman pertama"));
}

#[test]
fn a_slip_of_the_finger_is_forgiven_and_filters_let_through_what_they_say() {
    let (runtime, _) = shared();
    let all = courses();
    let course = all[3];
    let word = course
        .title
        .as_str()
        .split(|letter: char| !letter.is_alphanumeric())
        .max_by_key(|word| word.len())
        .unwrap();
    assert!(word.len() >= 5, "{word} is long enough for a slip");
    let mut typed: Vec<char> = word.chars().collect();
    typed.swap(2, 3);
    let typed: String = typed.into_iter().collect();
    let everything = |query: &str| -> Vec<String> {
        let first = get(runtime, &format!("/pelatihan/?acak=1&{query}")).expect(200);
        let pages = total(&first).div_ceil(20);
        (1..=pages)
            .flat_map(|one| {
                let path = format!("/pelatihan/?acak=1&{query}&halaman={one}");
                listed(&get(runtime, &path).expect(200))
            })
            .collect()
    };
    let found = everything(&format!("q={typed}"));
    assert!(found.contains(&course.id.to_string()), "{typed}: {found:?}");

    let check = |query: &str, lets: &dyn Fn(&Course) -> bool| {
        let mut found = everything(query);
        found.sort();
        let mut right: Vec<String> = all
            .iter()
            .filter(|one| lets(one))
            .map(|one| one.id.to_string())
            .collect();
        right.sort();
        assert_eq!(found, right, "{query}");
        assert!(!right.is_empty(), "{query} proves something");
    };
    check(&format!("bidang={}", course.field.as_str()), &|one| {
        one.field == course.field
    });
    check("cara=in_class", &|one| one.mode == Mode::InClass);
    check("harga=Rp1.000.000", &|one| {
        one.lowest_price()
            .is_some_and(|price| price.rupiah().0 <= 1_000_000)
    });
    check("gratis=sembunyi", &|one| one.free_equivalent.is_none());
    check("nilai=45", &|one| {
        one.rating.is_some_and(|rating| rating.tenths() >= 45)
    });
    check(
        "bidang=kopi&harga=murah&halaman=-1&cara=%00&urut=x",
        &|_| true,
    );
}

/// Some course of a kind.
fn some(kind: &dyn Fn(&Course) -> bool) -> &'static Course {
    courses().into_iter().find(|one| kind(one)).unwrap()
}

fn data_block(page: &Answer) -> Value {
    let start = "<script type=\"application/ld+json\">";
    let (_, rest) = page.text.split_once(start).unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn a_course_page_says_everything_to_people_and_to_machines() {
    let (runtime, demo) = shared();
    let today = programme_date(runtime.now());
    let course = some(&|one| {
        one.mode == Mode::InClass
            && one.offers.len() > 1
            && one.schedules.iter().any(|one| one.starts >= today)
    });
    let page = get(runtime, &format!("/pelatihan/{}/", course.id)).expect(200);
    let data = data_block(&page);
    assert_eq!(data["@type"], "Course");
    assert_eq!(data["name"], course.title.as_str());
    assert_eq!(
        data["offers"].as_array().unwrap().len(),
        course.offers.len()
    );
    assert_eq!(data["offers"][0]["priceCurrency"], "IDR");
    assert_eq!(data["hasCourseInstance"][0]["courseMode"], "Onsite");
    assert_eq!(
        data["url"],
        format!("{}/pelatihan/{}/", runtime.edge, course.id)
    );
    let described = demo.courses.iter().find(|one| one.course == *course);
    let text = described.unwrap().summary.as_str();
    assert!(!text.is_empty());
    assert_eq!(data["description"], text);
    let own = format!("{}/pelatihan/{}/", runtime.edge, course.id);
    let english = format!("{}/en/pelatihan/{}/", runtime.edge, course.id);
    let links = page.header("link").unwrap();
    assert!(
        links.contains(&format!("<{own}>; rel=\"canonical\"")),
        "{links}"
    );
    let other = format!("<{english}>; rel=\"alternate\"; hreflang=\"en\"");
    assert!(links.contains(&other), "{links}");
    let form = format!("action=\"/pelatihan/{}/beli/\"", course.id);
    assert_eq!(page.text.matches(&form).count(), course.offers.len());
    for offer in &course.offers {
        let price = offer.price.rupiah();
        assert!(page.text.contains(&price.to_string()));
        let hidden = format!("name=\"price\" value=\"{}\"", price.0);
        assert!(page.text.contains(&hidden), "{hidden}");
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(!policy.contains("unsafe-inline"));

    let similar = some(&|one| {
        let free = one.free_equivalent.as_ref();
        free.is_some_and(|free| free.likeness == Likeness::Similar)
    });
    let page = get(runtime, &format!("/pelatihan/{}/", similar.id)).expect(200);
    assert!(page.text.contains("Ada kursus gratis yang serupa"));
}

#[test]
fn what_is_not_there_is_a_page_in_words_that_says_so() {
    let (runtime, _) = shared();
    for path in [
        "/pelatihan/K99999/",
        "/pelatihan/k00001/",
        "/pelatihan/%3Cscript%3E/",
        "/pelatihan/K00001/lain/",
    ] {
        let page = get(runtime, path).expect(404);
        assert!(page.text.contains("Halaman tidak ditemukan"), "{path}");
    }
}

#[test]
fn up_to_four_courses_stand_side_by_side() {
    let (runtime, _) = shared();
    let ids: Vec<String> = courses().iter().map(|one| one.id.to_string()).collect();
    let compare = |ids: &[&str]| {
        let query: Vec<String> = ids.iter().map(|id| format!("id={id}")).collect();
        let path = format!("/pelatihan/banding/?{}", query.join("&"));
        get(runtime, &path).expect(200)
    };
    let heads = |page: &Answer| page.text.matches("class=\"away\"").count();
    let two = compare(&[&ids[0], &ids[1]]);
    assert_eq!(heads(&two), 2);
    assert!(two.text.contains("<caption") && two.text.contains("scope=\"row\""));
    let five = compare(&[&ids[0], &ids[1], &ids[2], &ids[3], &ids[4]]);
    assert_eq!(heads(&five), 4);
    assert!(five.text.contains("Paling banyak empat"));
    let odd = compare(&["K99999", "%22", &ids[2]]);
    assert_eq!(heads(&odd), 1);
    assert!(odd.text.contains("tidak ada di katalog"));
    let none = compare(&[]);
    assert!(none.text.contains("Belum ada yang dibandingkan"));
}

#[test]
fn machines_are_led_to_every_course_and_to_no_search() {
    let (runtime, _) = shared();
    let map = get(runtime, "/sitemap.xml").expect(200);
    assert_eq!(map.header("content-type"), Some("application/xml"));
    for course in courses() {
        let address = format!("{}/pelatihan/{}/</loc>", runtime.edge, course.id);
        assert!(map.text.contains(&address), "{address}");
    }
    let found = get(runtime, "/pelatihan/?q=kopi").expect(200);
    assert!(found.text.contains("noindex"));
    let robots = get(runtime, "/robots.txt").expect(200);
    assert!(robots.text.contains("Disallow: /pelatihan/?"));
}
