//! Awards taken back by staff and given again on appeal, and balances that
//! close, on real SQLite: once each, and the book says so.
//!
//! Long: each history is read from top to bottom, with its money.

use crate::appeal::registrant::StaffCommand;
use crate::appeal::registrant::{FileAppeal, SignCommand};
use crate::award::registrant::tests::{drawn, look};
use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::purchase::registrant::CancelPurchase;
use crate::purchase::registrant::tests::{SESSION, completed, reserved, signed_in};
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tests::{SARI, ask, at, new, own, store};
use crate::signing::tests::signing;
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql};
use chrono::TimeDelta;
use domain::appeal::{Decision, Explanation, Reason, RevocationView};
use domain::incentive::{RefuseReason, State};
use domain::ledger::{Account, Entry, EntryKind, Reference};
use domain::messages::{Code, Outgoing};
use domain::money::Rupiah;
use domain::scheme::Scheme;
use domain::staff::CommandState;

pub const BALANCE: i64 = 3_500_000;
pub const PRICE: i64 = 500_000;

fn words(text: &str) -> Explanation {
    Explanation::parse(text).unwrap()
}

fn sign(
    store: &Store<Native>,
    key: &str,
    command: &StaffCommand,
    now: Moment,
) -> Result<CommandState, Code> {
    let number = store.person(1).unwrap().1.number;
    let question = SignCommand {
        signing: signing(&format!("{command:?}"), key, now),
        number_hash: keys()
            .digest(Purpose::RegistrationNumber, &[number.as_str()])
            .text(),
        command: command.clone(),
    };
    ask(store, question)
}

fn both(store: &Store<Native>, command: &StaffCommand, now: Moment) {
    assert_eq!(sign(store, "one", command, now), Ok(CommandState::Proposed));
    assert_eq!(sign(store, "two", command, now), Ok(CommandState::Done));
    assert_eq!(
        sign(store, "two", command, now),
        Ok(CommandState::Done),
        "sent again"
    );
}

fn false_data() -> StaffCommand {
    StaffCommand::Revoke {
        reason: Reason::FalseData,
        note: words("KTP yang diunggah milik orang lain."),
    }
}

fn appeal(store: &Store<Native>, text: &str, now: Moment) -> Result<RevocationView, Code> {
    signed_in(store, now);
    let question = own(SESSION, now, FileAppeal { text: words(text) });
    ask(store, question)
}

/// Balance, put aside, fees, due back.
pub fn stands(store: &Store<Native>) -> [i64; 4] {
    let book = store.book(1).unwrap();
    let all: i64 = Account::ALL.iter().map(|one| book.balance(*one).0).sum();
    assert_eq!(all, 0);
    [
        Account::TrainingBalance,
        Account::TrainingReserved,
        Account::TrainingFees,
        Account::RepaymentDue,
    ]
    .map(|account| book.balance(account).0)
}

pub fn told(store: &Store<Native>, now: Moment, message: fn(&Outgoing) -> bool) -> usize {
    let jobs = store.due(now, 100).unwrap().jobs;
    jobs.iter()
        .filter(|job| matches!(&job.kind, JobKind::Message(one) if message(one)))
        .count()
}

#[test]
fn who_was_awarded_on_false_data_loses_what_is_left_and_owes_what_was_spent() {
    let store = drawn();
    completed(&store);
    let now = at(9000);
    assert_eq!(stands(&store), [BALANCE - PRICE, 0, PRICE, 0]);
    both(&store, &false_data(), now);
    assert_eq!(stands(&store), [0, 0, PRICE, PRICE]);
    let award = store.award(1).unwrap().unwrap();
    assert_eq!(award.revoked_at, Some(now));
    let view = store.revocation(1, now).unwrap().unwrap();
    assert_eq!(
        (view.due, view.stands, view.may_appeal),
        (Rupiah(PRICE), true, true)
    );
    assert_eq!(
        view.note.unwrap().as_str(),
        "KTP yang diunggah milik orang lain."
    );
    let days = (view.repay_before - now).num_days();
    assert_eq!(days, 60, "Perpres 76/2020, article 31C");
    assert_eq!(
        told(&store, now, |one| matches!(
            one,
            Outgoing::AwardTakenBack {
                due: Rupiah(PRICE),
                ..
            }
        )),
        1
    );
    let jobs = store.due(now, 100).unwrap().jobs;
    let freed = jobs
        .iter()
        .filter(|job| matches!(&job.kind, JobKind::Freed(one) if one.freed));
    assert_eq!(freed.count(), 1);
    // Another command finds nothing to take back.
    let again = StaffCommand::Revoke {
        reason: Reason::NotEligible,
        note: words("Lagi"),
    };
    assert_eq!(sign(&store, "one", &again, now), Err(Code::AwardNotHeld));
    let rows = store.sql.run("SELECT * FROM award_case", &[]).unwrap();
    assert!(!format!("{rows:?}").contains("KTP"));
}

#[test]
fn a_reservation_is_given_back_and_instalments_are_refused_with_the_award() {
    let store = drawn();
    reserved(&store);
    assert_eq!(stands(&store), [BALANCE - PRICE, PRICE, 0, 0]);
    both(&store, &false_data(), at(8100));
    assert_eq!(
        stands(&store),
        [0, 0, 0, 0],
        "nothing was spent, nothing is due"
    );

    let store = drawn();
    let id = completed(&store);
    for fact in crate::incentive::registrant::tests::facts_of(&id, at(9000)) {
        store.learn(1, fact, at(9000)).unwrap();
    }
    both(&store, &false_data(), at(9100));
    let refused = |store: &Store<Native>| {
        let plan = store.incentives(1).unwrap().unwrap().plan;
        plan.instalments().iter().all(|one| {
            matches!(
                one.state(),
                State::Refused {
                    reason: RefuseReason::FalseData,
                    ..
                }
            )
        })
    };
    assert!(refused(&store));
    appeal(&store, "Itu KTP saya", at(9200)).unwrap();
    let upheld = StaffCommand::Decide {
        case: 1,
        decision: Decision::Upheld,
    };
    both(&store, &upheld, at(9300));
    assert!(!refused(&store), "scheduled again");
}

#[test]
fn money_that_moves_after_all_changes_what_is_due() {
    let store = drawn();
    completed(&store);
    both(&store, &false_data(), at(9000));
    let late = |reference: &str, from, to, amount| {
        let reference = Reference::parse(reference).unwrap();
        let entry = Entry::transfer(
            EntryKind::IncentivePaid,
            reference,
            from,
            to,
            Rupiah(amount),
        );
        store.write(1, vec![entry], at(9100)).unwrap();
        store.settle_revocation(1, at(9100)).unwrap();
        store.settle_revocation(1, at(9100)).unwrap();
    };
    // A partner had paid already; then the platform gives the course back.
    late(
        "test/1",
        Account::IncentiveBudget,
        Account::IncentivePaid,
        600_000,
    );
    assert_eq!(stands(&store), [0, 0, PRICE, PRICE + 600_000]);
    late(
        "test/2",
        Account::TrainingFees,
        Account::TrainingBalance,
        PRICE,
    );
    assert_eq!(stands(&store), [0, 0, 0, 600_000]);
}

#[test]
fn an_appeal_that_is_upheld_puts_everything_back_once() {
    let store = drawn();
    completed(&store);
    both(&store, &false_data(), at(9000));
    let filed = appeal(&store, "Itu KTP saya sendiri.", at(9100)).unwrap();
    assert!(!filed.may_appeal && !filed.appeal.unwrap().late);
    appeal(&store, "Itu KTP saya sendiri.", at(9101)).unwrap();
    assert_eq!(
        appeal(&store, "Lain", at(9102)),
        Err(Code::AppealAlreadyFiled)
    );
    assert_eq!(
        told(&store, at(9102), |one| matches!(
            one,
            Outgoing::AppealFiled { .. }
        )),
        1
    );
    assert_eq!(store.waiting_appeal(1, at(9102)).unwrap().unwrap().case, 1);
    let upheld = StaffCommand::Decide {
        case: 1,
        decision: Decision::Upheld,
    };
    both(&store, &upheld, at(9200));
    assert_eq!(stands(&store), [BALANCE - PRICE, 0, PRICE, 0]);
    assert_eq!(store.award(1).unwrap().unwrap().revoked_at, None);
    assert_eq!(store.waiting_appeal(1, at(9200)).unwrap(), None);
    let view = store.revocation(1, at(9200)).unwrap().unwrap();
    assert_eq!((view.stands, view.due), (false, Rupiah(0)));
    let jobs = store.due(at(9200), 100).unwrap().jobs;
    assert!(
        jobs.iter()
            .any(|job| matches!(&job.kind, JobKind::Freed(one) if !one.freed))
    );
    // It can be taken back once more, as another case.
    both(
        &store,
        &StaffCommand::Revoke {
            reason: Reason::NotEligible,
            note: words("ASN"),
        },
        at(9300),
    );
    assert_eq!(stands(&store), [0, 0, PRICE, PRICE]);
    assert_eq!(store.revocation(1, at(9300)).unwrap().unwrap().case, 2);
}

#[test]
fn an_appeal_that_is_rejected_changes_no_money_and_says_why_and_a_late_answer_stays_late() {
    let store = drawn();
    completed(&store);
    both(&store, &false_data(), at(9000));
    let due = appeal(&store, "Itu KTP saya.", at(9100))
        .unwrap()
        .appeal
        .unwrap()
        .answer_before;
    assert!(store.waiting_appeal(1, due).unwrap().unwrap().late);
    let rejected = StaffCommand::Decide {
        case: 1,
        decision: Decision::Rejected {
            because: words("Dukcapil menyatakan bukan."),
        },
    };
    both(&store, &rejected, due);
    assert_eq!(stands(&store), [0, 0, PRICE, PRICE]);
    let view = store.revocation(1, due).unwrap().unwrap();
    assert!(view.stands && view.appeal.unwrap().late);
    let upheld = StaffCommand::Decide {
        case: 1,
        decision: Decision::Upheld,
    };
    assert_eq!(sign(&store, "one", &upheld, due), Err(Code::AppealDecided));
}

#[test]
fn a_missed_deadline_can_be_appealed_against_in_time_and_then_begins_anew() {
    let store = drawn();
    let due = store.award(1).unwrap().unwrap().buy_before;
    look(&store, due);
    assert_eq!(stands(&store), [0, 0, 0, 0]);
    let view = store.revocation(1, due).unwrap().unwrap();
    assert_eq!((view.reason, view.due), (Reason::MissedDeadline, Rupiah(0)));
    let late = view.appeal_before;
    assert_eq!(appeal(&store, "Sakit", late), Err(Code::AppealTooLate));
    appeal(
        &store,
        "Saya dirawat di rumah sakit.",
        late - TimeDelta::seconds(1),
    )
    .unwrap();
    let upheld = StaffCommand::Decide {
        case: 1,
        decision: Decision::Upheld,
    };
    both(&store, &upheld, late);
    assert_eq!(stands(&store), [BALANCE, 0, 0, 0]);
    let award = store.award(1).unwrap().unwrap();
    assert!(award.buy_before > late && award.revoked_at.is_none());
    look(&store, late);
    assert_eq!(store.award(1).unwrap().unwrap().revoked_at, None);
    look(&store, award.buy_before);
    assert_eq!(stands(&store), [0, 0, 0, 0], "and ends again");
}

#[test]
fn who_never_lost_an_award_has_nothing_to_appeal_against() {
    assert_eq!(
        appeal(&drawn(), "Keliru", at(8000)),
        Err(Code::AppealNothing)
    );
}

#[test]
fn what_is_left_of_a_balance_goes_back_at_the_end_of_its_last_day_once_with_reminders() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    let scheme = Scheme::find("semi-bansos-2020").unwrap();
    let given: Moment = "2020-11-20T05:00:00Z".parse().unwrap();
    store.give_award(1, 9, &scheme, given).unwrap();
    let closes: Moment = "2020-12-15T17:00:00Z".parse().unwrap();
    let look = |now| {
        for job in store.due(now, 100).unwrap().jobs {
            if job.kind == JobKind::Closing {
                store.look_at_closing(job.id, job.person, now).unwrap();
            }
        }
        let reminders = told(&store, now, |one| {
            matches!(one, Outgoing::BalanceCloses { .. })
        });
        (reminders, stands(&store)[0])
    };
    let day = TimeDelta::days(1);
    assert_eq!(look(closes - day * 8), (0, 1_000_000));
    assert_eq!(look(closes - day * 7), (1, 1_000_000));
    assert_eq!(look(closes - day), (2, 1_000_000));
    assert_eq!(look(closes - TimeDelta::seconds(1)), (2, 1_000_000));
    assert_eq!(look(closes), (2, 0));
    assert_eq!(look(closes + day), (2, 0));
    let book = store.book(1).unwrap();
    let closed = book
        .entries()
        .iter()
        .filter(|one| one.entry.kind == EntryKind::Closed);
    assert_eq!(closed.count(), 1);
}

#[test]
fn a_reservation_is_reminded_of_some_hours_before_it_ends_unless_it_has() {
    for cancelled in [false, true] {
        let store = drawn();
        let id = reserved(&store);
        let ends = store
            .purchases(1)
            .unwrap()
            .find(&id)
            .unwrap()
            .expires_at()
            .unwrap();
        let due = ends - TimeDelta::hours(6);
        if cancelled {
            let question = own(SESSION, at(8100), CancelPurchase { id: id.clone() });
            ask(&store, question).unwrap();
        }
        let wake = |now| {
            for job in store.due(now, 100).unwrap().jobs {
                if let JobKind::RedeemSoon(id) = &job.kind {
                    store
                        .remind_of_redeeming(job.id, job.person, id, now)
                        .unwrap();
                }
            }
            told(&store, now, |one| {
                matches!(one, Outgoing::RedeemBefore { .. })
            })
        };
        assert_eq!(wake(due - TimeDelta::seconds(1)), 0);
        assert_eq!(wake(due), usize::from(!cancelled));
        assert_eq!(wake(ends), usize::from(!cancelled), "once");
    }
}
