//! The public status checker: registration number and birth date, answered as
//! HTML. No account, no program, no name.

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{
    self, Asked, DateQuestion, TextQuestion, Wrong, date_question, text_question, timeline,
};
use domain::api::ProblemField;
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use domain::status::{PublicStatus, Status, StatusKind};
use domain::time::Zone;
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
        (_, false) => "Salah: Cek status - Prakerja",
        (Some(_), true) => "Status pendaftaran - Prakerja",
        (None, true) => "Cek status - Prakerja",
    };
    let heading = if outcome.is_some() {
        "Status pendaftaran"
    } else {
        "Cek status pendaftaran"
    };
    let body = to_html(|| {
        view! {
            {ui::summary(lines)}
            <h1>{heading}</h1>
            {outcome.map(answer)}
            {form(number, birth, &wrong)}
        }
        .into_any()
    });
    Page {
        path: "/status/".into(),
        lang: locale,
        title: title.into(),
        description: "Cek status pendaftaran Prakerja dengan nomor pendaftaran dan tanggal lahir, tanpa akun.".into(),
        indexing: if outcome.is_some() { Indexing::Hidden } else { Indexing::Listed },
        client: Client::None,
        body,
    }
}

/// Where somebody stands: the label, what it means, what comes next.
pub fn standing(status: &Status) -> impl IntoView + use<> {
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
            <p>{status.meaning.clone()}</p>
            <h3>"Yang berikutnya"</h3>
            <p>{status.next.clone()}</p>
        </section>
    }
}

fn answer(outcome: &PublicStatus) -> impl IntoView + use<> {
    view! {
        {standing(&outcome.status)}
        {timeline(&outcome.timeline)}
        <p class="hint">{format!("Keadaan pada {}.", Zone::Wib.long(outcome.as_of))}</p>
        <h2>"Cek pendaftaran lain"</h2>
    }
}

fn form(number: &str, birth: [&str; 3], errors: &[ProblemField]) -> impl IntoView + use<> {
    view! {
        <form method="post" action="/status/" novalidate>
            {text_question(TextQuestion {
                field: Field::RegistrationNumber,
                label: "Nomor pendaftaran",
                hint: "14 angka dari SMS atau bukti pendaftaran. Contoh bentuknya: 1234-567-8901-234.",
                value: number,
                error: ui::sentence(errors, Field::RegistrationNumber),
                kind: "text",
                keyboard: "numeric",
                autocomplete: "off",
                width: "wide-20",
                asked: Asked::AmongOthers,
            })}
            {date_question(DateQuestion {
                label: "Tanggal lahir pendaftar",
                hint: "Contoh: 27 3 1998.",
                values: birth,
                error: ui::sentence(errors, Field::BirthDay),
                asked: Asked::AmongOthers,
            })}
            <button class="button" type="submit">"Lihat status"</button>
        </form>
        <p class="after">"Lupa nomor pendaftaran? "<a href="/masuk/">"Masuk dengan NIK dan kode SMS"</a>"."</p>
    }
}
