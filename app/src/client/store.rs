//! The phone's own database, shared with the service worker and the pages' scripts
//! (`app/worker/store.js`, which makes the same stores). Where the browser keeps
//! nothing, everything here does nothing.

use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

const NAME: &str = "prakerja";
const VERSION: u32 = 1;
/// What somebody has typed, by form.
pub const DRAFTS: &str = "drafts";
/// Every store with the field that names an entry.
const STORES: [(&str, Option<&str>); 4] = [
    ("outbox", Some("id")),
    (DRAFTS, Some("form")),
    ("shared", Some("id")),
    ("facts", None),
];

thread_local! {
    static DATABASE: RefCell<Option<Database>> = const { RefCell::new(None) };
}

/// Opens it; answers whether the browser keeps anything.
pub async fn open() -> bool {
    let opened = opened().await.ok();
    let works = opened.is_some();
    DATABASE.set(opened);
    works
}

async fn opened() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
    request.on_upgrade_needed(|event| {
        let Ok(database) = event.database() else {
            return;
        };
        let known = database.store_names();
        for (name, key) in STORES {
            if known.iter().any(|one| one == name) {
                continue;
            }
            let mut params = ObjectStoreParams::new();
            params.key_path(key.map(KeyPath::new_single));
            // An error here ends the upgrade, and opening fails.
            let _ = database.create_object_store(name, params);
        }
    });
    let mut database = request.await?;
    // A newer release in another tab must not wait for this one.
    database.on_version_change(|event| {
        if let Ok(database) = event.database() {
            database.close();
        }
    });
    Ok(database)
}

/// Puts an entry in. It is on its way to the disk when this returns, in the order in
/// which it was asked: a tab that is killed after that loses nothing.
pub fn put(store: &str, entry: &JsValue) {
    change(store, |store| store.put(entry, None).map(drop));
}

/// Takes an entry out.
pub fn remove(store: &str, key: &str) {
    change(store, |store| {
        store.delete(JsValue::from_str(key)).map(drop)
    });
}

fn change(store: &str, work: impl FnOnce(&idb::ObjectStore) -> Result<(), idb::Error>) {
    DATABASE.with_borrow(|database| {
        let Some(database) = database else {
            return;
        };
        // A full phone: the page goes on, and what it has is still in its fields.
        let _ = database
            .transaction(&[store], TransactionMode::ReadWrite)
            .and_then(|transaction| {
                work(&transaction.object_store(store)?)?;
                transaction.commit()
            });
    });
}

/// The entry of that name.
pub async fn get(store: &str, key: &str) -> Option<JsValue> {
    let request = DATABASE.with_borrow(|database| {
        let transaction = database
            .as_ref()?
            .transaction(&[store], TransactionMode::ReadOnly)
            .ok()?;
        let store = transaction.object_store(store).ok()?;
        store.get(JsValue::from_str(key)).ok()
    })?;
    request.await.ok()?
}
