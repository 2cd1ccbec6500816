//! What the page's program tells the service worker (`app/worker/main.js`), if there
//! is one: without it everything works as long as the page lives.

use js_sys::{Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;

/// Whether somebody has said that this phone is not theirs (`app/start/page.js`).
pub fn is_borrowed() -> bool {
    document()
        .document_element()
        .is_some_and(|root| root.has_attribute("data-borrowed"))
}

/// Something that is about to be sent: if the page does not live to see the answer,
/// the worker sends it again under the same key.
pub fn keep(key: &str, path: &str, form: &str, body: &str) {
    let fields = [("id", key), ("path", path), ("form", form), ("body", body)];
    let entry = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object does not fail.
        let _ = Reflect::set(&entry, &name.into(), &value.into());
    }
    tell("keep", &entry);
}

/// The page has the answer to it.
pub fn settled(key: &str) {
    tell("settled", &JsValue::from_str(key));
}

fn tell(what: &str, value: &JsValue) {
    // Old browsers have no workers, and pages without TLS may not have one.
    let navigator = window().navigator();
    let Ok(container) = Reflect::get(&navigator, &"serviceWorker".into()) else {
        return;
    };
    if container.is_undefined() {
        return;
    }
    if let Some(worker) = navigator.service_worker().controller() {
        let message = Object::new();
        let _ = Reflect::set(&message, &what.into(), value);
        let _ = worker.post_message(&message);
    }
}
