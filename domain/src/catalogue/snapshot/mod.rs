//! The catalogue on its way to the phone: fetched once as a snapshot, then only
//! as what changed since. A binary format in columns, made for brotli; numbers
//! are LEB128, texts stand one under the other. It has what lists, filters,
//! comparisons and a course's head show; summaries stay on the courses' pages.

mod bytes;
mod courses;
mod delta;
mod directory;
#[cfg(test)]
mod tests;

pub use delta::span;

use super::{Catalogue, CatalogueError, Directory, DirectoryError};
use bytes::{Reader, Writer};

/// Rises whenever the layout or a list of choices changes in a way that older
/// programs would misread.
pub const FORMAT: u8 = 1;

/// What a snapshot begins with.
const MAGIC: &[u8; 3] = b"PKC";

/// Counts the catalogue's changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32);

/// A catalogue as of one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Which.
    pub version: Version,
    /// What it holds.
    pub catalogue: Catalogue,
}

/// Why bytes are no snapshot, or no delta for this one. In every case the way
/// out is to fetch a whole snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// Something else altogether.
    Foreign,
    /// Of another [`FORMAT`]: the program is older or newer.
    OtherFormat(u8),
    /// The delta starts from this version.
    OtherVersion(Version),
    /// It ends too early.
    Truncated,
    /// It goes on after the end.
    Trailing,
    /// A number or a text that cannot be.
    Malformed,
    /// Everything can be read, but does not fit together.
    Inconsistent(CatalogueError),
}

impl std::fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Foreign => "not of the catalogue",
            Self::OtherFormat(_) => "of another format",
            Self::OtherVersion(_) => "starts from another version",
            Self::Truncated => "ends too early",
            Self::Trailing => "goes on after its end",
            Self::Malformed => "has a value that cannot be",
            Self::Inconsistent(_) => "does not fit together",
        })
    }
}

impl std::error::Error for SnapshotError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Inconsistent(error) => Some(error),
            _ => None,
        }
    }
}

impl From<CatalogueError> for SnapshotError {
    fn from(error: CatalogueError) -> Self {
        Self::Inconsistent(error)
    }
}

impl From<DirectoryError> for SnapshotError {
    fn from(error: DirectoryError) -> Self {
        Self::Inconsistent(CatalogueError::Directory(error))
    }
}

impl Snapshot {
    /// As bytes, to be compressed by whoever serves them.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        out.0.push(FORMAT);
        out.0.extend_from_slice(&self.version.0.to_le_bytes());
        let known = self.catalogue.directory();
        let platforms: Vec<_> = known.platforms().iter().collect();
        let institutions: Vec<_> = known.institutions().iter().collect();
        directory::write(&mut out, &platforms, &institutions);
        let all: Vec<_> = self.catalogue.courses().iter().collect();
        courses::write(&mut out, &all);
        out.0
    }

    /// Reads bytes.
    ///
    /// # Errors
    /// [`SnapshotError`] for anything but a snapshot of this format.
    pub fn decode(bytes: &[u8]) -> Result<Self, SnapshotError> {
        let mut from = Reader(bytes);
        format(&mut from, MAGIC)?;
        let version = version(&mut from)?;
        let (platforms, institutions) = directory::read(&mut from)?;
        let directory = Directory::new(platforms, institutions)?;
        let courses = courses::read(&mut from)?;
        if !from.0.is_empty() {
            return Err(SnapshotError::Trailing);
        }
        Ok(Self {
            version,
            catalogue: Catalogue::new(directory, courses)?,
        })
    }
}

fn format(from: &mut Reader<'_>, magic: &[u8; 3]) -> Result<(), SnapshotError> {
    match from.bytes(4) {
        Ok([start @ .., FORMAT]) if start == magic => Ok(()),
        Ok([start @ .., other]) if start == magic => Err(SnapshotError::OtherFormat(*other)),
        _ => Err(SnapshotError::Foreign),
    }
}

fn version(from: &mut Reader<'_>) -> Result<Version, SnapshotError> {
    let bytes = from.bytes(4)?;
    let bytes = bytes.try_into().map_err(|_| SnapshotError::Truncated)?;
    Ok(Version(u32::from_le_bytes(bytes)))
}
