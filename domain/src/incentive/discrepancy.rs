//! How books and partner disagree.

use super::{PartnerReference, PartnerTransaction};
use crate::money::Rupiah;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How books and partner disagree. Each is told once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Discrepancy {
    /// The partner paid once more; booked is one payment.
    Overpaid {
        /// Under this reference.
        reference: PartnerReference,
        /// The payment too many.
        transaction: PartnerTransaction,
        /// How much too much.
        amount: Rupiah,
    },
    /// The partner paid another amount. Nothing is booked until staff have decided.
    AmountDiffers {
        /// Under this reference.
        reference: PartnerReference,
        /// What was to be paid.
        expected: Rupiah,
        /// What was.
        paid: Rupiah,
    },
    /// Paid although the instalment was refused in the meantime.
    PaidThoughRefused {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner said paid, and later failed, of the same attempt.
    FailedAfterPaid {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner said paid, and its list of that time does not have it.
    NotListed {
        /// Under this reference.
        reference: PartnerReference,
    },
    /// The partner's list has a payment that was never asked for.
    UnknownReference {
        /// Under this reference.
        reference: PartnerReference,
        /// The payment.
        transaction: PartnerTransaction,
        /// How much.
        amount: Rupiah,
        /// Who made it.
        partner: String,
    },
    /// A line of the partner's list cannot be read; the other lines count.
    UnreadableLine {
        /// Whose list.
        partner: String,
        /// What it says of reference, payment and amount, cut at 300 characters.
        line: String,
    },
    /// The partner's list could not be had, or not worked off, for six hours.
    ListNotRead {
        /// Whose list.
        partner: String,
        /// Of the day that began then.
        from: DateTime<Utc>,
    },
}

/// A disagreement, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FoundDiscrepancy {
    /// What.
    pub discrepancy: Discrepancy,
    /// When it was found.
    pub found_at: DateTime<Utc>,
}
