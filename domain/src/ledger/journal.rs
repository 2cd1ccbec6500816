//! Balanced postings.

use super::Account;
use crate::money::Rupiah;
use serde::{Deserialize, Serialize};

/// One line of a journal: positive is money in, negative is money out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Posting {
    /// Which account.
    pub account: Account,
    /// How much.
    pub amount: Rupiah,
}

/// Postings that belong together and sum to zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Posting>", into = "Vec<Posting>")]
pub struct Journal(Vec<Posting>);

/// Postings that are no journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unbalanced {
    /// They sum to this, not to zero.
    By(Rupiah),
    /// There are none.
    Empty,
    /// Their sum is beyond any money.
    TooLarge,
}

impl std::fmt::Display for Unbalanced {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::By(amount) => write!(f, "postings sum to {amount}, not to zero"),
            Self::Empty => f.write_str("a journal without postings"),
            Self::TooLarge => f.write_str("postings too large to be summed"),
        }
    }
}

impl std::error::Error for Unbalanced {}

impl Journal {
    /// Takes postings that sum to zero.
    ///
    /// # Errors
    /// [`Unbalanced`].
    pub fn of(postings: Vec<Posting>) -> Result<Self, Unbalanced> {
        if postings.is_empty() {
            return Err(Unbalanced::Empty);
        }
        let sum = postings
            .iter()
            .try_fold(0_i64, |sum, posting| sum.checked_add(posting.amount.0))
            .ok_or(Unbalanced::TooLarge)?;
        if sum == 0 {
            Ok(Self(postings))
        } else {
            Err(Unbalanced::By(Rupiah(sum)))
        }
    }

    /// Moves an amount from one account to another.
    #[must_use]
    pub fn transfer(from: Account, to: Account, amount: Rupiah) -> Self {
        Self(vec![
            Posting {
                account: from,
                amount: Rupiah(-amount.0),
            },
            Posting {
                account: to,
                amount,
            },
        ])
    }

    /// The lines.
    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        &self.0
    }
}

impl TryFrom<Vec<Posting>> for Journal {
    type Error = Unbalanced;
    fn try_from(postings: Vec<Posting>) -> Result<Self, Unbalanced> {
        Self::of(postings)
    }
}

impl From<Journal> for Vec<Posting> {
    fn from(journal: Journal) -> Self {
        journal.0
    }
}

/// What stands on an account after these postings.
#[must_use]
pub fn balance<'a>(postings: impl IntoIterator<Item = &'a Posting>, account: Account) -> Rupiah {
    Rupiah(
        postings
            .into_iter()
            .filter(|posting| posting.account == account)
            .map(|posting| posting.amount.0)
            .sum(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn journals_sum_to_zero_and_move_exactly_what_they_say(amounts in proptest::collection::vec(0..10_000_000_i64, 0..20)) {
            let mut all = vec![];
            for amount in &amounts {
                let journal = Journal::transfer(
                    Account::TrainingBudget,
                    Account::TrainingBalance,
                    Rupiah(*amount),
                );
                prop_assert_eq!(journal.postings().iter().map(|one| one.amount.0).sum::<i64>(), 0);
                all.extend_from_slice(journal.postings());
            }
            let moved: i64 = amounts.iter().sum();
            prop_assert_eq!(balance(&all, Account::TrainingBalance), Rupiah(moved));
            prop_assert_eq!(balance(&all, Account::TrainingBudget), Rupiah(-moved));
        }
    }

    #[test]
    fn postings_that_do_not_sum_to_zero_are_no_journal_in_memory_or_in_json() {
        let posting = |amount| Posting {
            account: Account::TrainingFees,
            amount: Rupiah(amount),
        };
        assert_eq!(Journal::of(vec![]), Err(Unbalanced::Empty));
        assert_eq!(
            Journal::of(vec![posting(5), posting(-4)]),
            Err(Unbalanced::By(Rupiah(1)))
        );
        assert_eq!(
            Journal::of(vec![posting(i64::MAX), posting(1)]),
            Err(Unbalanced::TooLarge)
        );
        let json =
            r#"[{"account":"training_fees","amount":5},{"account":"training_fees","amount":-4}]"#;
        assert!(serde_json::from_str::<Journal>(json).is_err());
        let good = Journal::transfer(
            Account::TrainingBalance,
            Account::TrainingReserved,
            Rupiah(5),
        );
        let json = serde_json::to_string(&good).unwrap();
        assert_eq!(serde_json::from_str::<Journal>(&json).unwrap(), good);
    }
}
