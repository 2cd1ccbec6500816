//! What runs on this machine itself, compiled in one call of cargo: tests, proofs, and the
//! programs beside them. Alone, each would want other features of what they share, and
//! compile it again; the pages' program alone takes a minute and a half of two cores so.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{capture, program};

/// What is compiled. `browser` is not among the features: it is never unified with `ssr`.
pub const SELECTION: [&str; 3] = [
    "--workspace",
    "--features",
    "app/ssr,domain/openapi,domain/beacon",
];

/// Prints each program as cargo makes it known, and warnings as people read them.
const AS_MESSAGES: &str = "--message-format=json-render-diagnostics";

/// A program that cargo made.
pub struct Program {
    /// `test`, `bin` or `example`.
    kind: String,
    /// Whether it runs tests: those inside a `bin` are a program beside it.
    is_test: bool,
    /// Its package's folder.
    package: PathBuf,
    /// As cargo calls it.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// All that [`SELECTION`] makes.
pub struct Programs(Vec<Program>);

/// Compiles what is not yet.
pub fn compile() -> Result<Programs> {
    made_by(program("cargo").args(["test", "--no-run"]).args(SELECTION))
}

/// What a call of cargo made.
pub fn made_by(command: &mut Command) -> Result<Programs> {
    let printed = capture(command.args(["--quiet", "--locked", AS_MESSAGES]))?;
    let messages = printed
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(Programs(messages.filter_map(|one| made(&one)).collect()))
}

fn made(message: &Value) -> Option<Program> {
    let text = |place: &str| message.pointer(place)?.as_str();
    Some(Program {
        kind: text("/target/kind/0")?.to_owned(),
        package: Path::new(text("/manifest_path")?).parent()?.to_path_buf(),
        is_test: message.pointer("/profile/test")?.as_bool()?,
        name: text("/target/name")?.to_owned(),
        path: text("/executable")?.into(),
    })
}

impl Programs {
    /// A program that is no test.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn called(&self, kind: &str, name: &str) -> Result<&Path> {
        let found = self.0.iter();
        let mut found = found.filter(|one| one.kind == kind && one.name == name && !one.is_test);
        let found = found
            .next()
            .with_context(|| format!("cargo made no {kind} {name}"))?;
        Ok(&found.path)
    }

    /// The test programs of the package in that folder.
    pub fn tests_of(self, package: &Path) -> impl Iterator<Item = Program> {
        let is_test = move |one: &Program| one.kind == "test" && one.package == package;
        self.0.into_iter().filter(is_test)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn programs_are_found_by_kind_and_name_and_tests_by_package() {
        let of = |kind: &str, name: &str, executable: Value| {
            json!({
                "manifest_path": "/here/tests/Cargo.toml",
                "target": { "kind": [kind], "name": name },
                "profile": { "test": name != "verifier" || executable == "/made/verifier-1" },
                "executable": executable,
            })
        };
        let messages = [
            of("lib", "proofs", Value::Null),
            of("test", "status", json!("/made/status-1")),
            of("bin", "verifier", json!("/made/verifier-1")),
            of("bin", "verifier", json!("/made/verifier")),
        ];
        let programs = || Programs(messages.iter().filter_map(made).collect());
        assert_eq!(
            programs().called("bin", "verifier").unwrap(),
            Path::new("/made/verifier")
        );
        assert!(programs().called("bin", "status").is_err());
        let tests = |folder: &str| {
            let found = programs().tests_of(Path::new(folder)).map(|one| one.name);
            found.collect::<Vec<_>>()
        };
        assert_eq!(tests("/here/tests"), ["status"]);
        assert!(tests("/here/app").is_empty());
    }
}
