//! What the browser's programs share: the document and JSON, as far as they need
//! them. No page is known here.

pub mod clock;
pub mod dom;
pub mod fetch;
pub mod hash;
pub mod json;
pub mod store;
pub mod texts;
pub mod timers;
pub mod worker;

use domain::messages::Locale;

/// Speaks the page's language, for as long as the page lives. In a worker there is
/// no page, and nobody reads what is said there.
pub fn speak_as_page() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let lang = root.and_then(|root| root.get_attribute("lang"));
    if lang.as_deref() == Some(Locale::En.tag()) {
        std::mem::forget(crate::ui::speak(Locale::En));
    }
}
