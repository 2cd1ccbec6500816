//! How an account is kept: its ways to a person, where it is open, and what happened to it.

mod backup;
mod device;
mod recovery;

pub use backup::{BACKUP_CODES, BackupCode, BackupCodeRequest, BackupCodes};
pub use device::{Browser, Device, Origin, Place, System};
pub use recovery::{
    DISPUTE_LASTS, DisputedRecovery, EMAIL_IS_TRUSTED_AFTER, RecoveryCode, RecoveryCodeRequest,
    RecoveryRequest, RecoveryView, WAIT_OF_RECOVERY,
};

use crate::contact::Phone;
use crate::time::Zone;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// 24 hours that payments wait after a mobile number or a payout account was replaced: for
/// so long whoever is robbed has to notice.
pub const WAIT_AFTER_REPLACING: TimeDelta = TimeDelta::hours(24);
/// 72 hours that payments wait after the office has given an account another number.
pub const WAIT_AFTER_CLAIM: TimeDelta = TimeDelta::hours(72);
/// 90 days without use, after which a mobile number may be somebody else's: operators give
/// prepaid numbers out again.
pub const CHANGED_HANDS: TimeDelta = TimeDelta::days(90);
/// 50 – what happened last is shown.
pub const SHOWN_EVENTS: u32 = 50;

/// Asks for a code to be sent to an e-mail address that is to be an account's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailRequest {
    /// The address.
    pub email: String,
}

/// The code that arrived there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EmailConfirmation {
    /// The same address.
    pub email: String,
    /// From [`OtpSent`](crate::api::OtpSent).
    pub challenge: String,
    /// Six digits.
    pub code: String,
}

/// Asks for a code to be sent to the registered number, so that another may take its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhoneRequest {
    /// The new number.
    pub phone: String,
}

/// Why the office puts another number in the place of the registered one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PhoneReason {
    /// The person has lost it.
    Lost,
    /// The account was never theirs to begin with: somebody else registered with their data.
    Claimed,
}

/// Another number takes the registered one's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhoneChange {
    /// The new number.
    pub phone: String,
    /// From the confirmation of the code that was sent to it.
    pub phone_proof: String,
    /// Of the code that was sent to the old number; without it, `code` is one on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// Six digits that came to the old number, or a backup code.
    pub code: String,
}

/// An e-mail address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EmailView {
    /// As it was given.
    pub address: String,
    /// Since when it is known to be the person's. Nothing but a code goes there before.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// Somewhere where the account is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SessionView {
    /// Names it among the person's sessions, and opens nothing.
    pub id: String,
    /// From where; nothing of those that began before it was noted.
    pub from: Option<Origin>,
    /// When somebody signed in there.
    pub since: DateTime<Utc>,
    /// When it was used last, to a minute.
    pub last_used: DateTime<Utc>,
    /// Whether this is the one that asks.
    pub is_own: bool,
}

/// What can happen to an account that its owner has to know of. Their names are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SecurityEvent {
    /// It began.
    Registered,
    /// Somebody signed in, on a device that had before.
    SignedIn,
    /// The same on one that had not.
    SignedInAnew,
    /// Some or all other sessions were ended.
    SessionsEnded,
    /// What is registered was put right.
    Corrected,
    /// Where they live, what they learned or how they work was changed.
    ProfileChanged,
    /// An e-mail address was confirmed.
    EmailConfirmed,
    /// It was taken off.
    EmailRemoved,
    /// Another number took the registered one's place.
    PhoneReplaced,
    /// Somebody asked for that by e-mail, the registered one being lost.
    RecoveryBegun,
    /// Whoever has the account open objected.
    RecoveryRefused,
    /// Nobody came to the office about it, and everything stayed as it was.
    RecoveryLapsed,
    /// The office did that.
    PhoneReplacedByOffice,
    /// Somebody objected to another number, and the office left it as it was.
    PhoneKeptByOffice,
    /// Backup codes were made.
    BackupCodesMade,
    /// One was used.
    BackupCodeUsed,
    /// A payout account was linked.
    PayoutAccountLinked,
    /// It was taken off.
    PayoutAccountUnlinked,
    /// An officer has looked for the account, by the NIK on a card.
    SeenByOffice,
    /// A copy of all that is kept was made.
    DataCopied,
}

impl SecurityEvent {
    /// All of them.
    pub const ALL: [Self; 20] = [
        Self::Registered,
        Self::SignedIn,
        Self::SignedInAnew,
        Self::SessionsEnded,
        Self::Corrected,
        Self::ProfileChanged,
        Self::EmailConfirmed,
        Self::EmailRemoved,
        Self::PhoneReplaced,
        Self::RecoveryBegun,
        Self::RecoveryRefused,
        Self::RecoveryLapsed,
        Self::PhoneReplacedByOffice,
        Self::PhoneKeptByOffice,
        Self::BackupCodesMade,
        Self::BackupCodeUsed,
        Self::PayoutAccountLinked,
        Self::PayoutAccountUnlinked,
        Self::SeenByOffice,
        Self::DataCopied,
    ];

    /// Under which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::SignedIn => "signed_in",
            Self::SignedInAnew => "signed_in_anew",
            Self::SessionsEnded => "sessions_ended",
            Self::Corrected => "corrected",
            Self::ProfileChanged => "profile_changed",
            Self::EmailConfirmed => "email_confirmed",
            Self::EmailRemoved => "email_removed",
            Self::PhoneReplaced => "phone_replaced",
            Self::RecoveryBegun => "recovery_begun",
            Self::RecoveryRefused => "recovery_refused",
            Self::RecoveryLapsed => "recovery_lapsed",
            Self::PhoneReplacedByOffice => "phone_replaced_by_office",
            Self::PhoneKeptByOffice => "phone_kept_by_office",
            Self::BackupCodesMade => "backup_codes_made",
            Self::BackupCodeUsed => "backup_code_used",
            Self::PayoutAccountLinked => "payout_account_linked",
            Self::PayoutAccountUnlinked => "payout_account_unlinked",
            Self::SeenByOffice => "seen_by_office",
            Self::DataCopied => "data_copied",
        }
    }

    /// What is stored under a name, unless it is none of these.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == name)
    }
}

/// Something that happened to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SecurityNote {
    /// What.
    pub event: SecurityEvent,
    /// When.
    pub at: DateTime<Utc>,
    /// From where, where that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Origin>,
}

/// How an account is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SecurityView {
    /// The mobile number, but for its middle: `0812••••7890`.
    pub phone: String,
    /// The e-mail address, if there is one.
    pub email: Option<EmailView>,
    /// Backup codes that were made and not used yet.
    pub backup_codes_left: u32,
    /// Where the account is open, the last used first.
    pub sessions: Vec<SessionView>,
    /// What happened to it, the last first.
    pub events: Vec<SecurityNote>,
    /// The clock that its owner reads, by its IANA name.
    #[serde(with = "crate::time::iana")]
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub time_zone: Zone,
}

/// A number as its owner knows it again and nobody else reads it: `0812••••7890`.
#[must_use]
pub fn masked(phone: &Phone) -> String {
    let digits = phone.as_str();
    let digits = digits.strip_prefix("+62").unwrap_or(digits);
    let head = digits.get(..3).unwrap_or_default();
    format!("0{head}••••{}", phone.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_stored_under_the_names_that_they_are_told_by() {
        for event in SecurityEvent::ALL {
            assert_eq!(SecurityEvent::find(event.as_str()), Some(event));
            let json = serde_json::to_value(event).unwrap();
            assert_eq!(json, event.as_str());
        }
        assert_eq!(SecurityEvent::find("incentive_paid"), None);
    }

    #[test]
    fn of_a_number_its_owner_sees_both_ends() {
        let phone = Phone::parse("0812 3456 7890").unwrap();
        assert_eq!(masked(&phone), "0812••••7890");
    }
}
