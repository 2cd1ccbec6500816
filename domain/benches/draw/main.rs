//! The figures of the draw, on one core of this machine: `cargo bench -p domain`.
//! Prints JSON, for people and for `cargo xtask measure`; what the figures must
//! be is written there.

mod clock;
mod memory;
mod population;
mod proof;
mod wave;

use population::Population;
use serde_json::json;
use std::error::Error;

#[global_allocator]
static MEMORY: memory::Counting = memory::Counting;

/// The last is a whole country in its largest wave; the others are for the
/// comparison with a lottery that could not do the last.
const ENTRIES: [usize; 3] = [100_000, 1_000_000, 16_000_000];

fn main() -> Result<(), Box<dyn Error>> {
    let proof = proof::measure()?;
    let mut population = Population::new(2);
    let mut done = Ok(());
    let shard_bytes = memory::most(|| done = wave::one_shard(&mut population));
    done?;
    let mut waves = vec![];
    for entries in ENTRIES {
        eprintln!("  {entries} entries");
        waves.push(wave::measure(entries)?);
    }
    let figures = json!({
        "waves": waves,
        "shard": { "entries": wave::SHARD, "bytes": shard_bytes },
        "proof": proof,
        // With all shards of the largest wave in this one process.
        "process_bytes": memory::resident(),
    });
    println!("{figures:#}");
    Ok(())
}
