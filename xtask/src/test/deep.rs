//! What takes longer than anybody waits for at each change: every property on ten thousand
//! cases, and every proof of the edge exactly as it is deployed. What passed last, and when,
//! is kept in docs/deep.md.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::{Options, Step, proofs, seconds, steps};
use crate::{
    measure::table::Table,
    paths::at,
    run::{capture, program},
};

/// 10,000 – cases for each property, where the ordinary run has 256. So many more are drawn
/// in vain, too: without an end, they would stop the run.
const MANY: [(&str, &str); 4] = [
    ("PROPTEST_CASES", "10000"),
    ("PROPTEST_MAX_GLOBAL_REJECTS", "100000"),
    ("PROPTEST_MAX_LOCAL_REJECTS", "1000000"),
    ("PRAKERJA_DEEP", "1"),
];

/// Where the last results stand.
const RESULTS: &str = "docs/deep.md";

fn all() -> [Step; 2] {
    [
        Step {
            name: "properties",
            why: "every property on 10,000 cases, 100,000 histories of money",
            run: |_| steps::unit(&MANY),
        },
        Step {
            name: "deployed",
            why: "every proof, with the edge exactly as it is deployed",
            run: |options| {
                proofs::run(&Options {
                    only: None,
                    deployed: true,
                    ..options.clone()
                })
            },
        },
    ]
}

/// Runs them, or the one that was named, until one fails; writes down each that did not.
pub fn run(options: &Options) -> Result<()> {
    let only = options.only.as_deref();
    let steps = all().into_iter();
    let chosen: Vec<Step> = steps
        .filter(|step| only.is_none_or(|name| name == step.name))
        .collect();
    if chosen.is_empty() {
        bail!("there is no such step; they are: properties, deployed");
    }
    for step in chosen {
        let start = Instant::now();
        eprintln!("\n→ {}: {}", step.name, step.why);
        (step.run)(options).with_context(|| format!("`{}` failed", step.name))?;
        write_down(&step, &seconds(start))?;
    }
    Ok(())
}

/// In the place of what stood there of the same step.
fn write_down(step: &Step, seconds: &str) -> Result<()> {
    let git = |arguments: &[&str]| capture(program("git").args(arguments));
    let commit = git(&["log", "-1", "--format=%h"])?;
    let today = capture(program("date").args(["-u", "+%Y-%m-%d"]))?;
    let before = fs::read_to_string(at(RESULTS)).unwrap_or_default();
    let row = [step.name, step.why, today.trim(), commit.trim(), seconds];
    fs::write(at(RESULTS), with(&before, &row)).context(RESULTS)
}

fn with(before: &str, row: &[&str; 5]) -> String {
    let mut table = Table::new(&["step", "what", "last passed", "at commit", "seconds"]);
    let rows = before.lines().filter(|line| line.starts_with('|')).skip(2);
    for line in rows {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        if cells.first() != row.first() {
            table.row(&cells);
        }
    }
    table.row(row);
    format!("# What takes longer\n\nWritten by `cargo xtask test --deep`. Two cores.\n\n{table}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_takes_the_place_of_the_one_before_and_of_no_other() {
        let first = with("", &["a", "b", "2026-11-30", "1", "5"]);
        let both = with(&first, &["c", "d", "2026-11-30", "1", "6"]);
        let anew = with(&both, &["a", "b", "2026-12-01", "2", "7"]);
        let rows: Vec<&str> = anew.lines().skip(6).collect();
        assert_eq!(rows.len(), 2, "{anew}");
        assert!(
            rows[0].contains("| c ") && rows[1].contains("| 2026-12-01 "),
            "{anew}"
        );
    }
}
