//! Debian's Chromium with its driver, for browser tests and Lighthouse.

use anyhow::Result;

use super::apt;
use crate::{paths::find_program, run::step};

/// The browser's program name.
pub const CHROMIUM: &str = "chromium";
/// The WebDriver's program name.
pub const CHROMEDRIVER: &str = "chromedriver";

/// Installs both where one is missing.
pub fn ready() -> Result<()> {
    if find_program(CHROMIUM).is_some() && find_program(CHROMEDRIVER).is_some() {
        return Ok(());
    }
    step(
        "Installing Chromium",
        "the browser tests use it; about a minute",
        || apt::install(&["chromium", "chromium-driver"], "A browser test"),
    )
}
