//! `/masuk/cadangan/`: signing in with a code on paper.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Asked, Draw, TextQuestion, say, tell, text_question, to};
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use leptos::prelude::*;

/// The page, with what was typed and what is wrong with it. Codes are typed again.
pub fn sign_in_on_paper(
    locale: Locale,
    nik: &str,
    errors: &[FieldError],
    notice: Option<&str>,
) -> Page {
    let _speaking = ui::speak(locale);
    let faults = ui::faults(errors, notice);
    let (wrong, errors) = (faults.title, faults.fields);
    let text = |field, label, hint, value, keyboard| {
        text_question(TextQuestion {
            field,
            label,
            hint,
            value,
            error: ui::sentence(&errors, field),
            kind: "text",
            keyboard,
            autocomplete: "off",
            width: "wide-20",
            asked: Asked::AmongOthers,
        })
    };
    let body = to_html(|| {
        view! {
            {ui::summary(faults.summary)}
            <h1>{say!("Masuk dengan kode cadangan", "Sign in with a backup code")}</h1>
            <p>{say!("Untuk yang ponsel atau nomornya hilang, dan pernah membuat kode cadangan di halaman Keamanan akun. Setiap kode berlaku satu kali.", "For whoever has lost their phone or number, and has made backup codes on the page Account security. Each code is good once.")}</p>
            <form method="post" action=to("/masuk/cadangan/") novalidate>
                {text(
                    Field::Nik,
                    say!("NIK", "NIK"),
                    say!("16 angka di bagian atas KTP.", "16 digits at the top of your identity card."),
                    nik,
                    "numeric",
                )}
                {text(
                    Field::Otp,
                    say!("Kode cadangan", "Backup code"),
                    say!("12 huruf dan angka, seperti di kertas Anda.", "12 letters and digits, as on your paper."),
                    "",
                    "text",
                )}
                <button class="button" type="submit">{say!("Masuk", "Sign in")}</button>
            </form>
            <p class="after"><a href=to("/masuk/")>{say!("Masuk dengan kode SMS", "Sign in with a code by SMS")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/masuk/cadangan/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Masuk dengan kode cadangan - Prakerja",
            "{wrong}Sign in with a backup code - Prakerja"
        ),
        description: say!(
            "Masuk ke akun Prakerja dengan kode cadangan di kertas.",
            "Sign in to your Prakerja account with a backup code on paper."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
