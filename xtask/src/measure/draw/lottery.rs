//! The same number of people in a lottery as an open housing portal runs it
//! (`runtime/peer/lottery.mjs`), beside commit and draw of ours.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::super::{Figure, Verdict};
use crate::{
    paths::at,
    run::{capture, program, step},
};

/// Longer than this nobody waits for it.
const SECONDS: &str = "300";

#[derive(Deserialize)]
struct Lottery {
    seconds: f64,
    finished: bool,
}

/// Two times and their ratio; ours takes `ours_s`.
pub fn beside(entries: usize, ours_s: f64) -> Result<Vec<Figure>> {
    let printed = step(
        &format!("Bloom's way with {entries} entries"),
        "a list shuffled by splice, at most 5 minutes",
        || {
            capture(
                program("node")
                    .arg(at("xtask/runtime/peer/lottery.mjs"))
                    .args([&entries.to_string(), SECONDS]),
            )
        },
    )?;
    let lottery: Lottery = serde_json::from_str(&printed).context("the lottery printed else")?;
    let over = if lottery.finished { "" } else { "more than " };
    let report = |what: String, value: String| Figure {
        what,
        value,
        limit: "reported",
        kept: Verdict::Reported,
    };
    Ok(vec![
        report(
            format!("{entries} entries: commit + draw"),
            format!("{ours_s:.2} s"),
        ),
        report(
            format!("{entries} entries: shuffled as Bloom does, JavaScript"),
            format!("{over}{:.2} s", lottery.seconds),
        ),
        report(
            "ratio of the two times".into(),
            format!("{over}{:.0}", lottery.seconds / ours_s),
        ),
    ])
}
