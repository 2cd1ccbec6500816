//! The wasm32 target: rustup's where its servers can be reached, else built
//! from Debian's signed source packages (closed networks).

use std::{fs, path::Path, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use super::apt;
use crate::{
    paths::{at, find_program},
    run::{capture, program, show, step},
};

const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's compiler under rustup's roof.
const LINKED: &str = "prakerja-debian";

/// Which toolchain compiles to WASM.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The one that cargo uses anyway.
    Default,
    /// Debian's, linked into rustup.
    Debian,
}

impl Toolchain {
    /// Makes a command (cargo, Trunk, worker-build) compile with it.
    pub fn apply(self, command: &mut Command) -> &mut Command {
        match self {
            Self::Default => command,
            Self::Debian => command.env("RUSTUP_TOOLCHAIN", LINKED),
        }
    }
}

/// Finds or makes the target.
pub fn ready() -> Result<Toolchain> {
    let sysroot = capture(program("rustc").args(["--print", "sysroot"]))
        .context("rustc is missing; install Rust from https://rustup.rs")?;
    if has_std(Path::new(sysroot.trim())) {
        return Ok(Toolchain::Default);
    }
    if has_std(Path::new("/usr")) && link().is_ok() {
        return Ok(Toolchain::Debian);
    }
    let by_rustup = find_program("rustup").is_some()
        && step(
            "Adding the WASM target",
            "the app and the edge are WASM; rustup has it",
            || show(program("rustup").args(["target", "add", TARGET])),
        )
        .is_ok();
    if by_rustup {
        return Ok(Toolchain::Default);
    }
    step(
        "Building the WASM target from Debian's packages",
        "rustup's servers did not answer; 1 to 4 minutes, once per machine",
        from_debian,
    )?;
    Ok(Toolchain::Debian)
}

fn library(sysroot: &Path) -> PathBuf {
    sysroot.join("lib/rustlib").join(TARGET).join("lib")
}

fn has_std(sysroot: &Path) -> bool {
    fs::read_dir(library(sysroot)).is_ok_and(|mut files| {
        files.any(|file| {
            file.is_ok_and(|file| {
                let name = file.file_name();
                let name = name.to_string_lossy();
                name.starts_with("libstd-") && name.ends_with(".rlib")
            })
        })
    })
}

fn from_debian() -> Result<()> {
    apt::install(
        &["rustc-web", "cargo-web", "rust-web-src", "lld-22"],
        "Building the WASM target",
    )?;
    let work = at("target/wasm-std");
    fs::create_dir_all(work.join("src"))?;
    fs::write(
        work.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n",
    )?;
    fs::write(work.join("src/lib.rs"), "//! Empty: only std is wanted.\n")?;
    show(
        program("/usr/bin/cargo")
            .current_dir(&work)
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            // Without the bitcode a later LTO finds no .llvmbc section.
            .env("RUSTFLAGS", "-Cembed-bitcode=yes")
            .env("CARGO_TARGET_DIR", work.join("target"))
            .args(["build", "--release", "--target", TARGET])
            .arg("-Zbuild-std=std,panic_abort"),
    )?;
    let to = library(Path::new("/usr"));
    fs::create_dir_all(&to)
        .with_context(|| format!("cannot write {} (root is needed)", to.display()))?;
    for file in fs::read_dir(work.join("target").join(TARGET).join("release/deps"))? {
        let file = file?.path();
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty") {
            fs::copy(&file, to.join(&name))?;
        }
    }
    link()
}

fn link() -> Result<()> {
    capture(program("rustup").args(["toolchain", "link", LINKED, "/usr"])).map(drop)
}
