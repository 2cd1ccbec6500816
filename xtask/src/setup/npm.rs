//! Cloudflare's runtime and the other npm tools, exactly as the lock file says.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    build::fingerprint,
    paths::{at, find_program},
    run::{capture, program, show, step},
};

/// Node 20.3: wrangler's own `engines` entry.
const NODE_MAJOR: u32 = 20;

/// Runs `npm ci` unless this very lock file was installed already.
pub fn ready() -> Result<()> {
    check_node()?;
    let lock = at("xtask/runtime/package-lock.json");
    let wanted = fingerprint::of_file(&lock)?;
    let mark = at("xtask/runtime/node_modules/.lock-installed");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step(
        "Installing npm packages",
        "Cloudflare's runtime (workerd, wrangler), wasm-opt, esbuild and audit tools; under a minute",
        || {
            show(
                program("npm")
                    .current_dir(at("xtask/runtime"))
                    .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]),
            )
        },
    )
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
