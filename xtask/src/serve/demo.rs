//! Demo data: what a newcomer finds on the first start. It goes in through the
//! public API, like everyone else's; the people are made up.

#![allow(
    clippy::indexing_slicing,
    reason = "indexing a JSON value answers null, it does not panic"
)]

use std::{
    fmt::Write,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    catalogue::demo::{Demo, Scale},
    credential::{IssuerKey, KeyId, MOST_KEYS},
    draw::Quotas,
    scheme::Scheme,
    time::programme_date,
    vacancy,
    wave::Wave,
};
use serde_json::{Value, json};

use crate::staff::{self, key::Key};

/// Somebody made up.
struct Person {
    nik: &'static str,
    kk: &'static str,
    birth_date: &'static str,
    name: &'static str,
    phone: &'static str,
    domicile: &'static str,
    work_status: &'static str,
    joins: Option<u32>,
    story: &'static str,
}

const PEOPLE: [Person; 3] = [
    Person {
        nik: "3273015404980001",
        kk: "3273012503100007",
        birth_date: "1998-04-14",
        name: "Sari Contoh",
        phone: "+6281200000001",
        domicile: "3273",
        work_status: "job_seeker",
        joins: Some(72),
        story: "has joined the open wave",
    },
    Person {
        nik: "7371012708920002",
        kk: "7371011203080011",
        birth_date: "1992-08-27",
        name: "Bagus Contoh",
        phone: "+6281200000002",
        domicile: "7371",
        work_status: "laid_off",
        joins: None,
        story: "can join the open wave",
    },
    // The sandbox's registry knows another name for a NIK that ends in 9998.
    Person {
        nik: "9171014512009998",
        kk: "9171010101150003",
        birth_date: "2000-12-05",
        name: "Dewi Contoh",
        phone: "+6281200000003",
        domicile: "9171",
        work_status: "small_business",
        joins: None,
        story: "has data that differs from the registry's",
    },
];

/// Plans three waves and registers the people; answers who they are.
pub fn seed(edge: &str, sandbox: &str, staff: &[Key; 2]) -> Result<String> {
    let today = Utc::now().date_naive();
    // Waves open at noon and close at 23:59 in Jakarta.
    let noon = today.and_hms_opt(5, 0, 0).context("noon exists")?.and_utc();
    let night = noon + TimeDelta::minutes(12 * 60 - 1);
    let days = TimeDelta::days;
    for (number, opens, closes, quota) in [
        (71, noon - days(14), night - days(10), 10_000),
        (72, noon - days(2), night + days(3), 12_000),
        (73, noon + days(10), night + days(14), 12_000),
    ] {
        plan(edge, staff, number, opens, closes, quota)?;
    }
    let mut told = String::new();
    for person in &PEOPLE {
        let number = register(edge, sandbox, person)
            .with_context(|| format!("{} could not be registered", person.name))?
            .number;
        writeln!(
            told,
            "  {}  NIK {}  registration number {number}  born {}  {}",
            person.name, person.nik, person.birth_date, person.story
        )?;
    }
    Ok(told)
}

/// Publishes the key that all institutions of the made-up catalogue share on this
/// machine, unless keys are published already.
pub fn issuers(edge: &str, staff: &[Key; 2], secret: &str) -> Result<()> {
    let known: Value = ureq::get(format!("{edge}/berkas/penerbit/terbaru.json"))
        .call()
        .context("the edge does not tell who may issue certificates")?
        .body_mut()
        .read_json()?;
    if known["version"].as_u64().unwrap_or_default() > 0 {
        return Ok(());
    }
    let public_key = staff::credential::public_of(secret)?;
    let name = KeyId::parse("1").context("a name of one digit")?;
    let demo = Demo::generate(SEED, Utc::now().date_naive(), Scale::PROGRAMME)?;
    let keys: Vec<IssuerKey> = demo
        .directory
        .institutions()
        .iter()
        .map(|one| IssuerKey {
            institution: one.id,
            name: one.name.as_str().to_owned(),
            key: name.clone(),
            public_key,
            valid_from: DateTime::UNIX_EPOCH,
            valid_until: None,
        })
        .collect();
    for part in keys.chunks(MOST_KEYS) {
        let text = staff::credential::publish_keys(part.to_vec())?;
        for key in staff {
            staff::send(edge, key, &text)?;
        }
    }
    Ok(())
}

/// Publishes a made-up catalogue of the programme's own size, unless there is one.
pub fn catalogue(edge: &str, staff: &[Key; 2]) -> Result<()> {
    let known = ureq::get(format!("{edge}/api/v1/catalogue"))
        .config()
        .http_status_as_error(false)
        .build()
        .call()?;
    if known.status() != 404 {
        return Ok(());
    }
    let demo = Demo::generate(SEED, Utc::now().date_naive(), Scale::PROGRAMME)?;
    let publication = staff::Publication::of(demo.directory, demo.courses, 1)?;
    for key in staff {
        staff::send(edge, key, &publication.command)?;
    }
    let progress = publication.bring(edge)?;
    if !progress.awaits.is_empty() {
        bail!("not everything was taken");
    }
    Ok(())
}

/// Publishes made-up vacancies, unless there are some.
pub fn vacancies(edge: &str, staff: &[Key; 2]) -> Result<()> {
    let known = ureq::get(format!("{edge}/api/v1/vacancies"))
        .config()
        .http_status_as_error(false)
        .build()
        .call()?;
    if known.status() != 404 {
        return Ok(());
    }
    let made = vacancy::demo::generate(SEED, programme_date(Utc::now()), vacancy::demo::PROGRAMME);
    let publication = staff::Vacancies::of(made, 1)?;
    for key in staff {
        staff::send(edge, key, &publication.command)?;
    }
    publication.bring(edge).map(drop)
}

/// Any other number makes another catalogue.
const SEED: u64 = 2020;

/// Plans a wave that is drawn ten hours after it has closed.
pub fn plan(
    edge: &str,
    staff: &[Key; 2],
    number: u32,
    opens_at: DateTime<Utc>,
    closes_at: DateTime<Utc>,
    quota: u32,
) -> Result<()> {
    let scheme = Scheme::find("normal-2023").context("the scheme ships with the code")?;
    let text = staff::plan_wave(Wave {
        number,
        scheme: scheme.id,
        opens_at,
        closes_at,
        draws_at: closes_at + TimeDelta::hours(10),
        announces_at: closes_at + TimeDelta::days(3),
        quota,
        quotas: Quotas::spread(quota, 20),
        lists: vec![],
        recovers: None,
    })?;
    for key in staff {
        staff::send(edge, key, &text)
            .with_context(|| format!("wave {number} could not be planned"))?;
    }
    Ok(())
}

/// Somebody who has registered.
pub struct Registered {
    /// The registration number.
    pub number: String,
    /// Their session, as a `Cookie` header.
    pub cookie: String,
}

/// Registers the first of the people, who joins wave 72.
pub fn applicant(edge: &str, sandbox: &str) -> Result<Registered> {
    let [first, ..] = &PEOPLE;
    register(edge, sandbox, first)
}

/// Registers the second of them, who joins nothing.
pub fn registrant(edge: &str, sandbox: &str) -> Result<Registered> {
    let [_, second, ..] = &PEOPLE;
    register(edge, sandbox, second)
}

fn register(edge: &str, sandbox: &str, person: &Person) -> Result<Registered> {
    let sent = post(edge, "/api/v1/otp", &json!({ "phone": person.phone }))?;
    let code = code_sent_to(sandbox, person.phone)?;
    let proof = post(
        edge,
        "/api/v1/otp/verify",
        &json!({ "challenge": sent["challenge"], "code": code }),
    )?;
    let mut answer = ureq::post(format!("{edge}/api/v1/registrations"))
        .header("Idempotency-Key", key(person))
        .send_json(json!({
            "nik": person.nik, "kk": person.kk, "birth_date": person.birth_date, "name": person.name,
            "phone": person.phone, "phone_proof": proof["phone_proof"], "domicile": person.domicile,
            "education": "sma", "work_status": person.work_status, "declaration": true,
            "consent": domain::registration::CONSENT_VERSION,
        }))?;
    let cookie = answer
        .headers()
        .get("set-cookie")
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .context("registering signs in")?
        .to_owned();
    if let Some(wave) = person.joins {
        ureq::post(format!("{edge}/api/v1/account/applications"))
            .header("Idempotency-Key", key(person))
            .header("Cookie", &cookie)
            .send_json(json!({ "wave": wave }))?;
    }
    let receipt: Value = answer.body_mut().read_json()?;
    let number = receipt["registration_number"].as_str().unwrap_or_default();
    Ok(Registered {
        number: number.to_owned(),
        cookie,
    })
}

/// The same at every start: somebody who is there already is not made twice.
fn key(person: &Person) -> String {
    format!(
        "00000000-0000-4000-8000-{}",
        person.nik.get(4..).unwrap_or_default()
    )
}

fn post(edge: &str, path: &str, body: &Value) -> Result<Value> {
    Ok(ureq::post(format!("{edge}{path}"))
        .send_json(body)?
        .body_mut()
        .read_json()?)
}

/// Waits for the text message in the sandbox's inbox.
fn code_sent_to(sandbox: &str, phone: &str) -> Result<String> {
    let until = Instant::now() + Duration::from_secs(20);
    while Instant::now() < until {
        let inbox: Value = ureq::get(format!("{sandbox}/inbox.json"))
            .query("to", phone)
            .call()?
            .body_mut()
            .read_json()?;
        let code = inbox["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|message| message["text"].as_str()?.get(..6))
            .find(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some(code) = code {
            return Ok(code.to_owned());
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("no code arrived for {phone} within 20 s")
}
