//! What is told about certificates on their way, and what has to be done for them.

use super::UploadId;
use crate::purchase::PurchaseId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What others have to do or know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Delete the parts of a sending; so many there may be.
    DropParts(UploadId, u16),
    /// Delete a kept file.
    DropFile(UploadId),
    /// Come back at that moment: what is unfinished then is given up.
    EndAt(UploadId, DateTime<Utc>),
    /// Have the kept files that nobody has looked at scanned.
    Scan,
    /// A course's certificate counts: incentives may follow.
    Accepted(PurchaseId),
    /// A file was refused after the person had gone.
    TellRefused,
}

/// What a scanner says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scanned {
    /// Nothing was found.
    Clean,
    /// Something was.
    Infected,
}

/// How a file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transfer {
    /// In parts, which have to be there.
    InParts,
    /// Whole, with the call that closes.
    Whole,
}

/// What a sender who comes with a part is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartExpected {
    /// It is to be kept.
    Wanted,
    /// It is there.
    There,
}
