//! Confirming an e-mail address: the address, then the code that went there.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Asked, Draw, TextQuestion, say, tell, text_question, to};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use leptos::prelude::*;

/// What there is to show of an address that is being confirmed.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmailPage<'a> {
    /// As it was typed.
    pub email: &'a str,
    /// Of the code that was sent, if one was.
    pub challenge: Option<&'a str>,
    /// What is wrong, at its field.
    pub errors: &'a [FieldError],
    /// What else is wrong.
    pub notice: Option<&'a str>,
}

/// The page for the address, or with a challenge that for the code.
pub fn email(locale: Locale, page: EmailPage<'_>) -> Page {
    let _speaking = ui::speak(locale);
    let faults = ui::faults(page.errors, page.notice);
    let (wrong, errors) = (faults.title, faults.fields);
    let body = to_html(|| {
        let form = match page.challenge {
            None => address_form(page.email, &errors).drawn(),
            Some(challenge) => code_form(page.email, challenge, &errors).drawn(),
        };
        view! {
            {ui::summary(faults.summary)}
            {form}
            <p class="after"><a href=to("/akun/keamanan/")>{say!("Kembali ke keamanan akun", "Back to account security")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/email/".into(),
        lang: locale,
        title: tell!(
            "{wrong}E-mail Anda - Prakerja",
            "{wrong}Your e-mail address - Prakerja"
        ),
        description: say!(
            "Pastikan alamat e-mail di akun Prakerja Anda.",
            "Confirm the e-mail address of your Prakerja account."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn address_form(email: &str, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <h1 data-personal="">{say!("E-mail Anda", "Your e-mail address")}</h1>
        <p>{say!("Kami mengirim kode ke alamat ini. Sebelum kode itu Anda isi, tidak ada kabar lain yang kami kirim ke sana.", "We send a code to this address. Until you enter it, nothing else goes there.")}</p>
        <form method="post" action=to("/akun/email/") novalidate>
            {text_question(TextQuestion {
                field: Field::Email,
                label: say!("Alamat e-mail", "E-mail address"),
                hint: say!("Contoh: nama@contoh.id", "Example: nama@contoh.id"),
                value: email,
                error: ui::sentence(errors, Field::Email),
                kind: "email",
                keyboard: "email",
                autocomplete: "email",
                width: "",
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit" name="go" value="next">{say!("Kirim kode", "Send the code")}</button>
        </form>
    }
}

fn code_form(email: &str, challenge: &str, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form method="post" action=to("/akun/email/") novalidate>
            <input type="hidden" name="email" value=email.to_owned() />
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {text_question(TextQuestion {
                field: Field::Otp,
                label: say!("Isi kode dari e-mail", "Enter the code from the e-mail"),
                hint: say!("6 angka. Berlaku 10 menit.", "6 digits. Valid for 10 minutes."),
                value: "",
                error: ui::sentence(errors, Field::Otp),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "one-time-code",
                width: "wide-6",
                asked: Asked::Alone,
            })}
            <p>{tell!("Kode sudah dikirim ke {email}. Tidak ada? Lihat juga di folder spam.", "The code has been sent to {email}. Not there? Look into the spam folder, too.")}</p>
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">{say!("Konfirmasi", "Confirm")}</button>
                <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim ulang kode", "Send another code")}</button>
            </div>
        </form>
        <p class="after"><a href=to("/akun/email/")>{say!("Pakai alamat lain", "Use another address")}</a></p>
    }
}
