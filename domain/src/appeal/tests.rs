//! Cases and their days as tables; the money under random histories.

use super::{Case, Decision, Explanation, Reason, reinstate, settle_revocation};
use crate::ledger::{Account, Book, Entry, EntryKind, Reference};
use crate::messages::Code;
use crate::messages::Locale;
use crate::money::Rupiah;
use crate::scheme::Scheme;
use crate::time::Zone;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn scheme() -> Scheme {
    Scheme::find("normal-2023").unwrap()
}

fn text(words: &str) -> Explanation {
    Explanation::parse(words).unwrap()
}

/// Taken back on a Friday at noon in Jakarta.
fn case() -> Case {
    let now = at("2026-11-27T05:00:00Z");
    Case::open(1, (Reason::FalseData, None), &scheme(), now)
}

#[test]
fn days_run_to_the_end_of_the_last_one_in_jakarta() {
    let mut case = case();
    let long = |at| Zone::Wib.long(at, Locale::Id);
    assert_eq!(long(case.repay_before), "27 Januari 2027 pukul 00.00 WIB");
    assert_eq!(long(case.appeal_before), "28 Desember 2026 pukul 00.00 WIB");
    case.file(text("Keliru"), &scheme(), case.revoked_at)
        .unwrap();
    let appeal = case.appeal.unwrap();
    // Ten working days after a Friday: the Friday of the week after next.
    assert_eq!(
        long(appeal.answer_before),
        "12 Desember 2026 pukul 00.00 WIB"
    );
    let moment = TimeDelta::seconds(1);
    assert!(!appeal.is_late(appeal.answer_before - moment));
    assert!(appeal.is_late(appeal.answer_before));
}

#[test]
fn an_appeal_is_filed_once_in_time_and_decided_once() {
    let scheme = scheme();
    let mut late = case();
    let moment = TimeDelta::seconds(1);
    let at = late.appeal_before;
    assert_eq!(
        late.file(text("Keliru"), &scheme, at),
        Err(Code::AppealTooLate)
    );
    assert_eq!(late.decide(&Decision::Upheld, at), Err(Code::AppealUnknown));

    let mut case = case();
    let at = at - moment;
    assert_eq!(case.file(text("Keliru"), &scheme, at), Ok(()));
    assert_eq!(
        case.file(text(" Keliru "), &scheme, at),
        Ok(()),
        "sent again"
    );
    assert_eq!(
        case.file(text("Lain"), &scheme, at),
        Err(Code::AppealAlreadyFiled)
    );
    let rejected = Decision::Rejected {
        because: text("Data Dukcapil tetap berbeda."),
    };
    assert!(case.stands());
    assert_eq!(case.decide(&Decision::Upheld, at), Ok(true));
    assert_eq!(case.decide(&Decision::Upheld, at), Ok(false), "said again");
    assert_eq!(case.decide(&rejected, at), Err(Code::AppealDecided));
    assert!(!case.stands());
}

#[test]
fn an_answer_that_came_late_stays_late() {
    let mut case = case();
    let scheme = scheme();
    case.file(text("Keliru"), &scheme, case.revoked_at).unwrap();
    let due = case.appeal.as_ref().unwrap().answer_before;
    case.decide(&Decision::Upheld, due).unwrap();
    assert!(case.appeal.unwrap().is_late(due + TimeDelta::days(99)));
}

#[test]
fn an_explanation_has_words_and_not_too_many() {
    assert_eq!(Explanation::parse(" \n\t "), Err(Code::AppealTextMissing));
    assert!(Explanation::parse(&"é".repeat(1_000)).is_ok());
    assert_eq!(
        Explanation::parse(&"é".repeat(1_001)),
        Err(Code::AppealTextTooLong)
    );
}

/// Money that moves whether or not an award stands.
#[derive(Clone, Copy, Debug)]
enum Step {
    Reserve(i64),
    Release,
    Commit,
    Refund,
    Due(i64),
    Send,
    Pay,
    Repay(i64),
    Revoke(Reason),
    Reinstate,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1..600_i64).prop_map(Step::Reserve),
        Just(Step::Release),
        Just(Step::Commit),
        Just(Step::Refund),
        (1..700_i64).prop_map(Step::Due),
        Just(Step::Send),
        Just(Step::Pay),
        (1..400_i64).prop_map(Step::Repay),
        Just(Step::Revoke(Reason::MissedDeadline)),
        Just(Step::Revoke(Reason::NotEligible)),
        Just(Step::Revoke(Reason::FalseData)),
        Just(Step::Reinstate),
    ]
}

fn move_all(book: &mut Book, from: Account, to: Account, most: i64) {
    let amount = Rupiah(book.balance(from).0.min(most));
    if amount.0 > 0 || from.is_programmes() {
        let amount = if from.is_programmes() {
            Rupiah(most)
        } else {
            amount
        };
        let place = book.entries().len();
        let reference = Reference::parse(&format!("test/{place}")).unwrap();
        let entry = Entry::transfer(EntryKind::Reserved, reference, from, to, amount);
        book.post(entry, DateTime::UNIX_EPOCH).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whatever_the_history_money_is_neither_made_nor_lost_and_said_again_nothing_more_moves(
        steps in proptest::collection::vec(step(), 0..40)
    ) {
        const AWARD: i64 = 3_500;
        let mut book = Book::default();
        let credit = Entry::transfer(
            EntryKind::Awarded,
            Reference::parse("award/credit").unwrap(),
            Account::TrainingBudget,
            Account::TrainingBalance,
            Rupiah(AWARD),
        );
        book.post(credit, DateTime::UNIX_EPOCH).unwrap();
        let mut revoked: Option<Reason> = None;
        for step in steps {
            use Account as A;
            match step {
                Step::Reserve(most) => move_all(&mut book, A::TrainingBalance, A::TrainingReserved, most),
                Step::Release => move_all(&mut book, A::TrainingReserved, A::TrainingBalance, i64::MAX),
                Step::Commit => move_all(&mut book, A::TrainingReserved, A::TrainingFees, i64::MAX),
                Step::Refund => move_all(&mut book, A::TrainingFees, A::TrainingBalance, i64::MAX),
                Step::Due(some) => move_all(&mut book, A::IncentiveBudget, A::IncentiveDue, some),
                Step::Send => move_all(&mut book, A::IncentiveDue, A::IncentiveSent, i64::MAX),
                Step::Pay => move_all(&mut book, A::IncentiveSent, A::IncentivePaid, i64::MAX),
                Step::Repay(most) => move_all(&mut book, A::RepaymentDue, A::Repaid, most),
                Step::Revoke(reason) => revoked = revoked.or(Some(reason)),
                Step::Reinstate if revoked.is_some() => {
                    let before = book.balance(A::TrainingBalance);
                    book.post_all(reinstate(&book, false), DateTime::UNIX_EPOCH).unwrap();
                    prop_assert!(book.balance(A::TrainingBalance) >= before);
                    prop_assert_eq!(book.balance(A::RepaymentDue), Rupiah(0));
                    prop_assert!(reinstate(&book, false).is_empty());
                    revoked = None;
                }
                Step::Reinstate => {}
            }
            if let Some(reason) = revoked {
                book.post_all(settle_revocation(&book, reason), DateTime::UNIX_EPOCH).unwrap();
                prop_assert!(settle_revocation(&book, reason).is_empty(), "said again");
                prop_assert_eq!(book.balance(A::TrainingBalance), Rupiah(0));
                if reason.claims_back() {
                    let received = book.balance(A::TrainingFees).0 + book.balance(A::IncentivePaid).0;
                    let due = book.balance(A::RepaymentDue).0;
                    let repaid = book.balance(A::Repaid).0;
                    prop_assert_eq!(due, (received - repaid).max(0));
                }
            } else {
                // Nothing of the award is lost: spent, put aside, or on the balance.
                let stands = [A::TrainingBalance, A::TrainingReserved, A::TrainingFees];
                let stands: i64 = stands.iter().map(|one| book.balance(*one).0).sum();
                prop_assert_eq!(stands, AWARD);
            }
            let all: i64 = Account::ALL.iter().map(|one| book.balance(*one).0).sum();
            prop_assert_eq!(all, 0);
        }
    }
}
