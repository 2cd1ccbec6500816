//! The eligibility check: questions, and the report on top once they were
//! answered. Nothing is stored, no account is needed. The phone judges by itself where it
//! runs the page's program, and the edge by the same rules where it does not.

#[cfg(feature = "browser")]
pub mod client;
#[cfg(feature = "ssr")]
mod document;
mod form;
mod report;

#[cfg(feature = "ssr")]
pub use document::eligibility;
pub use domain::eligibility::EligibilityDraft;

use crate::ui::{self, say};
use domain::api::ProblemField;
use domain::eligibility::Report;
use leptos::either::Either;
use leptos::prelude::*;

/// Around all that an answer changes.
const ROOT_ID: &str = "cek";

/// What the page shows.
struct Model<'a> {
    draft: &'a EligibilityDraft,
    report: Option<&'a Report>,
    wrong: &'a [ProblemField],
}

/// Title, report and questions: one drawing for the edge and the phone.
fn check(model: &Model<'_>) -> impl IntoView + use<> {
    let heading = match model.report {
        Some(_) => say!("Hasil cek syarat", "Your result"),
        None => say!("Cek syarat", "Check eligibility"),
    };
    view! {
        {ui::summary(ui::lines(model.wrong))}
        <h1>{heading}</h1>
        {match model.report {
            Some(report) => Either::Left(report::report(report, model.draft)),
            None => Either::Right(intro()),
        }}
        {form::form(model.draft, model.wrong)}
    }
}

fn title(model: &Model<'_>) -> &'static str {
    match (model.report, model.wrong.is_empty()) {
        (_, false) => say!(
            "Salah: Cek syarat - Prakerja",
            "Error: Check eligibility - Prakerja"
        ),
        (Some(_), true) => say!(
            "Hasil cek syarat - Prakerja",
            "Result of the check - Prakerja"
        ),
        (None, true) => say!("Cek syarat - Prakerja", "Check eligibility - Prakerja"),
    }
}

fn intro() -> impl IntoView {
    view! {
        <p class="lead">{say!("Jawab yang Anda tahu, kosongkan yang tidak. Setiap syarat dijelaskan satu per satu dengan sumber peraturannya.", "Answer what you know and leave the rest empty. Each rule is explained one by one, with its source in the regulations.")}</p>
        <p>{say!("Tanpa akun. Jawaban Anda tidak disimpan.", "No account. Your answers are not kept.")}</p>
    }
}
