//! What runs on this machine itself, compiled in one call of cargo: tests, proofs, and the
//! programs beside them. Alone, each would want other features of what they share, and
//! compile it again; the pages' program alone takes a minute and a half of two cores so.

use anyhow::Result;

use super::cargo::{self, Programs};
use crate::run::program;

/// What is compiled. `browser` is not among the features: it is never unified with `ssr`.
pub const SELECTION: [&str; 3] = [
    "--workspace",
    "--features",
    "app/ssr,domain/openapi,domain/beacon",
];

/// Compiles what is not yet, linted.
///
/// # Errors
/// It does not compile, or the linter has something to say.
pub fn compile() -> Result<Programs> {
    cargo::linted(program("cargo").args(["test", "--no-run"]).args(SELECTION))
}

/// Lints what no test needs: programs as they run, and benches.
///
/// # Errors
/// As [`compile`]'s.
pub fn lint_rest() -> Result<()> {
    let calls = [
        &["build", "--lib", "--bins"][..],
        &["test", "--no-run", "--benches"],
    ];
    for call in calls {
        cargo::linted(program("cargo").args(call).args(SELECTION))?;
    }
    Ok(())
}
