//! The eligibility check: questions, and the report on top once they were
//! answered. Nothing is stored, no account is needed, no program runs.

mod form;
mod report;

pub use domain::eligibility::EligibilityDraft;

use crate::document::{Client, Indexing, Page};
use crate::home::gifts;
use crate::pages::to_html;
use crate::ui;
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
        (_, false) => "Salah: Cek syarat - Prakerja",
        (Some(_), true) => "Hasil cek syarat - Prakerja",
        (None, true) => "Cek syarat - Prakerja",
    };
    let heading = if report.is_some() {
        "Hasil cek syarat"
    } else {
        "Cek syarat"
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
        description: "Cek dalam satu menit apakah Anda memenuhi syarat Prakerja. Tanpa akun, jawaban tidak disimpan.".into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}

fn intro() -> impl IntoView {
    view! {
        <p class="lead">"Jawab yang Anda tahu, kosongkan yang tidak. Setiap syarat dijelaskan satu per satu dengan sumber peraturannya."</p>
        <p>"Tanpa akun. Jawaban Anda tidak disimpan."</p>
    }
}
