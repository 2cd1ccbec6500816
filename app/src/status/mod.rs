//! The public status checker: registration number and birth date, answered as
//! HTML. No account, no program, no name.

use crate::page::{Client, Indexing, Page};
use crate::ui::spoken;
use crate::ui::to_html;
use crate::ui::{
    self, Asked, DateQuestion, Draw, TextQuestion, Wrong, date_question, say, tell, text_question,
    timeline, to,
};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use domain::status::{PublicStatus, Status, StatusKind};
use leptos::prelude::*;

/// `/status/`
pub fn status(
    locale: Locale,
    number: &str,
    birth: [&str; 3],
    outcome: Option<&PublicStatus>,
    errors: &[FieldError],
    refusal: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrong = ui::in_words(errors);
    let mut lines = ui::lines(&wrong);
    lines.extend(refusal.map(|sentence| Wrong {
        target: None,
        sentence: sentence.to_owned(),
    }));
    let title = match (outcome, lines.is_empty()) {
        (_, false) => say!(
            "Salah: Cek status - Prakerja",
            "Error: Check status - Prakerja"
        ),
        (Some(_), true) => say!(
            "Status pendaftaran - Prakerja",
            "Registration status - Prakerja"
        ),
        (None, true) => say!("Cek status - Prakerja", "Check status - Prakerja"),
    };
    let heading = if outcome.is_some() {
        say!("Status pendaftaran", "Registration status")
    } else {
        say!("Cek status pendaftaran", "Look up a registration")
    };
    let body = to_html(|| {
        view! {
            {ui::summary(lines)}
            <h1>{heading}</h1>
            {outcome.map(answer)}
            {form(number, birth, &wrong)}
        }
        .drawn()
    });
    Page {
        path: "/status/".into(),
        lang: locale,
        title: title.into(),
        description: say!("Cek status pendaftaran Prakerja dengan nomor pendaftaran dan tanggal lahir, tanpa akun.", "Look up a Prakerja registration with its number and birth date, without an account.").into(),
        indexing: if outcome.is_some() { Indexing::Hidden } else { Indexing::Listed },
        client: Client::None,
        body,
    }
}

/// Where somebody stands: the label, what it means, what comes next.
fn standing(status: &Status) -> impl IntoView + use<> {
    standing_as(status, &status.meaning, &status.next)
}

/// The same where a page has better words for some of it.
pub fn standing_as(status: &Status, meaning: &str, next: &str) -> impl IntoView + use<> {
    let class = match status.kind {
        StatusKind::IdentityMismatch | StatusKind::Revoked => "panel failed",
        StatusKind::ReadyToJoin | StatusKind::ExcludedPending | StatusKind::Excluded => {
            "panel attention"
        }
        StatusKind::Drawn => "panel drawn",
        StatusKind::NoWaveOpen
        | StatusKind::WaitingForClose
        | StatusKind::InProcess
        | StatusKind::InSelection
        | StatusKind::NotDrawn
        | StatusKind::HouseholdLimit => "panel",
    };
    view! {
        <section class=class aria-labelledby="keadaan-sekarang">
            <h2 class="status-label" id="keadaan-sekarang">{status.label.clone()}</h2>
            <p>{meaning.to_owned()}</p>
            <h3>{say!("Yang berikutnya", "What comes next")}</h3>
            <p>{next.to_owned()}</p>
        </section>
    }
}

fn answer(outcome: &PublicStatus) -> impl IntoView + use<> {
    view! {
        {standing(&outcome.status)}
        {timeline(&outcome.timeline)}
        <p class="hint">{tell!("Keadaan pada {}.", "As of {}.", outcome.time_zone.long(outcome.as_of, spoken()))}</p>
        <h2>{say!("Cek pendaftaran lain", "Look up another registration")}</h2>
    }
}

fn form(number: &str, birth: [&str; 3], errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form method="post" action=to("/status/") novalidate>
            {text_question(TextQuestion {
                field: Field::RegistrationNumber,
                label: say!("Nomor pendaftaran", "Registration number"),
                hint: say!("14 angka dari SMS atau bukti pendaftaran. Contoh bentuknya: 1234-567-8901-234.", "14 digits from the SMS or the receipt. They look like this: 1234-567-8901-234."),
                value: number,
                error: ui::sentence(errors, Field::RegistrationNumber),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "off",
                width: "wide-20",
                asked: Asked::AmongOthers,
            })}
            {date_question(DateQuestion {
                label: say!("Tanggal lahir pendaftar", "Birth date of the applicant"),
                hint: say!("Contoh: 27 3 1998.", "Example: 27 3 1998."),
                values: birth,
                error: ui::sentence(errors, Field::BirthDay),
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit">{say!("Lihat status", "See your status")}</button>
        </form>
        <p class="after">{say!("Lupa nomor pendaftaran? ", "Forgotten the registration number? ")}<a href=to("/masuk/")>{say!("Masuk dengan NIK dan kode SMS", "Sign in with NIK and a code by SMS")}</a>"."</p>
    }
}
