//! The draw, the plain way: every ticket of the wave in one sorted list, from
//! which households and then strata take.

use std::collections::HashMap;

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Record, named};

pub struct Stratum {
    pub province: u8,
    pub group: u8,
    pub quota: u64,
    pub entries: u64,
    pub candidates: u64,
    pub seats: u64,
    pub winners: u64,
    pub threshold: Option<[u8; 32]>,
}

impl Stratum {
    fn unmet(&self) -> u64 {
        self.candidates - self.seats
    }

    pub fn json(&self) -> Value {
        json!({
            "province": self.province,
            "group": named(self.group),
            "entries": self.entries,
            "candidates": self.candidates,
            "seats": self.seats,
            "winners": self.winners,
            "threshold": self.threshold.map(|ticket| HEXLOWER.encode(&ticket)),
        })
    }
}

pub fn ticket(randomness: &[u8; 32], id: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(randomness).unwrap();
    mac.update(id);
    mac.finalize().into_bytes().into()
}

pub fn draw(
    quotas: &[(u8, u8, u64)],
    household_maximum: u8,
    shards: &[Vec<Record>],
    randomness: &[u8; 32],
) -> Vec<Stratum> {
    let mut strata: Vec<Stratum> = quotas.iter().map(stratum).collect();
    let numbers: HashMap<(u8, u8), usize> = quotas
        .iter()
        .enumerate()
        .map(|(number, quota)| ((quota.0, quota.1), number))
        .collect();
    let mut tickets: Vec<([u8; 32], &Record)> = shards
        .iter()
        .flatten()
        .map(|record| (ticket(randomness, &record[..32]), record))
        .collect();
    tickets.sort_unstable();
    let mut taken: HashMap<&[u8], u8> = HashMap::new();
    let mut candidates = Vec::new();
    for (ticket, record) in tickets {
        let Some(number) = numbers.get(&(record[48], record[49])).copied() else {
            continue;
        };
        strata[number].entries += 1;
        let of_household = taken.entry(&record[32..48]).or_insert(record[50]);
        if *of_household < household_maximum {
            *of_household += 1;
            strata[number].candidates += 1;
            candidates.push((number, ticket));
        }
    }
    allot(&mut strata);
    for (number, ticket) in candidates {
        let stratum = &mut strata[number];
        if stratum.winners < stratum.seats {
            stratum.winners += 1;
            stratum.threshold = Some(ticket);
        }
    }
    strata
}

fn stratum(&(province, group, quota): &(u8, u8, u64)) -> Stratum {
    Stratum {
        province,
        group,
        quota,
        entries: 0,
        candidates: 0,
        seats: 0,
        winners: 0,
        threshold: None,
    }
}

/// Seat by seat where the document counts seats.
fn allot(strata: &mut [Stratum]) {
    for stratum in strata.iter_mut() {
        stratum.seats = stratum.quota.min(stratum.candidates);
    }
    let mut over = 0;
    for province in 11..=96 {
        let of_it = |stratum: &&mut Stratum| stratum.province == province;
        let left = |stratum: &mut Stratum| stratum.quota - stratum.seats;
        let mut left: u64 = strata.iter_mut().filter(of_it).map(left).sum();
        for stratum in strata.iter_mut().filter(of_it) {
            while left > 0 && stratum.unmet() > 0 {
                stratum.seats += 1;
                left -= 1;
            }
        }
        over += left;
    }
    let unmet: u64 = strata.iter().map(Stratum::unmet).sum();
    if over >= unmet {
        for stratum in strata {
            stratum.seats = stratum.candidates;
        }
        return;
    }
    let mut left = over;
    let mut by_remainder = Vec::new();
    for (number, stratum) in strata.iter_mut().enumerate() {
        let product = u128::from(over) * u128::from(stratum.unmet());
        let share = (product / u128::from(unmet)) as u64;
        by_remainder.push((product % u128::from(unmet), number));
        stratum.seats += share;
        left -= share;
    }
    by_remainder.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    for (_, number) in by_remainder.into_iter().take(left as usize) {
        strata[number].seats += 1;
    }
}
