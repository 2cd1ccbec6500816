//! A system as a release left it: everything that it had stored about people who had gone
//! every way, and what it told of them. A later release has to read it the same.

use crate::certificate::{begin, photo};
use crate::credential::{KEY, credential};
use crate::market::{Market, account, report, reserve, wish};
use crate::{
    Client, Person, Registered, Runtime, Schedule, fresh_key, join, places, register, sign_in,
    until, verified,
};
use chrono::{DateTime, Utc};
use domain::catalogue::Mode;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;

const DAY: i64 = 24 * 3600;
/// The wave that is open when the system is stored.
pub const OPEN_WAVE: Schedule = Schedule {
    number: 96,
    opens: -3600,
    closes: 30 * DAY,
    announces: 32 * DAY,
};

/// A key of nobody, which opens stored systems and nothing else.
pub fn key(first: u8) -> String {
    let bytes: Vec<u8> = (first..first + 32).collect();
    data_encoding::BASE64URL_NOPAD.encode(&bytes)
}

fn keys() -> Value {
    json!({
        "PEPPER": key(0), "DATA_KEY": key(100),
        "CREDENTIAL_KEY": key(50), "VAPID_KEY": key(150),
        // Certificates name it, and ports change.
        "PUBLIC_URL": "https://prakerja.contoh.id",
    })
}

/// A stored system.
pub struct Stored {
    /// It runs again, and its clock shows what it showed then.
    pub runtime: Runtime,
    /// What it told, by what was asked.
    pub told: Value,
}

fn archive(release: &str) -> std::path::PathBuf {
    let folder = places::root().join("tests/stored");
    folder.join(format!("{release}.tar.gz"))
}

impl Stored {
    /// Every release of which something is kept, oldest first.
    pub fn releases() -> Vec<String> {
        let folder = places::root().join("tests/stored");
        let entries = fs::read_dir(folder).unwrap().flatten();
        let names = entries.map(|entry| entry.file_name().into_string().unwrap());
        let mut all: Vec<String> = names
            .filter_map(|name| Some(name.strip_suffix(".tar.gz")?.to_owned()))
            .collect();
        all.sort();
        all
    }

    /// Starts what a release has stored.
    pub fn start(release: &str) -> Self {
        Self::start_with(release, &json!({}))
    }

    /// The same with settings that the deployment has got since.
    pub fn start_with(release: &str, later: &Value) -> Self {
        let archive = archive(release);
        let mut told = Value::Null;
        let mut bindings = keys();
        for (name, value) in later.as_object().into_iter().flatten() {
            bindings[name] = value.clone();
        }
        let unpacked = std::env::temp_dir().join(format!("prakerja-stored-{}", fresh_key()));
        fs::create_dir_all(&unpacked).unwrap();
        tar(&["-xzf", path(&archive), "-C", path(&unpacked)]);
        if let Ok(text) = fs::read(unpacked.join("told.json")) {
            told = serde_json::from_slice(&text).unwrap();
            bindings["CLOCK_STARTS_AT"] = told["now"].clone();
        }
        let runtime = Runtime::start_on(bindings, |storage| {
            fs::rename(unpacked.join("state"), storage).unwrap();
        });
        fs::remove_dir_all(&unpacked).unwrap();
        Self { runtime, told }
    }

    /// Signs one of its people in; codes are given out a minute apart.
    pub fn sign_in(&self, number: usize) -> Client {
        self.runtime.advance(61);
        sign_in(&self.runtime, &self.person(number))
    }

    /// One of its people.
    pub fn person(&self, number: usize) -> Person {
        let stored = &self.told["people"][number];
        let mut person = Person::new();
        let text = |name: &str| stored[name].as_str().unwrap().to_owned();
        person.nik = text("nik");
        person.birth_date = text("birth_date");
        person.phone = text("phone");
        person.name = text("name");
        person
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn tar(arguments: &[&str]) {
    let done = Command::new("tar").args(arguments).status().unwrap();
    assert!(done.success(), "tar {arguments:?}");
}

/// Lets people go every way, and stores what came of it.
///
/// The first was paid, has a digital certificate and has rated; the second bought a course
/// and lost the award, and appeals; the third is sending a certificate; the fourth waits
/// for the next draw.
pub fn store(release: &str) {
    let runtime = Runtime::start_on(keys(), |_| {});
    let market = Market::open_in(runtime, 3);
    let institution = market.course(Mode::Online).institution.to_string();
    market.runtime.publish_issuer_key(&institution, "1", &KEY);
    market.runtime.plan(&OPEN_WAVE);
    let jwt = is_paid(&market);
    appeals(&market);
    sends(&market);
    let waits = register(&market.runtime, Person::new());
    verified(&waits);
    join(&waits.client, OPEN_WAVE.number).expect(201);
    let people: Vec<&Registered> = market.people.iter().chain([&waits]).collect();
    let course = market.course(Mode::Online).id.to_string();
    let told = tell(&market.runtime, &people, &jwt, &course);
    let mut runtime = market.runtime;
    runtime.stop();
    let folder = runtime.scratch("stored");
    fs::write(folder.join("told.json"), told.to_string()).unwrap();
    fs::rename(runtime.storage(), folder.join("state")).unwrap();
    let archive = archive(release);
    fs::create_dir_all(archive.parent().unwrap()).unwrap();
    tar(&[
        "-czf",
        path(&archive),
        "-C",
        path(&folder),
        "told.json",
        "state",
    ]);
}

fn is_paid(market: &Market) -> String {
    let runtime = &market.runtime;
    let client = market.client(0);
    let phone = &market.people[0].person.phone;
    let link = json!({ "partner": "gopay", "number": phone });
    client
        .post_json("/api/v1/account/payout-account", &link)
        .expect(200);
    let purchase = market.entitle(&client, "INV-0");
    until("the incentive to be paid", || {
        (runtime.payments().len() == 1).then_some(())
    });
    let platform = market.course(Mode::Online).offers[0].platform.to_string();
    let ask = |path: &str, more: Value| {
        let body = report(&purchase, "INV-0", &more);
        runtime.platform(&platform, path, &body).expect(200).json()
    };
    let draft = ask("credential/draft", json!({}));
    let jwt = credential(&draft, &market.people[0].person.name, "1", &KEY);
    ask("credential", json!({ "credential": jwt }));
    jwt
}

fn appeals(market: &Market) {
    let client = market.client(1);
    market.complete(&client, "INV-1");
    let of = json!({
        "registration_number": market.people[1].number, "reason": "false_data",
        "note": "KTP yang diunggah milik orang lain.",
    });
    market.runtime.command_both("revoke_award", of).expect(200);
    let text = json!({ "text": "KTP itu milik saya, fotonya buram." });
    client
        .post_json("/api/v1/account/appeals", &text)
        .expect(200);
}

fn sends(market: &Market) {
    let client = market.client(2);
    let purchase = market.complete(&client, "INV-2");
    begin(&client, &fresh_key(), &purchase, &photo(7, 60_000)).expect(201);
    let course = market.course(Mode::InClass);
    reserve(&client, &fresh_key(), &wish(course, Some(1))).expect(201);
}

fn tell(runtime: &Runtime, people: &[&Registered], jwt: &str, course: &str) -> Value {
    let mut all = vec![];
    for one in people {
        runtime.advance(61);
        let client = sign_in(runtime, &one.person);
        let mut view = account(&client);
        without_now(&mut view);
        let told = json!({
            "nik": one.person.nik, "birth_date": one.person.birth_date,
            "phone": one.person.phone, "name": one.person.name,
            "number": one.number, "session": client.session(),
            "account": view,
            "statement": client.get("/api/v1/account/statement").expect(200).json(),
            "status": status(runtime, &one.number, &one.person.birth_date),
        });
        all.push(told);
    }
    let now: DateTime<Utc> = runtime.now();
    json!({ "now": now, "people": all, "certificate": jwt, "course": course, "public": public(runtime, course) })
}

/// What depends on the moment at which it is asked.
pub fn without_now(view: &mut Value) {
    if let Some(fields) = view.as_object_mut() {
        fields.remove("as_of");
    }
}

/// What anybody is told of a registration.
pub fn status(runtime: &Runtime, number: &str, birth_date: &str) -> Value {
    let asked = json!({ "registration_number": number, "birth_date": birth_date });
    let answer = runtime.client().post_json("/api/v1/status", &asked);
    let mut told = answer.expect(200).json();
    without_now(&mut told);
    told
}

/// What anybody may read.
pub fn public(runtime: &Runtime, course: &str) -> Value {
    let read = |path: &str| {
        let mut told = runtime.client().get(path).expect(200).json();
        without_now(&mut told);
        told
    };
    let appeals = runtime.read_as_staff("waiting_appeals").expect(200).json();
    json!({
        "waves": read("/api/v1/waves"),
        "catalogue": read("/api/v1/catalogue"),
        "reviews": read(&format!("/api/v1/courses/{course}/reviews")),
        "appeals": appeals["items"],
    })
}
