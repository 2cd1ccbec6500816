//! Calls the `proofs` package (tests/) and tells it where everything is. The
//! proofs build nothing and download nothing themselves.
//!
//! Each file of proofs is a program with systems of its own, and mostly waits for
//! them; so a few run at a time.

use std::{
    collections::VecDeque,
    path::PathBuf,
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard},
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::{
    build::{self, For, cargo, native},
    paths::{self, at},
    run::{capture, program, show},
    runtime, serve, setup,
};

use super::{Options, steps};

/// Runs them all, or those named, against what was just built.
pub fn run(options: &Options) -> Result<()> {
    let toolchain = setup::for_building()?;
    let named = options.named.as_deref();
    let files = match named {
        Some(name) if options.proof.is_empty() => files_with(name)?,
        _ => options.proof.clone(),
    };
    // With all of them everything else is tested, too.
    let part_of = match files.as_slice() {
        [] => For::Tests(&steps::prerender),
        _ => For::Itself,
    };
    build::local(&toolchain, part_of)?;
    setup::browser()?;
    let (programs, verifier) = programs(&files)?;
    if programs.iter().any(Proof::is_of_production) {
        build::worker(&toolchain, options.edge(), part_of)?;
    }
    let places = places(options.edge(), verifier)?;
    let waiting = Mutex::new(programs);
    let failed = Mutex::new(vec![]);
    let work_off = || {
        while let Some(proof) = waiting
            .lock()
            .ok()
            .and_then(|mut all: MutexGuard<VecDeque<Proof>>| all.pop_front())
        {
            if let Err(error) = proof.run(&places, named)
                && let Ok(mut failed) = failed.lock()
            {
                failed.push(format!("{}: {error:#}", proof.name));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work_off);
        }
    });
    let failed = failed.into_inner().unwrap_or_default();
    if !failed.is_empty() {
        bail!("failed:\n  {}", failed.join("\n  "));
    }
    Ok(())
}

/// Stores what this release keeps of people who have gone every way, so that later
/// releases can be held to reading it (`tests/tests/stored.rs`).
pub fn store_release(name: &str) -> Result<()> {
    build::all(&setup::for_building()?)?;
    setup::browser()?;
    let mut command = program("cargo");
    command.args(["run", "--quiet", "--locked", "-p", "proofs"]);
    command.args(["--example", "store_release", "--", name]);
    show(command.envs(places(build::Variant::Production, verifier()?)?))
}

/// 3 – with two cores: while one system is waited for, others work.
const AT_ONCE: usize = 3;

/// The longest, which begin first so that nothing waits for them in the end.
const LONGEST: [&str; 2] = ["whole_wave", "cut"];

/// One file of proofs, compiled.
struct Proof {
    name: String,
    program: PathBuf,
}

impl Proof {
    /// Whether its source asks for the edge without the sandbox's clock.
    fn is_of_production(&self) -> bool {
        let source = at("tests/tests").join(&self.name).with_extension("rs");
        std::fs::read_to_string(source).is_ok_and(|text| text.contains("Build::Production"))
    }

    /// Runs it, and shows what it printed when it has ended.
    fn run(&self, places: &[(&str, std::ffi::OsString)], named: Option<&str>) -> Result<()> {
        let start = Instant::now();
        let output = Command::new(&self.program)
            .args(named)
            .current_dir(at("tests"))
            .envs(places.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .output()?;
        print!(
            "\n  proofs of `{}`, {:.1} s{}{}",
            self.name,
            start.elapsed().as_secs_f64(),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        if !output.status.success() {
            bail!("{}\n{}", output.status, faults(&output.stdout));
        }
        Ok(())
    }
}

/// Why proofs failed, for the end of everything, where one looks first: what they printed,
/// without where in the program that was.
fn faults(stdout: &[u8]) -> String {
    let stdout = String::from_utf8_lossy(stdout);
    let told = stdout.split("\nfailures:\n").nth(1).unwrap_or_default();
    let mut in_trace = false;
    let lines = told.lines().filter(|line| {
        in_trace |= line.starts_with("stack backtrace:");
        let is_of_trace = in_trace;
        in_trace &= !line.starts_with("note:");
        !is_of_trace && !line.trim().is_empty()
    });
    lines
        .take(MOST_LINES)
        .map(|line| format!("    {line:.300}\n"))
        .collect()
}

/// 60 – of a failed file; all of it stands where it ran.
const MOST_LINES: usize = 60;

/// Files with a proof whose name contains that.
fn files_with(name: &str) -> Result<Vec<String>> {
    let mut found = vec![];
    for entry in std::fs::read_dir(at("tests/tests"))? {
        let path = entry?.path();
        let has = |line: &str| {
            line.strip_prefix("fn ")
                .is_some_and(|one| one.contains(name))
        };
        if path.is_file() && std::fs::read_to_string(&path)?.lines().any(has) {
            let stem = path.file_stem().unwrap_or_default();
            found.push(stem.to_string_lossy().into_owned());
        }
    }
    if found.is_empty() {
        bail!("no proof is called anything with `{name}`");
    }
    Ok(found)
}

/// The proofs and the program that outsiders check a draw with, compiled. Files that are
/// named alone are compiled alone, which is sooner.
fn programs(files: &[String]) -> Result<(VecDeque<Proof>, PathBuf)> {
    let (made, verifier) = if files.is_empty() {
        let made = native::compile()?;
        let verifier = made.called("bin", "verifier")?.to_path_buf();
        (made, verifier)
    } else {
        let mut command = program("cargo");
        command.args(["test", "--no-run", "-p", "proofs"]);
        for file in files {
            command.args(["--test", file]);
        }
        (cargo::made_by(&mut command)?, verifier()?)
    };
    let mut found: Vec<Proof> = made
        .tests_of(&at("tests"))
        .map(|one| Proof {
            name: one.name,
            program: one.path,
        })
        .collect();
    if found.is_empty() {
        bail!("no proofs were compiled");
    }
    found.sort_by_key(|proof| {
        let place = LONGEST.iter().position(|name| *name == proof.name);
        (place.unwrap_or(LONGEST.len()), proof.name.clone())
    });
    Ok((found.into(), verifier))
}

/// The program that outsiders check a draw with, compiled by itself.
fn verifier() -> Result<PathBuf> {
    let made = cargo::made_by(program("cargo").args(["build", "-p", "verifier"]))?;
    Ok(made.called("bin", "verifier")?.to_path_buf())
}

/// Where a program is; chromedriver takes no bare name for its browser.
fn found(name: &str) -> Result<std::ffi::OsString> {
    let path = paths::find_program(name).with_context(|| format!("{name} is not on PATH"))?;
    Ok(path.into())
}

/// Where Linux keeps files in memory, for every program.
const IN_MEMORY: &str = "/dev/shm";

/// 4 GiB in KiB – what all systems and browsers that run at once write stays far below.
const ROOM_KIB: u64 = 4 * 1024 * 1024;

/// Where systems and browsers under test keep what they write: in memory, if there is room.
/// On a disk that a compiler keeps busy, all that waits for its data to be written stands
/// still, for minutes on some machines: a browser then does not even ask for a page's worker.
fn scratch() -> std::ffi::OsString {
    let chosen = std::env::var_os("TMPDIR");
    chosen.unwrap_or_else(|| {
        let is_roomy = free_kib(IN_MEMORY).is_some_and(|free| free >= ROOM_KIB);
        if is_roomy {
            IN_MEMORY.into()
        } else {
            std::env::temp_dir().into()
        }
    })
}

/// How much of a file system is free, by `df` in POSIX's form.
fn free_kib(folder: &str) -> Option<u64> {
    let printed = capture(Command::new("df").args(["-P", "-k", folder])).ok()?;
    let line = printed.lines().nth(1)?;
    line.split_whitespace().nth(3)?.parse().ok()
}

/// The environment that the proofs read.
fn places(
    edge: build::Variant,
    verifier: PathBuf,
) -> Result<Vec<(&'static str, std::ffi::OsString)>> {
    Ok(vec![
        ("TMPDIR", scratch()),
        ("PRAKERJA_ROOT", paths::root().into()),
        ("PRAKERJA_DIST", paths::dist().into()),
        ("PRAKERJA_EDGE_LOCAL", paths::worker("local").into()),
        (
            "PRAKERJA_EDGE_PRODUCTION",
            paths::worker(edge.name()).into(),
        ),
        ("PRAKERJA_SANDBOX", paths::worker("sandbox").into()),
        ("PRAKERJA_VERIFIER", verifier.into()),
        ("PRAKERJA_RUNTIME", at("xtask/runtime/runtime.mjs").into()),
        // First line for the runtime's stdin; set `state` to a folder of your own.
        (
            "PRAKERJA_RUNTIME_CONFIG",
            runtime::template(runtime::Variant::Local, &serve::local_secrets()?, 0)?
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_failed_is_told_again_without_where_in_the_program() {
        let printed = "running 1 test\ntest a ... FAILED\n\nfailures:\n\n---- a stdout ----\n\
            waited in vain\nstack backtrace:\n   0: begin\nnote: Some details\nmore\n\n\
            failures:\n    a\n";
        let told = "    ---- a stdout ----\n    waited in vain\n    more\n";
        assert_eq!(faults(printed.as_bytes()), told);
    }
}
