//! Signing in: NIK, then the code from the text message. It never says whether
//! a NIK is registered.

mod paper;
mod recovery;

pub use paper::sign_in_on_paper;
pub use recovery::{NOTHING_SENT, RecoveryStep, RecoveryTyped, recovery};

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Asked, Draw, TextQuestion, say, text_question, to};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use leptos::prelude::*;

/// The field, and the part of the address, that says where somebody comes back to.
pub const BACK: &str = "kembali";

/// What there is to show of somebody who is signing in.
#[derive(Clone, Copy, Debug, Default)]
pub struct SignInPage<'a> {
    /// As it was typed.
    pub nik: &'a str,
    /// The code, where it was right and more is asked for.
    pub otp: &'a str,
    /// The registration number or backup code as it was typed, where it is asked for.
    pub second: Option<&'a str>,
    /// Of the code that was sent, if one was.
    pub challenge: Option<&'a str>,
    /// What is wrong, at its field.
    pub errors: &'a [FieldError],
    /// What is to be said above the form.
    pub notice: Option<&'a str>,
    /// The page that they come back to, if it is not the account.
    pub back: Option<&'a str>,
}

/// `/masuk/`: the NIK page, or with a challenge the code page.
pub fn sign_in(locale: Locale, page: SignInPage<'_>) -> Page {
    let SignInPage {
        nik,
        challenge,
        errors,
        notice,
        back,
        ..
    } = page;
    let _speaking = crate::ui::speak(locale);
    let wrong = ui::in_words(errors);
    let title = if errors.is_empty() {
        say!("Masuk - Prakerja", "Sign in - Prakerja")
    } else {
        say!("Salah: Masuk - Prakerja", "Error: Sign in - Prakerja")
    };
    let body = to_html(|| {
        let form = match challenge {
            None => nik_form(nik, back, &wrong).drawn(),
            Some(challenge) => code_form(page, challenge, &wrong).drawn(),
        };
        view! {
            {notice.map(|words| view! { <p class="notice" role="status">{words.to_owned()}</p> })}
            {back.map(|_| view! { <p>{say!("Setelah masuk, Anda kembali ke halaman tadi.", "After signing in you are back on the page where you were.")}</p> })}
            {ui::summary(ui::lines(&wrong))}
            {form}
        }
        .drawn()
    });
    Page {
        path: "/masuk/".into(),
        lang: locale,
        title: title.into(),
        description: say!(
            "Masuk ke akun Prakerja dengan NIK dan kode SMS, tanpa kata sandi.",
            "Sign in to your Prakerja account with NIK and a code by SMS, without a password."
        )
        .into(),
        indexing: if challenge.is_some() {
            Indexing::Hidden
        } else {
            Indexing::Listed
        },
        client: Client::None,
        body,
    }
}

fn nik_form(nik: &str, back: Option<&str>, errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <h1>{say!("Masuk ke akun Anda", "Sign in to your account")}</h1>
        <p>{say!("Tanpa kata sandi: kami mengirim kode lewat SMS ke nomor HP yang Anda daftarkan.", "No password: we send a code by SMS to the mobile number that you registered.")}</p>
        <form method="post" action=to("/masuk/") novalidate>
            {return_address(back)}
            {text_question(TextQuestion {
                field: Field::Nik,
                label: say!("NIK", "NIK"),
                hint: say!("16 angka di bagian atas KTP.", "16 digits at the top of your identity card."),
                value: nik,
                error: ui::sentence(errors, Field::Nik),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "off",
                width: "wide-20",
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit" name="go" value="next">{say!("Kirim kode", "Send the code")}</button>
        </form>
        <p class="after"><a href=to("/ponsel-pinjaman/")>{say!("Ini bukan ponsel saya", "This is not my phone")}</a></p>
        <p>{say!("Belum pernah mendaftar? ", "Never registered? ")}<a href=to("/daftar/")>{say!("Daftar di sini", "Register here")}</a>"."</p>
    }
}

fn code_form(
    page: SignInPage<'_>,
    challenge: &str,
    errors: &[ProblemField],
) -> impl IntoView + use<> {
    let (nik, back) = (page.nik, page.back);
    let again = match back {
        Some(path) => {
            let path: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
            format!("/masuk/?{BACK}={path}")
        }
        None => "/masuk/".to_owned(),
    };
    view! {
        <form method="post" action=to("/masuk/") novalidate>
            <input type="hidden" name="nik" value=nik.to_owned() />
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {return_address(back)}
            {text_question(TextQuestion {
                field: Field::Otp,
                label: say!("Isi kode dari SMS", "Enter the code from the SMS"),
                hint: say!("6 angka. Berlaku 10 menit.", "6 digits. Valid for 10 minutes."),
                value: page.otp,
                error: ui::sentence(errors, Field::Otp),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "one-time-code",
                width: "wide-6",
                asked: Asked::Alone,
            })}
            <p>{say!("Kalau NIK ini terdaftar, kode sudah dikirim ke nomor HP pemiliknya. SMS dapat terlambat beberapa menit.", "If this NIK is registered, a code has been sent to its owner’s mobile number. The SMS can be a few minutes late.")}</p>
            {page.second.map(second_answer)}
            <p class="warning">{say!("Jangan berikan kode ini kepada siapa pun, termasuk yang mengaku petugas.", "Give this code to nobody, even if they say that they are officials.")}</p>
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">{say!("Masuk", "Sign in")}</button>
                <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim ulang kode", "Send another code")}</button>
            </div>
        </form>
        <p class="after"><a href=to(&again)>{say!("Pakai NIK lain", "Use another NIK")}</a></p>
        <p><a href=to("/masuk/cadangan/")>{say!("Tidak dapat menerima SMS? Pakai kode cadangan", "No SMS? Use a backup code")}</a></p>
        <p><a href=to("/masuk/ganti-nomor/")>{say!("Nomor HP hilang? Ganti nomor", "Lost your number? Replace it")}</a></p>
    }
}

/// What only somebody who had the account before can say.
fn second_answer(typed: &str) -> impl IntoView + use<> {
    view! {
        <div class="field">
            <label for="second">{say!("Nomor pendaftaran atau kode cadangan", "Registration number or backup code")}</label>
            <p class="hint" id="second-hint">{say!("Nomor pendaftaran: 14 angka, ada di SMS pendaftaran Anda. Kode cadangan: 12 huruf dan angka.", "The registration number has 14 digits and is in the SMS that you got when registering. A backup code has 12 letters and digits.")}</p>
            <input id="second" name="second" class="wide-20" type="text" autocomplete="off" autocapitalize="characters" value=typed.to_owned() aria-describedby="second-hint" />
        </div>
    }
}

fn return_address(back: Option<&str>) -> impl IntoView + use<> {
    back.map(|path| view! { <input type="hidden" name=BACK value=path.to_owned() /> })
}
