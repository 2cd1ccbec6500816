//! Every Rust file says what it is; none is long without a reason; no trailing
//! space anywhere.

use std::fs;

use anyhow::{Context, Result};

use crate::{
    paths::at,
    run::{capture, program},
};

/// Lines; over it the header needs a sentence that begins with `Long:`.
const LONGEST: usize = 400;
const TEXT: [&str; 12] = [
    "rs",
    "toml",
    "md",
    "css",
    "html",
    "js",
    "mjs",
    "json",
    "sql",
    "sh",
    "txt",
    "webmanifest",
];

/// Complaints about the files that git knows or would add.
pub fn check() -> Result<Vec<String>> {
    let list =
        capture(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let mut complaints = Vec::new();
    for name in list.lines() {
        let path = at(name);
        let extension = path
            .extension()
            .and_then(|end| end.to_str())
            .unwrap_or_default();
        if !TEXT.contains(&extension) || !path.is_file() {
            continue;
        }
        let content =
            fs::read_to_string(&path).with_context(|| format!("{name} is not UTF-8 text"))?;
        about(name, &content, extension == "rs", &mut complaints);
    }
    Ok(complaints)
}

fn about(name: &str, content: &str, rust: bool, complaints: &mut Vec<String>) {
    for (number, line) in content.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            complaints.push(format!("{name}:{}: trailing space", number + 1));
        }
    }
    if !rust {
        return;
    }
    if !content.starts_with("//!") {
        complaints.push(format!(
            "{name}: must open with `//!`: what it is, what it does not do"
        ));
    }
    let reasoned = content
        .lines()
        .take_while(|line| line.starts_with("//!"))
        .any(|line| line.starts_with("//! Long:"));
    if content.lines().count() > LONGEST && !reasoned {
        complaints.push(format!(
            "{name}: over {LONGEST} lines without a `//! Long:` reason"
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_file_with_trailing_space_is_told_both() {
        let mut complaints = Vec::new();
        about("a.rs", "fn main() {} \n", true, &mut complaints);
        assert_eq!(complaints.len(), 2);
    }

    #[test]
    fn a_long_file_with_a_reason_passes() {
        let mut complaints = Vec::new();
        let content = format!(
            "//! A table.\n//! Long: one row per region.\n{}",
            "//\n".repeat(500)
        );
        about("a.rs", &content, true, &mut complaints);
        assert!(complaints.is_empty());
    }
}
