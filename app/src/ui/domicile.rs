//! The question where somebody lives: every regency and city, by province.

use super::{Asked, described_by, error_text, field_class, say, text::label};
use domain::region::{provinces, regencies};
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Debug)]
pub struct DomicileQuestion<'a> {
    /// The question.
    pub label: &'static str,
    /// What counts.
    pub hint: &'static str,
    /// The code chosen.
    pub chosen: &'a str,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Whether the label is the page's heading.
    pub asked: Asked,
}

/// The question as HTML.
pub fn domicile_question(question: DomicileQuestion<'_>) -> impl IntoView + use<> {
    let wrong = question.error.is_some();
    let chosen = question.chosen.to_owned();
    let groups: Vec<_> = provinces()
        .map(|province| {
            let options: Vec<_> = regencies()
                .filter(|regency| regency.code.starts_with(province.code))
                .map(|regency| view! { <option value=regency.code selected=regency.code == chosen>{regency.name}</option> })
                .collect();
            view! { <optgroup label=province.name>{options}</optgroup> }
        })
        .collect();
    view! {
        <div class=field_class(wrong)>
            {label("domicile", question.label, question.asked)}
            <p class="hint" id="domicile-hint">{question.hint}</p>
            {error_text("domicile", question.error)}
            <select id="domicile" name="domicile" aria-describedby=described_by("domicile", true, wrong) aria-invalid=wrong.then_some("true")>
                <option value="">{say!("Pilih kabupaten atau kota", "Choose a regency or city")}</option>
                {groups}
            </select>
        </div>
    }
}
