//! Known weaknesses of what we depend on, by the databases of RustSec and of npm. Not among
//! the tests: a database changes while the sources do not.

use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    paths::{self, at},
    run::program,
    setup,
};

/// What a database said.
enum Said {
    /// Nothing is known.
    Nothing,
    /// Something is; it is on the screen.
    Something,
    /// It could not be reached, and why.
    Unreachable(String),
}

/// Asks both.
pub fn check() -> Result<()> {
    setup::scripts()?;
    setup::advisories()?;
    let asked = [
        ("RustSec, of every crate in Cargo.lock", crates()?),
        ("npm, of the local runtime", packages("xtask/runtime")?),
        ("npm, of the checker of HTML", packages("xtask/html")?),
    ];
    let mut unreachable = vec![];
    let mut found = vec![];
    for (what, said) in asked {
        match said {
            Said::Nothing => println!("✓ {what}: nothing known"),
            Said::Something => {
                println!("✗ {what}: see above");
                found.push(what);
            }
            Said::Unreachable(why) => {
                println!(
                    "? {what}: the database could not be reached, so nothing is known\n  {why}"
                );
                unreachable.push(what);
            }
        }
    }
    if !found.is_empty() {
        bail!("weaknesses are known: {}", found.join("; "));
    }
    if !unreachable.is_empty() {
        bail!(
            "not asked: {}; try again with a network",
            unreachable.join("; ")
        );
    }
    Ok(())
}

fn crates() -> Result<Said> {
    let mut command = program("cargo");
    command
        .args(["deny", "--color", "never", "check", "advisories"])
        .current_dir(paths::root())
        .env("PATH", paths::search_path());
    let output = command.output().context("cargo-deny does not start")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        return Ok(Said::Nothing);
    }
    // It says `error[vulnerability]` and the like of what it found in the database.
    if said.contains("error[") {
        eprintln!("{said}");
        return Ok(Said::Something);
    }
    Ok(Said::Unreachable(first_line(&said)))
}

fn packages(folder: &str) -> Result<Said> {
    let output = Command::new("npm")
        .args(["audit", "--json"])
        .current_dir(at(folder))
        .output()
        .context("npm does not start")?;
    let text = String::from_utf8_lossy(&output.stdout);
    let report: Value = serde_json::from_str(&text).unwrap_or_default();
    Ok(match report.pointer("/metadata/vulnerabilities/total") {
        Some(total) if total == 0 => Said::Nothing,
        Some(_) => {
            eprintln!("{text}");
            Said::Something
        }
        None => {
            let why = report.get("message").and_then(Value::as_str);
            let stderr = String::from_utf8_lossy(&output.stderr);
            Said::Unreachable(why.map_or_else(|| first_line(&stderr), str::to_owned))
        }
    })
}

fn first_line(said: &str) -> String {
    let mut lines = said.lines().map(str::trim);
    let line = lines.find(|line| !line.is_empty());
    line.unwrap_or("it said nothing").to_owned()
}
