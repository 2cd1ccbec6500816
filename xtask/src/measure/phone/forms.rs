//! Forms that are plain HTML with a script that keeps what is typed, and the search:
//! how long keys and taps wait on a slow core.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, SLOWER, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    runtime::Runtime,
    setup,
};

/// Every public form; `/gaya/` has the parts of all others, on one long page.
const PATHS: [&str; 5] = [
    "/cek-syarat/",
    "/status/",
    "/masuk/",
    "/pelatihan/",
    "/gaya/",
];

#[derive(Deserialize)]
struct Found {
    path: String,
    p95: f64,
    most: f64,
    count: u32,
}

/// Types into and taps all of them.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let settings = json!({ "edge": runtime.edge, "paths": PATHS, "slower": SLOWER });
    let answer = step("Other forms", "keys and taps on a slow core", || {
        capture(
            program("node")
                .arg(at("xtask/runtime/forms.mjs"))
                .arg(settings.to_string())
                .env("CHROME_PATH", browser),
        )
    })?;
    let found: Vec<Found> = serde_json::from_str(&answer).context("nothing was printed")?;
    Ok(found
        .into_iter()
        .map(|one| Figure {
            what: format!(
                "{}, {SLOWER}× CPU: INP p95 of all taps and keys, longest",
                one.path
            ),
            value: format!("{:.0} ms, {:.0} ms of {}", one.p95, one.most, one.count),
            limit: "≤ 100 ms p95",
            kept: Verdict::of(one.count > 0 && one.p95 <= 100.0),
        })
        .collect())
}
