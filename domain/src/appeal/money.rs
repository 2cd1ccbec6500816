//! What an award that is taken back, or given again, does to the book. Both are
//! made of what the book says now, so that they may be asked for at any time and
//! as often as one likes: what is right already gives no entry.

use super::Reason;
use crate::ledger::{Account, Book, Entry, EntryKind, Reference};
use crate::money::Rupiah;

/// The award is taken back: what stands on the balance goes to the budget, and
/// what was spent and paid is claimed, where the reason claims it. Called again
/// when money moved after all (a platform gave a course back, a partner had paid
/// already), it brings the claim up to date.
#[must_use]
pub fn settle_revocation(book: &Book, reason: Reason) -> Vec<Entry> {
    let mut entries = vec![];
    let left = book.balance(Account::TrainingBalance);
    push(
        &mut entries,
        (EntryKind::Revoked, "award/revocation"),
        (Account::TrainingBalance, Account::TrainingBudget),
        left,
        book,
    );
    if !reason.claims_back() {
        return entries;
    }
    let of = |account| book.balance(account).0;
    let received = of(Account::TrainingFees) + of(Account::IncentivePaid);
    let claimed = of(Account::RepaymentDue) + of(Account::Repaid);
    if received > claimed {
        push(
            &mut entries,
            (EntryKind::RepaymentClaimed, "repayment/revocation/claim"),
            (Account::RepaymentClaimed, Account::RepaymentDue),
            Rupiah(received - claimed),
            book,
        );
    } else {
        waive(&mut entries, Rupiah(claimed - received), book);
    }
    entries
}

/// The award is given again: the balance as it was when it was taken, and what
/// is still due back is due no more. A balance that has closed since stays with
/// the budget.
#[must_use]
pub fn reinstate(book: &Book, is_closed: bool) -> Vec<Entry> {
    let mut entries = vec![];
    let sum = |kind| -> i64 {
        let of_kind = book.entries().iter().filter(|one| one.entry.kind == kind);
        of_kind
            .flat_map(|one| one.entry.journal.postings())
            .map(|posting| posting.amount.0.max(0))
            .sum()
    };
    let taken = sum(EntryKind::Revoked) - sum(EntryKind::Reinstated);
    if !is_closed {
        push(
            &mut entries,
            (EntryKind::Reinstated, "award/reinstatement"),
            (Account::TrainingBudget, Account::TrainingBalance),
            Rupiah(taken),
            book,
        );
    }
    waive(&mut entries, book.balance(Account::RepaymentDue), book);
    entries
}

/// No more than is still due is waived: what was paid back stays so.
fn waive(entries: &mut Vec<Entry>, most: Rupiah, book: &Book) {
    push(
        entries,
        (EntryKind::RepaymentWaived, "repayment/revocation/waive"),
        (Account::RepaymentDue, Account::RepaymentClaimed),
        most.min(book.balance(Account::RepaymentDue)),
        book,
    );
}

/// Adds an entry under a reference that is new in the book: its place there.
fn push(
    entries: &mut Vec<Entry>,
    (kind, family): (EntryKind, &str),
    (from, to): (Account, Account),
    amount: Rupiah,
    book: &Book,
) {
    if amount.0 <= 0 {
        return;
    }
    let place = (book.entries().len() + entries.len()).to_string();
    let reference = Reference::of("revocation", &place, last_part(family));
    let reference = match Reference::parse(family) {
        // The first of its kind has a plain name, as it always had.
        Ok(plain) if book.find(&plain).is_none() => plain,
        _ => reference,
    };
    entries.push(Entry::transfer(kind, reference, from, to, amount));
}

fn last_part(family: &str) -> &str {
    family.rsplit('/').next().unwrap_or(family)
}
