//! The questions, one per page.

use super::model::Model;
use super::words::{heading, hint};
use crate::ui::{
    Asked, Choice, Choices, DateQuestion, LOCALE, TextQuestion, choices, date_question,
    described_by, error_text, field_class, text_question,
};
use domain::contact::Phone;
use domain::eligibility::WorkStatus;
use domain::messages::Code;
use domain::region::{provinces, regencies};
use domain::registration::{
    CONSENT_VERSION, Education, Field, Step, consent_text, declaration_text,
};
use leptos::prelude::*;

/// The question of a page; the last page is not one.
pub fn question(model: &Model) -> AnyView {
    match model.step {
        Step::Nik => nik(model).into_any(),
        Step::Kk => text(model, Field::Kk, "text", "numeric", "off", "wide-20").into_any(),
        Step::BirthDate => date(model).into_any(),
        Step::Name => text(model, Field::Name, "text", "text", "name", "").into_any(),
        Step::Phone => phone(model).into_any(),
        Step::Otp => otp(model).into_any(),
        Step::Email => text(model, Field::Email, "email", "email", "email", "").into_any(),
        Step::Domicile => domicile(model).into_any(),
        Step::Education => {
            let options = Education::ALL.iter();
            radios(
                model,
                Field::Education,
                options
                    .map(|one| (one.as_str(), one.label(LOCALE)))
                    .collect(),
            )
            .into_any()
        }
        Step::WorkStatus => work_status(model).into_any(),
        Step::Declaration => tick(
            model,
            Field::Declaration,
            "on",
            declaration_text(LOCALE),
            "Ya, semua ini benar",
        )
        .into_any(),
        Step::Consent => consent(model).into_any(),
        Step::Check => ().into_any(),
    }
}

fn text(
    model: &Model,
    field: Field,
    kind: &'static str,
    keyboard: &'static str,
    autocomplete: &'static str,
    width: &'static str,
) -> impl IntoView + use<> {
    text_question(TextQuestion {
        field,
        label: heading(model.step),
        hint: hint(model.step),
        value: model.draft.get(field),
        error: model.error(field),
        kind,
        keyboard,
        autocomplete,
        width,
        asked: Asked::Alone,
    })
}

fn nik(model: &Model) -> impl IntoView + use<> {
    view! {
        {text(model, Field::Nik, "text", "numeric", "off", "wide-20")}
        <p class="notice" id="nik-catatan" role="status">{warnings(&model.draft.nik_warnings())}</p>
        <p class="hint">"Dengan NIK, setiap orang mendaftar satu kali saja. Siapkan KTP, Kartu Keluarga, dan HP; kira-kira sepuluh menit. Sudah pernah mendaftar? "<a href="/masuk/">"Masuk saja"</a>"."</p>
    }
}

/// What looks unusual about the NIK, as one text; never a reason to stop.
pub fn warnings(codes: &[Code]) -> String {
    codes
        .iter()
        .map(|code| code.text(LOCALE))
        .collect::<Vec<_>>()
        .join(" ")
}

fn date(model: &Model) -> impl IntoView + use<> {
    let value = |field| model.draft.get(field);
    date_question(DateQuestion {
        label: heading(model.step),
        hint: hint(model.step),
        values: [
            value(Field::BirthDay),
            value(Field::BirthMonth),
            value(Field::BirthYear),
        ],
        error: model.error(Field::BirthDay),
        asked: Asked::Alone,
    })
}

fn phone(model: &Model) -> impl IntoView + use<> {
    let words = if model.draft.phone_is_proven() {
        "Nomor ini sudah dipastikan. Kalau Anda menggantinya, kami mengirim kode baru."
    } else {
        "Kami akan mengirim SMS berisi kode 6 angka ke nomor ini, gratis. Nomor ini juga dipakai untuk masuk ke akun dan memberi kabar hasil. Satu nomor untuk satu orang."
    };
    view! {
        {text(model, Field::Phone, "tel", "tel", "tel", "wide-20")}
        <p>{words}</p>
    }
}

fn otp(model: &Model) -> impl IntoView + use<> {
    let typed = model.draft.get(Field::Phone);
    let number = Phone::parse(typed).map_or_else(|_| typed.to_owned(), |phone| phone.national());
    view! {
        {text(model, Field::Otp, "text", "numeric", "one-time-code", "wide-6")}
        <p>"SMS dikirim ke "<strong class="nowrap">{number}</strong>". SMS dapat terlambat beberapa menit. Setelah 60 detik Anda dapat meminta kode baru, paling banyak 5 kode dalam 2 jam."</p>
        <p class="warning">"Jangan berikan kode ini kepada siapa pun, termasuk yang mengaku petugas."</p>
    }
}

fn domicile(model: &Model) -> impl IntoView + use<> {
    let error = model.error(Field::Domicile);
    let wrong = error.is_some();
    let chosen = model.draft.get(Field::Domicile).to_owned();
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
            <h1 class="question"><label for="domicile">{heading(Step::Domicile)}</label></h1>
            <p class="hint" id="domicile-hint">{hint(Step::Domicile)}</p>
            {error_text("domicile", error)}
            <select id="domicile" name="domicile" aria-describedby=described_by("domicile", true, wrong) aria-invalid=wrong.then_some("true")>
                <option value="">"Pilih kabupaten atau kota"</option>
                {groups}
            </select>
        </div>
    }
}

fn radios(model: &Model, field: Field, options: Vec<Choice>) -> impl IntoView + use<> {
    choices(Choices {
        name: field.as_str(),
        label: heading(model.step),
        hint: hint(model.step),
        options,
        chosen: model.draft.get(field),
        error: model.error(field),
        asked: Asked::Alone,
    })
}

fn work_status(model: &Model) -> impl IntoView + use<> {
    let options = WorkStatus::ALL
        .iter()
        .filter(|one| **one != WorkStatus::NoneOfThese)
        .map(|one| (one.as_str(), one.label(LOCALE)))
        .collect();
    view! {
        {radios(model, Field::WorkStatus, options)}
        <p class="hint">"Tidak ada yang cocok? Lihat dulu "<a href="/cek-syarat/">"syaratnya"</a>"."</p>
    }
}

fn consent(model: &Model) -> impl IntoView + use<> {
    view! {
        {tick(model, Field::Consent, CONSENT_VERSION, consent_text(LOCALE), "Ya, saya setuju")}
        <p class="hint">{format!("Teks persetujuan versi {CONSENT_VERSION}.")}</p>
    }
}

fn tick(
    model: &Model,
    field: Field,
    value: &'static str,
    words: &'static str,
    label: &'static str,
) -> impl IntoView + use<> {
    let id = field.as_str();
    let error = model.error(field);
    let wrong = error.is_some();
    let text_id = format!("{id}-hint");
    view! {
        <div class=field_class(wrong)>
            <h1 class="question">{heading(model.step)}</h1>
            <p class="legal" id=text_id>{words}</p>
            {error_text(id, error)}
            <div class="choice">
                <input id=id name=id type="checkbox" value=value checked=model.draft.get(field) == value
                    aria-describedby=described_by(id, true, wrong) aria-invalid=wrong.then_some("true") />
                <label for=id>{label}</label>
            </div>
        </div>
    }
}
