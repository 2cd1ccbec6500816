//! SHA-256 by the browser, off the page's own thread; no program has to carry it.

use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// The 32 bytes; nothing where the connection is not safe.
pub async fn sha256(bytes: &[u8]) -> Option<Vec<u8>> {
    let subtle = window().crypto().ok()?.subtle();
    let bytes = Uint8Array::from(bytes);
    let digest = subtle
        .digest_with_str_and_buffer_source("SHA-256", &bytes)
        .ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    Some(Uint8Array::new(&digest).to_vec())
}

/// In hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
