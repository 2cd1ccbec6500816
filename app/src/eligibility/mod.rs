//! The eligibility check: questions, and the report on top once they were
//! answered. Nothing is stored, no account is needed, no program runs.

mod form;
mod report;

pub use domain::eligibility::EligibilityDraft;

use crate::document::{Client, Indexing, Page};
use crate::home::gifts;
use crate::pages::to_html;
use crate::ui::{self, say};
use domain::eligibility::Report;
use domain::messages::Locale;
use domain::registration::FieldError;
use domain::scheme::Scheme;
use leptos::prelude::*;

/// `/cek-syarat/`
pub fn eligibility(
    locale: Locale,
    draft: &EligibilityDraft,
    report: Option<&Report>,
    errors: &[FieldError],
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrong = ui::in_words(errors);
    let scheme = report
        .and_then(|report| Scheme::find(report.scheme.as_str()).ok())
        .or_else(|| Scheme::shipped().pop());
    let title = match (report, errors.is_empty()) {
        (_, false) => say!(
            "Salah: Cek syarat - Prakerja",
            "Error: Check eligibility - Prakerja"
        ),
        (Some(_), true) => say!(
            "Hasil cek syarat - Prakerja",
            "Result of the check - Prakerja"
        ),
        (None, true) => say!("Cek syarat - Prakerja", "Check eligibility - Prakerja"),
    };
    let heading = if report.is_some() {
        say!("Hasil cek syarat", "Your result")
    } else {
        say!("Cek syarat", "Check eligibility")
    };
    let body = to_html(|| {
        view! {
            {ui::summary(ui::lines(&wrong))}
            <h1>{heading}</h1>
            {match report {
                Some(report) => report::report(report).into_any(),
                None => intro().into_any(),
            }}
            {form::form(draft, &wrong)}
            {scheme.as_ref().map(gifts)}
        }
        .into_any()
    });
    Page {
        path: "/cek-syarat/".into(),
        lang: locale,
        title: title.into(),
        description: say!("Cek dalam satu menit apakah Anda memenuhi syarat Prakerja. Tanpa akun, jawaban tidak disimpan.", "Check in a minute whether you are eligible for Prakerja. No account; answers are not kept.").into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}

fn intro() -> impl IntoView {
    view! {
        <p class="lead">{say!("Jawab yang Anda tahu, kosongkan yang tidak. Setiap syarat dijelaskan satu per satu dengan sumber peraturannya.", "Answer what you know and leave the rest empty. Each rule is explained one by one, with its source in the regulations.")}</p>
        <p>{say!("Tanpa akun. Jawaban Anda tidak disimpan.", "No account. Your answers are not kept.")}</p>
    }
}
