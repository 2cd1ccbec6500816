//! Purchases, incentives and the book together, under random histories:
//! messages come twice, late, out of order or never, clocks jump, the payment
//! partner answers wrongly or not at all and sometimes pays twice. Whatever
//! happens, the book stays right.

mod outside;
mod world;

use super::{Account, EntryKind};
use crate::incentive::{self, Kind};
use crate::purchase::{Purchase, State};
use crate::scheme::Scheme;
use std::collections::BTreeMap;
use std::ops::Range;
use world::World;

const THREADS: u64 = 2;

/// How many, on all threads: 100,000 where there is time (`cargo xtask test --deep`).
fn how_many() -> u64 {
    match std::env::var_os("PRAKERJA_DEEP") {
        Some(_) => 100_000,
        None => 8_000,
    }
}

#[test]
fn after_any_history_money_is_neither_made_nor_lost_nor_moved_twice() {
    let schemes = Scheme::shipped();
    let how_many = how_many();
    let share = how_many / THREADS;
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let schemes = &schemes;
                scope.spawn(move || histories(thread * share..(thread + 1) * share, schemes))
            })
            .collect();
        threads.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let sum = |count: fn(&Tally) -> u64| tallies.iter().map(count).sum::<u64>();
    assert_eq!(sum(|one| one.histories), how_many);
    // Histories in which nothing happens would prove nothing.
    for count in [
        sum(|one| one.committed),
        sum(|one| one.given_back),
        sum(|one| one.refunded),
        sum(|one| one.paid),
        sum(|one| one.overpaid),
        sum(|one| one.revoked),
    ] {
        assert!(count > how_many / 100, "{tallies:?}");
    }
}

#[derive(Debug, Default)]
struct Tally {
    histories: u64,
    committed: u64,
    given_back: u64,
    refunded: u64,
    paid: u64,
    overpaid: u64,
    revoked: u64,
}

fn histories(seeds: Range<u64>, schemes: &[Scheme]) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let scheme = usize::try_from(seed).unwrap() % schemes.len();
        let mut world = World::new(seed, &schemes[scheme]);
        world.run();
        tally.histories += 1;
        tally.revoked += u64::from(world.award.revoked_at.is_some());
        check_book(&world, seed);
        check_purchases(&world, seed, &mut tally);
        check_instalments(&world, seed, &mut tally);
    }
    tally
}

/// Recomputed from the postings alone.
fn check_book(world: &World<'_>, seed: u64) {
    let mut sums: BTreeMap<Account, i64> = BTreeMap::new();
    for booked in world.book.entries() {
        let mut journal = 0;
        for posting in booked.entry.journal.postings() {
            journal += posting.amount.0;
            *sums.entry(posting.account).or_default() += posting.amount.0;
        }
        assert_eq!(journal, 0, "seed {seed}: {booked:?}");
        for (account, sum) in &sums {
            assert!(
                *sum >= 0 || account.is_programmes(),
                "seed {seed}: {account:?}"
            );
        }
    }
    assert_eq!(sums.values().sum::<i64>(), 0, "seed {seed}");
    for account in Account::ALL {
        let sum = sums.get(&account).copied().unwrap_or_default();
        assert_eq!(world.book.balance(account).0, sum, "seed {seed}");
    }
}

fn check_purchases(world: &World<'_>, seed: u64, tally: &mut Tally) {
    let count = |purchase: &Purchase, step: &str| {
        let text = format!("purchase/{}/{step}", purchase.id().as_str());
        let entries = world.book.entries().iter();
        entries
            .filter(|one| one.entry.reference.as_str() == text)
            .count()
    };
    let (mut reserved, mut fees) = (0, 0);
    for purchase in world.purchases.list() {
        let committed = usize::from(purchase.commit().is_some());
        let (released, refunded) = match purchase.state() {
            State::Cancelled { commit: None, .. }
            | State::Expired { .. }
            | State::Withdrawn { .. } => (1, 0),
            State::Cancelled {
                commit: Some(_), ..
            } => (0, 1),
            State::Reserved { .. } => {
                reserved += purchase.offer().price.0;
                (0, 0)
            }
            _ => {
                fees += purchase.offer().price.0;
                (0, 0)
            }
        };
        let expected = [1, committed, released, refunded];
        let found = ["reserve", "commit", "release", "refund"].map(|step| count(purchase, step));
        assert_eq!(found, expected, "seed {seed}: {:?}", purchase.state());
        let seat = world.seats.holds(purchase.id());
        assert_eq!(seat, released + refunded == 0, "seed {seed}: a seat");
        tally.committed += u64::try_from(committed).unwrap();
        tally.given_back += u64::try_from(released).unwrap();
        tally.refunded += u64::try_from(refunded).unwrap();
    }
    let on = |account| world.book.balance(account).0;
    assert_eq!(on(Account::TrainingReserved), reserved, "seed {seed}");
    assert_eq!(on(Account::TrainingFees), fees, "seed {seed}");
    let given = -on(Account::TrainingBudget);
    assert_eq!(
        on(Account::TrainingBalance),
        given - reserved - fees,
        "seed {seed}"
    );
}

fn check_instalments(world: &World<'_>, seed: u64, tally: &mut Tally) {
    let mut paid = 0;
    let times = |kind| {
        let all = world.plan.instalments().iter();
        all.filter(|one| one.id().kind == kind).count()
    };
    let (job, survey) = (
        world.scheme.job_search_incentive,
        world.scheme.survey_incentive,
    );
    assert!(times(Kind::JobSearch) <= usize::try_from(job.times).unwrap());
    assert!(times(Kind::Survey) <= usize::try_from(survey.times).unwrap());
    for one in world.plan.instalments() {
        let text = format!("incentive/{}/paid", one.id().text());
        let entries = world.book.entries().iter();
        let booked = entries
            .filter(|booked| {
                booked.entry.kind == EntryKind::IncentivePaid
                    && booked.entry.reference.as_str() == text
            })
            .count();
        let made = world.partner.payments_of(one);
        let is_paid = matches!(one.state(), incentive::State::Paid { .. });
        // The partner's whole list was read at the end.
        assert_eq!(is_paid, made > 0, "seed {seed}: {one:?}");
        assert_eq!(booked, usize::from(is_paid), "seed {seed}: {one:?}");
        let overpaid = world.overpaid.get(&one.id()).copied().unwrap_or_default();
        assert_eq!(overpaid, made.saturating_sub(1), "seed {seed}: {one:?}");
        paid += if is_paid { one.amount().0 } else { 0 };
        tally.paid += u64::from(is_paid);
        tally.overpaid += u64::try_from(overpaid).unwrap();
    }
    let on = |account| world.book.balance(account).0;
    assert_eq!(on(Account::IncentivePaid), paid, "seed {seed}");
    let given = -on(Account::IncentiveBudget);
    let open = on(Account::IncentiveDue) + on(Account::IncentiveSent);
    assert_eq!(given, open + paid, "seed {seed}");
}
