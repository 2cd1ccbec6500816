//! The steps of `cargo xtask test`, quickest complaints first.

use std::{fs, path::PathBuf};

use anyhow::Result;

use super::{Stage, Step, proofs};
use crate::{
    build::{self, For, Variant, cargo, native},
    deploy, paths,
    paths::{at, find_program, npm_bin},
    run::{capture, program, show},
    setup::{self, Toolchain},
    tidy,
};

/// In the order in which they run. What cargo compiles for this machine and what it compiles
/// to WASM lie in different folders; alone, either leaves a core idle for minutes.
pub fn all() -> Vec<Stage> {
    vec![
        vec![vec![
            Step {
                name: "tidy",
                why: "headers, lengths, purity of `domain`, licences",
                run: |_| tidy::tidy(),
            },
            Step {
                name: "fmt",
                why: "one layout for all",
                run: |_| show(program("cargo").args(["fmt", "--all", "--check"])),
            },
            Step {
                name: "scripts",
                why: "what phones run as it is written: nothing undefined or unused, and its own tests",
                run: |_| {
                    setup::scripts()?;
                    let folders = ["app", "edge/worker.js", "xtask/runtime"].map(at);
                    show(
                        program(npm_bin("oxlint"))
                            .arg("--config")
                            .arg(at(".oxlintrc.json"))
                            .args(folders),
                    )?;
                    let names = [
                        "ls-files",
                        "--cached",
                        "--others",
                        "--exclude-standard",
                        "*.test.*js",
                    ];
                    let tests = capture(program("git").args(names))?;
                    show(program("node").arg("--test").args(tests.lines()))
                },
            },
        ]],
        vec![
            vec![
                Step {
                    name: "clippy",
                    why: "no warning, no unwrap outside tests; compiles them, too",
                    run: |_| native::compile().and_then(|_| native::lint_rest()),
                },
                Step {
                    name: "unit",
                    why: "rules, parsers, rendering, natively",
                    run: |_| unit(&[]),
                },
            ],
            vec![
                Step {
                    name: "clippy-wasm",
                    why: "the same for what only the browser and the edge compile",
                    run: |_| clippy_wasm(&setup::for_building()?),
                },
                Step {
                    name: "build",
                    why: "pages, the edge with and without a movable clock, sandbox",
                    run: |options| {
                        let toolchain = setup::for_building()?;
                        let workers = [Variant::Local, Variant::Sandbox, options.edge()];
                        build::pages_and(&toolchain, &workers, For::Tests(&prerender))
                    },
                },
            ],
        ],
        vec![vec![
            Step {
                name: "html",
                why: "every page in every state is valid HTML",
                run: |_| html(),
            },
            Step {
                name: "proofs",
                why: "the whole system on the real runtime and in a real browser",
                run: proofs::run,
            },
            Step {
                name: "deploy",
                why: "Cloudflare's tool accepts the edge and its settings",
                run: |options| {
                    let part_of = For::Tests(&prerender);
                    deploy::dry_run(&setup::for_building()?, options.edge(), part_of)
                },
            },
        ]],
    ]
}

/// The program that makes the pages, compiled together with the tests.
pub fn prerender() -> Result<PathBuf> {
    let made = native::compile()?;
    Ok(made.called("bin", "prerender")?.to_path_buf())
}

/// Each with the profile and in the folder in which it is built afterwards: what runs at
/// compile time is then compiled once. The edge is compiled whole, for tests; what phones
/// download comes from the compiler itself, and is only read here.
fn clippy_wasm(toolchain: &Toolchain) -> Result<()> {
    const TARGET: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
    let programs = build::programs::names()?;
    let bins = programs.iter().flat_map(|name| ["--bin", name.as_str()]);
    let app: Vec<&str> = ["-p", "app", "--features", "browser", "--profile", "phone"]
        .into_iter()
        .chain(bins)
        .chain(TARGET)
        .collect();
    let cargo = |with: &str| {
        let mut command = program("cargo");
        toolchain.apply(&mut command).arg(with);
        command
    };
    let mut edge = cargo("build");
    edge.args(["--release", "--lib"])
        .args(Variant::Local.selection())
        .args(TARGET)
        .envs(Variant::Local.environment());
    match toolchain {
        Toolchain::Default => {
            cargo::linted(&mut edge)?;
            show(
                cargo("clippy")
                    .args(["--quiet", "--locked"])
                    .args(app)
                    .args(["--", "-D", "warnings"]),
            )
        }
        // Debian's toolchain has no clippy: at least no compiler warning.
        Toolchain::Debian => {
            show(edge.args(["--quiet", "--locked"]).env("RUSTFLAGS", DENIED))?;
            show(
                cargo("check")
                    .args(["--quiet", "--locked"])
                    .args(app)
                    .env("RUSTFLAGS", DENIED),
            )
        }
    }
}

/// No compiler warning.
const DENIED: &str = "-Dwarnings";

fn html() -> Result<()> {
    if !setup::html_checker()? {
        eprintln!("  left out: the HTML checker needs Java, and there is none on this machine");
        return Ok(());
    }
    let states = at("target/states");
    if states.exists() {
        fs::remove_dir_all(&states)?;
    }
    let made = native::compile()?;
    show(program(made.called("example", "states")?).args([paths::dist(), states.clone()]))?;
    // Deeply nested pages need a larger stack than Java's.
    show(
        program("java")
            .args(["-Xss8m", "-jar"])
            .arg(at("xtask/html/node_modules/vnu-jar/build/dist/vnu.jar"))
            .arg(states),
    )
}

/// All tests but the proofs. What they read of `environment` says how much of it there is
/// time for.
pub fn unit(environment: &[(&str, &str)]) -> Result<()> {
    let mut command = program("cargo");
    match find_program("cargo-nextest") {
        Some(_) => command
            .args(["nextest", "run", "--no-tests=pass"])
            .args(["-E", "not package(proofs)"])
            .args(native::SELECTION),
        None => command
            .args(["test", "--quiet", "--exclude", "proofs"])
            .args(native::SELECTION),
    };
    show(
        command
            .arg("--locked")
            .env("PATH", paths::search_path())
            // What was linted is what runs: nothing is compiled again.
            .env(cargo::LINTED.0, cargo::LINTED.1)
            .envs(environment.iter().copied()),
    )
}
