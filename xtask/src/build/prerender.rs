//! Trunk's `post_build` hook: from Trunk's HTML to the template and the pages.

use std::{env, fs, path::PathBuf};

use anyhow::{Context, Result, bail};

use super::{assets, programs, service_worker};
use crate::{
    paths::at,
    run::{program, show},
};

/// Works in Trunk's staging folder; Trunk swaps it in when this succeeds.
pub fn hook() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .context("this is Trunk's hook; call `cargo xtask build` instead")?;
    programs::check_template()?;
    let addresses = assets::finish(&staging)?;
    // As the app's `document` reads it: `{{client NAME=ADDRESS …}}`.
    let starters: String = addresses
        .starters
        .iter()
        .map(|(name, address)| format!(" {name}={address}"))
        .collect();

    let index = staging.join("index.html");
    let html = fs::read_to_string(&index).context("Trunk staged no index.html")?;
    let shell = html
        .replace("{{css}}", &addresses.css)
        .replace("{{client}}", &format!("{{{{client{starters}}}}}"));
    let shell: String = shell
        .lines()
        .map(str::trim)
        // Trunk leaves its own instructions standing when it injects no script.
        .filter(|line| !line.is_empty() && !line.contains("data-trunk"))
        .collect::<Vec<_>>()
        .join("\n");
    for mark in [
        "{{lang}}",
        "{{title}}",
        "{{description}}",
        "{{head}}",
        "{{client ",
        "{{header}}",
        "{{footer}}",
        "{{main}}",
    ] {
        if shell.matches(mark).count() != 1 {
            bail!("app/index.html must hold the mark {mark} exactly once");
        }
    }
    fs::write(staging.join("shell.html"), shell)?;
    fs::remove_file(index)?;

    show(program(compiled()?).arg(&staging))?;
    service_worker::write(&staging)
}

/// Where the program that makes the pages is, if somebody has compiled it.
pub const COMPILED: &str = "PRAKERJA_PRERENDER";

/// The program that makes the pages.
fn compiled() -> Result<PathBuf> {
    if let Some(path) = env::var_os(COMPILED) {
        return Ok(path.into());
    }
    // Natively and in a call of its own: `ssr` and `browser` must never be unified.
    let target = at("target");
    show(
        program("cargo")
            .args(["build", "--quiet", "--locked", "-p", "app"])
            .args(["--features", "ssr", "--bin", "prerender", "--target-dir"])
            .arg(&target)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO_TARGET_DIR"),
    )?;
    Ok(target.join("debug/prerender"))
}
