//! The few things that every page's program asks of the document. Nothing here
//! fails: what is missing is skipped.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// The element of that id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Draws in place of what was there. The HTML is our own, in which everything typed is escaped.
pub fn draw(id: &str, html: &str) {
    if let Some(place) = by_id(id) {
        place.set_inner_html(html);
    }
}

/// An element that is not on the page yet. It is how a program draws that carries no views.
pub fn element(name: &str, class: &str, text: &str) -> Option<Element> {
    let element = document().create_element(name).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}

/// Listens for as long as the page lives.
pub fn on_main(name: &str, then: impl Fn(Event) + 'static) {
    if let Some(main) = by_id("isi") {
        let name = name.to_owned();
        let options = gloo_events::EventListenerOptions::enable_prevent_default();
        gloo_events::EventListener::new_with_options(&main, name, options, move |event| {
            then(event.clone())
        })
        .forget();
    }
}

/// Listens on the window for as long as the page lives.
pub fn on_window(name: &str, then: impl Fn(Event) + 'static) {
    let name = name.to_owned();
    gloo_events::EventListener::new(&window(), name, move |event| then(event.clone())).forget();
}

/// The element around an event's target that fits a selector.
pub fn inside(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// Moves focus, and the view with it, to the first element that fits. A heading takes it for
/// those who read by ear.
pub fn focus_on(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        if selector.ends_with(" h1") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        let _ = element.focus();
    }
}

/// Tests, styles and the curious can see that the page is alive.
pub fn mark_alive() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-alive", "true");
    }
}
