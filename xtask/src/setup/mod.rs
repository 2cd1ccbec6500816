//! Everything a fresh machine lacks, step by step. A step already done is
//! skipped in silence; a long one says what it does and why.

mod apt;
mod cargo_tools;
mod chromium;
mod npm;
mod prebuilt;
mod wasm_target;

pub use cargo_tools::WASM_BINDGEN;
pub use chromium::{CHROMEDRIVER, CHROMIUM};
pub use wasm_target::Toolchain;

use anyhow::Result;

/// Programs in JavaScript: the runtime, the linter of scripts.
pub fn scripts() -> Result<()> {
    npm::ready()
}

/// What building needs. Returns the toolchain that compiles to WASM.
pub fn for_building() -> Result<Toolchain> {
    scripts()?;
    let toolchain = wasm_target::ready()?;
    cargo_tools::ready()?;
    Ok(toolchain)
}

/// What asking for known weaknesses needs.
pub fn advisories() -> Result<()> {
    npm::html_checker()?;
    cargo_tools::advisories()
}

/// What browser tests and Lighthouse need besides.
pub fn browser() -> Result<()> {
    chromium::ready()
}

/// What checking HTML needs, where there is Java; says whether there is.
pub fn html_checker() -> Result<bool> {
    let has_java = crate::paths::find_program("java").is_some();
    if has_java {
        npm::html_checker()?;
    }
    Ok(has_java)
}

/// What counting in storage needs.
pub fn sqlite() -> Result<()> {
    if crate::paths::find_program("sqlite3").is_some() {
        return Ok(());
    }
    apt::install(&["sqlite3"], "Counting what was stored")
}
