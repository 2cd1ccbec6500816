//! Figures under load. The seam is here; the load itself is measured where the
//! API's requests are known.

use anyhow::Result;

use super::Figure;
use crate::runtime::Runtime;

/// Rows about rates and latencies.
pub fn measure(_runtime: &Runtime) -> Result<Vec<Figure>> {
    Ok(Vec::new())
}
