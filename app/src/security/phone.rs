//! `/akun/nomor/`: another mobile number: the number, the code that came to it, and the code
//! that came to the old one.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Asked, Draw, Drawn, TextQuestion, say, tell, text_question, to};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use leptos::prelude::*;

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub enum PhoneStep<'a> {
    /// The number is to be typed.
    #[default]
    Number,
    /// A code went to the new number.
    New {
        /// Its challenge.
        challenge: &'a str,
    },
    /// The new number is proven, and a code went to the old one.
    Old {
        /// What proves the new one.
        proof: &'a str,
        /// The challenge of the code.
        challenge: &'a str,
    },
}

/// What there is to show of a number that is being replaced.
#[derive(Clone, Copy, Debug, Default)]
pub struct PhonePage<'a> {
    /// The new number, as it was typed.
    pub phone: &'a str,
    /// How far it is.
    pub step: PhoneStep<'a>,
    /// Its turn in the waiting room, as it was given.
    pub turn: &'a str,
    /// What is wrong, at its field.
    pub errors: &'a [FieldError],
    /// What else is wrong.
    pub notice: Option<&'a str>,
}

/// The page of one step.
pub fn phone(locale: Locale, page: PhonePage<'_>) -> Page {
    let _speaking = ui::speak(locale);
    let faults = ui::faults(page.errors, page.notice);
    let (wrong, errors) = (faults.title, faults.fields);
    let body = to_html(|| {
        let form = match page.step {
            PhoneStep::Number => number_form((page.phone, page.turn), &errors),
            PhoneStep::New { challenge } => new_form((page.phone, page.turn), challenge, &errors),
            PhoneStep::Old { proof, challenge } => {
                old_form(page.phone, (proof, challenge), &errors)
            }
        };
        view! {
            {ui::summary(faults.summary)}
            {ui::turn(page.turn)}
            {form}
            <p class="after"><a href=to("/akun/keamanan/")>{say!("Kembali ke keamanan akun", "Back to account security")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/nomor/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Ganti nomor HP - Prakerja",
            "{wrong}Change your mobile number - Prakerja"
        ),
        description: say!(
            "Ganti nomor HP akun Prakerja Anda.",
            "Change the mobile number of your Prakerja account."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn number_form((phone, turn): (&str, &str), errors: &[ProblemField]) -> Drawn {
    view! {
        <h1 data-personal="">{say!("Ganti nomor HP", "Change your mobile number")}</h1>
        <p>{say!("Siapkan kedua nomor: kami mengirim kode ke nomor baru, lalu ke nomor lama. Nomor lama sudah tidak ada? Kode cadangan Anda dapat menggantikannya; tanpa itu, datang ke posko terdekat dengan KTP.", "Have both numbers at hand: we send a code to the new one, then to the old one. The old one is gone? A backup code can stand in for it; without one, go to the nearest posko with your identity card.")}</p>
        <p class="hint">{say!("Setelah diganti, perangkat lain dikeluarkan dari akun, dan insentif menunggu 24 jam. Dompet digital yang memakai nomor lama perlu Anda hubungkan lagi dengan nomor baru.", "Then all other devices are signed out, and incentives wait for 24 hours. A digital wallet under the old number has to be linked again with the new one.")}</p>
        <form method="post" action=to("/akun/nomor/") novalidate>
            <input type="hidden" name="turn" value=turn.to_owned() />
            {text_question(TextQuestion {
                field: Field::Phone,
                label: say!("Nomor HP baru", "New mobile number"),
                hint: say!("Contoh: 0812 3456 7890", "Example: 0812 3456 7890"),
                value: phone,
                error: ui::sentence(errors, Field::Phone),
                kind: "tel",
                keyboard: "tel",
                autocomplete: "tel",
                width: "wide-20",
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit" name="go" value="next">{say!("Kirim kode ke nomor baru", "Send a code to the new number")}</button>
        </form>
    }
    .drawn()
}

fn new_form((phone, turn): (&str, &str), challenge: &str, errors: &[ProblemField]) -> Drawn {
    view! {
        <form method="post" action=to("/akun/nomor/") novalidate>
            <input type="hidden" name="phone" value=phone.to_owned() />
            <input type="hidden" name="turn" value=turn.to_owned() />
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {code(
                say!("Isi kode dari nomor baru", "Enter the code from the new number"),
                say!("6 angka. Berlaku 10 menit.", "6 digits. Valid for 10 minutes."),
                "numeric",
                errors,
            )}
            <p>{tell!("Kode sudah dikirim ke {phone}. SMS dapat terlambat beberapa menit.", "The code has been sent to {phone}. The SMS can be a few minutes late.")}</p>
            {buttons()}
        </form>
        {other()}
    }
    .drawn()
}

fn old_form(phone: &str, (proof, challenge): (&str, &str), errors: &[ProblemField]) -> Drawn {
    view! {
        <form method="post" action=to("/akun/nomor/") novalidate>
            <input type="hidden" name="phone" value=phone.to_owned() />
            <input type="hidden" name="proof" value=proof.to_owned() />
            <input type="hidden" name="challenge" value=challenge.to_owned() />
            {code(
                say!("Isi kode dari nomor lama", "Enter the code from the old number"),
                say!("6 angka dari SMS ke nomor lama, atau kode cadangan Anda.", "6 digits from the SMS to the old number, or a backup code."),
                "text",
                errors,
            )}
            <p>{say!("Nomor baru sudah dipastikan. Tinggal satu kode ini.", "The new number is proven. This is the last code.")}</p>
            {buttons()}
        </form>
        {other()}
    }
    .drawn()
}

fn code(
    label: &'static str,
    hint: &'static str,
    keyboard: &'static str,
    errors: &[ProblemField],
) -> impl IntoView + use<> {
    text_question(TextQuestion {
        field: Field::Otp,
        label,
        hint,
        value: "",
        error: ui::sentence(errors, Field::Otp),
        kind: "text",
        keyboard,
        autocomplete: "one-time-code",
        width: "wide-20",
        asked: Asked::Alone,
    })
}

fn buttons() -> impl IntoView {
    view! {
        <div class="actions">
            <button class="button" type="submit" name="go" value="next">{say!("Lanjut", "Continue")}</button>
            <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim ulang kode", "Send another code")}</button>
        </div>
    }
}

fn other() -> impl IntoView {
    view! { <p class="after"><a href=to("/akun/nomor/")>{say!("Pakai nomor lain", "Use another number")}</a></p> }
}
