//! What two members of staff publish as files that their command names by hash:
//! the catalogue and the vacancies. Where the files lie is the edge's business.

use serde::{Deserialize, Serialize};

/// A file of a publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PublishedFile {
    /// The catalogue's courses, platforms, institutions.
    Snapshot,
    /// The courses' summaries.
    Summaries,
    /// Every vacancy.
    Vacancies,
}

/// How far a publication is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PublicationProgress {
    /// The version that is published.
    pub version: u32,
    /// Files that have not come yet. With none, the version is current.
    pub awaits: Vec<PublishedFile>,
}
