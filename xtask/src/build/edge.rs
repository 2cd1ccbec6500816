//! worker-build for the edge and the sandbox. What is deployed has no feature, so nothing of
//! the sandbox can be in it.

use std::fs;

use anyhow::{Context, Result};

use super::{For, cargo::LINTED};
use crate::{
    paths::{self, at},
    run::{program, show},
    setup::Toolchain,
};

/// What is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// What is deployed.
    Production,
    /// What is deployed, compiled in a tenth of the time: larger and slower.
    Plain,
    /// The same with a clock that tests and demos can move.
    Local,
    /// The outside world, played.
    Sandbox,
}

impl Variant {
    /// Name of the output folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Plain => "plain",
            Self::Local => "local",
            Self::Sandbox => "sandbox",
        }
    }

    /// Why it is built.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Production => "the edge as it is deployed",
            Self::Plain => "the edge without anything of the sandbox, not made small",
            Self::Local => "the edge with a movable clock, for this machine and tests",
            Self::Sandbox => "plays identity office, message gateway and inbox",
        }
    }

    fn package(self) -> &'static str {
        match self {
            Self::Production | Self::Plain | Self::Local => "edge",
            Self::Sandbox => "edge/sandbox",
        }
    }

    /// What cargo compiles for it. What serves one machine is one compilation: alone, each of
    /// the two would want other features of what they share, and compile it again; so would
    /// the plain edge, whose own code is the same either way.
    pub fn selection(self) -> &'static [&'static str] {
        match self {
            Self::Production => &["-p", "edge"],
            Self::Plain => &["-p", "edge", "-p", "sandbox"],
            Self::Local | Self::Sandbox => {
                &["-p", "edge", "-p", "sandbox", "--features", "edge/sandbox"]
            }
        }
    }

    /// How cargo compiles it, and where. What is deployed is small, so that a fresh isolate
    /// answers soon; what serves one machine is built minutes sooner.
    pub fn environment(self) -> Vec<(&'static str, String)> {
        let (folder, profile) = match self {
            Self::Production => ("target/edge", &SMALL[..]),
            Self::Plain | Self::Local | Self::Sandbox => ("target/edge-local", &QUICK[..]),
        };
        let folder = at(folder).to_string_lossy().into_owned();
        profile
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()))
            .chain([("CARGO_TARGET_DIR", folder)])
            .collect()
    }
}

/// Small, and fast where Cargo.toml says so.
const SMALL: [(&str, &str); 1] = [("CARGO_PROFILE_RELEASE_OPT_LEVEL", "z")];

/// Compiled in a tenth of the time.
const QUICK: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_INCREMENTAL", "true"),
];

/// The module that the runtime starts with.
fn entry(variant: Variant) -> Result<String> {
    let classes = || fs::read_to_string(at("edge/worker.js")).context("edge/worker.js");
    Ok(match variant {
        Variant::Production | Variant::Plain => classes()?,
        // The clock that can be moved is in this one alone.
        Variant::Local => classes()? + "export const SandboxClock = object(rust.SandboxClock);\n",
        Variant::Sandbox => {
            "export { default } from \"./index.js\";\nexport * from \"./index.js\";\n".to_owned()
        }
    })
}

/// The linter in the compiler's place, where it is there and nothing of it is deployed.
pub fn linter(toolchain: &Toolchain, variant: Variant) -> Option<(&'static str, &'static str)> {
    let is_there = *toolchain == Toolchain::Default;
    (is_there && variant != Variant::Production).then_some(LINTED)
}

/// Builds one variant and copies its two files to where everyone looks.
pub fn build(toolchain: &Toolchain, variant: Variant, part_of: For) -> Result<()> {
    let package = at(variant.package());
    let out = paths::worker(variant.name());
    // What is deployed is small and fast; what serves one machine is built minutes sooner.
    let deployed = variant == Variant::Production;
    let mut command = program(paths::tool("worker-build"));
    command
        .current_dir(&package)
        .args(["--release", "--out-dir", "build"])
        .args(if deployed { &[] } else { &["--no-opt"][..] })
        .args([".", "--", "--locked", "--quiet"])
        .args(variant.selection())
        .env("PATH", paths::search_path())
        .env("WASM_BINDGEN_BIN", paths::tool("wasm-bindgen"))
        .env("WASM_OPT_BIN", paths::npm_bin("wasm-opt"))
        .env("ESBUILD_BIN", paths::npm_bin("esbuild"))
        .envs(variant.environment());
    if let For::Tests(_) = part_of {
        command.envs(linter(toolchain, variant));
    }
    show(toolchain.apply(&mut command))?;
    if deployed {
        // worker-build's own pass leaves names behind. Only what the runtime reads may stand
        // in the file: the features that rustc emits.
        let wasm = package.join("build/index_bg.wasm");
        show(
            program(paths::npm_bin("wasm-opt"))
                .args(super::programs::WASM_FEATURES.split(' '))
                .arg("--strip-debug")
                .arg(&wasm)
                .arg("-o")
                .arg(&wasm),
        )?;
    }
    fs::create_dir_all(&out)?;
    for file in ["index.js", "index_bg.wasm"] {
        fs::copy(package.join("build").join(file), out.join(file))
            .with_context(|| format!("worker-build made no {file}"))?;
    }
    fs::write(out.join("worker.js"), entry(variant)?)?;
    fs::remove_dir_all(package.join("build")).context("cannot remove the build folder")
}
