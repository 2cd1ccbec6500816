//! `/masuk/ganti-nomor/`: another mobile number in the place of a lost one, by the code that
//! goes to a confirmed e-mail address.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{
    self, Asked, DateQuestion, Draw, Drawn, Faults, TextQuestion, clock, date_question, say,
    spoken, tell, text_question, to,
};
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use domain::security::RecoveryView;
use domain::time::Zone;
use leptos::prelude::*;

/// Stands for the challenge where no code was sent.
pub const NOTHING_SENT: &str = "-";

/// How far somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub enum RecoveryStep<'a> {
    /// Who it is, and which number, are to be typed.
    #[default]
    Person,
    /// A code went to the new number.
    New {
        /// Its challenge.
        challenge: &'a str,
    },
    /// The new number is proven, and a code went to the address, if there is one.
    Email {
        /// What proves the number.
        proof: &'a str,
        /// The challenge of the code.
        challenge: &'a str,
    },
    /// It is asked for.
    Begun(&'a RecoveryView),
}

/// What was typed, step by step.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecoveryTyped<'a> {
    /// The registration number.
    pub number: &'a str,
    /// Day, month and year.
    pub birth: [&'a str; 3],
    /// The new number.
    pub phone: &'a str,
    /// Its turn in the waiting room, as it was given.
    pub turn: &'a str,
}

/// The page of one step, with what is wrong.
pub fn recovery(
    locale: Locale,
    typed: RecoveryTyped<'_>,
    step: RecoveryStep<'_>,
    (errors, refusal): (&[FieldError], Option<&str>),
) -> Page {
    let _speaking = ui::speak(locale);
    let _reading = ui::read_clock(Zone::Wib);
    let faults = ui::faults(errors, refusal);
    let wrong = faults.title;
    let body = to_html(|| {
        let form = match step {
            RecoveryStep::Person => person_form(typed, &faults),
            RecoveryStep::New { challenge } => code_form(typed, ("", challenge), &faults),
            RecoveryStep::Email { proof, challenge } => {
                code_form(typed, (proof, challenge), &faults)
            }
            RecoveryStep::Begun(view) => begun(view),
        };
        view! {
            {ui::summary(faults.summary)}
            {ui::turn(typed.turn)}
            {form}
            <p class="after"><a href=to("/masuk/")>{say!("Kembali ke halaman masuk", "Back to signing in")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/masuk/ganti-nomor/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Nomor HP hilang - Prakerja",
            "{wrong}Lost mobile number - Prakerja"
        ),
        description: say!(
            "Nomor HP hilang atau tidak aktif: ganti dengan e-mail yang sudah dikonfirmasi.",
            "A lost or dead mobile number: replace it by a confirmed e-mail address."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn person_form(typed: RecoveryTyped<'_>, faults: &Faults) -> Drawn {
    let text = |field, label, hint, value, [kind, keyboard, autocomplete]: [&'static str; 3]| {
        text_question(TextQuestion {
            field,
            label,
            hint,
            value,
            error: ui::sentence(&faults.fields, field),
            kind,
            keyboard,
            autocomplete,
            width: "wide-20",
            asked: Asked::AmongOthers,
        })
    };
    view! {
        <h1>{say!("Nomor HP hilang", "Lost mobile number")}</h1>
        <p>{say!("Untuk yang nomor lamanya hilang atau sudah tidak aktif. Kami mengirim kode ke nomor baru, lalu ke e-mail yang sudah Anda konfirmasi di akun paling sedikit 7 hari.", "For whoever’s old number is lost or dead. We send a code to the new number, and then to the e-mail address that you have confirmed in your account for at least 7 days.")}</p>
        <p class="hint">{say!("Nomor baru berlaku setelah 72 jam. Selama itu kami mengabari nomor lama dan e-mail Anda, supaya tidak ada yang merebut akun Anda. Tidak punya e-mail di akun? Pakai kode cadangan, atau datang ke posko terdekat dengan KTP.", "The new number counts after 72 hours. Meanwhile we tell the old number and your e-mail address, so that nobody takes your account from you. No e-mail address in your account? Use a backup code, or go to the nearest posko with your identity card.")}</p>
        <form method="post" action=to("/masuk/ganti-nomor/") novalidate>
            <input type="hidden" name="turn" value=typed.turn.to_owned() />
            {text(
                Field::RegistrationNumber,
                say!("Nomor pendaftaran", "Registration number"),
                say!("14 angka, ada di SMS pendaftaran Anda.", "14 digits, in the SMS that you got when registering."),
                typed.number,
                ["text", "numeric", "off"],
            )}
            {date_question(DateQuestion {
                label: say!("Tanggal lahir", "Birth date"),
                hint: say!("Seperti di KTP; contoh: 27 3 1998.", "As on your identity card; example: 27 3 1998."),
                values: typed.birth,
                error: ui::sentence(&faults.fields, Field::BirthDay),
                asked: Asked::AmongOthers,
            })}
            {text(
                Field::Phone,
                say!("Nomor HP baru", "New mobile number"),
                say!("Contoh: 0812 3456 7890", "Example: 0812 3456 7890"),
                typed.phone,
                ["tel", "tel", "tel"],
            )}
            <button class="button" type="submit" name="go" value="next">{say!("Kirim kode ke nomor baru", "Send a code to the new number")}</button>
        </form>
        <p class="after"><a href=to("/masuk/cadangan/")>{say!("Pakai kode cadangan", "Use a backup code")}</a></p>
    }
    .drawn()
}

/// Either code: without a proof that to the new number, with one that by e-mail.
fn code_form(typed: RecoveryTyped<'_>, (proof, challenge): (&str, &str), faults: &Faults) -> Drawn {
    let is_new = proof.is_empty();
    let is_sent = challenge != NOTHING_SENT;
    let label = if is_new {
        say!(
            "Isi kode dari nomor baru",
            "Enter the code from the new number"
        )
    } else {
        say!("Isi kode dari e-mail", "Enter the code from the e-mail")
    };
    let sent = if is_new {
        let phone = typed.phone;
        tell!(
            "Kode sudah dikirim ke {phone}. SMS dapat terlambat beberapa menit.",
            "The code has been sent to {phone}. The SMS can be a few minutes late."
        )
    } else {
        say!("Nomor baru sudah terverifikasi. Kalau data Anda cocok dan e-mail di akun sudah dikonfirmasi paling sedikit 7 hari, kode sudah dikirim ke sana. Lihat juga di folder spam.", "The new number is proven. If your data is right and the e-mail address in your account has been confirmed for at least 7 days, a code has been sent there. Look into the spam folder, too.").to_owned()
    };
    let [day, month, year] = typed.birth;
    let hidden: Vec<_> = [
        ("registration_number", typed.number),
        ("birth_day", day),
        ("birth_month", month),
        ("birth_year", year),
        ("phone", typed.phone),
        ("turn", typed.turn),
        ("proof", proof),
        ("challenge", challenge),
    ]
    .into_iter()
    .map(|(name, value)| view! { <input type="hidden" name=name value=value.to_owned() /> })
    .collect();
    view! {
        <form method="post" action=to("/masuk/ganti-nomor/") novalidate>
            {hidden}
            {text_question(TextQuestion {
                field: Field::Otp,
                label,
                hint: if is_new {
                    say!("6 angka. Berlaku 10 menit.", "6 digits. Valid for 10 minutes.")
                } else {
                    say!("10 angka. Berlaku 10 menit.", "10 digits. Valid for 10 minutes.")
                },
                value: "",
                error: ui::sentence(&faults.fields, Field::Otp),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "one-time-code",
                width: if is_new { "wide-6" } else { "wide-20" },
                asked: Asked::Alone,
            })}
            {is_sent.then(|| view! { <p>{sent}</p> })}
            <div class="actions">
                <button class="button" type="submit" name="go" value="next">{say!("Lanjut", "Continue")}</button>
                <button class="button quiet" type="submit" name="go" value="resend">{say!("Kirim ulang kode", "Send another code")}</button>
            </div>
        </form>
        <p class="after"><a href=to("/masuk/ganti-nomor/")>{say!("Mulai dari awal", "Start again")}</a></p>
    }
    .drawn()
}

fn begun(view: &RecoveryView) -> Drawn {
    let phone = &view.phone;
    let ready = clock().long(view.ready_at, spoken());
    view! {
        <h1>{say!("Permintaan diterima", "Your request is in")}</h1>
        <p>{tell!("Nomor {phone} akan menjadi nomor HP akun Anda pada {ready}. Setelah itu, masuk dengan NIK seperti biasa.", "{phone} becomes your account’s mobile number on {ready}. After that, sign in with your NIK as usual.")}</p>
        <p>{say!("Sampai saat itu, siapa pun yang dapat masuk ke akun dapat menolak. Kalau ditolak, petugas memeriksa KTP Anda di posko. Insentif yang belum dikirim menunggu.", "Until then, whoever can sign in to the account can object. If they do, an officer looks at your identity card at a posko. Incentives that have not gone out wait.")}</p>
    }
    .drawn()
}
