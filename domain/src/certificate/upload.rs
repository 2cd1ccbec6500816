//! One sending of one file: announced with its size and hash, brought in parts
//! of a fixed length in any order, each part as often as it takes, then closed.

use super::UploadRefused;
use super::file::{Inspected, MAX_FILE_BYTES};
use crate::draw::Hex;
use crate::messages::Code;
use crate::purchase::{NameError, PurchaseId};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// 128 KB, in bytes – two thirds of a second at 1.6 Mbps: what a network that
/// drops takes with it is soon sent again.
pub const PART_BYTES: u32 = 128 * 1024;

/// 20 – files that somebody may begin to send for one course, whatever becomes
/// of them. Who needs more needs a person's help.
pub const FILES_A_COURSE: usize = 20;

/// 25 MB, in bytes, announced within 24 hours: five of the largest files.
pub const BYTES_A_DAY: u32 = 25_000_000;

/// A file that was not finished within 24 hours is given up, and its parts are
/// deleted.
pub const UNFINISHED_FOR: TimeDelta = TimeDelta::hours(24);

/// One sending; made from the sender's key, and part of addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct UploadId(String);

impl UploadId {
    /// Takes 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        Hex::<16>::parse(text)
            .map(|hex| Self(hex.to_string()))
            .ok_or(NameError)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for UploadId {
    type Error = NameError;
    fn try_from(text: String) -> Result<Self, NameError> {
        Self::parse(&text)
    }
}

impl From<UploadId> for String {
    fn from(id: UploadId) -> Self {
        id.0
    }
}

/// Body of a request: begin to send a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UploadRequest {
    /// The course that the certificate is of.
    pub purchase: PurchaseId,
    /// The file's length in bytes.
    pub size: u32,
    /// SHA-256 of the file.
    pub sha256: Hex<32>,
}

impl UploadRequest {
    /// Refuses what can be no certificate whatever is in it.
    ///
    /// # Errors
    /// [`UploadRefused::File`].
    pub fn check(&self) -> Result<(), UploadRefused> {
        use super::file::FileRefused::{Empty, TooLarge};
        match usize::try_from(self.size) {
            Ok(0) => Err(UploadRefused::File(Empty)),
            Ok(size) if size <= MAX_FILE_BYTES => Ok(()),
            _ => Err(UploadRefused::File(TooLarge)),
        }
    }
}

/// What a kept file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Media {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A PDF document.
    Pdf,
}

impl Media {
    /// The type under which it is served.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// How a file's name ends.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }
}

impl From<Inspected> for Media {
    fn from(inspected: Inspected) -> Self {
        match inspected {
            Inspected::Jpeg(_) => Self::Jpeg,
            Inspected::Png(_) => Self::Png,
            Inspected::Pdf => Self::Pdf,
        }
    }
}

/// A file that is whole, of a kind that is taken, and stripped of its notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    /// What it is.
    pub media: Media,
    /// Its length without notes.
    pub bytes: u32,
}

/// How far a sending is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum Stage {
    /// Parts are coming.
    Receiving {
        /// Parts that are there, from 0.
        had: BTreeSet<u16>,
    },
    /// Whole and kept; not known to be harmless yet.
    Checking {
        /// What it is.
        file: KeptFile,
        /// Since when.
        at: DateTime<Utc>,
    },
    /// Whole, kept and harmless.
    Clean {
        /// What it is.
        file: KeptFile,
        /// When it was kept.
        kept_at: DateTime<Utc>,
    },
    /// Not taken, and deleted.
    Refused {
        /// Why.
        code: Code,
        /// When.
        at: DateTime<Utc>,
    },
    /// Not finished in time, or given up for another; deleted.
    Dropped {
        /// When.
        at: DateTime<Utc>,
    },
}

/// One sending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    pub(super) id: UploadId,
    pub(super) request: UploadRequest,
    pub(super) begun_at: DateTime<Utc>,
    pub(super) stage: Stage,
}

impl Upload {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &UploadId {
        &self.id
    }

    /// What was announced.
    #[must_use]
    pub const fn request(&self) -> &UploadRequest {
        &self.request
    }

    /// How far it is.
    #[must_use]
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// In how many parts it comes.
    #[must_use]
    pub fn parts(&self) -> u16 {
        // 5 MB are 39 parts.
        u16::try_from(self.request.size.div_ceil(PART_BYTES)).unwrap_or(u16::MAX)
    }

    /// How long a part has to be, if there is such a part: the last is what is left.
    #[must_use]
    pub fn part_bytes(&self, part: u16) -> Option<u32> {
        let begin = u32::from(part).checked_mul(PART_BYTES)?;
        let left = self
            .request
            .size
            .checked_sub(begin)
            .filter(|left| *left > 0)?;
        Some(left.min(PART_BYTES))
    }

    /// Parts that are still to come, while any may come.
    #[must_use]
    pub fn missing(&self) -> Vec<u16> {
        match &self.stage {
            Stage::Receiving { had } => (0..self.parts())
                .filter(|part| !had.contains(part))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The kept file, if it is known to be harmless.
    #[must_use]
    pub const fn clean_file(&self) -> Option<KeptFile> {
        match self.stage {
            Stage::Clean { file, .. } => Some(file),
            _ => None,
        }
    }

    /// The kept file, if there is one.
    #[must_use]
    pub const fn file(&self) -> Option<KeptFile> {
        match self.stage {
            Stage::Checking { file, .. } | Stage::Clean { file, .. } => Some(file),
            _ => None,
        }
    }
}
