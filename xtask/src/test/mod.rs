//! All that CI runs, step by step, with a table of seconds at the end.

mod deep;
mod proofs;
mod steps;

use std::time::Instant;

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

/// Sets up, then runs the steps until one fails.
pub fn test(options: &Options) -> Result<()> {
    let steps = steps::all();
    if options.list {
        for step in &steps {
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
    let chosen: Vec<&Step> = steps
        .iter()
        .filter(|step| only.is_none_or(|name| name == step.name))
        .collect();
    if chosen.is_empty() {
        let names: Vec<_> = steps.iter().map(|step| step.name).collect();
        bail!("there is no such step; the steps are: {}", names.join(", "));
    }
    let start = Instant::now();
    let mut table = Table::new(&["step", "seconds"]);
    for step in chosen {
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
        table.row(&[step.name, &seconds(start)]);
    }
    table.row(&["all", &seconds(start)]);
    println!("\n{table}");
    Ok(())
}

fn seconds(since: Instant) -> String {
    format!("{:.1}", since.elapsed().as_secs_f64())
}
