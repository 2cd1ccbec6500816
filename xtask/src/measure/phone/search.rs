//! Keystroke to results on the phone: the list of courses in Chromium with a core
//! six times slower, the page as everybody gets it and the program in it, over the
//! programme's catalogue.

use std::{fs, path::Path};

use anyhow::{Context, Result, ensure};
use chrono::Utc;
use domain::catalogue::{
    demo::{Demo, Scale},
    snapshot::{Snapshot, Version},
};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, SLOWER, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    runtime::Runtime,
    setup,
};

/// What people type: words, several, slips, forms, places, nonsense.
const TYPED: [&str; 8] = [
    "barista",
    "menjahit pakaian",
    "servis hp",
    "pemrogaman pyhton",
    "desain grafis bandung",
    "akuntasi umkm",
    "instagarm",
    "qwertyuiop",
];

/// How often each text is typed.
const TIMES: u8 = 3;

#[derive(Deserialize)]
struct Times {
    /// Milliseconds until the results stand in the document.
    drawn: Vec<f64>,
    /// Until they are laid out.
    laid_out: Vec<f64>,
    /// In how many courses the page has searched.
    courses: u32,
}

/// Over the catalogue that is served, and over one of 50,000 courses. That is put
/// where the program keeps its own, under the served version's number: nobody serves
/// a catalogue of that size, and the program cannot tell.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let mut figures = typed(
        &runtime.edge,
        &Run {
            courses: "2,055",
            snapshot: None,
            limit_ms: 16.0,
            limit: "≤ 16 ms",
        },
    )?;
    let large = at("target/large-catalogue.bin");
    let demo = Demo::generate(1, Utc::now().date_naive(), Scale::LARGE)?;
    let snapshot = Snapshot {
        version: Version(1),
        catalogue: demo.catalogue()?,
    };
    fs::write(&large, snapshot.encode())?;
    figures.extend(typed(
        &runtime.edge,
        &Run {
            courses: "50,000",
            snapshot: Some(&large),
            limit_ms: 100.0,
            limit: "≤ 100 ms",
        },
    )?);
    Ok(figures)
}

struct Run<'a> {
    courses: &'a str,
    snapshot: Option<&'a Path>,
    limit_ms: f64,
    limit: &'static str,
}

fn typed(edge: &str, run: &Run<'_>) -> Result<Vec<Figure>> {
    let Run { courses, limit, .. } = *run;
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let settings = json!({
        "page": format!("{edge}/pelatihan/?acak=1"),
        "snapshot": run.snapshot,
        "typed": TYPED,
        "times": TIMES,
        "slower": SLOWER,
    });
    let answer = step(
        &format!("Searching {courses} courses on a phone"),
        "letter by letter on a slow core",
        || {
            capture(
                program("node")
                    .arg(at("xtask/runtime/keystrokes.mjs"))
                    .arg(settings.to_string())
                    .env("CHROME_PATH", browser),
            )
        },
    )?;
    let times: Times = serde_json::from_str(&answer).context("no times were printed")?;
    let least = if run.snapshot.is_some() {
        40_000
    } else {
        2_000
    };
    ensure!(times.courses > least, "{} courses only", times.courses);
    let (drawn, laid_out) = (Spread::of(times.drawn)?, Spread::of(times.laid_out)?);
    Ok(vec![
        Figure {
            what: format!(
                "keystroke to the screen's results over {courses} courses, {SLOWER}× CPU: p50, p95"
            ),
            value: drawn.words(),
            limit,
            kept: Verdict::of(drawn.p95 <= run.limit_ms),
        },
        Figure {
            what: format!("the same with the browser's layout, {courses}"),
            value: laid_out.words(),
            limit: "",
            kept: Verdict::Reported,
        },
    ])
}

struct Spread {
    p50: f64,
    p95: f64,
}

impl Spread {
    fn of(mut times: Vec<f64>) -> Result<Self> {
        ensure!(times.len() > 20, "hardly anything was typed");
        times.sort_unstable_by(f64::total_cmp);
        let at = |percent: usize| times.get(times.len() * percent / 100).copied();
        let (p50, p95) = at(50).zip(at(95)).context("no times")?;
        Ok(Self { p50, p95 })
    }

    fn words(&self) -> String {
        format!("{:.1} ms, {:.1} ms", self.p50, self.p95)
    }
}
