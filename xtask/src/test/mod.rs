//! All that CI runs, step by step, with a table of seconds at the end.

mod deep;
mod proofs;
mod steps;

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use clap::Args;

pub use proofs::store_release;

use crate::{build::Variant, measure::table::Table};

/// What to run.
#[derive(Args, Clone, Default)]
pub struct Options {
    /// Run one step alone (its set-up and builds included).
    #[arg(long, value_name = "STEP")]
    only: Option<String>,
    /// Run these files of tests/tests alone.
    #[arg(long, value_name = "FILE")]
    proof: Vec<String>,
    /// Run proofs alone whose names contain this.
    #[arg(long, value_name = "NAME")]
    named: Option<String>,
    /// Prove the edge exactly as it is deployed, made small: that takes minutes more to build.
    #[arg(long)]
    deployed: bool,
    /// Run what takes longer instead, for more than an hour: properties on very many cases, and
    /// all proofs with the edge exactly as it is deployed. Results go to docs/deep.md.
    #[arg(long, conflicts_with_all = ["proof", "named", "list"])]
    deep: bool,
    /// Name the steps and stop.
    #[arg(long)]
    list: bool,
}

impl Options {
    /// The edge without the sandbox's clock that is proven.
    pub const fn edge(&self) -> Variant {
        if self.deployed {
            Variant::Production
        } else {
            Variant::Plain
        }
    }
}

/// Proves of the edge exactly as it is deployed what only such a build can show.
pub fn prove_deployed() -> Result<()> {
    proofs::run(&Options {
        proof: vec!["privacy".to_owned()],
        deployed: true,
        ..Options::default()
    })
}

/// One named part of the tests.
pub struct Step {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it guards against.
    pub why: &'static str,
    /// The work, which sets up what it needs.
    pub run: fn(&Options) -> Result<()>,
}

/// Steps one after the other.
type Lane = Vec<Step>;

/// Lanes side by side, which share nothing that both write.
type Stage = Vec<Lane>;

/// Sets up, then runs the steps until one fails.
pub fn test(options: &Options) -> Result<()> {
    let stages = steps::all();
    if options.list {
        for step in stages.iter().flatten().flatten() {
            println!("{:<14} {}", step.name, step.why);
        }
        return Ok(());
    }
    if options.deep {
        return deep::run(options);
    }
    let only = match (&options.only, &options.named, options.proof.as_slice()) {
        (Some(step), _, _) => Some(step.as_str()),
        (None, None, []) => None,
        (None, _, _) => Some("proofs"),
    };
    let is_chosen = |step: &Step| only.is_none_or(|name| name == step.name);
    if !stages.iter().flatten().flatten().any(is_chosen) {
        let names: Vec<_> = stages
            .iter()
            .flatten()
            .flatten()
            .map(|step| step.name)
            .collect();
        bail!("there is no such step; the steps are: {}", names.join(", "));
    }
    let start = Instant::now();
    let mut table = Table::new(&["step", "seconds"]);
    for stage in stages {
        for (name, seconds) in side_by_side(stage, options, is_chosen)? {
            table.row(&[name, &seconds]);
        }
    }
    table.row(&["all", &seconds(start)]);
    println!("\n{table}");
    Ok(())
}

/// Runs those of a stage's steps that were chosen; gives the seconds of each. Once a step has
/// failed, no other begins.
fn side_by_side(
    stage: Stage,
    options: &Options,
    is_chosen: impl Fn(&Step) -> bool + Copy + Sync,
) -> Result<Vec<(&'static str, String)>> {
    let failed = AtomicBool::new(false);
    let work_off = |lane: Lane| -> Result<Vec<_>> {
        let mut took = vec![];
        for step in lane.into_iter().filter(is_chosen) {
            if failed.load(Ordering::Relaxed) {
                break;
            }
            let done = run_one(&step, options);
            failed.fetch_or(done.is_err(), Ordering::Relaxed);
            took.push((step.name, done?));
        }
        Ok(took)
    };
    let results: Vec<Result<Vec<_>>> = std::thread::scope(|scope| {
        let lanes: Vec<_> = stage
            .into_iter()
            .map(|lane| scope.spawn(|| work_off(lane)))
            .collect();
        lanes
            .into_iter()
            .map(|lane| lane.join().unwrap_or_else(|_| bail!("a lane broke off")))
            .collect()
    });
    let mut took = vec![];
    let mut errors = vec![];
    for result in results {
        match result {
            Ok(more) => took.extend(more),
            Err(error) => errors.push(format!("{error:#}")),
        }
    }
    if !errors.is_empty() {
        bail!("{}", errors.join("\n\n"));
    }
    Ok(took)
}

fn run_one(step: &Step, options: &Options) -> Result<String> {
    let start = Instant::now();
    eprintln!("\n→ {}: {}", step.name, step.why);
    if let Err(error) = (step.run)(options) {
        eprintln!("✗ {}: {} s", step.name, seconds(start));
        return Err(error).with_context(|| {
            format!(
                "step `{0}` failed (again: cargo xtask test --only {0})",
                step.name
            )
        });
    }
    eprintln!("✓ {}: {} s", step.name, seconds(start));
    Ok(seconds(start))
}

fn seconds(since: Instant) -> String {
    format!("{:.1}", since.elapsed().as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Barrier;

    fn step(name: &'static str, run: fn(&Options) -> Result<()>) -> Step {
        Step { name, why: "", run }
    }

    #[test]
    fn lanes_run_side_by_side_and_each_in_its_order() {
        // Each waits for the other: one after the other, they would never end.
        static MEET: Barrier = Barrier::new(2);
        let meet = |_: &Options| {
            MEET.wait();
            Ok(())
        };
        let stage = vec![
            vec![step("a", meet), step("b", |_| Ok(()))],
            vec![step("left out", |_| bail!("not chosen")), step("c", meet)],
        ];
        let is_chosen = |step: &Step| step.name != "left out";
        let took = side_by_side(stage, &Options::default(), is_chosen).unwrap();
        let names: Vec<_> = took.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn what_failed_in_any_lane_is_told_and_nothing_begins_after_it() {
        // Both have begun before either fails.
        static MEET: Barrier = Barrier::new(2);
        let first = |_: &Options| {
            MEET.wait();
            bail!("first")
        };
        let second = |_: &Options| {
            MEET.wait();
            bail!("second")
        };
        let stage = vec![
            vec![
                step("a", first),
                step("never", |_| bail!("begun all the same")),
            ],
            vec![step("b", second)],
        ];
        let error = side_by_side(stage, &Options::default(), |_| true).unwrap_err();
        let told = format!("{error:#}");
        assert!(told.contains("first") && told.contains("second"), "{told}");
        assert!(!told.contains("begun"), "{told}");
    }
}
