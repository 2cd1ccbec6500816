//! `/undian/{wave}/`: one wave from its schedule to its result, and the form
//! with which people check their own entry.

use super::list::tag;
use super::{Answer, DrawPage, answer, files, published, words};
use crate::page::{Client, Indexing, Page};
use crate::ui::spoken;
use crate::ui::to_html;
use crate::ui::{
    self, Asked, Draw, TextQuestion, Wrong, clocks, say, sentence, tell, text_question, thousands,
    time, to,
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
    let name = tell!(
        "Undian Gelombang {number} - Prakerja",
        "Draw of wave {number} - Prakerja"
    );
    let title = match (answer, lines.is_empty()) {
        (_, false) => tell!("Salah: {name}", "Error: {name}"),
        (Some(_), true) => tell!("Periksa undian saya: {name}", "Check my draw: {name}"),
        (None, true) => name,
    };
    let alone = answer.is_none() && lines.is_empty();
    let body = to_html(|| {
        let form = shown.commitment.as_ref().map(|_| {
            let heading = match answer {
                None => say!("Periksa undian saya", "Check my draw"),
                Some(_) => say!("Periksa kode lain", "Check another code"),
            };
            form(number, heading, typed, &wrong)
        });
        view! {
            {ui::summary(lines)}
            <h1>{tell!("Undian Gelombang {number}", "Draw of wave {number}")}</h1>
            {answer.map(|one| answer::answer(one, shown))}
            {now(shown)}
            {form}
            {schedule(shown)}
            {rules(&shown.wave)}
            {published::commitment(shown)}
            {shown.result.as_ref().map(|result| published::result(result, shown))}
            {files::files(shown)}
        }
        .drawn()
    });
    Page {
        path: format!("/undian/{number}/").into(),
        lang: locale,
        title,
        description: tell!(
            "Undian Gelombang {number}: daftar yang dikunci, nomor acak, hasil per provinsi, dan cara memeriksanya.",
            "Draw of wave {number}: the locked list, the random number, results by province, and how to check them."
        ),
        indexing: if alone {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: match answer {
            Some(Answer::Found(_)) => Client::Forms,
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
            say!("Dibuka mulai", "Opens").to_owned(),
            Some(wave.opens_at),
            tell!(
                "Tersedia {} tempat. Kapan pun Anda ikut selama gelombang dibuka, peluang Anda sama.",
                "Seats: {}. Whenever you join while the wave is open, your chances are the same.",
                thousands(wave.quota)
            ),
        ),
        (Phase::Open, _) => (
            say!("Dibuka sampai", "Open until").to_owned(),
            Some(wave.closes_at),
            tell!(
                "Tersedia {} tempat. Setelah ditutup, daftar peserta dikunci, lalu diundi dengan nomor acak publik yang terbit mulai {}.",
                "Seats: {}. After closing, the list of participants is locked and then drawn with a public random number that comes out from {}.",
                thousands(wave.quota),
                Zone::Wib.long(wave.draws_at, spoken())
            ),
        ),
        (Phase::Closed, _) => (
            say!(
                "Daftar peserta segera dikunci",
                "The list of participants is about to be locked"
            )
            .to_owned(),
            None,
            tell!(
                "Gelombang sudah ditutup. Semua pendaftar sedang diperiksa; sesudah itu daftar peserta dikunci dan sidik jarinya diumumkan di sini. Nomor acak undian terbit mulai {}.",
                "The wave has closed. All applicants are being checked; then the list of participants is locked and its fingerprint is published here. The random number comes out from {}.",
                Zone::Wib.long(wave.draws_at, spoken())
            ),
        ),
        (_, Some(result)) => (
            tell!(
                "{} orang terpilih",
                "People drawn: {}",
                thousands(result.winners)
            ),
            None,
            tell!(
                "Dari {} peserta yang diundi. Hasil Anda sendiri ada di akun, dikirim lewat SMS, dan dapat diperiksa di halaman ini.",
                "Participants in the draw: {}. Your own result is on your account, is sent by SMS, and can be checked on this page.",
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
            <p><a href=to("/undian/")>{say!("Begini undian berjalan", "How the draw works")}</a></p>
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
        let more = say!(
            "Daftar peserta sudah dikunci. Nomor acaknya baru terbit pada saat itu, jadi sekarang belum ada yang tahu siapa yang terpilih.",
            "The list of participants is locked. The random number comes out only at that moment, so nobody knows yet who will be drawn."
        );
        (
            say!("Diundi pada", "Drawn on").to_owned(),
            Some(at),
            more.to_owned(),
        )
    } else {
        let more = say!(
            "Nomor acak sudah terbit. Nomor undian semua peserta sedang dihitung; hasilnya segera tampil di halaman ini.",
            "The random number is out. Everybody’s draw number is being computed; the result will soon be on this page."
        );
        (
            say!("Undian sedang dihitung", "The draw is being computed").to_owned(),
            None,
            more.to_owned(),
        )
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
            <p>{say!("Pastikan sendiri bahwa Anda ada dalam daftar yang dikunci, dan lihat nomor undian Anda. Dari akun, tombol \u{201c}Periksa undian saya\u{201d} mengisinya untuk Anda.", "Make sure yourself that you are on the locked list, and see your draw number. On your account, the button \u{201c}Check my draw\u{201d} fills this in for you.")}</p>
            <form method="post" action=to(&format!("/undian/{wave}/")) novalidate>
                {text_question(TextQuestion {
                    field: Field::RegistrationNumber,
                    label: say!("Nomor pendaftaran", "Registration number"),
                    hint: say!("14 angka dari SMS atau bukti pendaftaran.", "14 digits from the SMS or the receipt."),
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
                    label: say!("Kode undian", "Draw code"),
                    hint: say!("32 huruf dan angka, ada di akun Anda. Boleh huruf kecil dan tanpa tanda hubung.", "32 letters and digits, on your account. Small letters will do, and hyphens are not needed."),
                    value: code,
                    error: sentence(errors, Field::SlipCode),
                    kind: "text",
                    keyboard: "text",
                    autocomplete: "off",
                    width: "",
                    asked: Asked::AmongOthers,
                })}
                <button class="button" type="submit">{say!("Periksa undian saya", "Check my draw")}</button>
            </form>
        </section>
    }
}

fn schedule(shown: &DrawPage) -> impl IntoView + use<> {
    let wave = &shown.wave;
    let rows: Vec<_> = [
        (say!("Dibuka", "Opened"), wave.opens_at),
        (say!("Ditutup", "Closed"), wave.closes_at),
        (
            say!("Nomor acak terbit mulai", "Random number comes out from"),
            wave.draws_at,
        ),
        (say!("Hasil paling lambat", "Results by"), wave.announces_at),
    ]
    .into_iter()
    .map(|(what, at)| view! { <div><dt>{what}</dt><dd>{time(at)}</dd></div> })
    .collect();
    view! {
        <section aria-labelledby="jadwal">
            <h2 id="jadwal">{say!("Jadwal", "Schedule")}</h2>
            <dl class="facts">{rows}</dl>
            <p class="hint">{say!("WITA satu jam lebih, WIT dua jam lebih dari WIB.", "WITA is one hour ahead of WIB, WIT two hours.")}</p>
        </section>
    }
}

/// Whom the wave's lists name, and where its seats come from, if anything is to
/// be said of either.
fn rules(wave: &Wave) -> Option<impl IntoView + use<>> {
    let recovered = wave.recovers.map(|earlier| {
        view! {
            <p>
                {say!("Gelombang pemulihan: kursinya kembali dari ", "A recovery wave: its seats came back from ")}
                <a href=to(&format!("/undian/{earlier}/"))>{tell!("Gelombang {earlier}", "Wave {earlier}")}</a>
                {say!(", dari penerima yang tidak membeli pelatihan pertamanya tepat waktu.", ", from recipients who did not buy their first course in time.")}
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
        view! { <div><dt>{say!("Daftar prioritas", "Priority list")}</dt><dd>{names}{say!(". Yang tercantum diundi lebih dulu, dari kuota tersendiri.", ". Those on it are drawn first, from a quota of their own.")}</dd></div> }
    });
    let forbidden = named(ListKind::Forbidden).map(|names| {
        view! { <div><dt>{say!("Daftar yang tidak dapat ikut", "List of those who cannot take part")}</dt><dd>{names}{say!(". Yang tercantum tidak ikut undian dan diberi tahu alasannya.", ". Those on it are not in the draw and are told why.")}</dd></div> }
    });
    let lists = (priority.is_some() || forbidden.is_some())
        .then(|| view! { <dl class="facts">{priority}{forbidden}</dl> });
    (recovered.is_some() || lists.is_some()).then(|| {
        view! {
            <section aria-labelledby="aturan">
                <h2 id="aturan">{say!("Aturan gelombang ini", "Rules of this wave")}</h2>
                {recovered}
                {lists}
            </section>
        }
    })
}
