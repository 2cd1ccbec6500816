//! JSON out of bytes: a stored record, opened; a file; a queue's message.

use serde::de::{DeserializeOwned, Error};

/// Reads it as text. serde's reader of bytes is a program besides its reader of text, for every
/// type that is read: 180 KB of WASM stood twice.
///
/// # Errors
/// Not UTF-8, no JSON, or of another shape.
pub fn json<T: DeserializeOwned>(bytes: &[u8]) -> serde_json::Result<T> {
    let text = str::from_utf8(bytes).map_err(serde_json::Error::custom)?;
    serde_json::from_str(text)
}
