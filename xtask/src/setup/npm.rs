//! Cloudflare's runtime and the other npm tools, exactly as the lock file says.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    fingerprint,
    paths::{at, find_program},
    run::{capture, program, show, step},
};

/// Node 20.3: wrangler's own `engines` entry.
const NODE_MAJOR: u32 = 20;

/// Runs `npm ci` unless this very lock file was installed already.
pub fn ready() -> Result<()> {
    check_node()?;
    ready_in(
        "xtask/runtime",
        "Cloudflare's runtime (workerd, wrangler), wasm-opt, esbuild and audit tools; under a minute",
    )
}

/// The HTML checker; it needs Java to run.
pub fn html_checker() -> Result<()> {
    ready_in("xtask/html", "the HTML checker; 31 MB")
}

fn ready_in(folder: &str, what: &str) -> Result<()> {
    let folder = at(folder);
    let wanted = fingerprint::of_file(&folder.join("package-lock.json"))?;
    let mark = folder.join("node_modules/.lock-installed");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step("Installing npm packages", what, || {
        show(program("npm").current_dir(&folder).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]))
    })
    .context("check the network to the npm registry, then run this again")?;
    fs::write(mark, wanted)?;
    Ok(())
}

fn check_node() -> Result<()> {
    if find_program("node").is_none() || find_program("npm").is_none() {
        bail!(
            "Node {NODE_MAJOR} or newer with npm is needed for Cloudflare's runtime; install it (https://nodejs.org) and run this again"
        );
    }
    let version = capture(program("node").arg("--version"))?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse::<u32>().ok())
        .unwrap_or(0);
    if major < NODE_MAJOR {
        bail!(
            "Node {NODE_MAJOR} or newer is needed, found {}",
            version.trim()
        );
    }
    Ok(())
}
