//! Commands of the programme office, each signed by two members of staff with
//! keys of their own: what one proposes, another has to agree with (four-eyes).
//! A command is signed as the exact text that is sent, so that nobody has to
//! agree on how JSON is written.

mod log;
mod reading;

pub use log::{Deed, EMPTY, LOG_AT_ONCE, LogEntry, LogEvent, Logged, chained, follow};
pub use reading::{FoundPerson, Read, Reading, Sealing, Subject};

use crate::appeal::{Decision, Explanation, Reason};
use crate::certificate::Verdict as CertificateVerdict;
use crate::contact::Phone;
use crate::credential::{ENTRIES, IssuerKey, MOST_LISTS, RevocationReason};
use crate::draw::Hex;
use crate::lists::{Change, ListName, MOST_PIECES};
use crate::messages::Code;
use crate::purchase::{CourseCode, PurchaseId};
use crate::registration::RegistrationNumber;
use crate::review::Verdict;
use crate::security::PhoneReason;
use crate::undelivered::{Settlement, may_settle};
use crate::wave::Wave;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Stands before every signed text, so that a signature given here is none anywhere else.
/// Behind it stands the address of the deployment that it is given to: what is signed for a
/// rehearsal is worth nothing in earnest.
pub const SIGNED: &str = "prakerja/staff/2\n";

/// A command proposed longer ago than this is void: the second signature is for
/// what the situation was.
pub const VALID_FOR: TimeDelta = TimeDelta::hours(24);
/// Clocks of offices are not exact.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// Plan a wave, or plan it anew while it is not open.
    PlanWave {
        /// The wave.
        wave: Wave,
    },
    /// Change who stands on a list. The people themselves follow in pieces.
    ChangeList {
        /// Which list.
        list: ListName,
        /// Whether they are added or removed.
        change: Change,
        /// SHA-256 of each piece.
        pieces: Vec<Hex<32>>,
    },
    /// Publish the course catalogue. Its two files follow.
    PublishCatalogue {
        /// Greater than every version before.
        version: u32,
        /// SHA-256 of the snapshot.
        snapshot: Hex<32>,
        /// SHA-256 of the summaries.
        summaries: Hex<32>,
    },
    /// Publish the vacancies. Their file follows.
    PublishVacancies {
        /// Greater than every version before.
        version: u32,
        /// SHA-256 of the file.
        file: Hex<32>,
    },
    /// Publish keys of institutions that issue certificates, or change their times.
    PublishIssuerKeys {
        /// The keys.
        keys: Vec<IssuerKey>,
    },
    /// Revoke a digital certificate, for good. Releases before this one signed it under another
    /// name.
    #[serde(alias = "revoke_certificate")]
    RevokeCredential {
        /// Number of the list that it names.
        list: u32,
        /// Its position there.
        index: u32,
        /// Why.
        reason: RevocationReason,
    },
    /// Accept or reject a course's certificate that no rule decides.
    DecideCertificate {
        /// Whose.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        registration_number: RegistrationNumber,
        /// Of which course.
        purchase: PurchaseId,
        /// What is decided.
        decision: CertificateVerdict,
    },
    /// Show the text of a review that waits, or hide one.
    ModerateReview {
        /// Of which course.
        course: CourseCode,
        /// Which, by the name under which it waits.
        review: Hex<16>,
        /// As it was read: a text that was changed since is another.
        version: u32,
        /// What becomes of it.
        #[serde(flatten)]
        verdict: Verdict,
    },
    /// Take an award back.
    RevokeAward {
        /// Whose.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        registration_number: RegistrationNumber,
        /// Why.
        reason: Reason,
        /// The office's own words, which the person reads.
        note: Explanation,
    },
    /// Put another mobile number in the place of the registered one, for a person whom an
    /// officer has seen with their identity card and family card.
    ReplacePhone {
        /// Whose.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        registration_number: RegistrationNumber,
        /// The new number.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        phone: Phone,
        /// Why the person cannot do it by themselves.
        reason: PhoneReason,
        /// What was shown, in the office's own words.
        note: Explanation,
    },
    /// Decide about an appeal.
    DecideAppeal {
        /// Whose.
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        registration_number: RegistrationNumber,
        /// Which of their cases.
        case: u32,
        /// What is decided.
        #[serde(flatten)]
        decision: Decision,
    },
    /// Have work sent again that could not be delivered, or discard it.
    SettleUndelivered {
        /// Which.
        ids: Vec<String>,
        /// What becomes of it.
        settlement: Settlement,
    },
}

impl Action {
    /// Refuses what cannot be done whatever the situation is.
    ///
    /// # Errors
    /// As [`Wave::check`], [`Code::ListPiecesInvalid`], [`Code::CatalogueFilesInvalid`],
    /// [`Code::VacancyVersionInvalid`], [`Code::CredentialKeysInvalid`] or [`Code::CredentialStatusInvalid`].
    pub fn check(&self) -> Result<(), Code> {
        match self {
            Self::PlanWave { wave } => wave.check(),
            Self::ChangeList { pieces, .. } => {
                let different: BTreeSet<_> = pieces.iter().map(|piece| piece.0).collect();
                let right =
                    (1..=MOST_PIECES).contains(&pieces.len()) && different.len() == pieces.len();
                right.then_some(()).ok_or(Code::ListPiecesInvalid)
            }
            Self::PublishCatalogue {
                version,
                snapshot,
                summaries,
            } => (*version > 0 && snapshot != summaries)
                .then_some(())
                .ok_or(Code::CatalogueFilesInvalid),
            Self::PublishVacancies { version, .. } => (*version > 0)
                .then_some(())
                .ok_or(Code::VacancyVersionInvalid),
            Self::PublishIssuerKeys { keys } => IssuerKey::check(keys),
            Self::RevokeCredential { list, index, .. } => {
                let known = (1..=MOST_LISTS).contains(list) && *index < ENTRIES;
                known.then_some(()).ok_or(Code::CredentialStatusInvalid)
            }
            Self::DecideCertificate { .. } => Ok(()),
            Self::RevokeAward { reason, .. } => (*reason != Reason::MissedDeadline)
                .then_some(())
                .ok_or(Code::StaffReasonInvalid),
            Self::ModerateReview { .. } | Self::ReplacePhone { .. } | Self::DecideAppeal { .. } => {
                Ok(())
            }
            Self::SettleUndelivered { ids, .. } => {
                may_settle(ids).then_some(()).ok_or(Code::CommandMalformed)
            }
        }
    }
}

/// A command, as the signed text says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Command {
    /// Made by the proposer; no two commands have the same.
    pub id: String,
    /// When it was written.
    pub issued_at: DateTime<Utc>,
    /// What is to be done.
    #[serde(flatten)]
    pub action: Action,
}

impl Command {
    /// Reads the signed text of a command that is still valid.
    ///
    /// # Errors
    /// [`Code::CommandMalformed`] or [`Code::CommandExpired`].
    pub fn parse(text: &str, now: DateTime<Utc>) -> Result<Self, Code> {
        // An array of its fields is no command, though serde takes it for one.
        if !text.trim_start().starts_with('{') {
            return Err(Code::CommandMalformed);
        }
        let command: Self = serde_json::from_str(text).map_err(|_| Code::CommandMalformed)?;
        if command.id.len() < 16 || command.id.len() > 64 {
            return Err(Code::CommandMalformed);
        }
        let age = now - command.issued_at;
        if age < -CLOCKS_DIFFER || age > VALID_FOR {
            return Err(Code::CommandExpired);
        }
        Ok(command)
    }
}

/// Body of a request: a command and one signature under it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedCommand {
    /// The text of a command: JSON, exactly as it was signed.
    pub command: String,
    /// Name of the key.
    pub key: String,
    /// Ed25519 over `prakerja/staff/2`, the deployment's public address without a slash at its
    /// end, and the text, with a line feed behind the first two; 128 hexadecimal digits.
    pub signature: String,
}

impl SignedCommand {
    /// The bytes under the signature that is given to a deployment, by its public address.
    #[must_use]
    pub fn signed_bytes(&self, deployment: &str) -> Vec<u8> {
        let deployment = deployment.trim_end_matches('/');
        [SIGNED, deployment, "\n", &self.command]
            .concat()
            .into_bytes()
    }
}

/// A key that the deployment knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StaffKey {
    /// Whose: a name inside the office.
    pub name: String,
    /// Ed25519 public key.
    pub public_key: Hex<32>,
}

/// How far a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CommandState {
    /// One has signed; another has to.
    Proposed,
    /// Two have signed, and it is done.
    Done,
}

/// Answer to a signed command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CommandReceipt {
    /// The command's id.
    pub id: String,
    /// How far it is.
    pub state: CommandState,
}

#[cfg(test)]
mod tests;
