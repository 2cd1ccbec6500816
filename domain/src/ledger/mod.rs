//! Money as double entry: whole rupiah, postings that sum to zero, never
//! changed afterwards. A participant's training balance is no cash: it can be
//! spent on courses, or goes back to where it came from.

use crate::scheme::Rupiah;
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
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Journal(Vec<Posting>);

impl Journal {
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
}
