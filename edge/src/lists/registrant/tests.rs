//! Lists of people: they count whenever somebody registered, and for good once
//! a wave is screened.

use crate::crypto::Purpose;
use crate::crypto::tests::keys;
use crate::draw::registrant::tests::{joined, screen_by};
use crate::household::BallotState;
use crate::identity::registrant::NoteIdentity;
use crate::lists::registrant::ChangeList;
use crate::registrant::store::Store;
use crate::registrant::tests::{SARI, ask, at};
use crate::sql::Sql;
use crate::sql::tests::Native;
use domain::draw::{Exclusion, Group};
use domain::identity::IdentityState;
use domain::lists::{Change, ListName};

fn list(name: &str) -> ListName {
    ListName::parse(name).unwrap()
}

fn change(store: &Store<Native>, name: &str, change: Change) {
    let question = ChangeList {
        list: list(name),
        change,
        nik_hashes: vec![keys().digest(Purpose::Nik, &[SARI]).text()],
    };
    ask(store, question).unwrap();
}

pub fn verified() -> Store<Native> {
    let (store, entry) = joined();
    assert_eq!(entry.stratum.group, Group::General);
    let verified = NoteIdentity {
        person: 1,
        corrections: 0,
        result: Some(IdentityState::Verified),
        now: at(3),
    };
    ask(&store, verified).unwrap();
    store
}

#[test]
fn who_stands_on_a_priority_list_of_the_wave_is_drawn_as_such() {
    for (counted, group) in [
        (&["priority/phk"][..], Group::Priority),
        (&["priority/other"], Group::General),
        (&[], Group::General),
    ] {
        let store = verified();
        change(&store, "priority/phk", Change::Add);
        change(&store, "priority/phk", Change::Add);
        let counted: Vec<ListName> = counted.iter().map(|name| list(name)).collect();
        let screened = screen_by(&store, &counted);
        assert_eq!(screened[0].stratum.group, group, "{counted:?}");
        assert_eq!(screened[0].state, BallotState::In);
    }
}

#[test]
fn who_stands_on_a_forbidden_list_of_the_wave_is_kept_out() {
    let store = verified();
    change(&store, "forbidden/aparatur", Change::Add);
    let screened = screen_by(&store, &[list("forbidden/aparatur")]);
    let reason = BallotState::Excluded(Exclusion::Forbidden);
    assert_eq!(screened[0].state, reason);
}

#[test]
fn a_list_that_changes_after_the_screening_changes_nothing() {
    let lists = [list("priority/phk"), list("forbidden/aparatur")];
    let store = verified();
    change(&store, "priority/phk", Change::Add);
    let first = screen_by(&store, &lists);
    change(&store, "priority/phk", Change::Remove);
    change(&store, "forbidden/aparatur", Change::Add);
    assert_eq!(screen_by(&store, &lists), first);
    assert_eq!(first[0].stratum.group, Group::Priority);
}

#[test]
fn who_was_removed_from_a_list_stands_on_it_no_more_and_no_nik_is_kept() {
    let store = verified();
    change(&store, "forbidden/aparatur", Change::Add);
    let rows = store.sql.run("SELECT * FROM listed", &[]).unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!format!("{rows:?}").contains(SARI));
    change(&store, "forbidden/aparatur", Change::Remove);
    let screened = screen_by(&store, &[list("forbidden/aparatur")]);
    assert_eq!(screened[0].state, BallotState::In);
}
