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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_and_what_is_none_or_of_another_shape_is_an_error() {
        assert_eq!(json::<Vec<u8>>("[1, 2]".as_bytes()).unwrap(), [1, 2]);
        assert_eq!(json::<String>("\"é\"".as_bytes()).unwrap(), "é");
        for bytes in [
            &b""[..],
            b"[1, 2",
            b"[1] [2]",
            b"[256]",
            b"{}",
            b"\"\xff\"",
            b"\xef\xbb\xbf[1]",
        ] {
            assert!(json::<Vec<u8>>(bytes).is_err(), "{bytes:?}");
        }
        let refusal = json::<String>(b"\"\xff\"").unwrap_err();
        assert!(refusal.to_string().contains("utf-8"), "{refusal}");
    }
}
