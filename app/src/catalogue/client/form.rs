//! The form above the list, as the program reads and fills it, and the ticks for
//! comparing. It is never drawn anew: whoever types in it keeps cursor and
//! keyboard.

use crate::browser::dom;
use crate::catalogue::search_parameters::SearchParameters;
use crate::catalogue::{area, search_parameters};
use domain::catalogue::search::{Free, Remote};
use js_sys::Reflect;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FormData, HtmlFormElement, UrlSearchParams};

/// The form.
pub const SEARCH: &str = "form[role=search]";
/// A course's tick.
pub const TICK: &str = "#temuan input[name=id]";
/// The form around the ticks.
pub const COMPARED: &str = "#temuan form";

/// What the form says now, as a query.
pub fn query() -> Option<String> {
    let form = document().query_selector(SEARCH).ok().flatten()?;
    let form: HtmlFormElement = form.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    let pairs = UrlSearchParams::new_with_str_sequence_sequence(&data).ok()?;
    pairs.to_string().as_string()
}

/// Fills the form as if it had come with this question.
pub fn fill(asked: &SearchParameters) {
    // The regencies have to be there before one is chosen.
    offer_places(asked);
    let address = asked.address(1);
    let pairs = address
        .split_once('?')
        .and_then(|(_, query)| UrlSearchParams::new_with_str(query).ok());
    let Some(pairs) = pairs else {
        return;
    };
    for name in [
        "q", "bidang", "cara", "tingkat", "harga", "jam", "nilai", "platform", "urut",
    ] {
        let value = pairs.get(name).unwrap_or_default();
        set(name, "value", &JsValue::from_str(&value));
    }
    set(
        "gratis",
        "checked",
        &(asked.free == Free::WithoutEquivalent).into(),
    );
    set(
        "daring",
        "checked",
        &(asked.remote == Remote::Hidden).into(),
    );
}

/// The regencies of the chosen province, without a way to the edge.
pub fn offer_places(asked: &SearchParameters) {
    dom::draw("wilayah", &area::options(asked.area));
    let code = asked
        .area
        .map(search_parameters::area_code)
        .unwrap_or_default();
    set("wilayah", "value", &JsValue::from_str(&code));
}

fn set(id: &str, property: &str, value: &JsValue) {
    if let Some(input) = dom::by_id(id) {
        let _ = Reflect::set(&input, &JsValue::from_str(property), value);
    }
}

/// Code and state of a tick.
pub fn ticked(tick: &Element) -> Option<(String, bool)> {
    let checked = Reflect::get(tick, &JsValue::from_str("checked")).ok()?;
    Some((tick.get_attribute("value")?, checked.as_bool()?))
}

/// Ticks a course that is on the page; answers whether it is.
pub fn tick(code: &str) -> bool {
    let id = format!("banding-{code}");
    let there = dom::by_id(&id).is_some();
    set(&id, "checked", &JsValue::TRUE);
    there
}

/// Sends a tick along whose course is not on the page.
pub fn send_along(form: &Element, code: &str) {
    let Ok(input) = document().create_element("input") else {
        return;
    };
    for (name, value) in [("type", "hidden"), ("name", "id"), ("value", code)] {
        let _ = input.set_attribute(name, value);
    }
    let _ = form.append_child(&input);
}

/// To what was found: the keyboard goes, and readers hear how many there are.
pub fn focus_on_found() {
    if let Some(heading) = dom::by_id("hasil") {
        let _ = heading.focus();
        heading.scroll_into_view();
    }
}
