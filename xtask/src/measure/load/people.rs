//! The crowd: made-up people whose numbers are well-formed and belong to nobody.

#![allow(
    clippy::indexing_slicing,
    reason = "indexing a JSON value answers null, it does not panic"
)]

use std::{
    collections::HashMap,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ureq::Agent;

use super::crowd;
use crate::runtime::Runtime;

/// Somebody who registers.
pub struct Applicant {
    index: usize,
    phone: String,
    proof: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// Registration number, once there is one.
    pub number: String,
}

impl Applicant {
    fn new(index: usize) -> Self {
        let (day, month, year) = (index % 28 + 1, index / 28 % 12 + 1, 1970 + index / 336 % 30);
        Self {
            index,
            // Neighbours far apart: few begin alike, as among people.
            phone: format!("+62813{:08}", index * 77_777_777 % 100_000_000),
            proof: String::new(),
            birth_date: format!("{year}-{month:02}-{day:02}"),
            number: String::new(),
        }
    }

    /// Everybody comes from a network of their own.
    fn address(&self) -> String {
        format!(
            "10.{}.{}.{}",
            self.index / 62_500,
            self.index / 250 % 250,
            self.index % 250 + 1
        )
    }

    fn post(&self, agent: &Agent, url: &str, body: &Value) -> Result<Value> {
        let answer = agent
            .post(url)
            .header("CF-Connecting-IP", self.address())
            .header(
                "Idempotency-Key",
                format!("00000000-0000-4000-8000-{:012}", self.index),
            )
            .send_json(body)?
            .body_mut()
            .read_json()?;
        Ok(answer)
    }

    /// Registers; answers the number.
    pub fn register(&self, agent: &Agent, edge: &str) -> Result<String> {
        let digits: String = self.birth_date.chars().filter(|c| *c != '-').collect();
        let date = format!(
            "{}{}{}",
            digits.get(6..8).unwrap_or_default(),
            digits.get(4..6).unwrap_or_default(),
            digits.get(2..4).unwrap_or_default()
        );
        // District 00 is issued nowhere.
        let body = json!({
            "nik": format!("327300{date}{:04}", self.index % 10_000),
            "kk": format!("32730099{:08}", self.index),
            "birth_date": self.birth_date, "name": "Warga Contoh", "phone": self.phone,
            "phone_proof": self.proof, "domicile": "3273", "education": "sma", "work_status": "job_seeker",
            "declaration": true, "consent": domain::registration::CONSENT_VERSION,
        });
        let receipt = self.post(agent, &format!("{edge}/api/v1/registrations"), &body)?;
        Ok(receipt["registration_number"]
            .as_str()
            .context("no number")?
            .to_owned())
    }

    /// Looks the status up.
    pub fn look_up(&self, agent: &Agent, url: &str) -> Result<()> {
        let body = json!({ "registration_number": self.number, "birth_date": self.birth_date });
        let status = self.post(agent, &format!("{url}/api/v1/status"), &body)?;
        status["status"]["kind"].as_str().context("no status")?;
        Ok(())
    }
}

/// People at once: as many as one page of the sandbox's inbox shows.
const AT_ONCE: usize = 100;

/// A crowd that has proven its numbers.
pub fn prove(runtime: &Runtime, count: usize) -> Result<Vec<Applicant>> {
    let mut people: Vec<_> = (0..count).map(Applicant::new).collect();
    for some in people.chunks_mut(AT_ONCE) {
        prove_some(runtime, some)?;
    }
    Ok(people)
}

fn prove_some(runtime: &Runtime, people: &mut [Applicant]) -> Result<()> {
    let edge = &runtime.edge;
    let (_, challenges) = crowd::rush(people, |agent, one| {
        let body = json!({ "phone": one.phone });
        let sent = one.post(agent, &format!("{edge}/api/v1/otp"), &body)?;
        Ok(sent["challenge"]
            .as_str()
            .context("no challenge")?
            .to_owned())
    })?;
    let codes = codes(runtime, people)?;
    let pairs: Vec<_> = people.iter().zip(challenges).collect();
    let (_, proofs) = crowd::rush(&pairs, |agent, (one, challenge)| {
        let code = codes.get(&one.phone).context("no code arrived")?;
        let body = json!({ "challenge": challenge, "code": code });
        let proof = one.post(agent, &format!("{edge}/api/v1/otp/verify"), &body)?;
        Ok(proof["phone_proof"]
            .as_str()
            .context("no proof")?
            .to_owned())
    })?;
    for (one, proof) in people.iter_mut().zip(proofs) {
        one.proof = proof;
    }
    Ok(())
}

/// Waits until nobody gets a message any more: identity checks and words to people are done.
pub fn settle(runtime: &Runtime) -> Result<()> {
    let until = Instant::now() + Duration::from_secs(300);
    let mut before = String::new();
    while Instant::now() < until {
        let inbox = ureq::get(format!("{}/inbox.json", runtime.sandbox))
            .call()?
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_to_string()?;
        if inbox == before {
            return Ok(());
        }
        before = inbox;
        std::thread::sleep(Duration::from_secs(10));
    }
    bail!("messages went on for five minutes")
}

/// Waits until everybody's code is in the sandbox's inbox.
fn codes(runtime: &Runtime, people: &[Applicant]) -> Result<HashMap<String, String>> {
    let until = Instant::now() + Duration::from_secs(180);
    while Instant::now() < until {
        let inbox: Value = ureq::get(format!("{}/inbox.json", runtime.sandbox))
            .call()?
            .body_mut()
            .with_config()
            .limit(64 << 20)
            .read_json()?;
        let codes: HashMap<_, _> = inbox["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| {
                Some((
                    one["to"].as_str()?.to_owned(),
                    one["text"].as_str()?.get(..6)?.to_owned(),
                ))
            })
            .collect();
        if people.iter().all(|one| codes.contains_key(&one.phone)) {
            return Ok(codes);
        }
        thread::sleep(Duration::from_millis(100));
    }
    bail!("not every code arrived within 3 minutes")
}
