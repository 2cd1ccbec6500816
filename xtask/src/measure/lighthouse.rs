//! Lighthouse 12, mobile with its default throttling; medians of several runs.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{Figure, Verdict};
use crate::{
    paths::{at, find_program},
    run::{capture, program, step},
    setup,
};

/// LCP in the same runs, in milliseconds.
const LCP_MS: f64 = 1300.0;

/// Pages that no search engine is to find; what is under `/akun/` is one's own.
const HIDDEN: [&str; 4] = ["/akun/", "/kiriman/", "/luring/", "/gaya/"];

/// Whether only somebody who is signed in sees it.
pub fn is_own(page: &str) -> bool {
    page.starts_with("/akun/")
}

/// The four scores and LCP of one page; with a `Cookie` header, as its owner sees it.
pub fn measure(edge: &str, page: &str, cookie: Option<&str>, runs: u8) -> Result<Vec<Figure>> {
    let browser = find_program(setup::CHROMIUM).context("Chromium is not on PATH")?;
    let settings = json!({
        "url": format!("{edge}{page}"), "runs": runs, "cookie": cookie,
        "hidden": HIDDEN.iter().any(|hidden| page.starts_with(hidden)),
    });
    let answer = step(
        &format!("Lighthouse on {page}"),
        "as a mid-range phone on a slow network",
        || {
            capture(
                program("node")
                    .arg(at("xtask/runtime/lighthouse.mjs"))
                    .arg(settings.to_string())
                    .env("CHROME_PATH", browser),
            )
        },
    )?;
    let medians: Value = serde_json::from_str(&answer).context("Lighthouse printed no figures")?;
    let value = |name: &str| medians.get(name).and_then(Value::as_f64).unwrap_or(0.0);
    let rows = [
        ("performance", 98.0, "≥ 98"),
        ("accessibility", 100.0, "100"),
        ("best-practices", 100.0, "100"),
        ("seo", 100.0, "100"),
    ];
    let mut figures: Vec<Figure> = rows
        .into_iter()
        .map(|(name, least, limit)| Figure {
            what: format!("Lighthouse {name}, {page}"),
            value: format!("{:.0}", value(name)),
            limit,
            kept: Verdict::of(value(name) >= least),
        })
        .collect();
    figures.push(Figure {
        what: format!("LCP, {page}"),
        value: format!("{:.2} s", value("lcp") / 1000.0),
        limit: "≤ 1.3 s",
        kept: Verdict::of(value("lcp") > 0.0 && value("lcp") <= LCP_MS),
    });
    Ok(figures)
}
