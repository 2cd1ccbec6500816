//! Draws one page of the form. No event handler is here: the browser's program
//! listens on the element around it and draws with this very code, so that plain
//! HTML and the live page are the same markup. No type-erased view is here
//! either: each costs the phone 3 to 10 KB of WASM.

use super::model::{Aside, Model};
use super::{check, questions};
use crate::ui::{self, Wrong, say, tell, to};
use domain::registration::{Draft, Field, Step};
use leptos::either::{Either, EitherOf4};
use leptos::prelude::*;

/// The page as HTML.
pub fn html(model: &Model) -> String {
    page(model).into_view().to_html()
}

fn page(model: &Model) -> impl IntoView + use<> {
    let inner = match model.step {
        Step::Check => Either::Left(check::check(model)),
        _ => Either::Right(questions::question(model)),
    };
    view! {
        {aside(model.aside, model.step)}
        {(matches!(model.step, Step::Phone | Step::Otp) && !model.draft.phone_is_proven()).then(|| ui::turn(model.draft.get(Field::Turn)))}
        {model.notice.clone().map(|words| view! { <p class="notice" role="status">{words}</p> })}
        {ui::summary(wrongs(model))}
        <form id="formulir" method="post" action=to("/daftar/") novalidate>
            <p class="progress">{tell!("Langkah {} dari {}", "Step {} of {}", model.step.position(), Step::ALL.len())}</p>
            {carried(&model.draft, model.step)}
            {inner}
            {buttons(model)}
        </form>
    }
}

/// On the last page errors lead to the button that changes the answer.
fn wrongs(model: &Model) -> Vec<Wrong> {
    let mut lines = ui::lines(&model.errors);
    if model.step == Step::Check {
        for (line, error) in lines.iter_mut().zip(&model.errors) {
            let step = Field::find(&error.field).map(Step::of);
            line.target = step.map(|step| format!("ubah-{}", step.as_str()));
        }
    }
    lines.extend(model.refusal.clone().map(|sentence| Wrong {
        target: None,
        sentence,
    }));
    lines
}

/// Every other answer travels along, so that nothing depends on a session.
fn carried(draft: &Draft, step: Step) -> impl IntoView + use<> {
    let fields: Vec<_> = draft
        .values()
        .filter(|(field, _)| !step.fields().contains(field) && *field != Field::Otp)
        .map(|(field, value)| {
            let value = value.to_owned();
            view! { <input type="hidden" name=field.as_str() value=value /> }
        })
        .collect();
    view! {
        <input type="hidden" name="step" value=step.as_str() />
        {fields}
    }
}

/// "Next" stands first: it is what the Enter key presses.
fn buttons(model: &Model) -> impl IntoView + use<> {
    let (value, words) = match model.step {
        Step::Phone if !model.draft.phone_is_proven() => {
            ("next", say!("Kirim kode", "Send the code"))
        }
        Step::Check => ("submit", say!("Kirim pendaftaran", "Send the registration")),
        _ => ("next", say!("Lanjut", "Continue")),
    };
    let back = match model.step {
        Step::Otp => say!("Ganti nomor HP", "Change the mobile number"),
        _ => say!("Kembali", "Back"),
    };
    view! {
        <div class="actions">
            <button class="button" type="submit" name="go" value=value>{words}</button>
            {(model.step == Step::Otp).then(|| view! {
                <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim ulang kode", "Send another code")}</button>
            })}
            {model.step.previous().map(|_| view! {
                <button class="button quiet" type="submit" name="go" value="back">{back}</button>
            })}
        </div>
    }
}

fn aside(aside: Aside, step: Step) -> impl IntoView {
    match aside {
        Aside::Nothing => EitherOf4::A(()),
        Aside::Restored => EitherOf4::B(view! {
            <div class="notice" role="status">
                <p>{say!("Isian Anda yang terakhir sudah dikembalikan. Bukan isian Anda, atau ingin mengulang?", "What you typed last time is back. Not yours, or want to start afresh?")}</p>
                <button class="button quiet" type="button" data-do="clear">{say!("Hapus dan mulai dari awal", "Wipe it and start again")}</button>
            </div>
        }),
        Aside::NotKept => EitherOf4::C(view! {
            <p class="notice" role="status">{say!("Peramban ini tidak mengizinkan penyimpanan. Anda tetap dapat mendaftar; jangan tutup halaman ini sampai selesai.", "This browser does not let us keep anything. You can still register; do not close this page until you have finished.")}</p>
        }),
        Aside::Unsent => EitherOf4::D(unsent(step)),
    }
}

fn unsent(step: Step) -> impl IntoView {
    let (go, more) = match step {
        Step::Check => (
            "submit",
            say!(
                " Begitu tersambung, pendaftaran dikirim sendiri.",
                " Once you are connected, the registration is sent by itself."
            ),
        ),
        _ => ("next", ""),
    };
    view! {
        <div class="error-summary" id="ringkasan" role="alert" tabindex="-1">
            <h2>{say!("Belum terkirim", "Not sent yet")}</h2>
            <p>{say!("Isian Anda aman di ponsel ini. Periksa sambungan internet.", "What you typed is safe on this phone. Check your internet connection.")}{more}</p>
            <button class="button" type="submit" form="formulir" name="go" value=go>{say!("Coba lagi", "Try again")}</button>
        </div>
    }
}
