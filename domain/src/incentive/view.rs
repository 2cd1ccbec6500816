//! What a participant sees of their incentives.

use super::{
    Conditions, Failure, HoldReason, Instalment, InstalmentId, Kind, Plan, RefuseReason, Remedy,
    State,
};
use crate::money::Rupiah;
use crate::payout_account::PayoutAccount;
use crate::scheme::{PartnerKind, PaymentPartnerId, Scheme};
use crate::time::programme_date;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where an instalment stands, as its owner sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InstalmentStatus {
    /// Paid from `at` on.
    Scheduled,
    /// Waits for an account to be linked.
    AccountNeeded,
    /// The office or a registry has to look first.
    UnderReview,
    /// On its way.
    Processing,
    /// Did not arrive for a reason of the partner's; sent again.
    Retrying,
    /// Did not arrive; another account has to be linked.
    Failed,
    /// Arrived.
    Paid,
    /// Not paid.
    Refused,
}

/// One instalment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct InstalmentView {
    /// What for.
    pub kind: Kind,
    /// From 1.
    pub number: u32,
    /// How much.
    pub amount: Rupiah,
    /// Where it stands.
    pub status: InstalmentStatus,
    /// Since when; while scheduled, from when on it is paid.
    pub at: DateTime<Utc>,
    /// Why it did not arrive.
    pub failure: Option<Failure>,
    /// Why it is not paid.
    pub reason: Option<RefuseReason>,
}

impl InstalmentView {
    fn of(one: &Instalment, scheme: &Scheme) -> Self {
        use InstalmentStatus as Status;
        let mut failed = None;
        let mut refused = None;
        let (status, at) = match *one.state() {
            State::Scheduled { due } => (Status::Scheduled, due),
            State::Screened { at } | State::Sent { at, .. } | State::Unknown { at, .. } => {
                (Status::Processing, at)
            }
            State::Held { reason, at } => match reason {
                HoldReason::NoAccount => (Status::AccountNeeded, at),
                HoldReason::RegistryAway | HoldReason::UnderReview => (Status::UnderReview, at),
            },
            State::Refused { reason, at } => {
                refused = Some(reason);
                (Status::Refused, at)
            }
            State::Failed {
                attempt,
                failure,
                at,
            } => {
                failed = Some(failure);
                let status = match failure.remedy() {
                    Remedy::Person => Status::Failed,
                    Remedy::Retry if attempt >= scheme.payout.attempts => Status::UnderReview,
                    Remedy::Retry => Status::Retrying,
                };
                (status, at)
            }
            State::Paid { at, .. } => (Status::Paid, at),
        };
        let InstalmentId { kind, number } = one.id();
        Self {
            kind,
            number,
            amount: one.amount(),
            status,
            at,
            failure: failed,
            reason: refused,
        }
    }
}

/// The linked account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct LinkedAccount {
    /// The partner's short name.
    pub partner: PaymentPartnerId,
    /// As people know it.
    pub partner_name: String,
    /// The last four digits behind dots.
    pub number: String,
    /// Since when.
    pub linked_at: DateTime<Utc>,
}

/// A partner with which an account can be linked now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PartnerChoice {
    /// Short name.
    pub id: PaymentPartnerId,
    /// As people know it.
    pub name: String,
    /// Bank or wallet.
    pub kind: PartnerKind,
}

/// A survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SurveyView {
    /// From 1.
    pub number: u32,
    /// What answering it pays.
    pub amount: Rupiah,
    /// When it opens, once the first course is completed.
    pub opens_at: DateTime<Utc>,
    /// Whether it can be answered now.
    pub is_open: bool,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
}

/// Everything about being paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PayoutView {
    /// Where the money goes.
    pub account: Option<LinkedAccount>,
    /// Until when nothing is sent there, after it took the place of another or the mobile
    /// number did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_until: Option<DateTime<Utc>>,
    /// Where it could go.
    pub partners: Vec<PartnerChoice>,
    /// What the incentive for looking for work comes to in all.
    pub job_search_total: Rupiah,
    /// What it takes.
    pub conditions: Conditions,
    /// What is payable or paid.
    pub instalments: Vec<InstalmentView>,
    /// Surveys, once the first course is completed.
    pub surveys: Vec<SurveyView>,
}

impl PayoutView {
    /// As things stand now.
    #[must_use]
    pub fn of(plan: &Plan, account: &PayoutAccount, scheme: &Scheme, now: DateTime<Utc>) -> Self {
        let name_of = |id: &PaymentPartnerId| {
            let known = scheme.payment_partners.iter().find(|one| one.id == *id);
            known.map_or_else(|| id.as_str().to_owned(), |one| one.name.clone())
        };
        let today = programme_date(now);
        let offered = scheme
            .payment_partners
            .iter()
            .filter(|one| one.offered(today));
        let surveys = (1..=scheme.survey_incentive.times).filter_map(|number| {
            let opens_at = plan.survey_opens(number, scheme)?;
            let answered_at = plan.survey_answered_at(number);
            Some(SurveyView {
                number,
                amount: scheme.survey_incentive.amount,
                opens_at,
                is_open: opens_at <= now && answered_at.is_none(),
                answered_at,
            })
        });
        Self {
            account: account.link().map(|link| LinkedAccount {
                partner: link.partner.clone(),
                partner_name: name_of(&link.partner),
                number: link.number.masked(),
                linked_at: link.linked_at,
            }),
            waits_until: None,
            partners: offered
                .map(|one| PartnerChoice {
                    id: one.id.clone(),
                    name: one.name.clone(),
                    kind: one.kind,
                })
                .collect(),
            job_search_total: scheme.job_search_incentive.total(),
            conditions: plan.conditions(),
            instalments: plan
                .instalments()
                .iter()
                .map(|one| InstalmentView::of(one, scheme))
                .collect(),
            surveys: surveys.collect(),
        }
    }
}
