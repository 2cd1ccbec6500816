//! The few things that the form asks of the document. Nothing here fails: what
//! is missing is skipped.

use super::super::words;
pub use crate::browser::dom::{by_id, draw, focus_on, inside, mark_alive, on_main, on_window};
use crate::ui::to;
use domain::registration::{Field, Step};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, FormData, HtmlFormElement, SubmitEvent};

/// The value of the button that sent the form.
pub fn submitter_value(event: &Event) -> String {
    event
        .dyn_ref::<SubmitEvent>()
        .and_then(SubmitEvent::submitter)
        .and_then(|button| button.get_attribute("value"))
        .unwrap_or_else(|| "next".to_owned())
}

/// What the form holds for one field now; an unticked box holds nothing.
pub fn typed(fields: &[Field]) -> Option<Vec<(Field, String)>> {
    let form: HtmlFormElement = by_id("formulir")?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    Some(
        fields
            .iter()
            .map(|field| {
                (
                    *field,
                    data.get(field.as_str()).as_string().unwrap_or_default(),
                )
            })
            .collect(),
    )
}

/// Says what is happening, also to screen readers.
pub fn news(words: &str) {
    if let Some(place) = by_id("kabar") {
        place.set_text_content(Some(words));
    }
}

/// Writes into the gentle notice below the NIK.
pub fn remark(words: &str) {
    if let Some(place) = by_id("nik-catatan") {
        place.set_text_content(Some(words));
    }
}

/// Id of the focused element.
pub fn focused() -> Option<String> {
    let id = document().active_element()?.id();
    (!id.is_empty() && id != "isi").then_some(id)
}

/// To the top of the page.
pub fn scroll_up() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Goes where a line of the error summary leads: the question into view first,
/// then the input takes focus (as GOV.UK does).
pub fn follow(link: &Element) -> bool {
    let target = link
        .get_attribute("href")
        .and_then(|address| by_id(address.trim_start_matches('#')));
    let Some(target) = target else {
        return false;
    };
    if let Ok(Some(question)) = target.closest(".field, .row") {
        question.scroll_into_view();
    }
    let _ = target.focus();
    true
}

/// Title and address of a page; no personal data in either.
pub fn name_page(step: Step, wrong: bool) {
    document().set_title(&words::title(step, wrong));
}

/// A new entry in the browser's history.
pub fn push(step: Step) {
    if let Ok(history) = window().history() {
        let address = to(&format!("/daftar/?langkah={}", step.as_str()));
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// The page that the address names.
pub fn step_in_address() -> Option<Step> {
    let search = window().location().search().ok()?;
    Step::find(search.strip_prefix("?langkah=")?)
}

/// Leaves for another page.
pub fn go_to(address: &str) {
    let _ = window().location().assign(address);
}
