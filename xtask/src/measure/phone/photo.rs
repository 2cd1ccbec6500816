//! A photo of ten megabytes until it is ready to be sent: the page of certificates
//! as it is drawn (by the gallery, since nobody is signed in here), with its program
//! and its worker, in Chromium.

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, SLOWER, Verdict};
use crate::{
    paths::{at, dist, find_program},
    run::{capture, program, show, step},
    runtime::Runtime,
    setup,
};

const PHOTO_BYTES: u32 = 10_000_000;
/// Photos; the median counts, and of taps the longest.
const TIMES: u8 = 5;

#[derive(Deserialize)]
struct Times {
    ready: Vec<f64>,
    bytes: Vec<f64>,
    taps: Vec<f64>,
    original: f64,
}

/// Chromium slows no workers, and the worker does nearly all: the time is measured
/// at full speed and multiplied; taps are measured on a slowed page.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let drawn = at("target/gallery");
    step("Drawing the page of certificates", "the gallery", || {
        show(
            program("cargo")
                .args([
                    "run",
                    "--quiet",
                    "--locked",
                    "-p",
                    "app",
                    "--features",
                    "ssr",
                ])
                .args(["--example", "gallery", "--"])
                .args([dist(), drawn.clone()]),
        )
    })?;
    let run = |slower: u8| {
        let settings = json!({
            "edge": runtime.edge,
            "html": drawn.join("certificate-send.html"),
            "bytes": PHOTO_BYTES,
            "slower": slower,
            "times": TIMES,
        });
        let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
        let answer = capture(
            program("node")
                .arg(at("xtask/runtime/photo.mjs"))
                .arg(settings.to_string())
                .env("CHROME_PATH", browser),
        )?;
        serde_json::from_str::<Times>(&answer).context("no times were printed")
    };
    let (fast, slow) = step("A photo on a phone", "made small in a worker", || {
        Ok((run(1)?, run(SLOWER)?))
    })?;
    let most = |all: &[f64]| all.iter().copied().fold(0.0, f64::max);
    ensure!(fast.original > 9_000_000.0, "the photo is too small");
    let mut ready = fast.ready;
    ready.sort_unstable_by(f64::total_cmp);
    let median = ready.get(ready.len() / 2).copied().context("no times")?;
    let seconds = median * f64::from(SLOWER) / 1000.0;
    let bytes = most(&fast.bytes);
    let tap = most(&slow.taps);
    Ok(vec![
        Figure {
            what: format!(
                "photo of {:.0} MB, bytes sent at most",
                fast.original / 1_000_000.0
            ),
            value: format!("{:.0} KB", bytes / 1000.0),
            limit: "≤ 300 KB",
            kept: Verdict::of(bytes <= 300_000.0),
        },
        Figure {
            what: format!("the same until it is ready to be sent, {SLOWER} times what it took"),
            value: format!("{seconds:.1} s"),
            limit: "≤ 3 s",
            kept: Verdict::of(seconds <= 3.0),
        },
        Figure {
            what: format!("longest tap meanwhile, {SLOWER}× CPU (INP)"),
            value: format!("{tap:.0} ms"),
            limit: "≤ 200 ms",
            kept: Verdict::of(tap <= 200.0),
        },
    ])
}
