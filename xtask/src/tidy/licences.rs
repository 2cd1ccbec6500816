//! Every dependency's licence is one that a public system may pass on.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{capture, program};

const ALLOWED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "MPL-2.0",
];

/// Complaints about packages with none of these.
pub fn check() -> Result<Vec<String>> {
    let text = capture(program("cargo").args(["metadata", "--format-version=1", "--locked"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo metadata names no packages")?;
    Ok(packages
        .iter()
        .filter_map(|package| {
            let name = package.get("name")?.as_str()?;
            let licence = package
                .get("license")
                .and_then(Value::as_str)
                .unwrap_or("none");
            (!allowed(licence)).then(|| format!("{name}: licence {licence} is not on the list"))
        })
        .collect())
}

/// An SPDX expression without nested brackets: every AND part needs one
/// allowed OR choice.
fn allowed(licence: &str) -> bool {
    licence
        .replace(['(', ')'], "")
        .replace('/', " OR ")
        .split(" AND ")
        .all(|part| {
            part.split(" OR ")
                .any(|choice| ALLOWED.contains(&choice.trim()))
        })
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_counts() {
        assert!(allowed("GPL-3.0 OR MIT"));
        assert!(allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!allowed("MIT AND GPL-3.0"));
        assert!(!allowed("none"));
    }
}
