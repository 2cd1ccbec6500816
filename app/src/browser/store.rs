//! The phone's own database, by the very code that the service worker and the pages'
//! scripts use (`app/worker/store.js`, 0.5 KB). A crate for it (`idb`) was measured at
//! 20 KB more in the form's program.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

/// What somebody has typed, by form.
pub const DRAFTS: &str = "drafts";

#[wasm_bindgen(module = "/worker/store.js")]
extern "C" {
    #[wasm_bindgen(js_name = get, catch)]
    async fn got(store: &str, key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = put, catch)]
    async fn kept(store: &str, entry: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = remove, catch)]
    async fn removed(store: &str, key: &str) -> Result<JsValue, JsValue>;
}

/// Opens it; answers whether the browser keeps anything.
pub async fn open() -> bool {
    got(DRAFTS, "").await.is_ok()
}

/// Puts an entry in. Asked and committed before the browser does anything else, in the
/// order in which it was called: a tab that is killed after that loses nothing. On a full
/// phone nothing happens; what was typed is still in its fields.
pub fn put(store: &'static str, entry: JsValue) {
    spawn_local(async move {
        let _ = kept(store, &entry).await;
    });
}

/// The same for whoever leaves the page once it is in.
pub async fn put_now(store: &str, entry: &JsValue) {
    let _ = kept(store, entry).await;
}

/// Takes an entry out.
pub fn remove(store: &'static str, key: &'static str) {
    spawn_local(async move {
        let _ = removed(store, key).await;
    });
}

/// The entry of that name.
pub async fn get(store: &str, key: &str) -> Option<JsValue> {
    let entry = got(store, key).await.ok()?;
    (!entry.is_undefined()).then_some(entry)
}
