//! The copy on real SQLite.

use super::tables::{Column, TABLES};
use super::{CopyData, SendCopyCode, host, shorten};
use crate::challenge::{NewCode, ShownCode};
use crate::crypto::Purpose;
use crate::registrant::store::Store;
use crate::registrant::tests::{BUDI, SARI, ask, at, new, own, store};
use crate::security::registrant::Proof;
use crate::sql::Sql;
use crate::sql::tests::Native;
use domain::data_copy::{CONTENT, DataCopy, RecordKind};
use domain::messages::Code;
use domain::security::{Device, Origin};
use serde_json::Value;
use std::collections::BTreeSet;

/// Tables whose rows no copy has, and why.
const LEFT_OUT: [(&str, &str); 14] = [
    ("shard", "says which shard this is"),
    (
        "submission",
        "answers, found by the key of a submission alone",
    ),
    ("code", "codes of a day, as keyed hashes"),
    ("screening", "waves"),
    ("pace", "when the next message is due"),
    ("listed", "found by the NIK; its own query"),
    ("signature", "of staff"),
    ("lookup", "look-ups of an hour, by a keyed hash"),
    (
        "outbox",
        "what is still to be done; some of it for a number that was somebody else's",
    ),
    (
        "redeem_code",
        "leads from a keyed hash to a purchase, which is in the copy",
    ),
    (
        "paid",
        "leads from a day to a payment, which is in the copy",
    ),
    (
        "withdrawn",
        "keyed hashes of a household, which is more than one person",
    ),
    ("reseal", "how far the records of all are sealed anew"),
    ("recovery", "there is none while a copy may be made"),
];

fn texts(store: &Store<Native>, statement: &str) -> BTreeSet<String> {
    let rows = store.sql.run(statement, &[]).unwrap();
    rows.iter()
        .map(|row| row.text(0).unwrap().to_owned())
        .collect()
}

#[test]
fn every_table_and_every_column_is_in_the_copy_or_left_out_for_a_reason() {
    let store = store();
    let tables = texts(
        &store,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'migration'",
    );
    let copied = TABLES.iter().map(|table| table.name);
    let left_out = LEFT_OUT.iter().map(|(name, _)| *name);
    let named: BTreeSet<String> = copied.chain(left_out).map(str::to_owned).collect();
    assert_eq!(tables, named);
    for table in TABLES {
        let statement = format!("SELECT name FROM pragma_table_info('{}')", table.name);
        let named = table.columns.iter().map(|(name, _)| (*name).to_owned());
        assert_eq!(texts(&store, &statement), named.collect(), "{}", table.name);
    }
    let kinds: BTreeSet<_> = TABLES.iter().map(|table| table.kind).collect();
    assert_eq!(kinds.len(), TABLES.len(), "each kind is one table");
    let is_hash = |name: &str| name.ends_with("_hash") || name == "agreed" || name == "nik";
    let shown = TABLES.iter().flat_map(|table| table.columns);
    let mut shown = shown.filter(|(_, column)| !matches!(column, Column::Left | Column::Others));
    assert!(
        shown.all(|(name, _)| !is_hash(name)),
        "hashes are nobody's to see"
    );
}

/// Has a code sent; what comes back with the right one.
fn code(store: &Store<Native>, session: &str, challenge: &str, seconds: i64) -> ShownCode {
    let hash = |parts: &[&str]| store.keys.digest(Purpose::Otp, parts).text();
    let (id_hash, digest) = (hash(&[challenge]), hash(&[challenge, "123456"]));
    let send = SendCopyCode {
        code: NewCode {
            id_hash: id_hash.clone(),
            digest: digest.clone(),
            stranger: "network".into(),
            now: at(seconds),
        },
    };
    let number = ask(store, own(session, at(seconds), send)).unwrap();
    assert!(number.starts_with("+62"), "{number}");
    ShownCode {
        id_hash,
        digest,
        now: at(seconds + 5),
    }
}

fn origin() -> Origin {
    Origin {
        device: Device::of("Android Chrome/131"),
        place: None,
    }
}

fn copy(store: &Store<Native>, session: &str, shown: &ShownCode) -> Result<DataCopy, Code> {
    let proof = Proof::Sent(shown.clone());
    ask(
        store,
        own(
            session,
            shown.now,
            CopyData {
                proof,
                from: origin(),
            },
        ),
    )
}

fn of(copy: &DataCopy, kind: RecordKind) -> &Vec<serde_json::Map<String, serde_json::Value>> {
    &copy
        .kinds
        .iter()
        .find(|one| one.kind == kind)
        .unwrap()
        .records
}

#[test]
fn a_copy_has_what_was_registered_and_is_made_for_a_code_of_its_owner_once() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    ask(&store, new(BUDI, "b")).unwrap();
    let shown = code(&store, "session k", "c", 10);
    let wrong = ShownCode {
        digest: "wrong".into(),
        ..shown.clone()
    };
    assert_eq!(
        copy(&store, "session k", &wrong).err(),
        Some(Code::OtpWrong)
    );
    assert_eq!(
        copy(&store, "session b", &shown).err(),
        Some(Code::OtpExpired)
    );
    let made = copy(&store, "session k", &shown).unwrap();
    assert_eq!(made.registration().unwrap().nik.as_str(), SARI);
    let text = serde_json::to_string(&made).unwrap();
    assert!(!text.contains(BUDI), "nobody else is in it");
    assert!(!text.contains("unreadable"), "{text}");
    assert_eq!(made.kinds.len(), TABLES.len() + 1);
    assert_eq!(of(&made, RecordKind::Sessions).len(), 1);
    assert!(of(&made, RecordKind::Lists).is_empty(), "not verified");
    assert!(
        copy(&store, "session k", &shown).is_err(),
        "a code is good once"
    );
    let events = texts(&store, "SELECT kind FROM event WHERE person = 1");
    assert!(events.contains("data_copied"), "{events:?}");
}

#[test]
fn what_cannot_be_read_says_so_and_holds_nothing_else_back() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    store
        .sql
        .run("UPDATE session SET sealed = 'spoiled'", &[])
        .unwrap();
    let made = copy(&store, "session k", &code(&store, "session k", "c", 10)).unwrap();
    let session = &of(&made, RecordKind::Sessions)[0];
    assert_eq!(session[CONTENT]["unreadable"], true);
    assert!(made.registration().is_some());
}

#[test]
fn what_follows_from_a_nik_is_told_to_whom_it_is_confirmed_for() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    for statement in [
        "INSERT INTO listed (nik_hash, list) SELECT nik_hash, 'dtks' FROM person",
        "INSERT INTO application (person, wave, joined_at, closes_at, announces_at, left_at, priority)
         VALUES (1, 72, 0, 0, 0, 1, 1)",
    ] {
        store.sql.run(statement, &[]).unwrap();
    }
    let stranger = copy(&store, "session k", &code(&store, "session k", "c", 10)).unwrap();
    assert!(of(&stranger, RecordKind::Lists).is_empty());
    let application = &of(&stranger, RecordKind::Applications)[0];
    assert!(!application.contains_key("priority"), "{application:?}");
    assert_eq!(application["slip"], Value::Null, "of before it was kept");

    let verified = "UPDATE person SET identity = '{\"state\":\"verified\"}'";
    store.sql.run(verified, &[]).unwrap();
    let holder = copy(&store, "session k", &code(&store, "session k", "d", 80)).unwrap();
    assert_eq!(of(&holder, RecordKind::Lists)[0]["list"], "dtks");
    assert_eq!(of(&holder, RecordKind::Applications)[0]["priority"], 1);
}

#[test]
fn nobody_learns_whose_the_nik_is_instead() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    store.displace(1, at(5)).unwrap();
    let made = copy(&store, "session k", &code(&store, "session k", "c", 10)).unwrap();
    let text = serde_json::to_string(&made).unwrap();
    assert!(!text.contains("displaced"), "{text}");
}

#[test]
fn whoever_has_just_got_another_number_waits_for_a_copy() {
    let store = store();
    ask(&store, new(SARI, "k")).unwrap();
    let shown = code(&store, "session k", "c", 10);
    let replaced = "UPDATE person SET phone_at = 1800000011000";
    store.sql.run(replaced, &[]).unwrap();
    let waits = copy(&store, "session k", &shown).err();
    assert_eq!(waits, Some(Code::DataCopyWaits));
}

#[test]
fn of_cards_accounts_and_codes_the_end_is_told_wherever_they_stand() {
    let mut value = serde_json::json!({
        "list": [{ "code": "ABCD-1234", "handled": { "code": 1 }, "title": "Las" }],
        "account": { "number": "081234567890" },
    });
    shorten(&mut value, &["code", "handled", "number"]);
    let wanted = serde_json::json!({
        "list": [{ "code": "••••1234", "title": "Las" }],
        "account": { "number": "••••7890" },
    });
    assert_eq!(value, wanted);
    assert_eq!(host("https://push.example/send/abc"), "push.example");
}
