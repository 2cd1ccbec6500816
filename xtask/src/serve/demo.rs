//! Demo data: what a newcomer finds on the first start. It goes in through the
//! public API, like everyone else's.

use anyhow::{Context, Result};

/// Called once for an empty storage, when both addresses answer.
pub fn seed(edge: &str, _sandbox: &str) -> Result<()> {
    ureq::get(format!("{edge}/api/v1/health"))
        .call()
        .context("the edge does not answer")?;
    Ok(())
}
