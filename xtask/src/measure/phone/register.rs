//! A whole registration by keyboard and taps: how long they wait, what it costs, and
//! what it leaves in the tab's memory.

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

/// People; of what each has once, the median counts.
const PEOPLE: u32 = 5;

#[derive(Deserialize)]
struct Found {
    p95: f64,
    most: f64,
    count: u32,
    bytes: Vec<f64>,
    megabytes: Vec<f64>,
    cls: f64,
}

/// Registers a few people who belong to nobody.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    // District 00 is issued nowhere.
    let people: Vec<_> = (0..PEOPLE)
        .map(|n| {
            json!({
                "nik": format!("327300140498{:04}", 9000 + n),
                "kk": format!("32730099{:08}", 90_000 + n),
                "birth": ["14", "4", "1998"],
                "phone": format!("0812{:08}", 77_000_000 + n),
            })
        })
        .collect();
    let settings = json!({
        "edge": runtime.edge, "sandbox": runtime.sandbox, "slower": SLOWER, "people": people,
    });
    let answer = step(
        "Whole registrations",
        "every page of the form, on a slow core",
        || {
            capture(
                program("node")
                    .arg(at("xtask/runtime/register.mjs"))
                    .arg(settings.to_string())
                    .env("CHROME_PATH", browser),
            )
        },
    )?;
    let mut found: Found = serde_json::from_str(&answer).context("nothing was printed")?;
    let bytes = median(&mut found.bytes);
    let megabytes = median(&mut found.megabytes);
    Ok(vec![
        Figure {
            what: format!("form, {SLOWER}× CPU: INP p95 of all taps and keys, longest"),
            value: format!(
                "{:.0} ms, {:.0} ms of {}",
                found.p95, found.most, found.count
            ),
            limit: "≤ 100 ms p95",
            kept: Verdict::of(found.count > 0 && found.p95 <= 100.0),
        },
        Figure {
            what: "data for a whole registration, cold, the worker's part too".into(),
            value: format!("{:.1} KB", bytes / 1000.0),
            limit: "≤ 250 KB",
            kept: Verdict::of(bytes <= 250_000.0),
        },
        Figure {
            what: "JS and WASM heap of the tab after the whole form".into(),
            value: format!("{megabytes:.1} MB"),
            limit: "≤ 60 MB",
            kept: Verdict::of(megabytes <= 60.0),
        },
        Figure {
            what: "CLS of the whole form".into(),
            value: format!("{:.3}", found.cls),
            limit: "0",
            kept: Verdict::of(found.cls == 0.0),
        },
    ])
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
