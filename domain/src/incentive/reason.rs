//! Why money is held back, refused or did not arrive.

use super::PartnerTransaction;
use serde::{Deserialize, Serialize};

/// Why an instalment waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// No account is linked.
    NoAccount,
    /// A registry that has to be asked again does not answer.
    RegistryAway,
    /// Staff are looking at the person's case.
    UnderReview,
}

/// Why an instalment is not paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefuseReason {
    /// The award was taken back.
    AwardRevoked,
    /// The person has come under an exclusion since.
    NoLongerEligible,
    /// The person's data turned out to be false.
    FalseData,
}

/// What a screening came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "reason", rename_all = "snake_case")]
pub enum Verdict {
    /// May be paid.
    Eligible,
    /// Not now.
    Hold(HoldReason),
    /// Not, unless an appeal succeeds.
    Refuse(RefuseReason),
}

/// Why a partner did not pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// There is no such account any more.
    AccountNotFound,
    /// The account was closed or frozen.
    AccountClosed,
    /// The holder's name has changed.
    NameDiffers,
    /// The holder is no longer verified.
    NotVerified,
    /// The wallet would hold more than it may.
    BalanceLimit,
    /// The partner's own fault.
    PartnerFault,
    /// The programme's deposit with the partner is used up.
    DepositUsedUp,
}

/// Who can put a failure right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Time: sent again later, after another screening.
    Retry,
    /// The person: has to link an account that works.
    Person,
}

impl Failure {
    /// Who can put it right.
    #[must_use]
    pub const fn remedy(self) -> Remedy {
        match self {
            Self::PartnerFault | Self::DepositUsedUp => Remedy::Retry,
            Self::AccountNotFound
            | Self::AccountClosed
            | Self::NameDiffers
            | Self::NotVerified
            | Self::BalanceLimit => Remedy::Person,
        }
    }
}

/// What a partner says about one reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Paid.
    Paid {
        /// The partner's own name for the payment.
        transaction: PartnerTransaction,
    },
    /// Not paid, and it will not be under this reference.
    Failed {
        /// Why.
        failure: Failure,
    },
    /// Taken, not paid yet.
    Pending,
    /// Never heard of it.
    NotKnown,
}
