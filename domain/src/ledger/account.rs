//! The accounts of one participant's book.

use serde::{Deserialize, Serialize};

/// Where money stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Account {
    /// What the programme has to give for training.
    TrainingBudget,
    /// A participant's balance for courses.
    TrainingBalance,
    /// Taken out of the balance for courses that are reserved but not redeemed.
    TrainingReserved,
    /// Owed or paid to institutions, through the platform, for redeemed courses.
    TrainingFees,
    /// What the programme has to give as incentives.
    IncentiveBudget,
    /// Incentives that the participant has a right to.
    IncentiveDue,
    /// Incentives that a payment partner has been told to pay, and not said to have paid.
    IncentiveSent,
    /// Incentives that have arrived.
    IncentivePaid,
    /// What the programme has claimed back; the other side of `RepaymentDue`.
    RepaymentClaimed,
    /// What the participant has to pay back (Perpres 76/2020, article 31C).
    RepaymentDue,
    /// What the participant has paid back.
    Repaid,
}

impl Account {
    /// Every account.
    pub const ALL: [Self; 11] = [
        Self::TrainingBudget,
        Self::TrainingBalance,
        Self::TrainingReserved,
        Self::TrainingFees,
        Self::IncentiveBudget,
        Self::IncentiveDue,
        Self::IncentiveSent,
        Self::IncentivePaid,
        Self::RepaymentClaimed,
        Self::RepaymentDue,
        Self::Repaid,
    ];

    /// The programme's own side, which goes below zero by what it has given or
    /// claimed. Every other account holds what is there, and never less than nothing.
    #[must_use]
    pub const fn is_programmes(self) -> bool {
        matches!(
            self,
            Self::TrainingBudget | Self::IncentiveBudget | Self::RepaymentClaimed
        )
    }
}
