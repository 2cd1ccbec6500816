//! The catalogue's files in the bucket: one of each for every version, never changed.

use domain::catalogue::{delta_name, snapshot_name};
use domain::publication::PublishedFile;
use std::ops::Range;
use worker::{Env, Error, Range as Bytes, Result};

/// A file of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// A version's snapshot.
    Snapshot(u32),
    /// A version's summaries.
    Summaries(u32),
    /// What leads from one version to another.
    Delta(u32, u32),
}

impl File {
    /// The file that a publication brings.
    pub const fn of(version: u32, file: PublishedFile) -> Self {
        match file {
            PublishedFile::Summaries => Self::Summaries(version),
            // No command that publishes a catalogue names vacancies.
            PublishedFile::Snapshot | PublishedFile::Vacancies => Self::Snapshot(version),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Snapshot(version) => snapshot_name(version),
            Self::Summaries(version) => format!("{version}/summaries.bin"),
            Self::Delta(from, to) => delta_name(from, to),
        }
    }

    /// Reads a name; each file has one.
    pub fn parse(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".bin")?;
        let file = if let Some(version) = stem.strip_suffix("/summaries") {
            Self::Summaries(version.parse().ok()?)
        } else if let Some((from, to)) = stem.split_once('-') {
            Self::Delta(from.parse().ok()?, to.parse().ok()?)
        } else {
            Self::Snapshot(stem.parse().ok()?)
        };
        (file.name() == name).then_some(file)
    }

    /// The version that it is of, or leads to.
    pub const fn version(self) -> u32 {
        match self {
            Self::Snapshot(version) | Self::Summaries(version) | Self::Delta(_, version) => version,
        }
    }

    fn key(self) -> String {
        format!("katalog/{}", self.name())
    }
}

/// Writes a file. Written again, it has the same bytes.
pub async fn write(env: &Env, file: File, bytes: Vec<u8>) -> Result<()> {
    env.bucket("FILES")?
        .put(file.key(), bytes)
        .execute()
        .await?;
    Ok(())
}

/// Reads a file.
pub async fn read(env: &Env, file: File) -> Result<Option<Vec<u8>>> {
    let found = env.bucket("FILES")?.get(file.key()).execute().await?;
    match found.as_ref().and_then(worker::Object::body) {
        Some(body) => Ok(Some(body.bytes().await?)),
        None => Ok(None),
    }
}

/// Reads a part of a file.
pub async fn read_part(env: &Env, file: File, part: Range<u64>) -> Result<Vec<u8>> {
    let gone = || Error::RustError(format!("{} is gone", file.key()));
    let range = Bytes::OffsetWithLength {
        offset: part.start,
        length: part.end.saturating_sub(part.start),
    };
    let found = env
        .bucket("FILES")?
        .get(file.key())
        .range(range)
        .execute()
        .await?;
    let body = found.as_ref().and_then(worker::Object::body);
    body.ok_or_else(gone)?.bytes().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_one_name() {
        for file in [File::Snapshot(12), File::Summaries(12), File::Delta(11, 12)] {
            assert_eq!(File::parse(&file.name()), Some(file));
            assert_eq!(file.version(), 12);
        }
        for name in [
            "",
            "12",
            "012.bin",
            "+12.bin",
            "12/summaries",
            "12/other.bin",
            "11-12-13.bin",
            "../12.bin",
        ] {
            assert_eq!(File::parse(name), None, "{name}");
        }
    }
}
