//! The browser's program: brings the page that the address names to life.

use app::{Route, view};
use leptos::prelude::document;
use wasm_bindgen::JsCast;

fn main() {
    console_error_panic_hook::set_once();
    let path = document()
        .location()
        .and_then(|location| location.pathname().ok())
        .unwrap_or_default();
    let Some(main) = document()
        .get_element_by_id("isi")
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return;
    };
    leptos::mount::hydrate_from(main, move || view(Route::parse(&path))).forget();
    // Tests and the curious can see that the page is alive.
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-hydrated", "true");
    }
}
