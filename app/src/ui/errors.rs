//! The error summary on top of a page and the sentence above an input, as
//! GOV.UK does it. Sentences come from the catalogue in `domain`.

use super::say;
use super::spoken;
use domain::api::ProblemField;
use domain::registration::{Field, FieldError};
use leptos::either::Either;
use leptos::prelude::*;

/// One thing to put right: the id to go to, and what to do there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Id of the input, if one is to blame.
    pub target: Option<String>,
    /// What to do.
    pub sentence: String,
}

/// What is wrong with fields, in words, each tied to an input of a form: the
/// birth date's first box stands for the date.
pub fn in_words(errors: &[FieldError]) -> Vec<ProblemField> {
    errors
        .iter()
        .map(|error| ProblemField {
            field: in_form(error.field).as_str().to_owned(),
            code: error.code,
            message: error.sentence(spoken()),
        })
        .collect()
}

/// The input that stands for a field.
const fn in_form(field: Field) -> Field {
    match field {
        Field::BirthDate => Field::BirthDay,
        other => other,
    }
}

/// What is wrong with one field.
pub fn sentence(errors: &[ProblemField], field: Field) -> Option<String> {
    errors
        .iter()
        .find(|error| error.field == field.as_str())
        .map(|error| error.message.clone())
}

/// Every error as a line of the summary that leads to its input.
pub fn lines(errors: &[ProblemField]) -> Vec<Wrong> {
    errors
        .iter()
        .map(|error| Wrong {
            target: Some(error.field.clone()),
            sentence: error.message.clone(),
        })
        .collect()
}

/// The summary; nothing where nothing is wrong. It takes focus when the page
/// loads, with `autofocus` where there is no program to do it.
pub fn summary(wrongs: Vec<Wrong>) -> impl IntoView + use<> {
    (!wrongs.is_empty()).then(|| {
        view! {
            <div class="error-summary" id="ringkasan" role="alert" tabindex="-1" autofocus=true aria-labelledby="ringkasan-judul">
                <h2 id="ringkasan-judul">{say!("Ada yang perlu diperbaiki", "Something needs to be put right")}</h2>
                <ul>{wrongs.into_iter().map(line).collect_view()}</ul>
            </div>
        }
    })
}

fn line(wrong: Wrong) -> impl IntoView {
    match wrong.target {
        Some(target) => {
            let address = format!("#{target}");
            Either::Left(view! { <li><a href=address>{wrong.sentence}</a></li> })
        }
        None => Either::Right(view! { <li>{wrong.sentence}</li> }),
    }
}

/// The sentence above an input.
pub fn error_text(id: &str, error: Option<String>) -> impl IntoView + use<> {
    let id = format!("{id}-error");
    error.map(|sentence| {
        view! {
            <p class="error-text" id=id><span class="unseen">{say!("Salah: ", "Error: ")}</span>{sentence}</p>
        }
    })
}
