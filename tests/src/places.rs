//! Where everything is, as `cargo xtask test` tells it through the environment.

use serde_json::Value;
use std::path::PathBuf;

fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| {
        panic!("{name} is not set: run the proofs by `cargo xtask test --only proofs`")
    })
}

/// The checkout.
pub fn root() -> PathBuf {
    told("PRAKERJA_ROOT").into()
}

/// runtime.mjs.
pub fn runtime() -> PathBuf {
    told("PRAKERJA_RUNTIME").into()
}

/// What runtime.mjs reads on its stdin, with `state` still open.
pub fn runtime_config() -> Value {
    serde_json::from_str(&told("PRAKERJA_RUNTIME_CONFIG")).unwrap()
}

/// The program with which outsiders check a draw.
pub fn verifier() -> PathBuf {
    told("PRAKERJA_VERIFIER").into()
}

/// Keys of two members of staff, each a name and a secret.
pub fn staff() -> Value {
    serde_json::from_str(&told("PRAKERJA_STAFF")).unwrap()
}

/// The folder of the edge as it is deployed.
pub fn edge_production() -> PathBuf {
    told("PRAKERJA_EDGE_PRODUCTION").into()
}

/// The accessibility checker's script.
pub fn axe() -> String {
    std::fs::read_to_string(told("PRAKERJA_AXE")).unwrap()
}

/// The browser.
pub fn chromium() -> String {
    told("PRAKERJA_CHROMIUM")
}

/// Its WebDriver server.
pub fn chromedriver() -> String {
    told("PRAKERJA_CHROMEDRIVER")
}
