//! The catalogue on the phone: one entry in the browser's cache, for pages of ours
//! only. Where a browser has no such cache, its ordinary one keeps the snapshot,
//! whose address is used once.

use domain::catalogue::snapshot::Snapshot;
use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, Response};

/// Rises when what is kept changes its form.
const CACHE: &str = "prakerja.katalog.1";
const ENTRY: &str = "/berkas/katalog/tersimpan.bin";

async fn cache() -> Result<Cache, JsValue> {
    // Missing where the connection is not safe, and then the call throws.
    let opened = JsFuture::from(window().caches()?.open(CACHE)).await?;
    opened.dyn_into()
}

/// What an earlier visit has kept.
pub async fn load() -> Option<Snapshot> {
    let found = JsFuture::from(cache().await.ok()?.match_with_str(ENTRY)).await;
    let response: Response = found.ok()?.dyn_into().ok()?;
    Snapshot::decode(&bytes(&response).await?).ok()
}

/// Keeps a snapshot in place of the one before.
pub async fn store(snapshot: &[u8]) -> Result<(), JsValue> {
    let body = Uint8Array::from(snapshot);
    let response = Response::new_with_opt_js_u8_array(Some(&body))?;
    JsFuture::from(cache().await?.put_with_str(ENTRY, &response)).await?;
    Ok(())
}

/// The body of an answer.
pub async fn bytes(response: &Response) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
