//! Why a step of a sending was not done. A refused step changes nothing.

use super::file::FileRefused;
use crate::messages::{Code, Params};

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UploadRefused {
    /// The file itself is not taken.
    File(FileRefused),
    /// There is no such sending, or it is somebody else's.
    Unknown,
    /// It has ended: refused, given up, or replaced by another.
    Ended,
    /// The key was used for another file.
    KeyReused,
    /// Parts are missing.
    Incomplete,
    /// The file has no such part, or the part another length.
    NoSuchPart,
    /// The course was not bought, or not redeemed.
    NotRedeemed,
    /// The course's certificate is accepted: no other is needed.
    AlreadyAccepted,
    /// Too many files for this course.
    TooManyFiles,
    /// Too many bytes in a day.
    TooManyBytes {
        /// Seconds until there is room again.
        wait_seconds: u32,
    },
}

impl UploadRefused {
    /// The code of its words.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::File(refused) => refused.code(),
            Self::Unknown => Code::CertificateUnknown,
            Self::Ended => Code::CertificateUploadEnded,
            Self::KeyReused => Code::IdempotencyKeyReused,
            Self::Incomplete => Code::CertificateUploadIncomplete,
            Self::NoSuchPart => Code::CertificatePartInvalid,
            Self::NotRedeemed => Code::CertificateCourseNotRedeemed,
            Self::AlreadyAccepted => Code::CertificateAlreadyAccepted,
            Self::TooManyFiles => Code::CertificateTooManyFiles,
            Self::TooManyBytes { .. } => Code::CertificateTooManyBytes,
        }
    }

    /// The values that its words leave open.
    #[must_use]
    pub fn params(self) -> Params {
        match self {
            Self::TooManyBytes { wait_seconds } => Params {
                wait_seconds: Some(wait_seconds),
                ..Params::default()
            },
            _ => Params::default(),
        }
    }
}
