//! Texts in the cache of the place where a request came in.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::Result;

#[wasm_bindgen(module = "/src/http/glue.js", wasm_bindgen_futures = worker::wasm_bindgen_futures)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn cached(key: &str) -> std::result::Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = keep, catch)]
    async fn kept(key: &str, text: &str, seconds: u32) -> std::result::Result<JsValue, JsValue>;
}

/// The text that was kept under that address.
pub async fn find(key: &str) -> Result<Option<String>> {
    Ok(cached(key).await?.as_string())
}

/// Keeps one for so many seconds.
pub async fn keep(key: &str, text: &str, seconds: u32) -> Result<()> {
    kept(key, text, seconds).await?;
    Ok(())
}
