//! Builds what changed: the app's pages, the edge in its variants, the sandbox.

mod addresses;
pub mod assets;
pub mod cargo;
mod edge;
pub mod native;
pub mod prerender;
pub mod programs;
mod service_worker;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::{
    fingerprint, paths,
    run::{program, show, step},
    setup::{Toolchain, WASM_BINDGEN},
};

pub use edge::Variant;

const SHARED: [&str; 3] = ["Cargo.lock", "Cargo.toml", "domain"];
const APP: [&str; 2] = ["app/Cargo.toml", "app/src"];

/// What to build.
#[derive(Args)]
pub struct Options {
    /// One part alone.
    #[arg(long, value_enum)]
    only: Option<Part>,
}

/// A part that can be built by itself.
#[derive(Clone, Copy, ValueEnum)]
enum Part {
    /// Pages and the browser's programs.
    App,
    /// The edge with a movable clock.
    Local,
    /// The edge as it is deployed.
    Production,
    /// The outside world, played.
    Sandbox,
}

/// Whether the app is built to be changed again soon, and what is deployed not at all:
/// minutes faster to build, never measured (`PRAKERJA_QUICK=1`).
pub fn quick() -> bool {
    std::env::var_os("PRAKERJA_QUICK").is_some_and(|value| value == "1")
}

/// What a build depends on besides its sources.
fn salt() -> String {
    format!("{WASM_BINDGEN} {}", quick())
}

/// Builds what was asked for.
pub fn build(toolchain: &Toolchain, options: &Options) -> Result<()> {
    match options.only {
        None => all(toolchain),
        Some(Part::App) => app(toolchain, For::Itself),
        Some(Part::Local) => worker(toolchain, Variant::Local, For::Itself),
        Some(Part::Production) => worker(toolchain, Variant::Production, For::Itself),
        Some(Part::Sandbox) => worker(toolchain, Variant::Sandbox, For::Itself),
    }
}

/// Everything that serving and measuring need.
pub fn all(toolchain: &Toolchain) -> Result<()> {
    local(toolchain, For::Itself)?;
    production(toolchain)
}

/// What is deployed; not at all where builds are to be quick.
pub fn production(toolchain: &Toolchain) -> Result<()> {
    if quick() {
        return Ok(());
    }
    worker(toolchain, Variant::Production, For::Itself)
}

/// What a build is part of.
#[derive(Clone, Copy)]
pub enum For<'a> {
    /// Nothing else is compiled.
    Itself,
    /// Everything is tested: this compiles the program that makes the pages with the tests, and
    /// says where it is; what serves this machine alone is compiled by the linter, which has
    /// begun already.
    Tests(&'a (dyn Fn() -> Result<PathBuf> + Sync)),
}

/// What serving alone needs: no production variant.
pub fn local(toolchain: &Toolchain, part_of: For) -> Result<()> {
    pages_and(toolchain, &[Variant::Local, Variant::Sandbox], part_of)
}

/// Pages, and workers one after the other beside them: either keeps one core alone for a while
/// in the end.
pub fn pages_and(toolchain: &Toolchain, workers: &[Variant], part_of: For) -> Result<()> {
    std::thread::scope(|scope| {
        let pages = scope.spawn(|| app(toolchain, part_of));
        for variant in workers {
            worker(toolchain, *variant, part_of)?;
        }
        pages
            .join()
            .unwrap_or_else(|_| bail!("the build of the app broke off"))
    })
}

/// The pages and the browser's programs, into `dist`.
pub fn app(toolchain: &Toolchain, part_of: For) -> Result<()> {
    let mut inputs = SHARED.to_vec();
    inputs.extend(APP);
    inputs.extend([
        "app/index.html",
        "docs/openapi.json",
        "app/start",
        "app/worker",
        "public",
        "style",
        "Trunk.toml",
        "xtask/src/build",
        "xtask/runtime/package-lock.json",
    ]);
    fingerprint::unless_unchanged(
        "app",
        &salt(),
        &inputs,
        &paths::dist().join("shell.html"),
        || {
            step(
                "Building the app",
                "pages as HTML, and the browser's programs",
                || {
                    // Trunk is told to stay offline, and so tells cargo.
                    show(program("cargo").args(["fetch", "--quiet", "--locked"]))?;
                    programs::compile(toolchain)?;
                    let prerender = match part_of {
                        For::Itself => None,
                        For::Tests(compile) => Some(compile()?),
                    };
                    let mut trunk = program(paths::tool("trunk"));
                    trunk
                        .args(["build", "--release", "--config", "Trunk.toml"])
                        .env("PATH", paths::search_path())
                        .env("PRAKERJA_XTASK", paths::own()?)
                        // Trunk reads it as its own flag and refuses "1".
                        .env_remove("NO_COLOR")
                        .env_remove("CARGO_TARGET_DIR")
                        .env_remove(prerender::COMPILED)
                        .envs(prerender.map(|path| (prerender::COMPILED, path)));
                    programs::hurry(&mut trunk);
                    show(toolchain.apply(&mut trunk))
                },
            )
        },
    )
}

/// One worker, into `target/edge-out`.
pub fn worker(toolchain: &Toolchain, variant: Variant, part_of: For) -> Result<()> {
    let mut inputs = match variant {
        Variant::Sandbox => vec!["edge/sandbox"],
        // The edge renders with the app's components.
        Variant::Local | Variant::Plain | Variant::Production => {
            [&["edge/src", "edge/worker.js", "edge/Cargo.toml"][..], &APP].concat()
        }
    };
    inputs.extend(SHARED);
    inputs.extend(["xtask/src/build/edge.rs", "xtask/runtime/package-lock.json"]);
    let out = paths::worker(variant.name()).join("index_bg.wasm");
    let salt = match part_of {
        For::Tests(_) if edge::linter(toolchain, variant).is_some() => salt() + " linted",
        _ => salt(),
    };
    fingerprint::unless_unchanged(variant.name(), &salt, &inputs, &out, || {
        step(
            &format!("Building the worker `{}`", variant.name()),
            variant.purpose(),
            || edge::build(toolchain, variant, part_of),
        )
    })
}
