//! Calls the `proofs` package (tests/) and tells it where everything is. The
//! proofs build nothing and download nothing themselves.

use anyhow::{Context, Result};

use crate::{
    build,
    paths::{self, at},
    run::{program, show},
    runtime, serve, setup,
    setup::Toolchain,
};

/// Runs them all, or the files named, against what was just built.
pub fn run(toolchain: &Toolchain, files: &[String]) -> Result<()> {
    build::all(toolchain)?;
    if !at("tests/Cargo.toml").exists() {
        eprintln!("  no proofs package yet");
        return Ok(());
    }
    // The program that outsiders check a draw with.
    show(program("cargo").args(["build", "--quiet", "--locked", "-p", "verifier"]))?;
    let mut command = program("cargo");
    command.args([
        "test",
        "--quiet",
        "--locked",
        "--no-fail-fast",
        "-p",
        "proofs",
    ]);
    for file in files {
        command.args(["--test", file]);
    }
    for (name, value) in places()? {
        command.env(name, value);
    }
    show(&mut command)
}

/// Where a program is; chromedriver takes no bare name for its browser.
fn found(name: &str) -> Result<std::ffi::OsString> {
    let path = paths::find_program(name).with_context(|| format!("{name} is not on PATH"))?;
    Ok(path.into())
}

/// Where cargo puts the outside verifier.
fn verifier() -> std::ffi::OsString {
    let target = std::env::var_os("CARGO_TARGET_DIR");
    let target = target.map_or_else(|| at("target"), std::path::PathBuf::from);
    target.join("debug/verifier").into()
}

/// The environment that the proofs read.
fn places() -> Result<Vec<(&'static str, std::ffi::OsString)>> {
    Ok(vec![
        ("PRAKERJA_ROOT", paths::root().into()),
        ("PRAKERJA_DIST", paths::dist().into()),
        ("PRAKERJA_EDGE_LOCAL", paths::worker("local").into()),
        (
            "PRAKERJA_EDGE_PRODUCTION",
            paths::worker("production").into(),
        ),
        ("PRAKERJA_SANDBOX", paths::worker("sandbox").into()),
        ("PRAKERJA_VERIFIER", verifier()),
        ("PRAKERJA_RUNTIME", at("xtask/runtime/runtime.mjs").into()),
        // First line for the runtime's stdin; set `state` to a folder of your own.
        (
            "PRAKERJA_RUNTIME_CONFIG",
            runtime::template(runtime::Variant::Local, &serve::local_secrets()?, 0)
                .to_string()
                .into(),
        ),
        // Keys of the two members of staff whom that edge knows.
        (
            "PRAKERJA_STAFF",
            serde_json::to_string(&serve::local_staff()?)?.into(),
        ),
        (
            "PRAKERJA_AXE",
            at("xtask/runtime/node_modules/axe-core/axe.min.js").into(),
        ),
        ("PRAKERJA_CHROMIUM", found(setup::CHROMIUM)?),
        ("PRAKERJA_CHROMEDRIVER", found(setup::CHROMEDRIVER)?),
    ])
}
