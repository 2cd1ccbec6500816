//! Planning waves, as programme staff does.

use crate::{Answer, Runtime, places, until};
use chrono::TimeDelta;
use domain::draw::{Hex, Quotas};
use domain::staff::SignedCommand;
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use std::process::Command;

/// Where commands are signed.
const COMMANDS: &str = "/api/v1/staff/commands";

/// Seats of a wave for which a test says nothing else.
const SEATS: u32 = 10_000;

/// When a wave opens, closes and announces, in seconds from now. Halfway between
/// the last two it is drawn.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "said above")]
pub struct Schedule {
    pub number: u32,
    pub opens: i64,
    pub closes: i64,
    pub announces: i64,
}

impl Schedule {
    /// A wave that opened an hour ago, closes in two days and announces in five.
    pub const fn open(number: u32) -> Self {
        const DAY: i64 = 86_400;
        Self {
            number,
            opens: -3600,
            closes: 2 * DAY,
            announces: 5 * DAY,
        }
    }
}

impl Runtime {
    /// The wave as the API takes it.
    pub fn wave(&self, schedule: &Schedule) -> Value {
        let now = self.now();
        let at = |seconds| (now + TimeDelta::seconds(seconds)).to_rfc3339();
        json!({
            "number": schedule.number,
            "scheme": "normal-2023",
            "opens_at": at(schedule.opens),
            "closes_at": at(schedule.closes),
            "draws_at": at((schedule.closes + schedule.announces) / 2),
            "announces_at": at(schedule.announces),
            "quota": SEATS,
            "quotas": Quotas::spread(SEATS, 20),
        })
    }

    /// Plans a wave with both keys; the answer to the signature that decided.
    pub fn put_wave(&self, wave: &Value) -> Answer {
        let text = self.plan_command(wave);
        let first = self.sign(0, &text);
        if first.status != 200 {
            return first;
        }
        self.sign(1, &text)
    }

    /// The text of a command that plans a wave.
    pub fn plan_command(&self, wave: &Value) -> String {
        let id = crate::fresh_key();
        let now = self.now();
        json!({ "id": id, "issued_at": now, "action": "plan_wave", "wave": wave }).to_string()
    }

    /// A command's text.
    pub fn command(&self, action: &str, mut of: Value) -> String {
        of["id"] = json!(crate::fresh_key());
        of["issued_at"] = json!(self.now());
        of["action"] = json!(action);
        of.to_string()
    }

    /// Has a command done, with both keys; the answer to the signature that decided.
    pub fn command_both(&self, action: &str, of: Value) -> Answer {
        let text = self.command(action, of);
        let first = self.sign(0, &text);
        if first.status != 200 {
            return first;
        }
        self.sign(1, &text)
    }

    /// What a member of staff sees who looks.
    pub fn read_as_staff(&self, subject: impl Into<Value>) -> Answer {
        let subject: Value = subject.into();
        let text = json!({ "issued_at": self.now(), "read": subject }).to_string();
        self.sign_for("/api/v1/staff/readings", 0, &text)
    }

    /// Signs a command as the first or the second member of staff, and sends it.
    pub fn sign(&self, member: usize, text: &str) -> Answer {
        self.sign_for(COMMANDS, member, text)
    }

    fn sign_for(&self, path: &str, member: usize, text: &str) -> Answer {
        let key = &places::staff()[member];
        let name = key["name"].as_str().unwrap();
        let secret = Hex::<32>::parse(key["secret"].as_str().unwrap()).unwrap();
        self.sign_under(path, name, &secret.0, text)
    }

    /// Signs it with any key under any name.
    pub fn sign_as(&self, name: &str, secret: &[u8; 32], text: &str) -> Answer {
        self.sign_under(COMMANDS, name, secret, text)
    }

    fn sign_under(&self, path: &str, name: &str, secret: &[u8; 32], text: &str) -> Answer {
        self.sign_elsewhere(self.public_url(), (path, name), secret, text)
    }

    /// Signs a command of the first member of staff for another deployment, and sends it here.
    pub fn sign_for_deployment(&self, deployment: &str, text: &str) -> Answer {
        let key = &places::staff()[0];
        let name = key["name"].as_str().unwrap();
        let secret = Hex::<32>::parse(key["secret"].as_str().unwrap()).unwrap();
        self.sign_elsewhere(deployment, (COMMANDS, name), &secret.0, text)
    }

    fn sign_elsewhere(
        &self,
        deployment: &str,
        (path, name): (&str, &str),
        secret: &[u8; 32],
        text: &str,
    ) -> Answer {
        let mut body = SignedCommand {
            command: text.to_owned(),
            key: name.to_owned(),
            signature: String::new(),
        };
        let key = SigningKey::from_bytes(secret);
        body.signature = Hex(key.sign(&body.signed_bytes(deployment)).to_bytes()).to_string();
        self.client().post_json(path, &json!(body))
    }

    /// Plans a wave.
    pub fn plan(&self, schedule: &Schedule) {
        self.put_wave(&self.wave(schedule)).expect(200);
    }

    /// Plans a wave with so many seats.
    pub fn plan_with_seats(&self, schedule: &Schedule, quotas: &Quotas) {
        let mut wave = self.wave(schedule);
        wave["quota"] = json!(quotas.total());
        wave["quotas"] = json!(quotas);
        self.put_wave(&wave).expect(200);
    }

    /// The phase that a wave has reached, as everybody sees it.
    pub fn phase(&self, number: u32) -> String {
        self.listed_phase(number).expect("the wave is listed")
    }

    /// The same; nothing for a wave that the public does not see.
    pub fn listed_phase(&self, number: u32) -> Option<String> {
        let waves = self.client().get("/api/v1/waves").expect(200).json();
        let waves = waves.as_array().unwrap();
        let wave = waves.iter().find(|one| one["wave"]["number"] == number)?;
        Some(wave["phase"].as_str().unwrap().to_owned())
    }

    /// Waits until a wave has reached a phase.
    pub fn await_phase(&self, number: u32, phase: &str) {
        let mut last = String::new();
        until(&format!("wave {number} to be {phase}"), || {
            last = self.phase(number);
            (last == phase).then_some(())
        });
    }

    /// Lets an open wave close, be drawn and be announced.
    pub fn conduct(&self, schedule: &Schedule) {
        self.advance(schedule.closes);
        self.await_phase(schedule.number, "committed");
        let draws = (schedule.announces - schedule.closes) / 2;
        self.advance(draws);
        self.await_phase(schedule.number, "drawn");
        self.advance(draws);
        self.await_phase(schedule.number, "settled");
    }

    /// A published file of a wave's draw; nothing if it is not there.
    pub fn draw_file(&self, number: u32, name: &str) -> Option<Vec<u8>> {
        let path = format!("/berkas/undian/{number}/{name}");
        let answer = self.client().get(&path);
        (answer.status == 200).then_some(answer.body)
    }

    /// What the outside verifier says of a wave's published files, over HTTP as
    /// everybody gets them: whether they hold, and its words.
    pub fn verify_outside(&self, number: u32) -> (bool, String) {
        let address = format!("{}/berkas/undian/{number}/", self.edge);
        let output = Command::new(places::verifier())
            .args(["verify", &address])
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        (output.status.success(), said)
    }
}
