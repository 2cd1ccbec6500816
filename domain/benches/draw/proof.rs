//! One applicant's proof in a wave of 256 full shards: its bytes, and what it
//! takes to check it and to compute the ticket.

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

/// What a proof came to.
#[derive(Serialize)]
pub struct Figures {
    shards: u16,
    entries_of_shard: usize,
    bytes: usize,
    check_core_us: f64,
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
    Ok(Figures {
        shards: SHARDS,
        entries_of_shard: SHARD,
        bytes: bytes.len(),
        check_core_us: took.core_s * 1e6 / f64::from(CHECKS),
    })
}
