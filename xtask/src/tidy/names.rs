//! What documents and comments call by its path is there.

use std::fs;

use anyhow::Result;

use crate::{
    paths::at,
    run::{capture, program},
};

/// Where a path that stands in a text may begin.
const ROOTS: [&str; 11] = [
    "",
    "edge",
    "edge/src",
    "domain",
    "domain/src",
    "app",
    "app/src",
    "xtask",
    "xtask/src",
    "tests",
    "docs",
];
const KINDS: [&str; 8] = [
    ".rs", ".js", ".mjs", ".md", ".toml", ".sql", ".json", ".csv",
];

/// Complaints about names of files that are not there (any more).
pub fn check() -> Result<Vec<String>> {
    let list =
        capture(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]))?;
    let texts = list.lines().filter(|name| {
        [".md", ".rs", ".js", ".mjs"]
            .iter()
            .any(|kind| name.ends_with(kind))
    });
    let mut complaints = Vec::new();
    for name in texts {
        let Ok(content) = fs::read_to_string(at(name)) else {
            continue;
        };
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        for (number, line) in content.lines().enumerate() {
            for path in named(line, name.ends_with(".md")) {
                let is_there = |root: &str| at(root).join(path).exists();
                if !is_there(folder) && !ROOTS.iter().any(|root| is_there(root)) {
                    complaints.push(format!("{name}:{}: no {path}", number + 1));
                }
            }
        }
    }
    Ok(complaints)
}

/// Paths in a line of a document, or in a line's comment: words with a folder and an ending
/// that we use. What stands for many files (`<feature>`, `{a,b}`, `…`) is passed over.
fn named(line: &str, is_document: bool) -> Vec<&str> {
    let text = if is_document {
        line
    } else {
        match line.trim_start().strip_prefix("//") {
            Some(comment) => comment,
            None => return Vec::new(),
        }
    };
    text.split(|letter: char| letter.is_whitespace() || "`()[],;:\"'".contains(letter))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| word.contains('/') && !word.starts_with('/'))
        .filter(|word| KINDS.iter().any(|kind| word.ends_with(kind)))
        .filter(|word| !word.contains(['<', '{', '*', '…', '$', '@']) && !word.contains("//"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn paths_are_found_in_documents_and_comments_and_nowhere_else() {
        let document = "see `edge/src/queue.rs`, [why](decisions/one.md) and xtask/src/run.rs.";
        let found = ["edge/src/queue.rs", "decisions/one.md", "xtask/src/run.rs"];
        assert_eq!(named(document, true), found);
        assert_eq!(
            named("  /// in (app/worker/outbox.js)", false),
            ["app/worker/outbox.js"]
        );
        assert!(named("let path = \"edge/src/gone.rs\";", false).is_empty());
    }

    #[test]
    fn what_stands_for_many_files_and_addresses_of_the_site_are_no_paths() {
        let line = "`app/src/<feature>/client.rs` `/api/v1/openapi.json` `a/{b,c}.rs` https://a.b/c.md x.rs";
        assert!(named(line, true).is_empty());
    }
}
