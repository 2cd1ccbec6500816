//! Figures of the last release (`docs/figures.json`), which new ones stand beside.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result};

use super::Figure;
use crate::paths::at;

const FILE: &str = "docs/figures.json";

/// What was measured then, by what it is; nothing before the first release.
pub fn read() -> Result<BTreeMap<String, String>> {
    match fs::read_to_string(at(FILE)) {
        Ok(text) => serde_json::from_str(&text).with_context(|| format!("{FILE} is not readable")),
        Err(_) => Ok(BTreeMap::new()),
    }
}

/// Keeps these; what was not measured now stays as it was.
pub fn write(figures: &[Figure]) -> Result<()> {
    let mut all = read()?;
    for figure in figures {
        all.insert(figure.what.clone(), figure.value.clone());
    }
    let text = serde_json::to_string_pretty(&all)?;
    fs::write(at(FILE), text + "\n").with_context(|| format!("cannot write {FILE}"))
}
