//! Calling cargo, and reading what it made and what the compiler said.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The linter in the compiler's place, for what is ours: it compiles as the compiler does, and
/// what others wrote is not read a second time only to be linted against. For what is tested
/// alone: what it makes may be less optimised.
pub const LINTED: (&str, &str) = ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");

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

/// All that a call made.
pub struct Programs(Vec<Program>);

/// What a call of cargo made.
///
/// # Errors
/// It does not compile.
pub fn made_by(command: &mut Command) -> Result<Programs> {
    told(command, false)
}

/// What a call of cargo made, linted.
///
/// # Errors
/// It does not compile, or the compiler or the linter has anything to say, also in an earlier
/// call: cargo repeats it.
pub fn linted(command: &mut Command) -> Result<Programs> {
    told(command.env(LINTED.0, LINTED.1), true)
}

/// Runs cargo, shows what the compiler says, and gives what was made. `strict`: a warning is an
/// error.
fn told(command: &mut Command, strict: bool) -> Result<Programs> {
    let output = command
        .args(["--quiet", "--locked", "--message-format=json"])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    let messages: Vec<Value> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok())
        .collect();
    let complaints: Vec<&str> = messages.iter().filter_map(complaint).collect();
    for one in &complaints {
        eprintln!("{one}");
    }
    if !output.status.success() {
        bail!("{command:?} failed ({})", output.status);
    }
    if strict && !complaints.is_empty() {
        bail!("{} warnings, and there may be none", complaints.len());
    }
    Ok(Programs(messages.iter().filter_map(made).collect()))
}

/// What the compiler or the linter has to say, as people read it.
fn complaint(message: &Value) -> Option<&str> {
    message.pointer("/message/rendered")?.as_str()
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
    fn what_the_compiler_says_is_a_complaint_and_what_it_made_is_none() {
        let warning = json!({
            "reason": "compiler-message",
            "message": { "level": "warning", "rendered": "warning: unused import" },
        });
        assert_eq!(complaint(&warning), Some("warning: unused import"));
        assert_eq!(complaint(&json!({ "reason": "compiler-artifact" })), None);
    }

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
