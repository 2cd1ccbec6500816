//! One wave on one core, from its entries to its thresholds: the steps of the
//! edge, in its order, with all shards in one process. Committed and drawn shards
//! are kept from step to step, as the edge's objects keep them.

use crate::clock::Took;
use crate::population::Population;
use domain::draw::{
    CommittedShard, DrawnShard, Finding, Hex, Probe, Quotas, Rules, Search, ShardRoot, wave_root,
};
use serde::Serialize;
use std::error::Error;

/// Entries of a full shard: 16 million in 256.
pub const SHARD: usize = 62_500;
/// Seats for so many entries: three million for sixteen.
const SEATS: (usize, usize) = (3, 16);
const HOUSEHOLD_MAXIMUM: u8 = 2;

/// What a wave came to.
#[derive(Serialize)]
pub struct Figures {
    entries: usize,
    shards: usize,
    strata: usize,
    seats: u32,
    candidates: u32,
    /// Questions to all shards until every threshold was known.
    rounds: u32,
    winners: u32,
    root: Hex<32>,
    commit: Took,
    draw: Took,
}

/// Rules for so many entries, seats spread as staff's first plan has them.
pub fn rules(entries: usize) -> Result<Rules, Box<dyn Error>> {
    let seats = u32::try_from(entries / SEATS.1 * SEATS.0)?;
    let quotas = Quotas::spread(seats, 20);
    Ok(Rules::new(72, "normal-2023", &quotas, HOUSEHOLD_MAXIMUM))
}

/// Makes a wave, commits to it and draws it; only the last two are timed.
pub fn measure(entries: usize) -> Result<Figures, Box<dyn Error>> {
    let mut population = Population::new(72);
    let rules = rules(entries)?;
    let (mut commit, mut draw) = (Took::default(), Took::default());
    let mut shards = vec![];
    let mut roots: Vec<ShardRoot> = vec![];
    let mut left = entries;
    while left > 0 {
        let records = population.shard(left.min(SHARD));
        left -= records.len();
        let shard = commit.add(|| CommittedShard::commit(records))?;
        roots.push(commit.add(|| shard.root()));
        shards.push(shard);
    }
    let root = commit.add(|| wave_root(&roots));
    let randomness = population.hash().0;
    let drawn = draw.add(|| whole(&shards, &rules, &randomness))?;
    Ok(Figures {
        entries,
        shards: shards.len(),
        strata: rules.quotas.len(),
        seats: rules.seats,
        candidates: drawn.candidates,
        rounds: drawn.rounds,
        winners: drawn.winners,
        root,
        commit,
        draw,
    })
}

struct Drawn {
    candidates: u32,
    rounds: u32,
    winners: u32,
}

fn whole(
    shards: &[CommittedShard],
    rules: &Rules,
    randomness: &[u8; 32],
) -> Result<Drawn, Box<dyn Error>> {
    let drawn: Vec<DrawnShard> = shards
        .iter()
        .map(|shard| shard.draw(randomness, rules))
        .collect::<Result<_, _>>()?;
    let mut candidates = vec![0; rules.quotas.len()];
    for shard in &drawn {
        for (sum, (_, more)) in candidates.iter_mut().zip(shard.counts()) {
            *sum += more;
        }
    }
    let seats = rules.allot(&candidates);
    let (thresholds, rounds) = search(&drawn, &seats)?;
    let mut winners = vec![0; seats.len()];
    for shard in &drawn {
        for (sum, more) in winners.iter_mut().zip(shard.winners(&thresholds)) {
            *sum += more;
        }
    }
    if winners != seats {
        return Err("winners and seats differ".into());
    }
    Ok(Drawn {
        candidates: candidates.iter().sum(),
        rounds,
        winners: winners.iter().sum(),
    })
}

type Thresholds = Vec<Option<Hex<32>>>;

fn search(shards: &[DrawnShard], seats: &[u32]) -> Result<(Thresholds, u32), Box<dyn Error>> {
    let mut searches: Vec<Search> = seats.iter().map(|seats| Search::new(*seats)).collect();
    for rounds in 0.. {
        let probes: Vec<Probe> = (0..)
            .zip(&searches)
            .filter_map(|(stratum, search)| search.probe(stratum))
            .collect();
        if probes.is_empty() {
            return Ok((searches.iter().map(Search::threshold).collect(), rounds));
        }
        let mut found: Vec<Finding> = probes.iter().map(Probe::nothing).collect();
        for shard in shards {
            for (sum, more) in found.iter_mut().zip(shard.find(&probes)) {
                sum.merge(more);
            }
        }
        for (probe, finding) in probes.iter().zip(found) {
            if let Some(search) = searches.get_mut(usize::from(probe.stratum)) {
                search.narrow(finding)?;
            }
        }
    }
    Err("the search has no end".into())
}

/// All that one shard is ever asked for, from its records on.
pub fn one_shard(population: &mut Population) -> Result<(), Box<dyn Error>> {
    let rules = rules(SHARD)?;
    let shard = CommittedShard::commit(population.shard(SHARD))?;
    std::hint::black_box(shard.root());
    let own = shard.entry(0).ok_or("no entry")?.id;
    std::hint::black_box(shard.path(own));
    whole(&[shard], &rules, &population.hash().0)?;
    Ok(())
}
