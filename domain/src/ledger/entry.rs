//! A journal with what it is for, and the reference under which it counts once.

use super::{Account, Journal};
use crate::money::Rupiah;
use serde::{Deserialize, Serialize};

/// 120 – the longest reference made here is a family, a 64-letter id and a
/// step; a limit keeps what comes from outside out of an index's way.
const MAX_LENGTH: usize = 120;

/// Names what an entry is for, such as `purchase/{id}/reserve`. Whatever is
/// written again under the same reference counts once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// Text that is no reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReferenceError;

impl std::fmt::Display for ReferenceError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not parts of small letters, digits, hyphens or underscores between slashes")
    }
}

impl std::error::Error for ReferenceError {}

impl Reference {
    /// Takes one or more parts of `a-z 0-9 - _` with slashes between them.
    ///
    /// # Errors
    /// [`ReferenceError`].
    pub fn parse(text: &str) -> Result<Self, ReferenceError> {
        let good = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'))
        };
        if text.len() <= MAX_LENGTH && text.split('/').all(good) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ReferenceError)
        }
    }

    /// Out of parts that are known to be good: names in code and parsed ids.
    pub(crate) fn of(family: &str, id: &str, step: &str) -> Self {
        let mut text = String::with_capacity(family.len() + id.len() + step.len() + 2);
        text.push_str(family);
        text.push('/');
        text.push_str(id);
        text.push('/');
        text.push_str(step);
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;
    fn try_from(text: String) -> Result<Self, ReferenceError> {
        Self::parse(&text)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

/// What an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// The balance was given.
    Awarded,
    /// What was left of the balance was taken back.
    Revoked,
    /// The award was given again: so was what had been taken back of the balance.
    Reinstated,
    /// The balance's last day has passed: what was left of it is the programme's.
    Closed,
    /// A course's price was put aside.
    Reserved,
    /// A reservation ended unredeemed: its price is back on the balance.
    Released,
    /// The platform redeemed the reservation: the price is the institution's.
    Committed,
    /// The platform gave a redeemed course back: its price is back on the balance.
    Refunded,
    /// An incentive became the participant's.
    IncentiveDue,
    /// An incentive that was due is not any more.
    IncentiveWithdrawn,
    /// A payment partner was told to pay.
    IncentiveSent,
    /// The partner did not pay.
    IncentiveFailed,
    /// The partner paid.
    IncentivePaid,
    /// The participant has to pay back.
    RepaymentClaimed,
    /// The claim was dropped, on appeal for instance.
    RepaymentWaived,
    /// The participant paid back.
    Repaid,
}

/// A journal as it is written into a book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What for.
    pub kind: EntryKind,
    /// Counts once under this.
    pub reference: Reference,
    /// The postings.
    pub journal: Journal,
}

impl Entry {
    /// An entry that moves an amount.
    #[must_use]
    pub fn transfer(
        kind: EntryKind,
        reference: Reference,
        from: Account,
        to: Account,
        amount: Rupiah,
    ) -> Self {
        Self {
            kind,
            reference,
            journal: Journal::transfer(from, to, amount),
        }
    }

    /// A claim for repayment after a revocation; `claim` names it, such as the
    /// number of the decision.
    ///
    /// # Errors
    /// [`ReferenceError`] if `claim` has other signs than a reference's part may.
    pub fn claim(claim: &str, amount: Rupiah) -> Result<Self, ReferenceError> {
        Self::repayment(EntryKind::RepaymentClaimed, claim, "claim", amount)
    }

    /// Drops what is left of a claim.
    ///
    /// # Errors
    /// As [`Self::claim`].
    pub fn waiver(claim: &str, amount: Rupiah) -> Result<Self, ReferenceError> {
        Self::repayment(EntryKind::RepaymentWaived, claim, "waive", amount)
    }

    /// Money that came back for a claim; `payment` tells several apart.
    ///
    /// # Errors
    /// As [`Self::claim`].
    pub fn repaid(claim: &str, payment: &str, amount: Rupiah) -> Result<Self, ReferenceError> {
        let step = format!("repaid/{payment}");
        Self::repayment(EntryKind::Repaid, claim, &step, amount)
    }

    fn repayment(
        kind: EntryKind,
        claim: &str,
        step: &str,
        amount: Rupiah,
    ) -> Result<Self, ReferenceError> {
        let reference = Reference::parse(&format!("repayment/{claim}/{step}"))?;
        let (from, to) = match kind {
            EntryKind::Repaid => (Account::RepaymentDue, Account::Repaid),
            EntryKind::RepaymentWaived => (Account::RepaymentDue, Account::RepaymentClaimed),
            _ => (Account::RepaymentClaimed, Account::RepaymentDue),
        };
        Ok(Self::transfer(kind, reference, from, to, amount))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_parts_between_slashes() {
        for good in [
            "award",
            "purchase/0a-1/reserve",
            "incentive/job_search-1/paid",
        ] {
            assert_eq!(Reference::parse(good).unwrap().as_str(), good);
        }
        let long = "a".repeat(121);
        for bad in ["", "/", "a//b", "a/", "A", "a b", "é", long.as_str()] {
            assert_eq!(Reference::parse(bad), Err(ReferenceError), "{bad}");
        }
        assert_eq!(
            Reference::of("purchase", "1", "reserve"),
            Reference::parse("purchase/1/reserve").unwrap()
        );
        assert!(Entry::claim("no/thing?", Rupiah(1)).is_err());
    }
}
