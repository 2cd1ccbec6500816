//! Transcripts to check, built from `docs/draw.md` the plain way: recursive
//! trees, whole sorts, everything in memory. It shares no code with the
//! verifier, so that a slip in one shows against the other.

#![allow(dead_code, reason = "each test uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a slip here shall stop the test"
)]

pub mod beacon;
pub mod draw;
pub mod proof;
pub mod told;
pub mod trees;

use std::{cell::RefCell, collections::BTreeMap};

use data_encoding::HEXLOWER;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use verifier::{Files, Unreadable};

pub const PROVINCES: [u8; 38] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65,
    71, 72, 73, 74, 75, 76, 81, 82, 91, 92, 93, 94, 95, 96,
];
pub const WAVE: u32 = 72;
const GENESIS_TIME: u64 = 1_700_000_000;
const PERIOD: u64 = 3;

pub type Record = [u8; 51];

/// What a wave is made of, before anything is computed from it.
#[derive(Clone)]
pub struct Wave {
    pub quotas: Vec<(u8, u8, u64)>,
    pub household_maximum: u8,
    pub shards: Vec<Vec<Record>>,
    pub round: u64,
    pub signed_round: u64,
    pub secret: u64,
}

impl Wave {
    /// Entries that are the same for the same arguments.
    pub fn of(entries: usize, shards: usize, seats: u64, provinces: &[u8]) -> Self {
        let mut wave = Self {
            quotas: Vec::new(),
            household_maximum: 2,
            shards: vec![Vec::new(); shards],
            round: 30_000_000,
            signed_round: 30_000_000,
            secret: 0x5eed,
        };
        let strata = provinces.len() as u64 * 2;
        for (number, province) in provinces.iter().enumerate() {
            for group in 0..2 {
                let number = number as u64 * 2 + u64::from(group);
                let quota = seats / strata + u64::from(number < seats % strata);
                wave.quotas.push((*province, group, quota));
            }
        }
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let mut made = 0;
        while made < entries {
            let tag: [u8; 16] = random.bytes();
            let shard = usize::from(u16::from_be_bytes([tag[0], tag[1]])) % shards;
            let earlier = [0, 0, 0, 1][random.below(4)];
            let members = [1, 1, 1, 2, 3, 4][random.below(6)].min(entries - made);
            for _ in 0..members {
                let number = format!("{:014}", 20_261_100_000_000 + made);
                let nonce = random.bytes();
                // Crowded in the first provinces, so that seats are left over in the last.
                let at = random.below(provinces.len()) * random.below(provinces.len() + 1)
                    / provinces.len();
                let group = u8::from(random.below(5) > 0);
                let id = entry_id(&number, &nonce);
                wave.shards[shard].push(record(&id, &tag, provinces[at], group, earlier));
                made += 1;
            }
        }
        for shard in &mut wave.shards {
            shard.sort_unstable();
        }
        wave
    }

    /// A small one with everything in it: several shards, one of them empty,
    /// families, strata with too many and with too few candidates.
    pub fn small() -> Self {
        let mut wave = Self::of(300, 5, 90, &[11, 12, 31, 35, 94, 96]);
        wave.shards.insert(2, Vec::new());
        wave
    }

    /// Everything that is published of it.
    pub fn publish(&self) -> Published {
        let quota = |(province, group, seats): &(u8, u8, u64)| json!({ "province": province, "group": named(*group), "seats": seats });
        let rules = json!({
            "format": "prakerja-draw-rules/1",
            "wave": WAVE,
            "scheme": "normal-2023",
            "seats": self.quotas.iter().map(|quota| quota.2).sum::<u64>(),
            "household_maximum": self.household_maximum,
            "remainder": "province-then-nation/1",
            "quotas": self.quotas.iter().map(quota).collect::<Vec<_>>(),
            "lists": ["priority/phk", "forbidden/aparatur"],
            "recovers": null,
        });
        let roots: Vec<_> = self.shards.iter().map(|shard| trees::root(shard)).collect();
        let shard = |(records, root): (&Vec<Record>, &[u8; 32])| json!({ "entries": records.len(), "root": HEXLOWER.encode(root) });
        let signature = beacon::sign(self.secret, self.signed_round);
        let rules = bytes(&rules);
        let commitment = bytes(&json!({
            "format": "prakerja-draw-commitment/1",
            "wave": WAVE,
            "rules_hash": hash(&rules),
            "root": HEXLOWER.encode(&trees::root(&trees::shard_records(&self.shards))),
            "entries": self.shards.iter().map(Vec::len).sum::<usize>(),
            "shards": self.shards.iter().zip(&roots).map(shard).collect::<Vec<_>>(),
            "excluded": { "identity_pending": 12 },
            "beacon": {
                "scheme": "bls-unchained-g1-rfc9380",
                "public_key": HEXLOWER.encode(&beacon::public_key(self.secret)),
                "genesis_time": GENESIS_TIME,
                "period": PERIOD,
                "round": self.round,
            },
            "committed_at": "2026-07-29T17:00:04Z",
        }));
        let randomness: [u8; 32] = Sha256::digest(signature).into();
        let strata = draw::draw(
            &self.quotas,
            self.household_maximum,
            &self.shards,
            &randomness,
        );
        let result = json!({
            "format": "prakerja-draw-result/1",
            "wave": WAVE,
            "commitment_hash": hash(&commitment),
            "signature": HEXLOWER.encode(&signature),
            "randomness": HEXLOWER.encode(&randomness),
            "winners": strata.iter().map(|stratum| stratum.seats).sum::<u64>(),
            "strata": strata.iter().map(draw::Stratum::json).collect::<Vec<_>>(),
            "drawn_at": "2027-07-29T17:10:05Z",
        });
        let mut files = BTreeMap::from([
            ("rules.json".to_owned(), rules),
            ("commitment.json".to_owned(), commitment),
            ("result.json".to_owned(), bytes(&result)),
        ]);
        for (number, records) in self.shards.iter().enumerate() {
            files.insert(format!("entries/{number:03}.bin"), records.concat());
        }
        Published {
            files,
            reads: RefCell::default(),
        }
    }
}

/// The served files, held in memory.
#[derive(Clone)]
pub struct Published {
    pub files: BTreeMap<String, Vec<u8>>,
    pub reads: RefCell<Vec<String>>,
}

impl Published {
    pub fn json(&self, file: &str) -> Value {
        serde_json::from_slice(&self.files[file]).unwrap()
    }

    pub fn edit(&mut self, file: &str, edit: impl FnOnce(&mut Value)) {
        let mut value = self.json(file);
        edit(&mut value);
        self.files.insert(file.to_owned(), bytes(&value));
    }

    pub fn shard(&mut self, number: usize) -> &mut Vec<u8> {
        self.files
            .get_mut(&format!("entries/{number:03}.bin"))
            .unwrap()
    }
}

impl Files for Published {
    fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        self.reads.borrow_mut().push(name.to_owned());
        let bytes = self.files.get(name).ok_or_else(|| Unreadable {
            name: name.to_owned(),
            reason: "no such file".to_owned(),
        })?;
        Ok(bytes[..bytes.len().min(limit as usize)].to_vec())
    }
}

pub fn record(id: &[u8; 32], tag: &[u8; 16], province: u8, group: u8, earlier: u8) -> Record {
    let mut record = id.to_vec();
    record.extend(tag);
    record.extend([province, group, earlier]);
    record.try_into().unwrap()
}

pub fn entry_id(registration_number: &str, nonce: &[u8; 16]) -> [u8; 32] {
    let mut data = b"prakerja/entry/1".to_vec();
    data.extend(WAVE.to_be_bytes());
    data.extend(registration_number.as_bytes());
    data.extend(nonce);
    Sha256::digest(data).into()
}

pub fn named(group: u8) -> &'static str {
    ["priority", "general"][usize::from(group)]
}

pub fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn bytes(value: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap()
}

/// Xorshift: the same on every machine, and nothing here needs more.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 32) % end as u64) as usize
    }

    fn bytes(&mut self) -> [u8; 16] {
        let high = u128::from(self.next()) << 64;
        (high | u128::from(self.next())).to_be_bytes()
    }
}
