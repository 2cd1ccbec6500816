//! The questions, one per page.

use super::model::Model;
use super::words::{heading, hint};
use crate::ui::{
    Asked, Choice, Choices, DateQuestion, DomicileQuestion, TextQuestion, choices, date_question,
    described_by, domicile_question, error_text, field_class, say, spoken, tell, text_question, to,
};
use domain::contact::Phone;
use domain::eligibility::WorkStatus;
use domain::messages::Code;
use domain::registration::{
    CONSENT_VERSION, Education, Field, Step, consent_text, declaration_text,
};
use leptos::either::EitherOf10;
use leptos::prelude::*;

/// The question of a page; the last page is not one.
pub fn question(model: &Model) -> impl IntoView + use<> {
    match model.step {
        Step::Nik => EitherOf10::A(nik(model)),
        Step::Kk => EitherOf10::B(text(model, Field::Kk, NUMBER)),
        Step::Name => EitherOf10::B(text(model, Field::Name, NAME)),
        Step::Email => EitherOf10::B(text(model, Field::Email, EMAIL)),
        Step::BirthDate => EitherOf10::C(date(model)),
        Step::Phone => EitherOf10::D(phone(model)),
        Step::Otp => EitherOf10::E(otp(model)),
        Step::Domicile => EitherOf10::F(domicile(model)),
        Step::Education => EitherOf10::G(education(model)),
        Step::WorkStatus => EitherOf10::H(work_status(model)),
        Step::Declaration => EitherOf10::I(tick(
            model,
            Field::Declaration,
            "on",
            declaration_text(spoken()),
            say!("Ya, semua ini benar", "Yes, all of this is true"),
        )),
        Step::Consent | Step::Check => EitherOf10::J(consent(model)),
    }
}

/// How the phone's keyboard helps: type, keyboard, autocomplete, width.
type Help = [&'static str; 4];
const NUMBER: Help = ["text", "numeric", "off", "wide-20"];
const NAME: Help = ["text", "text", "name", ""];
const PHONE: Help = ["tel", "tel", "tel", "wide-20"];
const CODE: Help = ["text", "numeric", "one-time-code", "wide-6"];
const EMAIL: Help = ["email", "email", "email", ""];

fn text(
    model: &Model,
    field: Field,
    [kind, keyboard, autocomplete, width]: Help,
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
    // Nothing rather than an empty text: that would be drawn as a space, and an empty
    // notice is not shown.
    let unusual = Some(warnings(&model.draft.nik_warnings())).filter(|words| !words.is_empty());
    view! {
        {text(model, Field::Nik, NUMBER)}
        <p class="notice" id="nik-catatan" role="status">{unusual}</p>
        <p class="hint">{say!("Dengan NIK, setiap orang mendaftar satu kali saja. Siapkan KTP, Kartu Keluarga, dan HP; kira-kira sepuluh menit. Sudah pernah mendaftar? ", "With the NIK, everybody registers once only. Have your identity card, family card and phone at hand; it takes about ten minutes. Registered before? ")}<a href=to("/masuk/")>{say!("Masuk saja", "Just sign in")}</a>"."</p>
    }
}

/// What looks unusual about the NIK, as one text; never a reason to stop.
pub fn warnings(codes: &[Code]) -> String {
    codes
        .iter()
        .map(|code| code.text(spoken()))
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
        say!(
            "Nomor ini sudah dipastikan. Kalau Anda menggantinya, kami mengirim kode baru.",
            "This number is confirmed. If you change it, we send a new code."
        )
    } else {
        say!(
            "Kami akan mengirim SMS berisi kode 6 angka ke nomor ini, gratis. Nomor ini juga dipakai untuk masuk ke akun dan memberi kabar hasil. Satu nomor untuk satu orang.",
            "We will send an SMS with a 6-digit code to this number, free of charge. The number is also used to sign in and to tell you the result. One number, one person."
        )
    };
    view! {
        {text(model, Field::Phone, PHONE)}
        <p>{words}</p>
    }
}

fn otp(model: &Model) -> impl IntoView + use<> {
    let typed = model.draft.get(Field::Phone);
    let number = Phone::parse(typed).map_or_else(|_| typed.to_owned(), |phone| phone.national());
    view! {
        {text(model, Field::Otp, CODE)}
        <p>{say!("SMS dikirim ke ", "The SMS goes to ")}<strong class="nowrap">{number}</strong>{say!(". SMS dapat terlambat beberapa menit. Setelah 60 detik Anda dapat meminta kode baru, paling banyak 5 kode dalam 2 jam.", ". It can be a few minutes late. After 60 seconds you can ask for a new code, up to 5 codes in 2 hours.")}</p>
        <p class="warning">{say!("Jangan berikan kode ini kepada siapa pun, termasuk yang mengaku petugas.", "Give this code to nobody, even if they say that they are officials.")}</p>
    }
}

fn domicile(model: &Model) -> impl IntoView + use<> {
    domicile_question(DomicileQuestion {
        label: heading(Step::Domicile),
        hint: hint(Step::Domicile),
        chosen: model.draft.get(Field::Domicile),
        error: model.error(Field::Domicile),
        asked: Asked::Alone,
    })
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

fn education(model: &Model) -> impl IntoView + use<> {
    let options = Education::ALL
        .iter()
        .map(|one| (one.as_str(), one.label(spoken())))
        .collect();
    radios(model, Field::Education, options)
}

fn work_status(model: &Model) -> impl IntoView + use<> {
    let options = WorkStatus::ALL
        .iter()
        .filter(|one| **one != WorkStatus::NoneOfThese)
        .map(|one| (one.as_str(), one.label(spoken())))
        .collect();
    view! {
        {radios(model, Field::WorkStatus, options)}
        <p class="hint">{say!("Tidak ada yang cocok? Lihat dulu ", "Nothing fits? Look first at ")}<a href=to("/cek-syarat/")>{say!("syaratnya", "the conditions")}</a>"."</p>
    }
}

fn consent(model: &Model) -> impl IntoView + use<> {
    view! {
        {tick(model, Field::Consent, CONSENT_VERSION, consent_text(spoken()), say!("Ya, saya setuju", "Yes, I agree"))}
        <p class="hint">{tell!("Teks persetujuan versi {CONSENT_VERSION}.", "Text of the consent, version {CONSENT_VERSION}.")}</p>
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
