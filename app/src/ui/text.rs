//! A question answered by typing: label, hint, error, input.

use super::{Asked, described_by, error_text, field_class};
use domain::registration::Field;
use leptos::either::Either;
use leptos::prelude::*;

/// What is asked, and how the phone's keyboard should help.
#[derive(Clone, Debug)]
pub struct TextQuestion<'a> {
    /// Name and id of the input.
    pub field: Field,
    /// The question.
    pub label: &'static str,
    /// Where the answer is found.
    pub hint: &'static str,
    /// What was typed.
    pub value: &'a str,
    /// What is wrong with it.
    pub error: Option<String>,
    /// `text`, `tel` or `email`.
    pub kind: &'static str,
    /// Which keyboard opens.
    pub keyboard: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// Class that says how long the answer is.
    pub width: &'static str,
    /// Whether the label is the page's heading.
    pub asked: Asked,
}

/// The question as HTML. The value is the input's default: what somebody types
/// before the program arrives is never overwritten.
pub fn text_question(question: TextQuestion<'_>) -> impl IntoView + use<> {
    let id = question.field.as_str();
    let wrong = question.error.is_some();
    let described = described_by(id, !question.hint.is_empty(), wrong);
    let hint_id = format!("{id}-hint");
    view! {
        <div class=field_class(wrong)>
            {label(id, question.label, question.asked)}
            {(!question.hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{question.hint}</p> })}
            {error_text(id, question.error)}
            <input
                class=question.width
                id=id
                name=id
                type=question.kind
                inputmode=question.keyboard
                autocomplete=question.autocomplete
                spellcheck="false"
                aria-describedby=described
                aria-invalid=wrong.then_some("true")
                value=question.value.to_owned()
            />
        </div>
    }
}

/// A label, inside the heading where it is the page's only question.
pub fn label(id: &'static str, words: &'static str, asked: Asked) -> impl IntoView {
    match asked {
        Asked::Alone => {
            Either::Left(view! { <h1 class="question"><label for=id>{words}</label></h1> })
        }
        Asked::AmongOthers => Either::Right(view! { <label for=id>{words}</label> }),
    }
}
