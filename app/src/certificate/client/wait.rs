//! Waiting that can be ended early: by the network's return, or by a press.

use js_sys::{Function, Promise};
use leptos::prelude::window;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// One who waits at a time.
#[derive(Default)]
pub struct Wait(RefCell<Option<Function>>);

impl Wait {
    /// For so many seconds at most.
    pub async fn seconds(&self, seconds: u64) {
        let milliseconds = i32::try_from(seconds.saturating_mul(1000)).unwrap_or(i32::MAX);
        let promise = Promise::new(&mut |resolve, _| {
            let timer = window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
            if timer.is_err() {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            }
            *self.0.borrow_mut() = Some(resolve);
        });
        // It is never rejected.
        let _ = JsFuture::from(promise).await;
    }

    /// Whoever waits goes on now.
    pub fn end(&self) {
        if let Some(resolve) = self.0.borrow_mut().take() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}
