//! Where one purchase stands, and what is known of it.

use super::event::{Event, EventKey};
use super::{AccountBinding, InvoiceCode, Learning, Offer, PurchaseId, RedeemCode};
use crate::scheme::CompletionRules;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The platform's redemption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commit {
    /// Its order.
    pub invoice: InvoiceCode,
    /// Whose account.
    pub binding: AccountBinding,
    /// When.
    pub at: DateTime<Utc>,
}

/// Who cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Canceller {
    /// The participant.
    Person,
    /// The platform.
    Platform,
    /// The programme, when it took the award back.
    Programme,
}

/// Where a purchase stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// The price is put aside; at that instant it is too late to redeem.
    Reserved {
        /// The instant.
        expires_at: DateTime<Utc>,
    },
    /// Redeemed: the price is the institution's.
    Committed {
        /// How.
        commit: Commit,
    },
    /// Something was attended or done.
    Learning {
        /// How it was redeemed.
        commit: Commit,
    },
    /// Completed, borne out by reports.
    Completed {
        /// How it was redeemed.
        commit: Commit,
        /// When.
        at: DateTime<Utc>,
    },
    /// Ended without being completed.
    NotCompleted {
        /// How it was redeemed.
        commit: Commit,
        /// When.
        at: DateTime<Utc>,
    },
    /// Cancelled; the price is back.
    Cancelled {
        /// By whom.
        by: Canceller,
        /// When.
        at: DateTime<Utc>,
        /// How it had been redeemed, if it had.
        commit: Option<Commit>,
    },
    /// Not redeemed in time; the price is back.
    Expired {
        /// When its time was up.
        at: DateTime<Utc>,
    },
    /// The course was taken out while reserved; the price is back.
    Withdrawn {
        /// When.
        at: DateTime<Utc>,
    },
}

/// One purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purchase {
    pub(super) id: PurchaseId,
    pub(super) offer: Offer,
    pub(super) code: RedeemCode,
    pub(super) completion: CompletionRules,
    pub(super) reserved_at: DateTime<Utc>,
    pub(super) state: State,
    pub(super) learning: Learning,
    pub(super) handled: BTreeMap<EventKey, Event>,
}

impl Purchase {
    /// Its id.
    #[must_use]
    pub const fn id(&self) -> &PurchaseId {
        &self.id
    }

    /// What was bought, with the price as it was then.
    #[must_use]
    pub const fn offer(&self) -> &Offer {
        &self.offer
    }

    /// What the person gives the platform.
    #[must_use]
    pub const fn code(&self) -> &RedeemCode {
        &self.code
    }

    /// When it was reserved.
    #[must_use]
    pub const fn reserved_at(&self) -> DateTime<Utc> {
        self.reserved_at
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// What the platform has reported.
    #[must_use]
    pub const fn learning(&self) -> &Learning {
        &self.learning
    }

    /// How it was redeemed, if it ever was.
    #[must_use]
    pub const fn commit(&self) -> Option<&Commit> {
        match &self.state {
            State::Committed { commit }
            | State::Learning { commit }
            | State::Completed { commit, .. }
            | State::NotCompleted { commit, .. } => Some(commit),
            State::Cancelled { commit, .. } => commit.as_ref(),
            State::Reserved { .. } | State::Expired { .. } | State::Withdrawn { .. } => None,
        }
    }

    /// Reserved, redeemed or being learned.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        matches!(
            self.state,
            State::Reserved { .. } | State::Committed { .. } | State::Learning { .. }
        )
    }

    /// The instant from which [`Event::Expire`] has an effect.
    #[must_use]
    pub const fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self.state {
            State::Reserved { expires_at } => Some(expires_at),
            _ => None,
        }
    }
}
