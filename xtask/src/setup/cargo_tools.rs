//! Trunk, wasm-bindgen and worker-build at exact versions, built once per
//! machine into a shared folder.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    paths,
    run::{program, show, step},
};

/// Must equal the library in Cargo.toml.
pub const WASM_BINDGEN: &str = "0.2.129";

struct Tool {
    name: &'static str,
    version: &'static str,
    arguments: &'static [&'static str],
    /// Of `rustc`. What only calls other programs may be slow itself.
    optimised: &'static str,
    why: &'static str,
}

const TOOLS: [Tool; 3] = [
    Tool {
        name: "wasm-bindgen-cli",
        version: WASM_BINDGEN,
        arguments: &["--bin", "wasm-bindgen"],
        optimised: "1",
        why: "joins WASM and JavaScript; about a minute, once per machine",
    },
    Tool {
        name: "trunk",
        version: "0.21.14",
        arguments: &["--no-default-features", "--features", "rustls"],
        optimised: "0",
        why: "bundles the app; about 2 minutes, once per machine",
    },
    Tool {
        name: "worker-build",
        version: "0.8.7",
        arguments: &[],
        optimised: "0",
        why: "bundles the edge; about a minute, once per machine",
    },
];

const ADVISORIES: [Tool; 1] = [Tool {
    name: "cargo-deny",
    version: "0.20.2",
    arguments: &["--no-default-features"],
    optimised: "0",
    why: "asks for known weaknesses of crates; some minutes, once per machine",
}];

/// Installs what building needs and is not there at the right version.
pub fn ready() -> Result<()> {
    install_missing(&TOOLS)
}

/// The same for what asks for known weaknesses.
pub fn advisories() -> Result<()> {
    install_missing(&ADVISORIES)
}

fn install_missing(tools: &[Tool]) -> Result<()> {
    let root = paths::tools();
    fs::create_dir_all(&root).with_context(|| format!("cannot create {}", root.display()))?;
    let missing: Vec<&Tool> = tools.iter().filter(|tool| !installed(tool)).collect();
    for tool in &missing {
        step(
            &format!("Installing {} {}", tool.name, tool.version),
            tool.why,
            || install(tool),
        )
        .context("check the network to the crates registry, then run this again")?;
    }
    if !missing.is_empty() && compiled().exists() {
        fs::remove_dir_all(compiled())?;
    }
    Ok(())
}

fn installed(tool: &Tool) -> bool {
    let record = fs::read_to_string(paths::tools().join(".crates2.json")).unwrap_or_default();
    record.contains(&format!("\"{} {} ", tool.name, tool.version))
}

/// Where they are compiled: together, since they share much.
fn compiled() -> std::path::PathBuf {
    paths::tools().join("target")
}

/// Quick to compile rather than quick to run: these tools wait for rustc anyway.
fn install(tool: &Tool) -> Result<()> {
    show(
        program("cargo")
            .current_dir(paths::tools())
            .args(["install", "--quiet", "--locked", "--root"])
            .arg(paths::tools())
            .args(["--version", tool.version, tool.name])
            .args(tool.arguments)
            .env_remove("RUSTFLAGS")
            .env("CARGO_TARGET_DIR", compiled())
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimised)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    )
}
