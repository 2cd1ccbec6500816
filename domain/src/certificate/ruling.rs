//! What is decided about the certificate of a course, and on what ground. A rule
//! decides where the platform's reports and the file leave no doubt; everything
//! else waits for two members of staff.

use crate::messages::Code;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a certificate is accepted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A credential that the institution has signed and issued for this course.
    Credential,
    /// Two members of staff have looked at it.
    Staff,
}

/// On what ground something was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// The platform reported the completion, attendance or progress bear it out,
    /// and the file is harmless and nobody else's.
    Reports,
    /// The institution's signed credential.
    Credential,
    /// Staff.
    Staff,
}

impl From<Evidence> for Ground {
    fn from(evidence: Evidence) -> Self {
        match evidence {
            Evidence::Credential => Self::Credential,
            Evidence::Staff => Self::Staff,
        }
    }
}

/// Why staff reject a certificate. Each has its words; none is typed freely,
/// because the person reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RejectReason {
    /// It cannot be read.
    Unreadable,
    /// It names somebody else.
    OtherPerson,
    /// It is of another course.
    OtherCourse,
    /// It is no certificate.
    NoCertificate,
    /// It is not genuine.
    NotGenuine,
}

impl RejectReason {
    /// All.
    pub const ALL: [Self; 5] = [
        Self::Unreadable,
        Self::OtherPerson,
        Self::OtherCourse,
        Self::NoCertificate,
        Self::NotGenuine,
    ];

    /// The words for the person.
    #[must_use]
    pub const fn code(self) -> Code {
        match self {
            Self::Unreadable => Code::CertificateUnreadable,
            Self::OtherPerson => Code::CertificateOtherPerson,
            Self::OtherCourse => Code::CertificateOtherCourse,
            Self::NoCertificate => Code::CertificateNoCertificate,
            Self::NotGenuine => Code::CertificateNotGenuine,
        }
    }
}

/// What staff decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It counts.
    Accept,
    /// It does not; the person may send another.
    Reject {
        /// Why.
        reason: RejectReason,
    },
}

/// That a certificate was accepted. A rejection is the file's, not the course's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// On what ground.
    pub ground: Ground,
    /// When.
    pub at: DateTime<Utc>,
}
