//! Planning waves, as programme staff does.

use crate::{Answer, Runtime, places};
use chrono::TimeDelta;
use domain::draw::Quotas;
use serde_json::{Value, json};

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

    /// Sends a wave with the staff's key.
    pub fn put_wave(&self, wave: &Value) -> Answer {
        let token = places::runtime_config()["edge"]["bindings"]["STAFF_TOKEN"]
            .as_str()
            .unwrap()
            .to_owned();
        self.client()
            .method("PUT", &format!("/api/v1/waves/{}", wave["number"]))
            .header("Authorization", &format!("Bearer {token}"))
            .json(wave)
            .send()
    }

    /// Plans a wave.
    pub fn plan(&self, schedule: &Schedule) {
        self.put_wave(&self.wave(schedule)).expect(200);
    }
}
