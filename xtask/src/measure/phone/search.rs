//! Keystroke to results on the phone: the list of courses in Chromium with a core
//! six times slower, the page as everybody gets it and the program in it, over the
//! programme's catalogue and over a made-up one of 50,000 courses.

use anyhow::{Context, Result, bail, ensure};
use chrono::Utc;
use domain::catalogue::demo::{Demo, Scale};
use domain::catalogue::{Described, Summary};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, SLOWER, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    runtime::{Config, Runtime, Variant},
    serve, setup,
    staff::{self, Publication},
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

/// Seed of the large catalogue.
const SEED: u64 = 50_000;

#[derive(Deserialize)]
struct Times {
    /// Milliseconds until the results stand in the document.
    drawn: Vec<f64>,
    /// Until they are laid out.
    laid_out: Vec<f64>,
}

/// Over the catalogue that is served, and over the large one on a system of its own.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let mut figures = typed(&runtime.edge, "2,055", 3, 16.0, "≤ 16 ms")?;
    let state = at("target/measure-large-state");
    if state.exists() {
        std::fs::remove_dir_all(&state).context("cannot empty the measuring storage")?;
    }
    let large = Runtime::start(&Config {
        variant: Variant::Local,
        state: &state,
        port: 0,
        bindings: serve::local_secrets()?,
        log: at("target/measure-large.log"),
    })?;
    step(
        "50,000 courses",
        "made up and published, more than there have ever been",
        || publish_large(&large.edge),
    )?;
    figures.extend(typed(&large.edge, "50,000", 1, 100.0, "≤ 100 ms")?);
    Ok(figures)
}

/// Without summaries: nobody searches them, and they would be more than the edge
/// takes at once.
fn publish_large(edge: &str) -> Result<()> {
    let demo = Demo::generate(SEED, Utc::now().date_naive(), Scale::LARGE)?;
    let courses = demo.courses.into_iter().map(|one| Described {
        summary: Summary::default(),
        ..one
    });
    let publication = Publication::of(demo.directory, courses.collect(), 1)?;
    for key in &serve::local_staff()? {
        staff::send(edge, key, &publication.command)?;
    }
    if !publication.bring(edge)?.awaits.is_empty() {
        bail!("not everything was taken");
    }
    Ok(())
}

fn typed(
    edge: &str,
    courses: &str,
    times: u8,
    limit_ms: f64,
    limit: &'static str,
) -> Result<Vec<Figure>> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let settings = json!({
        "page": format!("{edge}/pelatihan/?acak=1"),
        "typed": TYPED,
        "times": times,
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
    let (drawn, laid_out) = (Spread::of(times.drawn)?, Spread::of(times.laid_out)?);
    Ok(vec![
        Figure {
            what: format!("keystroke to results over {courses} courses, {SLOWER}× CPU: p50, p95"),
            value: drawn.words(),
            limit,
            kept: Verdict::of(drawn.p95 <= limit_ms),
        },
        Figure {
            what: format!("the same with the browser's layout of 20 courses, {courses}"),
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
