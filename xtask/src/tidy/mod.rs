//! Rules of form that no compiler checks.

mod licences;
mod names;
mod purity;
mod sources;

use anyhow::{Result, bail};

/// Collects every complaint before failing.
pub fn tidy() -> Result<()> {
    let mut complaints = sources::check()?;
    complaints.extend(purity::check()?);
    complaints.extend(names::check()?);
    complaints.extend(licences::check()?);
    if complaints.is_empty() {
        return Ok(());
    }
    bail!("tidy found:\n  {}", complaints.join("\n  "));
}
