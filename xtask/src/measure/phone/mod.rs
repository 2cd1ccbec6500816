//! The check of one's own entry on the phone: the page of a drawn wave, as the
//! edge answers it, in Chromium with a core six times slower. What the program
//! checks there is not the proof of this small wave but one of a whole country's
//! ([`block`]), and the time is the one that it tells the person.

mod block;
pub mod forms;
pub mod photo;
pub mod register;
pub mod search;
pub mod visit;
mod wave;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    runtime::Runtime,
    setup,
};

/// Milliseconds: more would be felt as waiting after a tap.
const LIMIT_MS: f64 = 20.0;
/// A phone of the lowest price, beside this machine.
const SLOWER: u8 = 6;
/// Taps on the button, after the check that the page makes by itself.
const TAPS: u8 = 20;

#[derive(Deserialize)]
struct Checks {
    /// Milliseconds of each check, to a tenth, rounded up.
    ms: Vec<f64>,
}

/// Conducts a wave on a system that has none, and checks an entry of it.
pub fn measure(runtime: &Runtime) -> Result<Figure> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let answer = step(
        "The check on a phone",
        "a wave is drawn, and its page opened on a slow core",
        || {
            let applicant = wave::conduct(runtime)?;
            let settings = json!({
                "page": format!("{}/undian/{}/", runtime.edge, wave::NUMBER),
                "number": applicant.number.as_str(),
                "code": applicant.slip.code(),
                "block": block::of(&applicant.number, applicant.slip)?.to_string(),
                "slower": SLOWER,
                "taps": TAPS,
            });
            capture(
                program("node")
                    .arg(at("xtask/runtime/check.mjs"))
                    .arg(settings.to_string())
                    .env("CHROME_PATH", browser),
            )
        },
    )?;
    let mut checks: Checks = serde_json::from_str(&answer).context("no times were printed")?;
    ensure!(
        checks.ms.len() == usize::from(TAPS) + 1,
        "a check has no time"
    );
    checks.ms.sort_unstable_by(f64::total_cmp);
    let most = checks.ms.last().copied().context("no check")?;
    let median = checks.ms.get(checks.ms.len() / 2).copied().unwrap_or(most);
    Ok(Figure {
        what: format!(
            "checking one's own entry on a phone, {SLOWER}× CPU: p50, max of {}",
            checks.ms.len()
        ),
        value: format!("{median:.1} ms, {most:.1} ms"),
        limit: "≤ 20 ms",
        kept: Verdict::of(most <= LIMIT_MS),
    })
}
