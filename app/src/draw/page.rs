//! `/undian/{wave}/`: one wave from its schedule to its result, and the form
//! with which people check their own entry.

use super::list::tag;
use super::{Answer, DrawPage, answer, files, published, words};
use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{
    self, Asked, TextQuestion, Wrong, clocks, sentence, text_question, thousands, time,
};
use chrono::{DateTime, Utc};
use domain::api::ProblemField;
use domain::lists::{ListKind, ListName};
use domain::messages::Locale;
use domain::registration::{Field, FieldError};
use domain::time::Zone;
use domain::wave::{Phase, Wave};
use leptos::prelude::*;

/// `/undian/{wave}/`: as it is, or as the answer to the form with number and
/// code as `typed`.
pub fn draw(
    locale: Locale,
    shown: &DrawPage,
    typed: [&str; 2],
    answer: Option<&Answer>,
    errors: &[FieldError],
    refusal: Option<&str>,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let number = shown.wave.number;
    let wrong = ui::in_words(errors);
    let mut lines = ui::lines(&wrong);
    lines.extend(refusal.map(|sentence| Wrong {
        target: None,
        sentence: sentence.to_owned(),
    }));
    let name = format!("Undian Gelombang {number} - Prakerja");
    let title = match (answer, lines.is_empty()) {
        (_, false) => format!("Salah: {name}"),
        (Some(_), true) => format!("Periksa undian saya: {name}"),
        (None, true) => name,
    };
    let alone = answer.is_none() && lines.is_empty();
    let body = to_html(|| {
        let form = shown.commitment.as_ref().map(|_| {
            let heading = match answer {
                None => "Periksa undian saya",
                Some(_) => "Periksa kode lain",
            };
            form(number, heading, typed, &wrong)
        });
        view! {
            {ui::summary(lines)}
            <h1>{format!("Undian Gelombang {number}")}</h1>
            {answer.map(|one| answer::answer(one, shown))}
            {now(shown)}
            {form}
            {schedule(shown)}
            {rules(&shown.wave)}
            {published::commitment(shown)}
            {shown.result.as_ref().map(|result| published::result(result, shown))}
            {files::files(shown)}
        }
        .into_any()
    });
    Page {
        path: format!("/undian/{number}/").into(),
        lang: locale,
        title,
        description: format!(
            "Undian Gelombang {number}: daftar yang dikunci, nomor acak, hasil per provinsi, dan cara memeriksanya."
        ),
        indexing: if alone {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: match answer {
            Some(Answer::Found(_)) => Client::Hydrated,
            _ => Client::None,
        },
        body,
    }
}

/// What holds now, and what comes next.
fn now(shown: &DrawPage) -> impl IntoView + use<> {
    let wave = &shown.wave;
    let (heading, at, more) = match (shown.phase, &shown.result) {
        (Phase::Draft | Phase::Scheduled, _) => (
            "Dibuka mulai".to_owned(),
            Some(wave.opens_at),
            format!(
                "Tersedia {} tempat. Kapan pun Anda ikut selama gelombang dibuka, peluang Anda sama.",
                thousands(wave.quota)
            ),
        ),
        (Phase::Open, _) => (
            "Dibuka sampai".to_owned(),
            Some(wave.closes_at),
            format!(
                "Tersedia {} tempat. Setelah ditutup, daftar peserta dikunci, lalu diundi dengan nomor acak publik yang terbit mulai {}.",
                thousands(wave.quota),
                Zone::Wib.long(wave.draws_at)
            ),
        ),
        (Phase::Closed, _) => (
            "Daftar peserta segera dikunci".to_owned(),
            None,
            format!(
                "Gelombang sudah ditutup. Semua pendaftar sedang diperiksa; sesudah itu daftar peserta dikunci dan sidik jarinya diumumkan di sini. Nomor acak undian terbit mulai {}.",
                Zone::Wib.long(wave.draws_at)
            ),
        ),
        (_, Some(result)) => (
            format!("{} orang terpilih", thousands(result.winners)),
            None,
            format!(
                "Dari {} peserta yang diundi. Hasil Anda sendiri ada di akun, dikirim lewat SMS, dan dapat diperiksa di halaman ini.",
                thousands(result.strata.iter().map(|row| row.entries).sum())
            ),
        ),
        (_, None) => waiting(shown),
    };
    view! {
        <section class="panel" aria-labelledby="keadaan-undian">
            <p class=tag(shown.phase)>{words::phase(shown.phase)}</p>
            <h2 id="keadaan-undian">{heading}</h2>
            {at.map(clocks)}
            <p>{more}</p>
            <p><a href="/undian/">"Begini undian berjalan"</a></p>
        </section>
    }
}

/// Committed, and the result not there yet.
fn waiting(shown: &DrawPage) -> (String, Option<DateTime<Utc>>, String) {
    let at = shown
        .commitment
        .as_ref()
        .and_then(|(commitment, _)| published::beacon_time(commitment))
        .unwrap_or(shown.wave.draws_at);
    if at > shown.now {
        let more = "Daftar peserta sudah dikunci. Nomor acaknya baru terbit pada saat itu, jadi sekarang belum ada yang tahu siapa yang terpilih.";
        ("Diundi pada".to_owned(), Some(at), more.to_owned())
    } else {
        let more = "Nomor acak sudah terbit. Nomor undian semua peserta sedang dihitung; hasilnya segera tampil di halaman ini.";
        ("Undian sedang dihitung".to_owned(), None, more.to_owned())
    }
}

fn form(
    wave: u32,
    heading: &'static str,
    [number, code]: [&str; 2],
    errors: &[ProblemField],
) -> impl IntoView + use<> {
    view! {
        <section aria-labelledby="periksa">
            <h2 id="periksa">{heading}</h2>
            <p>"Pastikan sendiri bahwa Anda ada dalam daftar yang dikunci, dan lihat nomor undian Anda. Dari akun, tombol \u{201c}Periksa undian saya\u{201d} mengisinya untuk Anda."</p>
            <form method="post" action=format!("/undian/{wave}/") novalidate>
                {text_question(TextQuestion {
                    field: Field::RegistrationNumber,
                    label: "Nomor pendaftaran",
                    hint: "14 angka dari SMS atau bukti pendaftaran.",
                    value: number,
                    error: sentence(errors, Field::RegistrationNumber),
                    kind: "text",
                    keyboard: "numeric",
                    autocomplete: "off",
                    width: "wide-20",
                    asked: Asked::AmongOthers,
                })}
                {text_question(TextQuestion {
                    field: Field::SlipCode,
                    label: "Kode undian",
                    hint: "32 huruf dan angka, ada di akun Anda. Boleh huruf kecil dan tanpa tanda hubung.",
                    value: code,
                    error: sentence(errors, Field::SlipCode),
                    kind: "text",
                    keyboard: "text",
                    autocomplete: "off",
                    width: "",
                    asked: Asked::AmongOthers,
                })}
                <button class="button" type="submit">"Periksa undian saya"</button>
            </form>
        </section>
    }
}

fn schedule(shown: &DrawPage) -> impl IntoView + use<> {
    let wave = &shown.wave;
    let rows: Vec<_> = [
        ("Dibuka", wave.opens_at),
        ("Ditutup", wave.closes_at),
        ("Nomor acak terbit mulai", wave.draws_at),
        ("Hasil paling lambat", wave.announces_at),
    ]
    .into_iter()
    .map(|(what, at)| view! { <div><dt>{what}</dt><dd>{time(at)}</dd></div> })
    .collect();
    view! {
        <section aria-labelledby="jadwal">
            <h2 id="jadwal">"Jadwal"</h2>
            <dl class="facts">{rows}</dl>
            <p class="hint">"WITA satu jam lebih, WIT dua jam lebih dari WIB."</p>
        </section>
    }
}

/// Whom the wave's lists name, and where its seats come from, if anything is to
/// be said of either.
fn rules(wave: &Wave) -> Option<impl IntoView + use<>> {
    let recovered = wave.recovers.map(|earlier| {
        view! {
            <p>
                "Gelombang pemulihan: kursinya kembali dari "
                <a href=format!("/undian/{earlier}/")>{format!("Gelombang {earlier}")}</a>
                ", dari penerima yang tidak membeli pelatihan pertamanya tepat waktu."
            </p>
        }
    });
    let named = |kind: ListKind| {
        let names: Vec<&str> = wave
            .lists
            .iter()
            .filter(|list| list.kind() == kind)
            .map(ListName::name)
            .collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let priority = named(ListKind::Priority).map(|names| {
        view! { <div><dt>"Daftar prioritas"</dt><dd>{names}". Yang tercantum diundi lebih dulu, dari kuota tersendiri."</dd></div> }
    });
    let forbidden = named(ListKind::Forbidden).map(|names| {
        view! { <div><dt>"Daftar yang tidak dapat ikut"</dt><dd>{names}". Yang tercantum tidak ikut undian dan diberi tahu alasannya."</dd></div> }
    });
    let lists = (priority.is_some() || forbidden.is_some())
        .then(|| view! { <dl class="facts">{priority}{forbidden}</dl> });
    (recovered.is_some() || lists.is_some()).then(|| {
        view! {
            <section aria-labelledby="aturan">
                <h2 id="aturan">"Aturan gelombang ini"</h2>
                {recovered}
                {lists}
            </section>
        }
    })
}
