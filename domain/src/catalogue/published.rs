//! The published catalogue as the API speaks of it: which version is current,
//! and where its files are.

use crate::draw::Hex;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where the public files are served.
pub const PLACE: &str = "/berkas/katalog/";

/// 7 – versions from which something leads to the next one: whoever looks once in
/// a week of daily publications fetches only what has changed.
pub const KEPT_WAYS: usize = 7;

/// Name of a version's snapshot, below [`PLACE`].
#[must_use]
pub fn snapshot_name(version: u32) -> String {
    format!("{version}.bin")
}

/// Name of what leads from one version to another, below [`PLACE`].
#[must_use]
pub fn delta_name(from: u32, to: u32) -> String {
    format!("{from}-{to}.bin")
}

/// The current catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CurrentCatalogue {
    /// Counts the publications; never goes back.
    pub version: u32,
    /// The day of its publication.
    pub as_of: NaiveDate,
    /// Address of the snapshot.
    pub snapshot: String,
    /// SHA-256 of the snapshot.
    pub snapshot_hash: Hex<32>,
    /// Address of what leads here from the version that the caller has; absent
    /// if there is none, and then the way is the snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delta: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_tell_versions_and_ways_apart() {
        assert_eq!(snapshot_name(12), "12.bin");
        assert_eq!(delta_name(1, 2), "1-2.bin");
        assert_ne!(delta_name(1, 22), delta_name(12, 2));
    }
}
