//! Commands of the programme office, each signed by two members of staff with
//! keys of their own: what one proposes, another has to agree with (four-eyes).
//! A command is signed as the exact text that is sent, so that nobody has to
//! agree on how JSON is written.

mod log;
mod reading;

pub use log::{Deed, EMPTY, LOG_AT_ONCE, LogEntry, LogEvent, Logged, chained, follow};
pub use reading::{FoundPerson, Read, Reading, Subject};

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
mod tests {
    use super::*;
    use crate::wave::tests::{at, wave};
    use ed25519_dalek::{Signature, VerifyingKey};

    fn text(id: &str, issued_at: &str) -> String {
        let command = Command {
            id: id.to_owned(),
            issued_at: at(issued_at),
            action: Action::PlanWave {
                wave: wave(72, "11-20T00:00:00", "11-24T00:00:00", "11-27T00:00:00"),
            },
        };
        serde_json::to_string(&command).unwrap()
    }

    #[test]
    fn a_command_is_read_as_it_was_written_for_a_day() {
        let id = "0123456789abcdef";
        let text = text(id, "11-19T00:00:00");
        let command = Command::parse(&text, at("11-19T12:00:00")).unwrap();
        assert_eq!((command.id.as_str(), command.action.check()), (id, Ok(())));
        for (now, good) in [
            ("11-18T23:54:59", false),
            ("11-18T23:55:00", true),
            ("11-20T00:00:00", true),
            ("11-20T00:00:01", false),
        ] {
            assert_eq!(Command::parse(&text, at(now)).is_ok(), good, "{now}");
        }
    }

    #[test]
    fn text_that_is_no_command_is_refused() {
        let now = at("11-19T00:00:00");
        for bad in ["", "{}", "[]", &text("short", "11-19T00:00:00")] {
            assert_eq!(Command::parse(bad, now), Err(Code::CommandMalformed));
        }
    }

    #[test]
    fn a_publication_has_a_version_and_two_different_files() {
        let publish = |version, summaries: u8| Action::PublishCatalogue {
            version,
            snapshot: Hex([1; 32]),
            summaries: Hex([summaries; 32]),
        };
        assert_eq!(publish(1, 2).check(), Ok(()));
        assert_eq!(publish(0, 2).check(), Err(Code::CatalogueFilesInvalid));
        assert_eq!(publish(1, 1).check(), Err(Code::CatalogueFilesInvalid));
        let text = serde_json::to_string(&publish(1, 2)).unwrap();
        assert!(text.contains("\"publish_catalogue\""), "{text}");
    }

    #[test]
    fn a_change_of_a_list_names_each_piece_once_and_not_too_many() {
        let change = |pieces: &[u8]| Action::ChangeList {
            list: ListName::parse("priority/phk-2026").unwrap(),
            change: Change::Add,
            pieces: pieces.iter().map(|piece| Hex([*piece; 32])).collect(),
        };
        let most: Vec<u8> = (0..200).collect();
        assert_eq!(change(&most).check(), Ok(()));
        let many: Vec<u8> = (0..=200).collect();
        for bad in [&[][..], &[1, 1], &many] {
            assert_eq!(change(bad).check(), Err(Code::ListPiecesInvalid));
        }
        let command = Command {
            id: "0123456789abcdef".to_owned(),
            issued_at: at("11-19T00:00:00"),
            action: change(&most),
        };
        let text = serde_json::to_string(&command).unwrap();
        assert_eq!(Command::parse(&text, at("11-19T00:00:00")), Ok(command));
        assert!(text.len() < 14_000, "{}", text.len());
    }

    // Signed with OpenSSL's Ed25519; the key's seed is 32 bytes of 7.
    #[test]
    fn what_was_signed_yesterday_is_signed_today() {
        let signed = SignedCommand {
            command: r#"{"id":"0123456789abcdef","issued_at":"2026-11-19T00:00:00Z","action":"revoke_certificate","list":1,"index":7,"reason":"mistake"}"#.to_owned(),
            key: "kepala".to_owned(),
            signature: "b67c14d81bfc23ec778c6372d9e2aa00113ea2fd45f8dcec361335dcd87832eb3b129975efb73a8f4b375803446733c15f2731e23aa14560ee4a54855d5d1c0a".to_owned(),
        };
        let command = Command::parse(&signed.command, at("11-19T00:00:00")).unwrap();
        let revoke = Action::RevokeCredential {
            list: 1,
            index: 7,
            reason: RevocationReason::Mistake,
        };
        assert_eq!(command.action, revoke);
        let text = serde_json::to_string(&command).unwrap();
        let named_anew = text.replace("revoke_credential", "revoke_certificate");
        assert_eq!(named_anew, signed.command);
        let key =
            Hex::<32>::parse("ea4a6c63e29c520abef5507b132ec5f9954776aebebe7b92421eea691446d22c");
        let key = VerifyingKey::from_bytes(&key.unwrap().0).unwrap();
        let signature = Hex::<64>::parse(&signed.signature).unwrap();
        let signature = Signature::from_bytes(&signature.0);
        let is_good = |deployment| {
            let bytes = signed.signed_bytes(deployment);
            key.verify_strict(&bytes, &signature).is_ok()
        };
        assert!(is_good("https://prakerja.contoh.id"));
        assert!(is_good("https://prakerja.contoh.id/"));
        // What is signed for a rehearsal is worth nothing in earnest.
        assert!(!is_good("https://latihan.contoh.id"));
    }
}
