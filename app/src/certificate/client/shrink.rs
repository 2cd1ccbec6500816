//! Has the worker make a picture small, and waits for it so long and no longer.

use crate::browser::timers::after;
use js_sys::{Promise, Uint8Array};
use leptos::prelude::document;
use std::time::Duration;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Element, HtmlScriptElement, MessageEvent, Worker, WorkerOptions, WorkerType};

/// 300 KB, in bytes: what a picture may be at most to be sent.
pub const ENOUGH: u32 = 300_000;

/// 5 MB, in bytes: what the edge takes at most (`domain::certificate::file`).
pub const LARGEST: u32 = 5_000_000;

/// 30 s: ten times what a slow phone needs.
const PATIENCE: Duration = Duration::from_secs(30);

/// The picture upright and small; nothing if this browser cannot, or cannot read it.
pub async fn small(picture: &Blob) -> Option<Vec<u8>> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&starter()?, &options).ok()?;
    let answer = JsFuture::from(asked(&worker, picture)).await;
    worker.terminate();
    let small = Uint8Array::new(&answer.ok().filter(JsValue::is_object)?);
    Some(small.to_vec()).filter(|bytes| !bytes.is_empty())
}

/// The file that started this program starts the worker too.
fn starter() -> Option<String> {
    let script: Element = document()
        .query_selector("script[type=module][src*=\"/start-certificate-\"]")
        .ok()??;
    Some(script.dyn_into::<HtmlScriptElement>().ok()?.src())
}

/// Whatever happens, it is resolved: with the bytes, or with nothing.
fn asked(worker: &Worker, picture: &Blob) -> Promise {
    Promise::new(&mut |resolve, _| {
        let (to, picture) = (worker.clone(), picture.clone());
        let done = resolve.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            // Its first word says that it listens.
            if event.data().is_string() {
                let _ = to.post_message(&picture);
            } else {
                let _ = done.call1(&JsValue::UNDEFINED, &event.data());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // Lives as long as the page: a photo or two.
        on_message.forget();
        let done = resolve.clone();
        let on_error = Closure::once_into_js(move || {
            let _ = done.call0(&JsValue::UNDEFINED);
        });
        worker.set_onerror(Some(on_error.unchecked_ref()));
        after(PATIENCE, move || {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
    })
}
