//! The address bar: every answer has its own address, and the back button leads to
//! the question before. Browsers refuse more than some hundred changes in half a
//! minute, so that typing changes it only when the fingers rest.

use leptos::prelude::window;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// 400 ms – longer than between two keystrokes of one word.
pub const REST: Duration = Duration::from_millis(400);

/// A new entry in the browser's history.
pub fn push(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The entry that is there gets another address.
pub fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// What stands behind the question mark.
pub fn query() -> String {
    let search = window().location().search().unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}
