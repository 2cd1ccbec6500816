//! The figures of the catalogue, on one core of this machine:
//! `cargo bench -p domain --features demo --bench catalogue`. Prints a table:
//! what travels, what opening it costs, and keystroke to results, letter by letter.
//! A phone's program runs these some six times slower, so that 16 ms there are
//! 2.7 ms here for the programme's catalogue, and 100 ms are 16 ms for the large one.

mod keystrokes;
mod travel;

use domain::catalogue::demo::{Demo, Scale};
use domain::catalogue::snapshot::{Snapshot, Version};
use std::error::Error;

/// Seed of the made-up catalogue, so that two runs measure the same.
const SEED: u64 = 1;

fn main() -> Result<(), Box<dyn Error>> {
    let today = "2026-11-24".parse().map_err(|_| "no day")?;
    for scale in [Scale::PROGRAMME, Scale::LARGE] {
        println!("{} courses", scale.courses);
        let snapshot = Snapshot {
            version: Version(1),
            catalogue: Demo::generate(SEED, today, scale)?.catalogue()?,
        };
        let index = travel::measure(&snapshot)?;
        keystrokes::measure(&index, today);
    }
    Ok(())
}

/// A line of the table: the middle and the slow end of many runs, milliseconds.
fn row(name: &str, mut nanoseconds: Vec<u128>) {
    nanoseconds.sort_unstable();
    let at = |percent: usize| {
        let place = nanoseconds.len() * percent / 100;
        let nanoseconds = nanoseconds.get(place).or(nanoseconds.last());
        let micros = nanoseconds.copied().unwrap_or_default() / 1_000;
        format!("{}.{:03}", micros / 1_000, micros % 1_000)
    };
    println!("  {name:<34} p50 {:>9} ms   p95 {:>9} ms", at(50), at(95));
}
