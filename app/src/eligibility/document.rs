//! The check as a page of the site.

use super::{Model, ROOT_ID, check, title};
use crate::home::gifts;
use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Draw, say};
use domain::eligibility::{EligibilityDraft, Report};
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
    let model = Model {
        draft,
        report,
        wrong: &ui::in_words(errors),
    };
    let scheme = report
        .and_then(|report| Scheme::find(report.scheme.as_str()).ok())
        .or_else(|| Scheme::shipped().pop());
    let body = to_html(|| {
        view! {
            <div id=ROOT_ID>{check(&model)}</div>
            {scheme.as_ref().map(gifts)}
        }
        .drawn()
    });
    Page {
        path: "/cek-syarat/".into(),
        lang: locale,
        title: title(&model).into(),
        description: say!("Cek dalam satu menit apakah Anda memenuhi syarat Prakerja. Tanpa akun, jawaban tidak disimpan.", "Check in a minute whether you are eligible for Prakerja. No account; answers are not kept.").into(),
        indexing: Indexing::Listed,
        client: Client::Eligibility,
        body,
    }
}
