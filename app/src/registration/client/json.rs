//! What the form reads as JSON: the data block and the error shape.

use super::super::model::{Aside, Model};
pub use crate::browser::json::text;
use crate::browser::json::{get, parse};
use domain::api::ProblemField;
use domain::messages::Code;
use domain::registration::{Draft, Step};
use domain::scheme::Scheme;
use js_sys::Array;
use wasm_bindgen::JsValue;

/// Why the edge refused.
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Stable code.
    pub code: Code,
    /// The sentence to show.
    pub title: String,
    /// Fields to blame.
    pub errors: Vec<ProblemField>,
    /// The turn in the waiting room that was given.
    pub turn: Option<String>,
}

/// Problem details.
pub fn refusal(status: u16, body: &JsValue) -> Option<Refusal> {
    Some(Refusal {
        status,
        code: code(body),
        title: text(body, "title")?,
        errors: errors(body),
        turn: text(body, "turn"),
    })
}

/// The data block in a page that the edge answered.
pub fn model(block: &str) -> Option<Model> {
    let state = parse(block)?;
    let mut model = Model::new(
        Draft::from_form(&text(&state, "draft")?),
        Step::find(&text(&state, "step")?)?,
        &[],
        text(&state, "notice").as_deref(),
    );
    model.errors = errors(&state);
    model.aside = Aside::Nothing;
    model.scheme = text(&state, "scheme")
        .and_then(|id| Scheme::find(&id).ok())
        .map(|one| one.id);
    Some(model)
}

fn errors(object: &JsValue) -> Vec<ProblemField> {
    // Most answers have none, and `Array.from(undefined)` throws.
    let list = get(object, "errors")
        .filter(Array::is_array)
        .map(|list| Array::from(&list));
    list.iter()
        .flat_map(Array::iter)
        .filter_map(|error| {
            Some(ProblemField {
                field: text(&error, "field")?,
                code: code(&error),
                message: text(&error, "message")?,
            })
        })
        .collect()
}

/// A code of a later release is still a refusal.
fn code(object: &JsValue) -> Code {
    let name = text(object, "code").unwrap_or_default();
    let known = Code::ALL.iter().find(|code| code.as_str() == name);
    known.copied().unwrap_or(Code::RequestInvalid)
}
