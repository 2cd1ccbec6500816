//! The headers that every answer carries.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use worker::{Headers, Response, Result, web_sys};

/// What a page may load and do.
pub const CSP: &str = "Content-Security-Policy";

/// 1. Scripts from here only, and WASM; nothing inline. 2. HTTPS for two years.
const SECURITY: [(&str, &str); 8] = [
    (
        CSP,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
    ),
    (
        "Strict-Transport-Security",
        "max-age=63072000; includeSubDomains; preload",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("X-Frame-Options", "DENY"),
];

/// Of a file that somebody has sent: nothing in it can act, whatever a browser
/// takes it for. [`secured`] leaves it in place.
pub const NOTHING_ACTS: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

#[wasm_bindgen(module = "/src/http/glue.js")]
extern "C" {
    #[wasm_bindgen(js_name = putOn)]
    fn put_all_on(
        headers: &web_sys::Headers,
        pairs: &JsValue,
        policy: &str,
        stricter: &str,
    ) -> bool;
}

thread_local! {
    /// [`SECURITY`], as JavaScript has it.
    static PAIRS: JsValue = SECURITY
        .iter()
        .map(|(name, value)| js_sys::Array::of2(&(*name).into(), &(*value).into()))
        .collect::<js_sys::Array>()
        .into();
}

/// The same answer with the headers on it.
pub fn secured(mut response: Response) -> Result<Response> {
    if put_on(response.headers_mut()) {
        return Ok(response);
    }
    // Answers from ASSETS have headers that cannot be changed.
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    put_on(&headers);
    Ok(response.with_headers(headers))
}

fn put_on(headers: &Headers) -> bool {
    PAIRS.with(|pairs| put_all_on(&headers.0, pairs, CSP, NOTHING_ACTS))
}
