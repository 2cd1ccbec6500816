//! A small draw from beginning to end, with invented people, made by the same
//! functions as a real one. The tests' pages and the gallery's show it.

use app::pages::{DrawPage, Found};
use chrono::{DateTime, TimeDelta, Utc};
use domain::draw::beacon::{Beacon, Chain};
use domain::draw::{
    Commitment, CommittedShard, DrawResult, DrawnShard, Entry, EntryId, Exclusion, Group, Hex,
    InclusionProof, Outcome, Quotas, Search, ShardRoot, Stratum, StratumResult, file_hash,
};
use domain::region::provinces;
use domain::registration::RegistrationNumber;
use domain::scheme::Scheme;
use domain::wave::{Phase, Slip, Wave};
use std::collections::BTreeMap;

const SHARDS: u16 = 4;
/// Quicknet's, so that the page links to its rounds.
const KEY: &str = "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a";

/// A person of the draw.
#[derive(Clone)]
pub struct Person {
    pub number: RegistrationNumber,
    pub slip: Slip,
    pub outcome: Outcome,
    id: EntryId,
}

/// The whole draw.
pub struct Sample {
    pub page: DrawPage,
    people: Vec<Person>,
    shards: Vec<CommittedShard>,
}

/// Three hundred seats; open for four and a half days.
pub fn wave(number: u32, opens_at: DateTime<Utc>) -> Wave {
    let closes_at = opens_at + TimeDelta::hours(111) - TimeDelta::minutes(1);
    Wave {
        number,
        scheme: Scheme::shipped().pop().expect("a scheme").id,
        opens_at,
        closes_at,
        draws_at: closes_at + TimeDelta::hours(2),
        announces_at: closes_at + TimeDelta::hours(60),
        quota: 300,
        quotas: Quotas::spread(300, 20),
        lists: vec![],
        recovers: None,
    }
}

fn entry(wave: u32, n: u32) -> (RegistrationNumber, Slip, Entry) {
    let number = RegistrationNumber::from_random(u64::from(n) * 123_456_789_011);
    // Every other four are one family.
    let household = if n % 8 < 4 { n / 8 } else { 10_000 + n };
    let mut nonce = [0x5a; 16];
    nonce[4..8].copy_from_slice(&n.wrapping_mul(2_654_435_761).to_be_bytes());
    let slip = Slip {
        shard: u16::try_from(household % u32::from(SHARDS)).unwrap(),
        nonce: Hex(nonce),
    };
    let codes: Vec<u8> = provinces()
        .filter_map(|one| one.code.parse().ok())
        .collect();
    let entry = Entry {
        id: EntryId::of(wave, &number, slip.nonce),
        household: Hex(u128::from(household).to_be_bytes()),
        stratum: Stratum {
            // The lower codes, Sumatera and Jawa, have more people.
            province: codes[usize::try_from(n * n / 97).unwrap() % codes.len()],
            group: if n.is_multiple_of(7) {
                Group::Priority
            } else {
                Group::General
            },
        },
        earlier: 0,
    };
    (number, slip, entry)
}

/// Commits, draws and searches as the edge does.
pub fn sample(wave: Wave) -> Sample {
    let people: Vec<_> = (1..900).map(|n| entry(wave.number, n)).collect();
    let shards: Vec<CommittedShard> = (0..SHARDS)
        .map(|shard| {
            let mine = people.iter().filter(|(_, slip, _)| slip.shard == shard);
            CommittedShard::commit(mine.map(|(_, _, entry)| entry.record()).collect()).unwrap()
        })
        .collect();
    let roots: Vec<ShardRoot> = shards.iter().map(CommittedShard::root).collect();
    let rules = wave.rules().unwrap();
    let rules_hash = file_hash(&serde_json::to_vec(&rules).unwrap());
    let chain = Chain {
        public_key: Hex::parse(KEY).unwrap(),
        genesis_time: 1_692_803_367,
        period: 3,
    };
    let beacon = Beacon {
        round: chain.round_after(wave.draws_at).unwrap(),
        signature: Hex([0xa7; 48]),
    };
    let drawn: Vec<DrawnShard> = shards
        .iter()
        .map(|shard| shard.draw(&beacon.randomness().0, &rules).unwrap())
        .collect();
    let sums = |counts: &dyn Fn(&DrawnShard) -> Vec<u32>| {
        drawn.iter().map(counts).reduce(|mut all, one| {
            all.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
            all
        })
    };
    let entries = sums(&|one| one.counts().iter().map(|(entries, _)| *entries).collect()).unwrap();
    let candidates = sums(&|one| one.counts().iter().map(|(_, one)| *one).collect()).unwrap();
    let seats = rules.allot(&candidates);
    let thresholds: Vec<Option<Hex<32>>> = (0..)
        .zip(&seats)
        .map(|(stratum, seats)| threshold(&drawn, stratum, *seats))
        .collect();
    let winners = sums(&|one| one.winners(&thresholds)).unwrap();
    let strata = (0..rules.quotas.len())
        .map(|n| StratumResult {
            stratum: rules.quotas[n].stratum,
            entries: entries[n],
            candidates: candidates[n],
            seats: seats[n],
            winners: winners[n],
            threshold: thresholds[n],
        })
        .collect();
    let committed_at = wave.closes_at + TimeDelta::minutes(12);
    let excluded = BTreeMap::from([
        (Exclusion::IdentityPending, 12),
        (Exclusion::IdentityMismatch, 41),
        (Exclusion::Forbidden, 7),
    ]);
    let commitment = Commitment::new(
        wave.number,
        rules_hash,
        roots,
        excluded,
        (chain, beacon.round),
        committed_at,
    );
    let hash = file_hash(&serde_json::to_vec(&commitment).unwrap());
    let drawn_at = wave.draws_at + TimeDelta::seconds(9);
    let result = DrawResult::new(wave.number, hash, beacon, strata, drawn_at);
    let people = people
        .into_iter()
        .map(|(number, slip, entry)| {
            let shard = usize::from(slip.shard);
            let mut entries = shards[shard].entries();
            let index = entries.position(|one| one.id == entry.id).unwrap();
            Person {
                number,
                slip,
                outcome: drawn[shard].outcome(index, &thresholds).unwrap(),
                id: entry.id,
            }
        })
        .collect();
    Sample {
        page: DrawPage {
            now: drawn_at + TimeDelta::hours(20),
            phase: Phase::Announced,
            rules_hash: Some(rules_hash),
            commitment: Some((commitment, hash)),
            result: Some(result),
            origin: "https://prakerja.contoh.id".into(),
            wave,
        },
        people,
        shards,
    }
}

fn threshold(drawn: &[DrawnShard], stratum: u16, seats: u32) -> Option<Hex<32>> {
    let mut search = Search::new(seats);
    while let Some(probe) = search.probe(stratum) {
        let mut found = drawn
            .iter()
            .map(|shard| shard.find(std::slice::from_ref(&probe)).remove(0));
        let mut all = found.next().unwrap();
        found.for_each(|other| all.merge(other));
        search.narrow(all).unwrap();
    }
    search.threshold()
}

impl Sample {
    /// The page as it was before the result, before the commitment, and before the rules.
    pub fn at(&self, phase: Phase, now: DateTime<Utc>) -> DrawPage {
        let mut page = self.page.clone();
        page.phase = phase;
        page.now = now;
        if phase < Phase::Drawn {
            page.result = None;
        }
        if phase < Phase::Committed {
            page.commitment = None;
        }
        if phase < Phase::Open {
            page.rules_hash = None;
        }
        page
    }

    /// The answer to somebody's check, with what the edge says of the outcome.
    pub fn found(&self, person: &Person, outcome: Option<Outcome>) -> Found {
        let (commitment, _) = self.page.commitment.as_ref().unwrap();
        let shard = person.slip.shard;
        let entries = &self.shards[usize::from(shard)];
        let roots = &commitment.shards;
        let proof = InclusionProof::of(commitment.wave, shard, entries, roots, person.id);
        Found {
            number: person.number.clone(),
            slip: person.slip,
            proof: proof.unwrap().bytes(),
            outcome,
        }
    }

    /// Somebody with this outcome.
    pub fn somebody(&self, outcome: Outcome) -> &Person {
        let mut people = self.people.iter();
        people
            .find(|person| person.outcome == outcome)
            .expect("somebody has this outcome")
    }
}

impl Person {
    /// What the form holds.
    pub fn typed(&self) -> [String; 2] {
        [self.number.grouped(), self.slip.code()]
    }
}
