//! `domain` is pure: nothing in its dependency tree can do I/O in a browser or
//! on the edge, or make randomness.

use anyhow::Result;

use crate::run::{capture, program};

const FORBIDDEN: [&str; 8] = [
    "worker",
    "wasm-bindgen",
    "web-sys",
    "js-sys",
    "leptos",
    "getrandom",
    "tokio",
    "ureq",
];

/// Complaints about what `domain` pulls in.
pub fn check() -> Result<Vec<String>> {
    let tree = capture(program("cargo").args([
        "tree",
        "--quiet",
        "--locked",
        "-p",
        "domain",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--target",
        "wasm32-unknown-unknown",
        "--format",
        "{p}",
    ]))?;
    Ok(tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| FORBIDDEN.contains(name))
        .map(|name| format!("domain depends on {name}, which is not pure"))
        .collect())
}
