//! A copy of all that is kept of somebody (UU 27/2022, article 7). Names no storage: each kind
//! of record is what a person knows it by.

use crate::registration::Registration;
use crate::time::Zone;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Asks for the copy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DataCopyRequest {
    /// Of the code that was sent; without it, `code` is one on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// Six digits that came to the registered number, or a backup code.
    pub code: String,
}

/// A kind of record, in the order in which a copy has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// What was registered, and what the civil registry said of it.
    Registration,
    /// What had been registered before it was put right.
    Corrections,
    /// Home, education and work before they were changed.
    ProfileChanges,
    /// Lists on which the person stands.
    Lists,
    /// Waves joined, and their outcome.
    Applications,
    /// What the draw gave.
    Award,
    /// When it was taken back, with appeals.
    AwardCases,
    /// Every sum that moved.
    Book,
    /// Courses bought and given back.
    Purchases,
    /// That a platform's desk was allowed to enrol the person.
    Enrolments,
    /// Files that were sent in, and what was decided.
    Certificates,
    /// Digital certificates.
    Credentials,
    /// Reviews of courses.
    Reviews,
    /// Answers to surveys.
    Surveys,
    /// The payout account and payments.
    Incentives,
    /// Where the account is open, or was last.
    Sessions,
    /// Devices that have signed in.
    Devices,
    /// Backup codes that are left; they themselves are not kept.
    BackupCodes,
    /// Phones that hear of news.
    Phones,
    /// When the office gave the account another number.
    PhoneClaims,
    /// What happened, the oldest first.
    Events,
}

/// All records of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Records {
    /// Which.
    pub kind: RecordKind,
    /// Each as it is stored. Moments are in UTC, sums in rupiah. Keyed hashes are left out, and
    /// what may be somebody else's. Of card, account numbers and redeem codes only the end is
    /// told, as on the account: a file is found more easily than a phone is opened.
    pub records: Vec<Map<String, Value>>,
}

/// All that is kept of somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DataCopy {
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// The clock that its owner reads, by its IANA name.
    #[serde(with = "crate::time::iana")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub time_zone: Zone,
    /// Every kind, also those of which nothing is kept.
    pub kinds: Vec<Records>,
}

/// Under which a record has what only its owner and the office may read.
pub const CONTENT: &str = "content";

impl DataCopy {
    /// What was registered, if it can be read.
    #[must_use]
    pub fn registration(&self) -> Option<Registration> {
        let mut kinds = self.kinds.iter();
        let of = kinds.find(|one| one.kind == RecordKind::Registration)?;
        let content = of.records.first()?.get(CONTENT)?;
        serde_json::from_value(content.get("registration")?.clone()).ok()
    }
}
