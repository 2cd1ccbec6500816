//! A question answered by choosing one of a few.

use super::{Asked, date::legend, described_by, error_text, field_class};
use leptos::prelude::*;

/// One choice: its value in the form, and its words.
pub type Choice = (&'static str, &'static str);

/// What is asked.
#[derive(Clone, Debug)]
pub struct Choices<'a> {
    /// Name of the inputs; the first one's id.
    pub name: &'static str,
    /// The question.
    pub label: &'static str,
    /// How to choose; may be empty.
    pub hint: &'static str,
    /// Value and words.
    pub options: Vec<Choice>,
    /// The value chosen.
    pub chosen: &'a str,
    /// What is wrong.
    pub error: Option<String>,
    /// Whether the legend is the page's heading.
    pub asked: Asked,
}

/// The question as HTML.
pub fn choices(question: Choices<'_>) -> impl IntoView + use<> {
    let Choices { name, hint, .. } = question;
    let wrong = question.error.is_some();
    let radios: Vec<_> = question
        .options
        .into_iter()
        .enumerate()
        .map(|(index, (value, words))| {
            // The summary's link leads to the first.
            let id = if index == 0 { name.to_owned() } else { format!("{name}-{value}") };
            view! {
                <div class="choice">
                    <input id=id.clone() name=name type="radio" value=value checked=value == question.chosen />
                    <label for=id>{words}</label>
                </div>
            }
        })
        .collect();
    let hint_id = format!("{name}-hint");
    view! {
        <fieldset class=field_class(wrong) aria-describedby=described_by(name, !hint.is_empty(), wrong)>
            {legend(question.label, question.asked)}
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {error_text(name, question.error)}
            {radios}
        </fieldset>
    }
}
