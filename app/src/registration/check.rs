//! The last page: every answer once more, each with a button to change it.

use super::model::Model;
use super::questions::warnings;
use super::words::{heading, row};
use crate::ui::{say, spoken};
use domain::contact::Phone;
use domain::eligibility::WorkStatus;
use domain::identity::BirthDate;
use domain::region::Domicile;
use domain::registration::{CONSENT_VERSION, Draft, Education, Field, Step};
use domain::time::long_date;
use leptos::prelude::*;

/// The list.
pub fn check(model: &Model) -> impl IntoView + use<> {
    let rows: Vec<_> = Step::ALL
        .iter()
        .filter(|step| !matches!(step, Step::Otp | Step::Check))
        .map(|step| line(model, *step))
        .collect();
    let unusual = warnings(&model.draft.nik_warnings());
    view! {
        <h1 class="question">{heading(Step::Check)}</h1>
        <p>{say!("Pastikan semua sama dengan KTP dan Kartu Keluarga. Data yang berbeda adalah sebab kegagalan yang paling sering.", "Make sure that all of it is as on your identity card and family card. Data that differs is the most frequent reason for failure.")}</p>
        {(!unusual.is_empty()).then(|| view! { <p class="notice" role="status">{unusual}</p> })}
        <dl class="answers">{rows}</dl>
    }
}

fn line(model: &Model, step: Step) -> impl IntoView + use<> {
    let wrong = model
        .errors
        .iter()
        .find(|error| Field::find(&error.field).map(Step::of) == Some(step))
        .map(|error| error.message.clone());
    let name = step.as_str();
    let class = if wrong.is_some() {
        "row field-wrong"
    } else {
        "row"
    };
    view! {
        <div class=class>
            <dt>{row(step)}</dt>
            <dd>
                {wrong.map(|sentence| view! { <p class="error-text"><span class="unseen">{say!("Salah: ", "Error: ")}</span>{sentence}</p> })}
                <span class="answer">{answer(&model.draft, step)}</span>
            </dd>
            <dd class="change">
                <button class="button quiet" type="submit" name="go" id=format!("ubah-{name}") value=format!("edit:{name}")>
                    {say!("Ubah", "Change")}<span class="unseen">{format!(" {}", row(step))}</span>
                </button>
            </dd>
        </div>
    }
}

/// An answer as people read it; what is not understood is shown as typed.
fn answer(draft: &Draft, step: Step) -> String {
    let typed = |field| draft.get(field).to_owned();
    let words = match step {
        Step::Nik => in_fours(draft.get(Field::Nik)),
        Step::Kk => in_fours(draft.get(Field::Kk)),
        Step::BirthDate => BirthDate::parse(&draft.request().birth_date).map_or_else(
            |_| draft.request().birth_date,
            |born| long_date(born.date(), spoken()),
        ),
        Step::Name => typed(Field::Name),
        Step::Phone => Phone::parse(draft.get(Field::Phone))
            .map_or_else(|_| typed(Field::Phone), |phone| phone.national()),
        Step::Email => typed(Field::Email),
        Step::Domicile => Domicile::parse(draft.get(Field::Domicile))
            .map_or_else(|_| typed(Field::Domicile), |domicile| domicile.full_name()),
        Step::Education => Education::parse(draft.get(Field::Education))
            .ok()
            .flatten()
            .map_or_else(String::new, |one| one.label(spoken()).to_owned()),
        Step::WorkStatus => WorkStatus::parse(draft.get(Field::WorkStatus))
            .ok()
            .flatten()
            .map_or_else(String::new, |one| one.label(spoken()).to_owned()),
        Step::Declaration if !draft.get(Field::Declaration).is_empty() => {
            say!("Dinyatakan benar", "Declared to be true").to_owned()
        }
        Step::Consent if draft.get(Field::Consent) == CONSENT_VERSION => {
            say!("Disetujui", "Agreed").to_owned()
        }
        Step::Declaration | Step::Consent | Step::Otp | Step::Check => String::new(),
    };
    if words.is_empty() && step == Step::Email {
        say!("Tidak diisi", "Left empty").to_owned()
    } else if words.is_empty() {
        say!("Belum diisi", "Not filled in").to_owned()
    } else {
        words
    }
}

/// Sixteen digits in groups of four are easy to compare with a card.
fn in_fours(typed: &str) -> String {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 16 {
        return typed.to_owned();
    }
    let mut out = String::with_capacity(19);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}
