//! A household shard against real SQLite: reports in any order, entries that
//! stay fixed, and the household limit over several waves.

use super::entry::{BallotEntry, BallotState, Freed};
use super::store::{Store, StoreError};
use crate::sql::tests::Native;
use domain::draw::{Exclusion, Group, Hex, Outcome, Stratum};

fn store() -> Store<Native> {
    Store::open(Native::new()).unwrap()
}

fn report(wave: u32, person: u8, household: u8) -> BallotEntry {
    let mut id = [person; 32];
    id[0] = u8::try_from(wave).unwrap();
    BallotEntry {
        wave,
        shard: 0,
        id: Hex(id),
        household: format!("household {household}"),
        tag: Hex([household; 16]),
        stratum: Stratum {
            province: 32,
            group: Group::General,
        },
        registrant: 1,
        person: i64::from(person),
        version: 1,
        state: BallotState::In,
    }
}

#[test]
fn reports_count_by_their_version_and_not_by_their_arrival() {
    let store = store();
    let joined = report(72, 1, 1);
    let left = BallotEntry {
        version: 2,
        state: BallotState::Left,
        ..joined.clone()
    };
    let mut again = report(72, 1, 1);
    again.version = 3;
    again.id = Hex([9; 32]);
    store
        .put(&[again.clone(), left.clone(), joined.clone()])
        .unwrap();
    store.put(&[joined, again.clone(), left]).unwrap();
    let (committed, entries) = store.commit(72, 2).unwrap();
    assert_eq!(committed.root.entries, 1);
    assert_eq!(entries.entry(0).unwrap().id, again.id);
}

#[test]
fn fixed_entries_stay_as_they_are_whatever_comes_later() {
    let store = store();
    assert!(matches!(store.entries(72), Err(StoreError::Open)));
    store.put(&[report(72, 1, 1), report(72, 2, 1)]).unwrap();
    let (first, entries) = store.commit(72, 2).unwrap();
    let late = BallotEntry {
        version: 9,
        state: BallotState::Left,
        ..report(72, 1, 1)
    };
    store.put(&[late, report(72, 3, 2)]).unwrap();
    let (second, again) = store.commit(72, 2).unwrap();
    assert_eq!((first, entries), (second, again));
    // Another wave is open as before.
    store.put(&[report(73, 3, 2)]).unwrap();
    assert_eq!(store.commit(73, 2).unwrap().0.root.entries, 1);
}

#[test]
fn who_left_or_was_screened_out_is_no_entry_and_is_counted_by_reason() {
    let store = store();
    let state = |person, state| BallotEntry {
        state,
        ..report(72, person, person)
    };
    store
        .put(&[
            state(1, BallotState::In),
            state(2, BallotState::Left),
            state(3, BallotState::Excluded(Exclusion::IdentityPending)),
            state(4, BallotState::Excluded(Exclusion::IdentityPending)),
            state(5, BallotState::Excluded(Exclusion::Forbidden)),
        ])
        .unwrap();
    let (committed, _) = store.commit(72, 2).unwrap();
    assert_eq!(committed.root.entries, 1);
    assert_eq!(
        committed.excluded.into_iter().collect::<Vec<_>>(),
        [(Exclusion::IdentityPending, 2), (Exclusion::Forbidden, 1)]
    );
}

#[test]
fn a_household_carries_its_recipients_into_later_waves_until_it_is_full() {
    let store = store();
    store.put(&[report(72, 1, 1), report(72, 2, 1)]).unwrap();
    store.commit(72, 2).unwrap();
    let won = report(72, 1, 1).id;
    let lost = report(72, 2, 1).id;
    let outcomes = [(won, Outcome::Drawn), (lost, Outcome::NotDrawn)];
    for _ in 0..2 {
        let mut told = store.settle(72, &outcomes).unwrap();
        told.sort_by_key(|(applicant, _)| *applicant);
        assert_eq!(
            told,
            [((1, 1), Outcome::Drawn), ((1, 2), Outcome::NotDrawn)]
        );
    }

    store.put(&[report(73, 3, 1), report(73, 4, 2)]).unwrap();
    let (_, entries) = store.commit(73, 2).unwrap();
    let earlier: Vec<_> = entries
        .entries()
        .map(|entry| (entry.household.0[0], entry.earlier))
        .collect();
    assert_eq!(earlier, [(1, 1), (2, 0)], "told twice, counted once");
    store
        .settle(73, &[(report(73, 3, 1).id, Outcome::Drawn)])
        .unwrap();

    store.put(&[report(74, 5, 1), report(74, 6, 2)]).unwrap();
    let (committed, _) = store.commit(74, 2).unwrap();
    assert_eq!(committed.root.entries, 1);
    assert_eq!(committed.excluded.get(&Exclusion::HouseholdFull), Some(&1));
    assert_eq!(
        store.kept_out(74).unwrap(),
        [((1, 5), Outcome::Excluded(Exclusion::HouseholdFull))]
    );
}

#[test]
fn more_entries_than_one_statement_reads_are_all_there() {
    let store = store();
    let reports: Vec<_> = (0..10_050_u32)
        .map(|n| {
            let mut one = report(72, 1, 1);
            one.person = i64::from(n);
            let mut id = [0; 32];
            id[..4].copy_from_slice(&n.wrapping_mul(2_654_435_761).to_be_bytes());
            one.id = Hex(id);
            one
        })
        .collect();
    store.put(&reports).unwrap();
    let (committed, entries) = store.commit(72, 2).unwrap();
    assert_eq!(committed.root.entries, 10_050);
    assert_eq!(entries.root(), committed.root);
}

#[test]
fn an_award_that_was_taken_back_frees_a_seat_and_counts_for_its_household_no_more() {
    let store = store();
    store.put(&[report(72, 1, 1), report(72, 2, 1)]).unwrap();
    let (_, entries) = store.commit(72, 2).unwrap();
    let won: Vec<_> = (0..2)
        .map(|index| (entries.entry(index).unwrap().id, Outcome::Drawn))
        .collect();
    store.settle(72, &won).unwrap();
    let freed = Freed {
        freed: true,
        wave: 72,
        shard: 0,
        household: "household 1".into(),
        registrant: 1,
        person: 2,
    };
    let nobody = Freed {
        person: 9,
        ..freed.clone()
    };
    assert_eq!(store.freed(72).unwrap(), 0);
    for _ in 0..2 {
        store.free(&[freed.clone(), nobody.clone()]).unwrap();
    }
    assert_eq!((store.freed(72).unwrap(), store.freed(73).unwrap()), (1, 0));

    store.put(&[report(73, 3, 1)]).unwrap();
    let (committed, entries) = store.commit(73, 2).unwrap();
    assert_eq!(committed.root.entries, 1, "one of two places is free again");
    assert_eq!(entries.entry(0).unwrap().earlier, 1);
    // Told again, after the award was taken back: it stays so.
    store.settle(72, &won).unwrap();
    assert_eq!(store.freed(72).unwrap(), 1);
}
