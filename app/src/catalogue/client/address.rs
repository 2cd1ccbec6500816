//! The address bar: every answer has its own address, and the back button leads to
//! the question before. Browsers refuse more than some hundred changes in half a
//! minute, so that typing changes it only when the fingers rest.

use leptos::prelude::{set_timeout, window};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// 400 ms – longer than between two keystrokes of one word.
const REST: Duration = Duration::from_millis(400);

/// Does something when nothing has happened for a moment.
#[derive(Clone, Default)]
pub struct Rested(Rc<Cell<u32>>);

impl Rested {
    /// Does it, unless it is asked again or dropped before.
    pub fn then(&self, work: impl FnOnce() + 'static) {
        self.drop_it();
        let (asked, number) = (Rc::clone(&self.0), self.0.get());
        set_timeout(
            move || {
                if asked.get() == number {
                    work();
                }
            },
            REST,
        );
    }

    /// Forgets what was to be done.
    pub fn drop_it(&self) {
        self.0.set(self.0.get().wrapping_add(1));
    }
}

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
