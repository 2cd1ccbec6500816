//! A birth date in three boxes: the way that works with every keyboard, screen
//! reader and memory of an identity card. No calendar widget.

use super::{Asked, Words, described_by, either, error_text, field_class};
use domain::registration::Field;
use leptos::either::Either;
use leptos::prelude::*;

/// The date asked for.
#[derive(Clone, Debug)]
pub struct DateQuestion<'a> {
    /// The question.
    pub label: &'static str,
    /// Where the answer is found.
    pub hint: &'static str,
    /// Day, month and year as typed.
    pub values: [&'a str; 3],
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether the legend is the page's heading.
    pub asked: Asked,
}

const BOXES: [(Field, Words, &str, &str); 3] = [
    (Field::BirthDay, ("Hari", "Day"), "bday-day", "wide-2"),
    (
        Field::BirthMonth,
        ("Bulan", "Month"),
        "bday-month",
        "wide-2",
    ),
    (Field::BirthYear, ("Tahun", "Year"), "bday-year", "wide-4"),
];

/// The question as HTML.
pub fn date_question(question: DateQuestion<'_>) -> impl IntoView + use<> {
    let wrong = question.error.is_some();
    let boxes: Vec<_> = BOXES
        .into_iter()
        .zip(question.values)
        .map(|((field, words, autocomplete, width), value)| {
            let id = field.as_str();
            view! {
                <div>
                    <label for=id>{either(words)}</label>
                    <input
                        class=width id=id name=id type="text" inputmode="numeric"
                        autocomplete=autocomplete aria-invalid=wrong.then_some("true")
                        value=value.to_owned()
                    />
                </div>
            }
        })
        .collect();
    view! {
        <fieldset class=field_class(wrong) aria-describedby=described_by("birth_date", true, wrong)>
            {legend(question.label, question.asked)}
            <p class="hint" id="birth_date-hint">{question.hint}</p>
            {error_text("birth_date", question.error)}
            <div class="boxes">{boxes}</div>
        </fieldset>
    }
}

/// A legend, with the heading inside where it is the page's only question.
pub fn legend(words: &'static str, asked: Asked) -> impl IntoView {
    match asked {
        Asked::Alone => Either::Left(view! { <legend><h1 class="question">{words}</h1></legend> }),
        Asked::AmongOthers => Either::Right(view! { <legend>{words}</legend> }),
    }
}
