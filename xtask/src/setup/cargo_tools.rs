//! Trunk, wasm-bindgen and worker-build at exact versions, once per machine into a shared
//! folder: as their makers built them where that can be had, else compiled.

use std::fs;

use anyhow::{Context, Result};

use super::prebuilt::{self, Release};
use crate::{
    paths,
    run::{program, show, step},
};

/// Must equal the library in Cargo.toml.
pub const WASM_BINDGEN: &str = "0.2.129";

struct Tool {
    /// The crate.
    name: &'static str,
    /// The program.
    program: &'static str,
    version: &'static str,
    arguments: &'static [&'static str],
    /// Of `rustc`. What only calls other programs may be slow itself.
    optimised: &'static str,
    why: &'static str,
    /// Its makers' own builds.
    releases: &'static [Release],
}

// Hashes: the makers' `.sha256` files beside the archives.
const WASM_BINDGEN_RELEASES: [Release; 4] = [
    Release {
        machine: ("linux", "x86_64"),
        archive: "wasm-bindgen/wasm-bindgen/releases/download/0.2.129/wasm-bindgen-0.2.129-x86_64-unknown-linux-musl.tar.gz",
        sha256: "82d12bb940e2d4e72e0d5605387fc1b8ca179044e012b620f0ce4e7440e8320e",
        program: "wasm-bindgen-0.2.129-x86_64-unknown-linux-musl/wasm-bindgen",
    },
    Release {
        machine: ("linux", "aarch64"),
        archive: "wasm-bindgen/wasm-bindgen/releases/download/0.2.129/wasm-bindgen-0.2.129-aarch64-unknown-linux-musl.tar.gz",
        sha256: "2ed4351c35dd9440308bbb02767d47ea278efe851a52465300f3c94f5b6c2a87",
        program: "wasm-bindgen-0.2.129-aarch64-unknown-linux-musl/wasm-bindgen",
    },
    Release {
        machine: ("macos", "x86_64"),
        archive: "wasm-bindgen/wasm-bindgen/releases/download/0.2.129/wasm-bindgen-0.2.129-x86_64-apple-darwin.tar.gz",
        sha256: "7e028879a68ec53dae14048b55cc5215f6df75b17a9c1426fac8fa086d3202fd",
        program: "wasm-bindgen-0.2.129-x86_64-apple-darwin/wasm-bindgen",
    },
    Release {
        machine: ("macos", "aarch64"),
        archive: "wasm-bindgen/wasm-bindgen/releases/download/0.2.129/wasm-bindgen-0.2.129-aarch64-apple-darwin.tar.gz",
        sha256: "81d4a23d56b3c3eb8187658329116d50e0b228a93b343825fb71f70179051cd1",
        program: "wasm-bindgen-0.2.129-aarch64-apple-darwin/wasm-bindgen",
    },
];

const TRUNK_RELEASES: [Release; 4] = [
    Release {
        machine: ("linux", "x86_64"),
        archive: "trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-unknown-linux-gnu.tar.gz",
        sha256: "f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b",
        program: "trunk",
    },
    Release {
        machine: ("linux", "aarch64"),
        archive: "trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-unknown-linux-gnu.tar.gz",
        sha256: "b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9",
        program: "trunk",
    },
    Release {
        machine: ("macos", "x86_64"),
        archive: "trunk-rs/trunk/releases/download/v0.21.14/trunk-x86_64-apple-darwin.tar.gz",
        sha256: "f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95",
        program: "trunk",
    },
    Release {
        machine: ("macos", "aarch64"),
        archive: "trunk-rs/trunk/releases/download/v0.21.14/trunk-aarch64-apple-darwin.tar.gz",
        sha256: "764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e",
        program: "trunk",
    },
];

/// None of them talks to the network here: no TLS is compiled.
const TOOLS: [Tool; 3] = [
    Tool {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: WASM_BINDGEN,
        arguments: &["--no-default-features", "--bin", "wasm-bindgen"],
        optimised: "1",
        why: "joins WASM and JavaScript; a minute where it is compiled, once per machine",
        releases: &WASM_BINDGEN_RELEASES,
    },
    Tool {
        name: "trunk",
        program: "trunk",
        version: "0.21.14",
        arguments: &["--no-default-features"],
        optimised: "0",
        why: "bundles the app; 2 minutes where it is compiled, once per machine",
        releases: &TRUNK_RELEASES,
    },
    Tool {
        name: "worker-build",
        program: "worker-build",
        version: "0.8.7",
        arguments: &["--no-default-features", "--bin", "worker-build"],
        optimised: "0",
        why: "bundles the edge; about a minute, once per machine",
        // Its makers build none.
        releases: &[],
    },
];

const ADVISORIES: [Tool; 1] = [Tool {
    name: "cargo-deny",
    program: "cargo-deny",
    version: "0.20.2",
    arguments: &["--no-default-features"],
    optimised: "0",
    why: "asks for known weaknesses of crates; some minutes, once per machine",
    releases: &[],
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
    if prebuilt::is_there(tool.program, tool.version) {
        return true;
    }
    let record = fs::read_to_string(paths::tools().join(".crates2.json")).unwrap_or_default();
    record.contains(&format!("\"{} {} ", tool.name, tool.version))
}

/// Where they are compiled: together, since they share much.
fn compiled() -> std::path::PathBuf {
    paths::tools().join("target")
}

/// Quick to compile rather than quick to run: these tools wait for rustc anyway.
fn install(tool: &Tool) -> Result<()> {
    if prebuilt::fetched(tool.program, tool.version, tool.releases) {
        return Ok(());
    }
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
