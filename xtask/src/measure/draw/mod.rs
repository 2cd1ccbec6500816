//! Figures of the draw: a whole country on one core, one shard's memory, one
//! proof, the outside verifier, and a lottery in JavaScript beside ours. They
//! come from `cargo bench -p domain` and from programs as anyone would run them.

mod bench;
mod lottery;
mod verifier;
mod workerd;

use anyhow::Result;

use super::{Figure, Verdict};

/// Seconds for 16 million entries on one core.
const DRAW_S: f64 = 15.0;
/// What a Durable Object has for everything that it does.
const SHARD_BYTES: f64 = 128e6;
/// Milliseconds for one shard inside workerd.
const SHARD_MS: f64 = 1000.0;
/// What a proof may be, by `docs/draw.md`.
const PROOF_BYTES: f64 = 1024.0;
/// Seconds and bytes that an auditor's laptop can spare.
const VERIFIER_S: f64 = 60.0;
const VERIFIER_BYTES: f64 = 1e9;

/// All rows.
pub fn measure() -> Result<Vec<Figure>> {
    let bench = bench::run()?;
    let mut figures = of_bench(&bench);
    figures.extend(in_workerd()?);
    let verified = verifier::measure()?;
    figures.push(Figure {
        what: "outside verifier, 16 million entries, its release build".into(),
        value: format!("{:.1} s", verified.wall_s),
        limit: "≤ 60 s",
        kept: Verdict::of(verified.wall_s <= VERIFIER_S),
    });
    figures.push(Figure {
        what: "memory of the verifier at most".into(),
        value: megabytes(verified.bytes),
        limit: "≤ 1 GB",
        kept: Verdict::of(verified.bytes <= VERIFIER_BYTES),
    });
    for entries in [100_000, 1_000_000] {
        if let Some(ours) = bench.wave(entries) {
            figures.extend(lottery::beside(entries, ours.wall_s())?);
        }
    }
    Ok(figures)
}

/// What the edge's own object takes for one full shard.
fn in_workerd() -> Result<Vec<Figure>> {
    let shard = workerd::measure()?;
    let both = shard.commit_ms + shard.count_ms + shard.find_ms;
    Ok(vec![Figure {
        what: format!(
            "one shard of {} entries in workerd: commit, tickets, histogram",
            workerd::ENTRIES
        ),
        value: format!(
            "{:.0} + {:.0} + {:.0} ms",
            shard.commit_ms, shard.count_ms, shard.find_ms
        ),
        limit: "≤ 1 s",
        kept: Verdict::of(both <= SHARD_MS),
    }])
}

fn of_bench(bench: &bench::Figures) -> Vec<Figure> {
    let mut figures = vec![];
    if let Some(wave) = bench.wave(16_000_000) {
        figures.push(Figure {
            what: format!(
                "draw of 16 million entries, {} strata, {} shards, one core: commit + draw",
                wave.strata, wave.shards
            ),
            value: format!(
                "{:.1} s + {:.1} s ({:.1} s of core)",
                wave.commit.wall_s,
                wave.draw.wall_s,
                wave.core_s()
            ),
            limit: "≤ 15 s",
            kept: Verdict::of(wave.core_s() <= DRAW_S),
        });
    }
    let shard = &bench.shard;
    figures.push(Figure {
        what: format!("memory for one shard of {} at most", shard.entries),
        value: megabytes(shard.bytes),
        limit: "≤ 128 MB",
        kept: Verdict::of(shard.bytes <= SHARD_BYTES),
    });
    figures.push(Figure {
        what: "memory of that process, all shards kept".into(),
        value: megabytes(bench.process_bytes),
        limit: "reported",
        kept: Verdict::Reported,
    });
    let proof = &bench.proof;
    figures.push(Figure {
        what: format!(
            "inclusion proof, {} shards of {}",
            proof.shards, proof.entries_of_shard
        ),
        value: format!("{:.0} bytes", proof.bytes),
        limit: "≤ 1 KB",
        kept: Verdict::of(proof.bytes <= PROOF_BYTES),
    });
    figures.push(Figure {
        what: format!("making one proof of a shard of {}", proof.entries_of_shard),
        value: format!(
            "{:.0} µs (its first: {:.1} ms)",
            proof.make_core_us,
            proof.make_first_core_us / 1000.0
        ),
        limit: "reported",
        kept: Verdict::Reported,
    });
    figures.push(Figure {
        what: "checking a proof and its ticket, native".into(),
        value: format!("{:.1} µs", proof.check_core_us),
        limit: "reported",
        kept: Verdict::Reported,
    });
    figures
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}
