//! What the verifier tells of a transcript, as text that tests look into.

use super::{Published, Wave};
use verifier::verify;

/// What is told of a small wave after it was published and then changed.
pub fn told_after(change: impl FnOnce(&mut Published)) -> String {
    let mut published = Wave::small().publish();
    change(&mut published);
    told(&published)
}

/// Every finding, one a line.
pub fn told(published: &Published) -> String {
    let findings = verify(published, None).unwrap().findings;
    let lines: Vec<_> = findings.listed().iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Fails, with all that was told, if these words are not in it.
#[track_caller]
pub fn says(told: &str, expected: &str) {
    assert!(told.contains(expected), "`{expected}` is not in:\n{told}");
}
