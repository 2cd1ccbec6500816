//! One applicant's proof in a wave of 256 full shards: its bytes, what it takes
//! to make one, and what it takes to check it and to compute the ticket.

use crate::clock::Took;
use crate::population::Population;
use crate::wave::SHARD;
use domain::draw::{
    CommittedShard, Entry, EntryId, Group, Hex, InclusionProof, PublishedRoot, ShardRoot, Stratum,
    wave_root,
};
use domain::registration::RegistrationNumber;
use serde::Serialize;
use std::error::Error;

const WAVE: u32 = 72;
const SHARDS: u16 = 256;
/// Enough that one check, some microseconds, is measured to three digits.
const CHECKS: u32 = 20_000;
/// Each some milliseconds: it hashes the whole shard.
const FIRSTS: u32 = 20;

/// What a proof came to.
#[derive(Serialize)]
pub struct Figures {
    shards: u16,
    entries_of_shard: usize,
    bytes: usize,
    check_core_us: f64,
    /// The first proof of a shard that was just read.
    make_first_core_us: f64,
    /// Each further one.
    make_core_us: f64,
}

/// Makes one real shard among roots that stand for the others.
pub fn measure() -> Result<Figures, Box<dyn Error>> {
    let mut population = Population::new(1);
    let number = RegistrationNumber::from_random(7_919);
    let nonce = Hex([7; 16]);
    let own = Entry {
        id: EntryId::of(WAVE, &number, nonce),
        household: Hex([1; 16]),
        stratum: Stratum {
            province: 32,
            group: Group::General,
        },
        earlier: 0,
    };
    let mut records = population.shard(SHARD - 1);
    records.push(own.record());
    let shard = CommittedShard::commit(records)?;
    let mut roots = vec![shard.root()];
    roots.extend((1..SHARDS).map(|_| ShardRoot {
        entries: shard.count(),
        root: population.hash(),
    }));
    let root = PublishedRoot {
        wave: WAVE,
        shards: SHARDS,
        root: wave_root(&roots),
    };
    let proof = InclusionProof::of(WAVE, 0, &shard, &roots, own.id).ok_or("no proof")?;
    let bytes = proof.bytes();
    let randomness = population.hash().0;
    let mut took = Took::default();
    took.add(|| {
        for _ in 0..CHECKS {
            let proof = InclusionProof::parse(std::hint::black_box(&bytes))?;
            proof.check(EntryId::of(WAVE, &number, nonce), root)?;
            std::hint::black_box(proof.ticket(&randomness));
        }
        Ok::<_, Box<dyn Error>>(())
    })?;
    let (make_first_core_us, make_core_us) = make(&shard, &roots)?;
    Ok(Figures {
        shards: SHARDS,
        entries_of_shard: SHARD,
        bytes: bytes.len(),
        check_core_us: took.core_s * 1e6 / f64::from(CHECKS),
        make_first_core_us,
        make_core_us,
    })
}

/// Makes the first proof of a shard, again and again, and then one for
/// everybody in it; microseconds of each.
fn make(shard: &CommittedShard, roots: &[ShardRoot]) -> Result<(f64, f64), Box<dyn Error>> {
    let prove = |shard: &CommittedShard, id| {
        let proof = InclusionProof::of(WAVE, 0, std::hint::black_box(shard), roots, id);
        std::hint::black_box(proof).ok_or("no proof")
    };
    let own = shard.entry(SHARD / 2).ok_or("no entry")?.id;
    let mut first = Took::default();
    for _ in 0..FIRSTS {
        let read = CommittedShard::parse(shard.file())?;
        first.add(|| prove(&read, own))?;
    }
    let mut all = Took::default();
    all.add(|| {
        shard
            .entries()
            .try_for_each(|entry| prove(shard, entry.id).map(drop))
    })?;
    Ok((
        first.core_s * 1e6 / f64::from(FIRSTS),
        all.core_s * 1e6 / f64::from(shard.count()),
    ))
}
