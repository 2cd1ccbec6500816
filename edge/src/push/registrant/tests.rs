//! Phones that are told: five at most, each one person's, and a record of the consent.

use crate::push::registrant::{ForgetPhone, Subscribe, Unsubscribe};
use crate::registrant::store::Store;
use crate::registrant::tests::{BUDI, SARI, ask, at, new, own, registered, store};
use crate::sql::Sql;
use crate::sql::tests::Native;

/// Somebody registered with this key, who asks that a phone be told.
fn subscribe(store: &Store<Native>, key: &str, phone: &str, second: i64) -> u32 {
    let question = own(
        &format!("session {key}"),
        at(second),
        Subscribe {
            endpoint_hash: format!("hash of {phone}"),
            endpoint: format!("https://push.invalid/{phone}"),
        },
    );
    ask(store, question).unwrap().count
}

fn unsubscribe(store: &Store<Native>, key: &str, phone: Option<&str>) -> u32 {
    let question = own(
        &format!("session {key}"),
        at(100),
        Unsubscribe {
            endpoint_hash: phone.map(|phone| format!("hash of {phone}")),
        },
    );
    ask(store, question).unwrap().count
}

pub fn told(store: &Store<Native>, person: i64) -> Vec<String> {
    store.contacts(person).unwrap().push
}

fn notes(store: &Store<Native>, person: i64) -> Vec<String> {
    let rows = store.sql.run(
        "SELECT kind FROM event WHERE person = ? AND kind LIKE 'push%' ORDER BY id",
        &[person.into()],
    );
    let kinds = rows.unwrap().into_iter();
    kinds.map(|row| row.text(0).unwrap().to_owned()).collect()
}

fn two_people() -> Store<Native> {
    let store = store();
    registered(ask(&store, new(SARI, "s")));
    registered(ask(&store, new(BUDI, "b")));
    store
}

#[test]
fn a_sixth_phone_takes_the_place_of_the_oldest_also_within_one_instant() {
    let store = two_people();
    for phone in ["1", "2", "3", "4", "5", "6"] {
        subscribe(&store, "s", phone, 1);
    }
    let told = told(&store, 1);
    assert_eq!(told.len(), 5);
    assert!(told.contains(&"https://push.invalid/6".to_owned()));
    assert_eq!(
        notes(&store, 1)
            .iter()
            .filter(|kind| *kind == "push_off")
            .count(),
        1
    );
}

#[test]
fn the_same_phone_again_changes_nothing_and_is_on_record_once() {
    let store = two_people();
    assert_eq!(subscribe(&store, "s", "1", 1), 1);
    assert_eq!(subscribe(&store, "s", "1", 2), 1);
    assert_eq!(notes(&store, 1), ["push_on"]);
}

#[test]
fn an_address_tells_its_last_owner_alone_and_nobody_takes_off_anothers() {
    let store = two_people();
    subscribe(&store, "s", "1", 1);
    assert_eq!(unsubscribe(&store, "b", Some("1")), 0);
    assert_eq!(told(&store, 1).len(), 1);
    assert!(notes(&store, 2).is_empty(), "nothing was taken off");
    subscribe(&store, "b", "1", 2);
    assert_eq!((told(&store, 1).len(), told(&store, 2).len()), (0, 1));
}

#[test]
fn all_phones_are_taken_off_at_once_and_a_phone_that_is_gone_by_itself() {
    let store = two_people();
    for phone in ["1", "2", "3"] {
        subscribe(&store, "s", phone, 1);
    }
    let gone = ForgetPhone {
        person: 1,
        endpoint_hash: "hash of 2".to_owned(),
        now: at(3),
    };
    assert_eq!(ask(&store, gone).unwrap().count, 2);
    assert_eq!(unsubscribe(&store, "s", None), 0);
    assert_eq!(notes(&store, 1).len(), 6, "on and off, three times");
}
