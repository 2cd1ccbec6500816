//! Transcripts made by the programme's own code, `domain::draw`, step by step as
//! the edge conducts a draw. The entries are the plain builder's; nothing else
//! here is.

#![allow(dead_code, reason = "each test uses its own part")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a slip here shall stop the test"
)]

use std::collections::BTreeMap;

use domain::draw::{
    Commitment, CommittedShard, DrawResult, DrawnShard, Exclusion, Finding, Hex, InclusionProof,
    Probe, Quotas, Rules, Search, ShardRoot, StratumResult,
    beacon::{Beacon, Chain},
    file_hash,
};

use crate::transcript::{Record, WAVE, beacon};

const SECRET: u64 = 0x5eed;
const ROUND: u64 = 30_000_000;

/// What the programme holds and publishes of a wave that is drawn.
pub struct Drawn {
    pub rules: Rules,
    pub result: DrawResult,
    /// `rules.json`, `commitment.json` and `result.json`.
    pub papers: BTreeMap<String, Vec<u8>>,
    pub shards: Vec<CommittedShard>,
    pub roots: Vec<ShardRoot>,
}

impl Drawn {
    /// Commits to the entries and draws them.
    pub fn of(shards: Vec<Vec<Record>>, quotas: &Quotas, household_maximum: u8) -> Self {
        let rules = Rules::new(WAVE, "normal-2023", quotas, household_maximum);
        let rules_file = serde_json::to_vec(&rules).unwrap();
        let shards: Vec<_> = shards
            .into_iter()
            .map(|records| CommittedShard::commit(records).unwrap())
            .collect();
        let roots: Vec<_> = shards.iter().map(CommittedShard::root).collect();
        let chain = Chain {
            public_key: Hex(beacon::public_key(SECRET)),
            genesis_time: 1_700_000_000,
            period: 3,
        };
        let beacon = Beacon {
            round: ROUND,
            signature: Hex(beacon::sign(SECRET, ROUND)),
        };
        assert!(beacon.is_signed_by(&chain));
        let commitment = Commitment::new(
            WAVE,
            file_hash(&rules_file),
            roots.clone(),
            BTreeMap::from([(Exclusion::IdentityPending, 12)]),
            (chain, ROUND),
            "2026-07-29T17:00:04.25Z".parse().unwrap(),
        );
        let commitment_file = serde_json::to_vec(&commitment).unwrap();
        let result = DrawResult::new(
            WAVE,
            file_hash(&commitment_file),
            beacon,
            draw(&shards, &rules, &beacon),
            "2027-07-29T17:10:05Z".parse().unwrap(),
        );
        let papers = BTreeMap::from([
            ("rules.json".to_owned(), rules_file),
            ("commitment.json".to_owned(), commitment_file),
            (
                "result.json".to_owned(),
                serde_json::to_vec(&result).unwrap(),
            ),
        ]);
        Self {
            rules,
            result,
            papers,
            shards,
            roots,
        }
    }

    /// Every published file, one after the other.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let papers = self
            .papers
            .iter()
            .map(|(name, bytes)| (name.clone(), bytes.as_slice()));
        let entries = self.shards.iter().enumerate();
        papers.chain(
            entries.map(|(number, shard)| (format!("entries/{number:03}.bin"), shard.file())),
        )
    }

    /// The proof that the programme gives for one entry.
    pub fn proof(&self, shard: usize, index: usize) -> Vec<u8> {
        let entries = &self.shards[shard];
        let id = entries.entry(index).unwrap().id;
        let number = shard.try_into().unwrap();
        InclusionProof::of(WAVE, number, entries, &self.roots, id)
            .unwrap()
            .bytes()
    }
}

/// Tickets, candidates, seats, thresholds, winners: the steps of the edge.
fn draw(shards: &[CommittedShard], rules: &Rules, beacon: &Beacon) -> Vec<StratumResult> {
    let randomness = beacon.randomness().0;
    let drawn: Vec<_> = shards
        .iter()
        .map(|shard| shard.draw(&randomness, rules).unwrap())
        .collect();
    let mut counts = vec![(0, 0); rules.quotas.len()];
    for (sum, more) in drawn
        .iter()
        .flat_map(|shard| shard.counts().into_iter().enumerate())
    {
        counts[sum] = (counts[sum].0 + more.0, counts[sum].1 + more.1);
    }
    let candidates: Vec<u32> = counts.iter().map(|(_, candidates)| *candidates).collect();
    let seats = rules.allot(&candidates);
    let thresholds = thresholds(&drawn, &seats);
    let mut winners = vec![0; seats.len()];
    for shard in &drawn {
        for (sum, more) in winners.iter_mut().zip(shard.winners(&thresholds)) {
            *sum += more;
        }
    }
    (0..seats.len())
        .map(|place| StratumResult {
            stratum: rules.quotas[place].stratum,
            entries: counts[place].0,
            candidates: counts[place].1,
            seats: seats[place],
            winners: winners[place],
            threshold: thresholds[place],
        })
        .collect()
}

fn thresholds(shards: &[DrawnShard], seats: &[u32]) -> Vec<Option<Hex<32>>> {
    let mut searches: Vec<_> = seats.iter().map(|seats| Search::new(*seats)).collect();
    loop {
        let probes: Vec<Probe> = (0..)
            .zip(&searches)
            .filter_map(|(stratum, search)| search.probe(stratum))
            .collect();
        if probes.is_empty() {
            return searches.iter().map(Search::threshold).collect();
        }
        let mut found: Vec<Finding> = probes.iter().map(Probe::nothing).collect();
        for shard in shards {
            for (sum, more) in found.iter_mut().zip(shard.find(&probes)) {
                sum.merge(more);
            }
        }
        for (probe, finding) in probes.iter().zip(found) {
            searches[usize::from(probe.stratum)]
                .narrow(finding)
                .unwrap();
        }
    }
}
