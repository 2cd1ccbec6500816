//! One participant's book: entries written once each, in order, never changed.

use super::{Account, Entry, EntryKind, Journal, Reference};
use crate::money::Rupiah;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An entry and when it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedEntry {
    /// The entry.
    pub entry: Entry,
    /// When.
    pub at: DateTime<Utc>,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Line {
    /// When it was written.
    pub at: DateTime<Utc>,
    /// What for.
    pub kind: EntryKind,
    /// Of the entry.
    pub reference: Reference,
    /// In (positive) or out.
    pub amount: Rupiah,
    /// What stood on the account afterwards.
    pub balance: Rupiah,
}

/// All lines of one account that belongs to a participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AccountStatement {
    /// Which account.
    pub account: Account,
    /// What stands on it now.
    pub balance: Rupiah,
    /// Oldest first.
    pub lines: Vec<Line>,
}

/// What writing did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// The entry is new.
    Written,
    /// The same entry was there; nothing changed.
    AlreadyThere,
}

/// Why an entry was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookError {
    /// Another entry has this reference: somebody reuses it, and nothing is written.
    ReferenceReused(Reference),
    /// An account that cannot be overdrawn would stand at this.
    WouldBeNegative {
        /// Which.
        account: Account,
        /// What would stand on it.
        balance: Rupiah,
    },
    /// A sum beyond any money.
    TooLarge,
}

impl std::fmt::Display for BookError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ReferenceReused(reference) => {
                write!(f, "another entry has the reference {}", reference.as_str())
            }
            Self::WouldBeNegative { account, balance } => {
                write!(f, "{account:?} would stand at {balance}")
            }
            Self::TooLarge => f.write_str("amounts too large to be summed"),
        }
    }
}

impl std::error::Error for BookError {}

/// One participant's entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    entries: Vec<DatedEntry>,
    places: BTreeMap<Reference, usize>,
    balances: BTreeMap<Account, i64>,
}

impl Book {
    /// Reads a book again from what was stored, with every check.
    ///
    /// # Errors
    /// [`BookError`]: what was stored was not written by a book.
    pub fn replay(booked: impl IntoIterator<Item = DatedEntry>) -> Result<Self, BookError> {
        let mut book = Self::default();
        for one in booked {
            book.post(one.entry, one.at)?;
        }
        Ok(book)
    }

    /// Writes an entry, once.
    ///
    /// # Errors
    /// [`BookError`]; then nothing was written.
    pub fn post(&mut self, entry: Entry, at: DateTime<Utc>) -> Result<Posted, BookError> {
        if let Some(known) = self.find(&entry.reference) {
            return if known.entry == entry {
                Ok(Posted::AlreadyThere)
            } else {
                Err(BookError::ReferenceReused(entry.reference))
            };
        }
        let after = self.after(&entry.journal)?;
        self.balances.extend(after);
        self.places
            .insert(entry.reference.clone(), self.entries.len());
        self.entries.push(DatedEntry { entry, at });
        Ok(Posted::Written)
    }

    /// Writes entries that belong to one event: all of them, or none.
    ///
    /// # Errors
    /// [`BookError`] of the first that cannot be written; then none was.
    pub fn post_all(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
        at: DateTime<Utc>,
    ) -> Result<(), BookError> {
        let (length, balances) = (self.entries.len(), self.balances.clone());
        for entry in entries {
            if let Err(error) = self.post(entry, at) {
                for undone in self.entries.drain(length..) {
                    self.places.remove(&undone.entry.reference);
                }
                self.balances = balances;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Where the accounts that a journal touches would stand.
    fn after(&self, journal: &Journal) -> Result<Vec<(Account, i64)>, BookError> {
        let mut after: Vec<(Account, i64)> = Vec::with_capacity(journal.postings().len());
        for posting in journal.postings() {
            let known = after.iter_mut().find(|(one, _)| *one == posting.account);
            if let Some((_, sum)) = known {
                *sum = sum
                    .checked_add(posting.amount.0)
                    .ok_or(BookError::TooLarge)?;
            } else {
                let sum = self
                    .balance(posting.account)
                    .0
                    .checked_add(posting.amount.0);
                after.push((posting.account, sum.ok_or(BookError::TooLarge)?));
            }
        }
        let negative = after
            .iter()
            .find(|(account, sum)| *sum < 0 && !account.is_programmes());
        match negative {
            Some((account, sum)) => Err(BookError::WouldBeNegative {
                account: *account,
                balance: Rupiah(*sum),
            }),
            None => Ok(after),
        }
    }

    /// What stands on an account.
    #[must_use]
    pub fn balance(&self, account: Account) -> Rupiah {
        Rupiah(self.balances.get(&account).copied().unwrap_or_default())
    }

    /// The entry of that reference.
    #[must_use]
    pub fn find(&self, reference: &Reference) -> Option<&DatedEntry> {
        self.entries.get(*self.places.get(reference)?)
    }

    /// Everything written, oldest first.
    #[must_use]
    pub fn entries(&self) -> &[DatedEntry] {
        &self.entries
    }

    /// Every line of one account with what stood on it afterwards, oldest first.
    #[must_use]
    pub fn statement(&self, account: Account) -> Vec<Line> {
        let mut sum = 0_i64;
        let mut lines = vec![];
        for booked in &self.entries {
            for posting in booked.entry.journal.postings() {
                if posting.account == account {
                    // Cannot overflow: every partial sum was checked when written.
                    sum = sum.saturating_add(posting.amount.0);
                    lines.push(Line {
                        at: booked.at,
                        kind: booked.entry.kind,
                        reference: booked.entry.reference.clone(),
                        amount: posting.amount,
                        balance: Rupiah(sum),
                    });
                }
            }
        }
        lines
    }

    /// The statements of every account of the participant's that was used.
    #[must_use]
    pub fn statements(&self) -> Vec<AccountStatement> {
        Account::ALL
            .into_iter()
            .filter(|account| !account.is_programmes())
            .map(|account| AccountStatement {
                account,
                balance: self.balance(account),
                lines: self.statement(account),
            })
            .filter(|one| !one.lines.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn entry(reference: &str, from: Account, to: Account, amount: i64) -> Entry {
        let reference = Reference::parse(reference).unwrap();
        Entry::transfer(EntryKind::Awarded, reference, from, to, Rupiah(amount))
    }

    fn award() -> Entry {
        entry(
            "award",
            Account::TrainingBudget,
            Account::TrainingBalance,
            1_000_000,
        )
    }

    #[test]
    fn the_same_entry_counts_once_and_another_under_its_reference_is_refused() {
        let mut book = Book::default();
        assert_eq!(book.post(award(), at(1)), Ok(Posted::Written));
        assert_eq!(book.post(award(), at(2)), Ok(Posted::AlreadyThere));
        let other = entry(
            "award",
            Account::TrainingBudget,
            Account::TrainingBalance,
            2,
        );
        assert_eq!(
            book.post(other.clone(), at(3)),
            Err(BookError::ReferenceReused(other.reference))
        );
        assert_eq!(book.balance(Account::TrainingBalance), Rupiah(1_000_000));
        assert_eq!(book.entries().len(), 1);
        assert_eq!(Book::replay(book.entries().to_vec()), Ok(book));
    }

    #[test]
    fn only_the_programmes_own_accounts_go_below_zero() {
        for from in Account::ALL {
            let to = Account::TrainingFees;
            let posted = Book::default().post(entry("x", from, to, 1), at(1));
            // From an account to itself moves nothing.
            let fine = from.is_programmes() || from == to;
            assert_eq!(posted.is_ok(), fine, "{from:?}");
        }
    }

    #[test]
    fn entries_of_one_event_are_written_together_or_not_at_all() {
        let mut book = Book::default();
        book.post(award(), at(1)).unwrap();
        let before = book.clone();
        let first = entry(
            "one",
            Account::TrainingBalance,
            Account::TrainingReserved,
            600_000,
        );
        let second = entry(
            "two",
            Account::TrainingBalance,
            Account::TrainingReserved,
            600_000,
        );
        assert_eq!(
            book.post_all([first.clone(), second], at(2)),
            Err(BookError::WouldBeNegative {
                account: Account::TrainingBalance,
                balance: Rupiah(-200_000)
            })
        );
        assert_eq!(book, before);
        assert_eq!(book.post_all([award(), first], at(2)), Ok(()));
        assert_eq!(book.balance(Account::TrainingReserved), Rupiah(600_000));
    }

    #[test]
    fn a_statement_runs_with_what_stood_after_each_line() {
        let mut book = Book::default();
        book.post(award(), at(1)).unwrap();
        let spent = entry(
            "spent",
            Account::TrainingBalance,
            Account::TrainingReserved,
            350_000,
        );
        book.post(spent, at(2)).unwrap();
        let lines: Vec<_> = book
            .statement(Account::TrainingBalance)
            .iter()
            .map(|line| (line.at, line.amount.0, line.balance.0))
            .collect();
        assert_eq!(
            lines,
            [(at(1), 1_000_000, 1_000_000), (at(2), -350_000, 650_000)]
        );
        assert!(book.statement(Account::Repaid).is_empty());
    }

    #[test]
    fn a_claim_is_repaid_in_parts_and_the_rest_waived_but_never_more() {
        let mut book = Book::default();
        let post = |book: &mut Book, entry: Result<Entry, _>| book.post(entry.unwrap(), at(1));
        post(&mut book, Entry::claim("d-1", Rupiah(500))).unwrap();
        post(&mut book, Entry::repaid("d-1", "1", Rupiah(200))).unwrap();
        assert_eq!(
            post(&mut book, Entry::waiver("d-1", Rupiah(301))),
            Err(BookError::WouldBeNegative {
                account: Account::RepaymentDue,
                balance: Rupiah(-1)
            })
        );
        post(&mut book, Entry::waiver("d-1", Rupiah(300))).unwrap();
        assert_eq!(book.balance(Account::RepaymentDue), Rupiah(0));
        assert_eq!(book.balance(Account::RepaymentClaimed), Rupiah(-200));
        assert_eq!(book.balance(Account::Repaid), Rupiah(200));
    }

    #[test]
    fn amounts_beyond_any_money_are_refused() {
        let mut book = Book::default();
        let huge = |reference| {
            entry(
                reference,
                Account::TrainingBudget,
                Account::TrainingBalance,
                i64::MAX,
            )
        };
        assert_eq!(book.post(huge("one"), at(1)), Ok(Posted::Written));
        assert_eq!(book.post(huge("two"), at(1)), Err(BookError::TooLarge));
    }
}
