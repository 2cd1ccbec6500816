//! Running `cargo bench -p domain` and reading what it prints.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::run::{capture, program, step};

/// All that the bench measured.
#[derive(Deserialize)]
pub struct Figures {
    waves: Vec<Wave>,
    /// One full shard.
    pub shard: Shard,
    /// One proof.
    pub proof: Proof,
    /// The whole process at its largest.
    pub process_bytes: f64,
}

/// A wave on one core.
#[derive(Deserialize)]
pub struct Wave {
    entries: usize,
    /// How many shards it had.
    pub shards: usize,
    /// Provinces by groups.
    pub strata: usize,
    /// Sorting, trees, roots.
    pub commit: Took,
    /// Tickets, households, seats, thresholds, winners.
    pub draw: Took,
}

/// Seconds.
#[derive(Deserialize)]
pub struct Took {
    core_s: f64,
    /// By the clock on the wall.
    pub wall_s: f64,
}

/// Memory of one shard.
#[derive(Deserialize)]
pub struct Shard {
    /// Its entries.
    pub entries: usize,
    /// Bytes in use at once.
    pub bytes: f64,
}

/// A proof.
#[derive(Deserialize)]
pub struct Proof {
    /// Shards of its wave.
    pub shards: usize,
    /// Entries of its shard.
    pub entries_of_shard: usize,
    /// Its length.
    pub bytes: f64,
    /// What a check takes of a core.
    pub check_core_us: f64,
    /// What the first of a shard takes to make.
    pub make_first_core_us: f64,
    /// What each further one takes to make.
    pub make_core_us: f64,
}

impl Wave {
    /// Commit and draw, as the core counts.
    pub fn core_s(&self) -> f64 {
        self.commit.core_s + self.draw.core_s
    }

    /// Commit and draw, by the wall.
    pub fn wall_s(&self) -> f64 {
        self.commit.wall_s + self.draw.wall_s
    }
}

impl Figures {
    /// The wave with so many entries.
    pub fn wave(&self, entries: usize) -> Option<&Wave> {
        self.waves.iter().find(|wave| wave.entries == entries)
    }
}

/// Builds and runs it.
pub fn run() -> Result<Figures> {
    let printed = step(
        "the draw's bench",
        "16 million entries are made, committed to and drawn",
        || capture(program("cargo").args(["bench", "--quiet", "--locked", "--package", "domain"])),
    )?;
    serde_json::from_str(&printed).context("the bench printed something else")
}
