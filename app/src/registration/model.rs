//! What one page of the form shows. Also travels inside the HTML as a data
//! block, so that the browser's first drawing equals what the edge drew.

use crate::ui;
use domain::api::ProblemField;
use domain::registration::{Draft, Field, FieldError, Step};
use domain::scheme::SchemeId;
use serde::Serialize;

/// Id of the data block.
pub const STATE_ID: &str = "keadaan";

/// A page of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Everything typed so far.
    pub draft: Draft,
    /// The page.
    pub step: Step,
    /// What is wrong, in words.
    pub errors: Vec<ProblemField>,
    /// A refusal that no field is to blame for.
    pub refusal: Option<String>,
    /// Something to know that is not wrong.
    pub notice: Option<String>,
    /// What only the browser's program can know.
    pub aside: Aside,
    /// By which the edge judges; nothing on a page that was made before anybody asked.
    pub scheme: Option<SchemeId>,
}

/// What the browser's program adds to a page; the edge never does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aside {
    /// Nothing.
    #[default]
    Nothing,
    /// The draft of an earlier visit is back.
    Restored,
    /// The browser keeps nothing.
    NotKept,
    /// The network or the service failed; nothing is lost.
    Unsent,
}

impl Model {
    /// A page as the edge asks for it.
    pub fn new(draft: Draft, step: Step, errors: &[FieldError], notice: Option<&str>) -> Self {
        Self {
            draft,
            step,
            errors: ui::in_words(errors),
            refusal: None,
            notice: notice.map(str::to_owned),
            aside: Aside::Nothing,
            scheme: None,
        }
    }

    /// What is wrong with one field.
    pub fn error(&self, field: Field) -> Option<String> {
        ui::sentence(&self.errors, field)
    }

    /// Whether this is the form as nobody has touched it.
    pub fn is_untouched(&self) -> bool {
        self.draft.is_empty()
            && self.step == Step::Nik
            && self.errors.is_empty()
            && self.notice.is_none()
    }

    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.errors.is_empty() || self.refusal.is_some() || self.aside == Aside::Unsent
    }

    /// The data block's content. `<` is written as an escape, so that nothing
    /// typed can end the block.
    pub fn to_json(&self) -> String {
        let state = State {
            step: self.step,
            draft: self.draft.to_form(),
            errors: self.errors.clone(),
            notice: self.notice.clone(),
            scheme: self.scheme.clone(),
        };
        serde_json::to_string(&state)
            .unwrap_or_default()
            .replace('<', "\\u003c")
    }
}

#[derive(Serialize)]
struct State {
    step: Step,
    draft: String,
    errors: Vec<ProblemField>,
    notice: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scheme: Option<SchemeId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::messages::Code;

    #[test]
    fn the_data_block_cannot_be_ended_by_what_was_typed_and_comes_back_whole() {
        let mut draft = Draft::default();
        draft.set(Field::Name, "</script><script>alert(1)</script>");
        let errors = [FieldError::new(Field::Name, Code::NameCharacters)];
        let mut model = Model::new(draft, Step::Name, &errors, Some("</script>"));
        model.scheme = domain::scheme::Scheme::find("normal-2023")
            .ok()
            .map(|one| one.id);
        let json = model.to_json();
        assert!(!json.contains('<'), "{json}");
        let state: serde_json::Value = serde_json::from_str(&json).unwrap();
        let form = state["draft"].as_str().unwrap();
        assert_eq!(Draft::from_form(form), model.draft);
        assert_eq!(state["step"], "nama");
        assert_eq!(state["errors"][0]["code"], "name.characters");
        assert_eq!(state["notice"], "</script>");
        assert_eq!(state["scheme"], "normal-2023");
    }
}
