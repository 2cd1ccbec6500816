//! Texts that the browser keeps by name (`localStorage`). A browser that keeps nothing, and
//! one that is full, do nothing.

use leptos::prelude::window;
use web_sys::Storage;

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// The text of that name.
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps one.
pub fn set(name: &str, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, text);
    }
}

/// Takes one out, and forgets it.
pub fn take(name: &str) -> Option<String> {
    let text = get(name);
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
    text
}
