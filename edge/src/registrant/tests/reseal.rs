//! Sealing anew on real SQLite.

use super::{BUDI, SARI, ask, new, store};

use crate::crypto::tests::{keys_with, later, sealed_with_the_first_key};
use crate::crypto::{Keyring, Keys, Place};
use crate::data_copy::registrant::tables::{Column, TABLES};
use crate::object::Transactional;
use crate::registrant::reseal::{COLUMNS, ShowSealing};
use crate::registrant::store::{PERSON, Store};
use crate::sql::Sql;
use crate::sql::tests::Native;
use domain::staff::Sealing;
use std::collections::BTreeSet;

/// A third person.
const THIRD: &str = "3273011404980003";

/// Every sealed text of every table, as (table, column, text).
fn sealed(store: &Store<Native>) -> Vec<(&'static str, &'static str, String)> {
    let mut all = vec![];
    let listed = COLUMNS.iter().map(|one| (one.table, one.column));
    for (table, column) in listed.chain([("submission", "answer")]) {
        let statement = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
        for row in store.sql.run(&statement, &[]).unwrap() {
            all.push((table, column, row.text(0).unwrap().to_owned()));
        }
    }
    all.retain(|(_, _, text)| text.len() > 30);
    all
}

/// Every long text of every table.
fn everything(store: &Store<Native>) -> Vec<(String, String)> {
    let columns = store.sql.run(
        "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
         WHERE m.type = 'table' AND c.type = 'TEXT'",
        &[],
    );
    let mut all = vec![];
    for column in columns.unwrap() {
        let (table, column) = (column.text(0).unwrap(), column.text(1).unwrap());
        let statement = format!("SELECT {column} FROM {table} WHERE LENGTH({column}) > 30");
        for row in store.sql.run(&statement, &[]).unwrap() {
            all.push((table.to_owned(), row.text(0).unwrap().to_owned()));
        }
    }
    all
}

/// Two people with something in each sealed column.
fn filled() -> Store<Native> {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    ask(&store, new(BUDI, "b")).unwrap();
    for person in [1, 2] {
        let text = |kind: &str| {
            store
                .seal(kind, person, &format!("{kind} of {person}"))
                .unwrap()
        };
        for statement in [
            "UPDATE person SET former_email = ?2 WHERE id = ?1",
            "INSERT INTO correction VALUES (?1, 1, ?2, 0)",
            "INSERT INTO profile_change (person, sealed, at) VALUES (?1, ?2, 0)",
            "INSERT INTO application (person, wave, joined_at, closes_at, announces_at, left_at, slip)
             VALUES (?1, 72, 0, 0, 0, 1, ?2)",
            "INSERT INTO withdrawn VALUES (72, ?1, 1, ?2)",
            "INSERT INTO award (person, sealed, buy_before, card_hash) VALUES (?1, ?2, 0, ?1)",
            "INSERT INTO award_case VALUES (?1, ?2)",
            "INSERT INTO purchases VALUES (?1, ?2)",
            "INSERT INTO certificates VALUES (?1, ?2)",
            "INSERT INTO credential (purchase, person, id, list, place, sealed)
             VALUES (?1, ?1, ?1, 0, ?1, ?2)",
            "INSERT INTO review VALUES (?1, 'p', ?2)",
            "INSERT INTO survey_answer VALUES (?1, 1, ?2, 0)",
            "INSERT INTO incentives VALUES (?1, ?1, ?2)",
            "INSERT INTO push (endpoint_hash, person, sealed, at) VALUES (?1, ?1, ?2, 0)",
            "INSERT INTO phone_claim (person, sealed, at) VALUES (?1, ?2, 0)",
            "INSERT INTO recovery (person, sealed, asked_by, begun_at, ready_at)
             VALUES (?1, ?2, ?3, 0, 0)",
        ] {
            let whole: String = statement.split_whitespace().collect::<Vec<_>>().join(" ");
            let one = COLUMNS.iter().find(|one| {
                whole.contains(&format!(" {} ", one.table))
                    && (one.table != "person" || one.column == "former_email")
            });
            let mut values = vec![person.into(), text(one.unwrap().kind).into()];
            if whole.contains("?3") {
                values.push(text("recovery asked by").into());
            }
            store.sql.run(&whole, &values).unwrap();
        }
    }
    store
}

/// A deployment with these keys: the shard is begun anew on the same storage.
fn with(store: Store<Native>, keys: Keys) -> Store<Native> {
    Store::open(store.sql, keys, None, 4, super::random).unwrap()
}

fn far(store: &Store<Native>) -> Sealing {
    store.perform(ShowSealing {}).unwrap()
}

/// Until it is done; how many steps that took.
fn to_the_end(store: &Store<Native>, most: u32) -> u32 {
    let step = (1..100).find(|_| store.reseal_some(most).unwrap());
    step.expect("no end")
}

#[test]
fn every_sealed_column_is_in_the_list() {
    let store = store();
    let listed: BTreeSet<(&str, &str)> =
        COLUMNS.iter().map(|one| (one.table, one.column)).collect();
    let rows = store
        .sql
        .run(
            "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c
             WHERE m.type = 'table' AND c.name = 'sealed'",
            &[],
        )
        .unwrap();
    assert!(rows.len() > 10);
    for row in rows {
        let place = (row.text(0).unwrap(), row.text(1).unwrap());
        assert!(listed.contains(&place), "{place:?}");
    }
    for table in TABLES {
        for (column, what) in table.columns {
            if let Column::Sealed(kind, _) | Column::Host(kind) = what {
                let one = COLUMNS
                    .iter()
                    .find(|one| (one.table, one.column) == (table.name, *column));
                assert_eq!(one.unwrap().kind, *kind, "{} {column}", table.name);
            }
        }
    }
}

#[test]
fn all_records_are_sealed_anew_step_by_step_and_read_the_same() {
    let store = filled();
    let of_before = sealed(&store);
    let filled: BTreeSet<(&str, &str)> = of_before.iter().map(|one| (one.0, one.1)).collect();
    assert_eq!(
        filled.len(),
        COLUMNS.len() + 1,
        "each column has something: {filled:?}"
    );
    // One of before keys had numbers.
    let record = store.person(1).unwrap().1;
    let plain = serde_json::to_vec(&record).unwrap();
    store
        .sql
        .run(
            "UPDATE person SET sealed = ? WHERE id = 1",
            &[sealed_with_the_first_key(PERSON, &plain).into()],
        )
        .unwrap();

    let store = with(store, keys_with(&[3]));
    assert!(store.outbox_moved(), "the alarm is set");
    assert!(!store.reseal_some(1).unwrap());
    let first = far(&store);
    assert_eq!((first.key, first.shard), (3, 1));
    let left = |far: &Sealing| (far.people_left, far.answers_left, far.is_done);
    assert_eq!(left(&first), (1, 2, false));
    // A break: it goes on where it was.
    let store = with(store, keys_with(&[3]));
    assert!(store.outbox_moved());
    let steps = to_the_end(&store, 1);
    assert_eq!(steps, 3, "another person, the submissions, and the end");
    let done = far(&store);
    assert_eq!((left(&done), done.unreadable), ((0, 0, true), 0));
    assert_eq!(done.records, i64::try_from(of_before.len()).unwrap());
    // Nor is anything left in a column that the list does not know.
    for (table, text) in everything(&store) {
        assert_ne!(Keyring::id_of(&text), Some(0), "{table}: {text}");
    }
    for (table, column, text) in sealed(&store) {
        assert_eq!(Keyring::id_of(&text), Some(3), "{table}.{column}");
    }
    assert_eq!(store.person(1).unwrap().1.registration, record.registration);
    let case: String = {
        let row = store
            .sql
            .first("SELECT sealed FROM award_case WHERE person = 2", &[]);
        store
            .unseal("cases", 2, row.unwrap().unwrap().text(0).unwrap())
            .unwrap()
    };
    assert_eq!(case, "cases of 2");

    // Nothing is left to do, and the first key is needed for nothing any more.
    let mut without = store.keys.clone();
    without.ring = Keyring::parse(&[9; 32], &later(&[3])).unwrap();
    let store = with(store, without);
    assert!(!store.outbox_moved());
    assert!(store.reseal_some(1).unwrap());
    assert_eq!(far(&store), done);
    assert_eq!(store.person(1).unwrap().1.registration, record.registration);
}

#[test]
fn an_empty_shard_has_nothing_to_seal_anew() {
    let store = store();
    assert!(!store.outbox_moved());
    assert!(far(&store).is_done);
    ask(&store, new(SARI, "k")).unwrap();
    let store = with(store, keys_with(&[]));
    assert!(!store.outbox_moved(), "sealed with the newest key already");
}

#[test]
fn a_key_that_comes_while_another_is_on_its_way_begins_anew() {
    let store = with(filled(), keys_with(&[1]));
    store.reseal_some(1).unwrap();
    let store = with(store, keys_with(&[1, 2]));
    to_the_end(&store, 1);
    assert_eq!((far(&store).key, far(&store).people_left), (2, 0));
    assert!(
        sealed(&store)
            .iter()
            .all(|one| Keyring::id_of(&one.2) == Some(2))
    );
}

#[test]
fn what_was_done_before_a_deployment_went_back_is_done_again() {
    let store = with(filled(), keys_with(&[1]));
    to_the_end(&store, 100);
    // What comes meanwhile is sealed with the key of before.
    let store = with(store, keys_with(&[]));
    ask(&store, new(THIRD, "c")).unwrap();
    let store = with(store, keys_with(&[1]));
    assert!(!far(&store).is_done);
    to_the_end(&store, 100);
    for (table, _, text) in sealed(&store) {
        assert_eq!(Keyring::id_of(&text), Some(1), "{table}");
    }
}

#[test]
fn another_key_under_a_number_that_was_given_already_shows() {
    let store = with(filled(), keys_with(&[1]));
    to_the_end(&store, 100);
    let key = data_encoding::BASE64URL_NOPAD.encode(&[99; 32]);
    let mut other = keys_with(&[]);
    other.ring = Keyring::parse(&[7; 32], &format!("1:{key}")).unwrap();
    let store = with(store, other);
    to_the_end(&store, 100);
    let records = i64::try_from(sealed(&store).len()).unwrap();
    assert_eq!(far(&store).unreadable, records);
    let store = with(store, keys_with(&[1]));
    assert!(store.person(1).is_ok(), "nothing was changed");
}

#[test]
fn what_does_not_open_is_counted_stays_and_holds_nothing_up() {
    let store = filled();
    let spoiled = format!("0.{}", "A".repeat(60));
    store
        .sql
        .run(
            "UPDATE award SET sealed = ? WHERE person = 1",
            &[spoiled.as_str().into()],
        )
        .unwrap();
    let store = with(store, keys_with(&[1]));
    to_the_end(&store, 1);
    assert_eq!(far(&store).unreadable, 1);
    let row = store
        .sql
        .first("SELECT sealed FROM award WHERE person = 1", &[]);
    assert_eq!(row.unwrap().unwrap().text(0).unwrap(), spoiled);
    let others = sealed(&store).into_iter().filter(|one| one.2 != spoiled);
    assert!(
        others
            .into_iter()
            .all(|one| Keyring::id_of(&one.2) == Some(1))
    );
}

#[test]
fn whoever_writes_to_the_storage_gives_nobody_anothers_record() {
    let store = filled();
    assert!(store.person(1).is_ok());
    store
        .sql
        .run(
            "UPDATE person SET sealed = (SELECT sealed FROM person WHERE id = 2) WHERE id = 1",
            &[],
        )
        .unwrap();
    assert!(store.person(1).is_err(), "another person's");
    store
        .sql
        .run("UPDATE person SET sealed = (SELECT sealed FROM incentives WHERE person = 2) WHERE id = 2", &[])
        .unwrap();
    assert!(store.person(2).is_err(), "another column's");
    let elsewhere = Place::of_person(PERSON, 2, 1);
    let sealed = store.keys.ring.seal(elsewhere, b"{}").unwrap();
    let here = Place::of_person(PERSON, 1, 1);
    assert!(
        store.keys.ring.open(here, &sealed).is_err(),
        "another shard's"
    );
}

#[test]
fn once_everything_has_a_number_nothing_without_one_opens() {
    let store = filled();
    let record = store.person(2).unwrap().1;
    let of_before = sealed_with_the_first_key(PERSON, &serde_json::to_vec(&record).unwrap());
    let give = |store: &Store<Native>| {
        let values = [of_before.as_str().into()];
        let statement = "UPDATE person SET sealed = ? WHERE id = 1";
        store.sql.run(statement, &values).unwrap();
    };
    give(&store);
    assert!(store.person(1).is_ok(), "nothing in it says whose it is");
    let store = with(store, keys_with(&[1]));
    to_the_end(&store, 100);
    assert!(store.person(1).is_ok());
    give(&store);
    assert!(store.person(1).is_err());
}
