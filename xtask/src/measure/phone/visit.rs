//! Pages on slow networks and slow cores, as somebody meets them who has never been
//! here, and again without a network.

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::json;

use super::{Figure, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    runtime::Runtime,
    setup,
};

/// Public pages, and whether they have a program.
const PAGES: [(&str, bool); 11] = [
    ("/", false),
    ("/cek-syarat/", false),
    ("/daftar/", true),
    ("/status/", false),
    ("/masuk/", false),
    ("/pelatihan/", false),
    ("/undian/", false),
    ("/lowongan/", false),
    ("/sertifikat/", true),
    ("/ponsel-pinjaman/", false),
    ("/en/daftar/", true),
];

/// Network and core, with what LCP and being usable may take, in milliseconds.
const PROFILES: [Profile; 2] = [
    Profile {
        name: "slow 4G (150 ms, 1.6 Mbps), 4× CPU",
        latency: 150,
        kbps: 1600,
        slower: 4,
        lcp: 1200.0,
        usable: 2500.0,
        limits: ("≤ 1.2 s", "≤ 2.5 s"),
    },
    Profile {
        name: "regular 3G (300 ms, 700 kbps), 6× CPU",
        latency: 300,
        kbps: 700,
        slower: 6,
        lcp: 2200.0,
        usable: 5000.0,
        limits: ("≤ 2.2 s", "≤ 5 s"),
    },
];

/// 120 KB: everything that a first visit of a page loads, what its worker brings
/// afterwards too.
const ALL_BYTES: f64 = 120_000.0;
/// 20 KB: what the page itself loads, its program left out.
const PLAIN_BYTES: f64 = 20_000.0;
/// 0.8 s: the second visit without a network, on the slowest core.
const OFFLINE_MS: f64 = 800.0;
const TIMES: u8 = 5;

struct Profile {
    name: &'static str,
    latency: u32,
    kbps: u32,
    slower: u8,
    lcp: f64,
    usable: f64,
    limits: (&'static str, &'static str),
}

#[derive(Deserialize)]
struct Visited {
    path: String,
    profiles: Vec<Timed>,
    first: Weight,
    offline: f64,
}

#[derive(Deserialize)]
struct Timed {
    lcp: f64,
    usable: f64,
    cls: f64,
}

#[derive(Deserialize)]
struct Weight {
    /// By the page itself.
    page: f64,
    /// The same, but for its program.
    without_wasm: f64,
    /// By the page and its worker.
    with_worker: f64,
}

/// Every page with every profile.
pub fn measure(runtime: &Runtime) -> Result<Vec<Figure>> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let pages: Vec<_> = PAGES
        .iter()
        .map(|(path, alive)| json!({ "path": path, "alive": alive }))
        .collect();
    let profiles: Vec<_> = PROFILES
        .iter()
        .map(|one| json!({ "name": one.name, "latency": one.latency, "kbps": one.kbps, "slower": one.slower }))
        .collect();
    let settings = json!({
        "edge": runtime.edge, "pages": pages, "profiles": profiles, "times": TIMES,
        "offline_slower": 6,
    });
    let answer = step(
        "Visits on slow networks",
        "each page, new to it, then again without a network",
        || {
            capture(
                program("node")
                    .arg(at("xtask/runtime/visit.mjs"))
                    .arg(settings.to_string())
                    .env("CHROME_PATH", browser),
            )
        },
    )?;
    let visited: Vec<Visited> = serde_json::from_str(&answer).context("no visits were printed")?;
    Ok(visited.iter().flat_map(figures).collect())
}

fn figures(page: &Visited) -> Vec<Figure> {
    let path = &page.path;
    let Weight {
        page: own,
        without_wasm,
        with_worker,
    } = page.first;
    let mut all = vec![Figure {
        what: format!("{path}: first visit without WASM, with it, with its worker's part too"),
        value: format!(
            "{:.1}, {:.1}, {:.1} KB",
            without_wasm / 1000.0,
            own / 1000.0,
            with_worker / 1000.0
        ),
        limit: "≤ 20, 120, 120 KB",
        kept: Verdict::of(
            without_wasm > 0.0 && without_wasm <= PLAIN_BYTES && with_worker <= ALL_BYTES,
        ),
    }];
    let mut shifted: f64 = 0.0;
    for (profile, timed) in PROFILES.iter().zip(&page.profiles) {
        let mut row = |what: &str, ms: f64, limit: &'static str, most: f64| {
            all.push(Figure {
                what: format!("{path}: {what}, {}", profile.name),
                value: format!("{:.2} s", ms / 1000.0),
                limit,
                kept: Verdict::of(ms > 0.0 && ms <= most),
            });
        };
        row("LCP", timed.lcp, profile.limits.0, profile.lcp);
        row("usable", timed.usable, profile.limits.1, profile.usable);
        shifted = shifted.max(timed.cls);
    }
    all.push(Figure {
        what: format!("{path}: again without a network, usable, 6× CPU"),
        value: format!("{:.2} s", page.offline / 1000.0),
        limit: "≤ 0.8 s",
        kept: Verdict::of(page.offline <= OFFLINE_MS),
    });
    all.push(Figure {
        what: format!("{path}: CLS, the worst of all visits"),
        value: format!("{shifted:.3}"),
        limit: "0",
        kept: Verdict::of(shifted == 0.0),
    });
    all
}
