//! JSON by the browser's own parser: serde's reading half would cost the phone
//! 20 KB.

use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;

/// Reads a text as JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    JSON::parse(text).ok()
}

/// One field of an object.
pub fn get(object: &JsValue, field: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(field)).ok()
}

/// One text field of an object.
pub fn text(object: &JsValue, field: &str) -> Option<String> {
    get(object, field)?.as_string()
}
