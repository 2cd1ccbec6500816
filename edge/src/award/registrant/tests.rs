//! Awards on real SQLite: given once, reminded of, taken back in time.

use crate::account::registrant::ShowAccount;
use crate::crypto::tests::keys;
use crate::draw::registrant::NoteOutcomes;
use crate::draw::registrant::tests::{joined, screen};
use crate::household::{BallotEntry, Freed};
use crate::identity::registrant::NoteIdentity;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::Store;
use crate::registrant::tables::MIGRATIONS;
use crate::registrant::tests::{ask, at, own};
use crate::sql::tests::Native;
use crate::sql::{Moment, Sql, migrate};
use chrono::TimeDelta;
use domain::award::Award;
use domain::draw::Outcome;
use domain::identity::IdentityState;
use domain::ledger::Account;
use domain::messages::Outgoing;
use domain::money::Rupiah;

pub fn drawn() -> Store<Native> {
    drawn_as().0
}

fn drawn_as() -> (Store<Native>, BallotEntry) {
    let (store, entry) = joined();
    let verified = NoteIdentity {
        person: 1,
        corrections: 0,
        result: Some(IdentityState::Verified),
        now: at(3),
    };
    ask(&store, verified).unwrap();
    screen(&store);
    for _ in 0..2 {
        let question = NoteOutcomes {
            wave: 72,
            scheme: "normal-2023".to_owned(),
            outcomes: vec![(1, Outcome::Drawn)],
            now: at(7200),
        };
        ask(&store, question).unwrap();
    }
    (store, entry)
}

pub fn look(store: &Store<Native>, now: Moment) {
    for job in store.due(now, 100).unwrap().jobs {
        if job.kind == JobKind::Deadline {
            store.look_at_deadline(job.id, job.person, now).unwrap();
        }
    }
}

pub fn award(store: &Store<Native>) -> Award {
    store.award(1).unwrap().unwrap()
}

/// Lets the shard look at what is due, as its alarm does; what it has to say.
pub fn wake(store: &Store<Native>, now: Moment) -> Vec<Outgoing> {
    look(store, now);
    let jobs = store.due(now, 100).unwrap().jobs;
    let ids: Vec<i64> = jobs
        .iter()
        .filter(|job| job.kind != JobKind::Deadline)
        .map(|job| job.id)
        .collect();
    store.handed_over(&ids, now).unwrap();
    jobs.into_iter()
        .filter_map(|job| match job.kind {
            JobKind::Message(message) => Some(message),
            _ => None,
        })
        .collect()
}

#[test]
fn who_is_drawn_is_given_one_card_and_the_schemes_balance_once() {
    let store = drawn();
    let award = award(&store);
    assert_eq!(award.balance, Rupiah(3_500_000));
    assert_eq!(award.card.as_str().len(), 16);
    assert_eq!(award.revoked_at, None);
    let book = store.book(1).unwrap();
    assert_eq!(book.entries().len(), 1, "told twice, credited once");
    assert_eq!(book.balance(Account::TrainingBalance), Rupiah(3_500_000));
    let rows = store.sql.run("SELECT * FROM award", &[]).unwrap();
    assert!(!format!("{rows:?}").contains(award.card.as_str()));
}

#[test]
fn reminders_go_out_a_week_and_a_day_before_and_then_the_award_is_taken_back() {
    let store = drawn();
    let due = award(&store).buy_before;
    wake(&store, at(7200));
    let reminds = |messages: &[Outgoing]| {
        let reminders = messages
            .iter()
            .filter(|one| matches!(one, Outgoing::BuyBefore { .. }));
        reminders.count()
    };
    let day = TimeDelta::days(1);
    let moment = TimeDelta::seconds(1);
    assert_eq!(reminds(&wake(&store, due - day * 7 - moment)), 0);
    assert_eq!(reminds(&wake(&store, due - day * 7)), 1);
    assert_eq!(reminds(&wake(&store, due - day * 3)), 0);
    assert_eq!(reminds(&wake(&store, due - day)), 1);
    assert_eq!(wake(&store, due - moment), []);
    assert_eq!(award(&store).revoked_at, None);

    assert_eq!(wake(&store, due), [Outgoing::Revoked]);
    assert_eq!(award(&store).revoked_at, Some(due));
    assert_eq!(award(&store).balance, Rupiah(0));
    let book = store.book(1).unwrap();
    assert_eq!(book.balance(Account::TrainingBudget), Rupiah(0));
    assert_eq!(wake(&store, due + day), [], "taken back once");
}

#[test]
fn an_award_that_is_taken_back_frees_its_seat_once() {
    let (store, entry) = drawn_as();
    let due = award(&store).buy_before;
    let freed = |now| {
        let jobs = store.due(now, 100).unwrap().jobs;
        jobs.into_iter().find_map(|job| match job.kind {
            JobKind::Freed(freed) => Some(*freed),
            _ => None,
        })
    };
    assert_eq!(freed(due), None);
    look(&store, due);
    let expected = Freed {
        freed: true,
        wave: 72,
        shard: entry.shard,
        household: entry.household,
        registrant: 1,
        person: 1,
    };
    assert_eq!(freed(due), Some(expected));
    wake(&store, due);
    assert_eq!(freed(due + TimeDelta::days(9)), None);
}

#[test]
fn an_award_that_cannot_be_read_holds_nobody_elses_work_up() {
    let store = drawn();
    let due = award(&store).buy_before;
    wake(&store, at(7200));
    for broken in [
        "UPDATE award SET sealed = 'broken'",
        "UPDATE outbox SET kind = 'broken' WHERE kind <> 'deadline'",
        "INSERT INTO outbox (person, kind, due_at, attempts) VALUES (1, 'broken', 0, 0)",
    ] {
        store.sql.run(broken, &[]).unwrap();
    }
    ask(
        &store,
        crate::registrant::tests::new(crate::registrant::tests::BUDI, "b"),
    )
    .unwrap();
    let found = store.due(due, 100).unwrap();
    assert!(found.jobs.iter().any(|job| job.kind == JobKind::Identity));
    let (id, _) = &found.unreadable[0];
    store.set_aside(*id, due).unwrap();
    let unreadable = |now| store.due(now, 100).unwrap().unreadable.len();
    assert_eq!(unreadable(due), found.unreadable.len() - 1);
    assert_eq!(
        unreadable(due + TimeDelta::hours(1)),
        found.unreadable.len()
    );
    let deadline = found.jobs.iter().find(|job| job.kind == JobKind::Deadline);
    assert!(
        store
            .look_at_deadline(deadline.unwrap().id, 1, due)
            .is_err()
    );
}

#[test]
fn an_account_whose_award_was_taken_back_says_so() {
    let store = drawn();
    let due = award(&store).buy_before;
    wake(&store, due);
    let question = own("session k", at(10), ShowAccount);
    let Ok(account) = ask(&store, question) else {
        panic!("signed in");
    };
    assert!(account.facts.revoked);
    assert_eq!(account.award.unwrap().revoked_at, Some(due));
}

#[test]
fn what_was_posted_before_there_were_books_stands_in_them_with_the_same_sums() {
    let sql = Native::new();
    let before: Vec<_> = MIGRATIONS.iter().take(4).copied().collect();
    migrate(&sql, &before).unwrap();
    for (journal, account, amount) in [
        ("award", "training_budget", -600),
        ("award", "training_balance", 600),
        ("revocation", "training_balance", -600),
        ("revocation", "training_budget", 600),
    ] {
        sql.run(
            "INSERT INTO posting (person, journal, account, amount, at) VALUES (1, ?, ?, ?, 5)",
            &[
                journal.into(),
                format!("\"{account}\"").into(),
                amount.into(),
            ],
        )
        .unwrap();
    }
    let store = Store::open(sql, keys(), Some(1), 4, crate::registrant::tests::random).unwrap();
    let book = store.book(1).unwrap();
    assert_eq!(book.entries().len(), 2);
    let lines = book.statement(Account::TrainingBalance);
    let sums: Vec<i64> = lines.iter().map(|line| line.balance.0).collect();
    assert_eq!(sums, [600, 0]);
}
