//! Signing in: NIK, then the code from the text message. It never says whether
//! a NIK is registered.

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{self, Asked, TextQuestion, text_question};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use leptos::prelude::*;

/// `/masuk/`: the NIK page, or with a challenge the code page.
pub fn sign_in(
    locale: Locale,
    nik: &str,
    challenge: Option<&str>,
    errors: &[FieldError],
    notice: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrong = ui::in_words(errors);
    let title = if errors.is_empty() {
        "Masuk - Prakerja"
    } else {
        "Salah: Masuk - Prakerja"
    };
    let body = to_html(|| {
        let form = match challenge {
            None => nik_form(nik, &wrong).into_any(),
            Some(challenge) => code_form(nik, challenge, &wrong).into_any(),
        };
        view! {
            {notice.map(|words| view! { <p class="notice" role="status">{words.to_owned()}</p> })}
            {ui::summary(ui::lines(&wrong))}
            {form}
        }
        .into_any()
    });
    Page {
        path: "/masuk/".into(),
        lang: locale,
        title: title.into(),
        description: "Masuk ke akun Prakerja dengan NIK dan kode SMS, tanpa kata sandi.".into(),
        indexing: if challenge.is_some() {
            Indexing::Hidden
        } else {
            Indexing::Listed
        },
        client: Client::None,
        body,
    }
}

fn nik_form(nik: &str, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <h1>"Masuk ke akun Anda"</h1>
        <p>"Tanpa kata sandi: kami mengirim kode lewat SMS ke nomor HP yang Anda daftarkan."</p>
        <form method="post" action="/masuk/" novalidate>
            {text_question(TextQuestion {
                field: Field::Nik,
                label: "NIK",
                hint: "16 angka di bagian atas KTP.",
                value: nik,
                error: ui::sentence(errors, Field::Nik),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "off",
                width: "wide-20",
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit" name="go" value="next">"Kirim kode"</button>
        </form>
        <p class="after">"Belum pernah mendaftar? "<a href="/daftar/">"Daftar di sini"</a>"."</p>
    }
}

fn code_form(nik: &str, challenge: &str, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/masuk/" novalidate>
            <input type="hidden" name="nik" value=nik.to_owned() />
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {text_question(TextQuestion {
                field: Field::Otp,
                label: "Isi kode dari SMS",
                hint: "6 angka. Berlaku 10 menit.",
                value: "",
                error: ui::sentence(errors, Field::Otp),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "one-time-code",
                width: "wide-6",
                asked: Asked::Alone,
            })}
            <p>"Kalau NIK ini terdaftar, kode sudah dikirim ke nomor HP pemiliknya. SMS dapat terlambat beberapa menit."</p>
            <p class="warning">"Jangan berikan kode ini kepada siapa pun, termasuk yang mengaku petugas."</p>
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">"Masuk"</button>
                <button class="button quiet" type="submit" name="go" value="resend">"Kirim ulang kode"</button>
            </div>
        </form>
        <p class="after"><a href="/masuk/">"Pakai NIK lain"</a></p>
    }
}
