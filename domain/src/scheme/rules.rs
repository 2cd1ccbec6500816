//! What a scheme says about buying, completing and being paid. Where the
//! programme has published no value, the scheme's file holds a default of this
//! system; `data/schemes/README.md` says which are which.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When a course counts as completed: what the platform has to have reported
/// before the institution's word is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompletionRules {
    /// Sessions attended of all sessions, in percent.
    pub minimum_attendance_percent: u8,
    /// Progress through an online course, in percent.
    pub minimum_progress_percent: u8,
}

/// How many working days each of those through whose hands a certificate goes
/// promises to take at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificatePromises {
    /// From the end of the training until the platform has it.
    pub institution_to_platform: u8,
    /// From then until the programme's office (PMO) has it.
    pub platform_to_pmo: u8,
    /// From then until it has been checked.
    pub pmo_check: u8,
}

/// When instalments of the incentive are due and how they are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PayoutRules {
    /// Days from the moment at which every condition is met to the first instalment.
    pub first_after_days: u32,
    /// Months from one instalment to the next.
    pub months_between: u32,
    /// Hours for which a screening is good; then the person is screened again
    /// before money is sent.
    pub screening_valid_hours: u32,
    /// How often one instalment is sent before staff have to look at it.
    pub attempts: u32,
    /// Hours from a failure of the partner's to the next attempt.
    pub retry_after_hours: u32,
}

/// The short name of a payment partner, such as `gopay`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct PaymentPartnerId(pub(super) String);

impl PaymentPartnerId {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a payment partner keeps for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    /// Bank accounts with numbers of their own.
    Bank,
    /// Electronic wallets; a wallet's number is a mobile number.
    Wallet,
}

/// Who pays incentives out under a scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentPartner {
    /// Short name.
    pub id: PaymentPartnerId,
    /// As people know it.
    pub name: String,
    /// Bank or wallet.
    pub kind: PartnerKind,
    /// First day on which it can be linked, if later than the scheme's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day on which it can be linked, if it has left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl PaymentPartner {
    /// Whether accounts with it can be linked on a day.
    #[must_use]
    pub fn offered(&self, on: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= on) && self.until.is_none_or(|until| on <= until)
    }
}
