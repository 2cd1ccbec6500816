//! The account's section about an award that was taken back.

use crate::ui::{spoken, time};
use chrono::{DateTime, Utc};
use domain::appeal::{AppealView, Decision, RevocationView};
use domain::time::left;
use leptos::prelude::*;

/// Why, what is due, and how the appeal stands.
pub fn section(revocation: &RevocationView, now: DateTime<Utc>) -> AnyView {
    let title = if revocation.stands {
        "Pencabutan kepesertaan"
    } else {
        "Pencabutan kepesertaan dibatalkan"
    };
    let note = revocation
        .note
        .as_ref()
        .map(|note| paragraphs(note.as_str()));
    let due = (revocation.stands && revocation.due.0 > 0).then(|| {
        view! {
            <p>"Yang harus dikembalikan: "<strong>{revocation.due.to_string()}</strong>", sebelum "{time(revocation.repay_before)}" ("{left(now, revocation.repay_before)}"). Itu jumlah harga pelatihan yang sudah ditukar dan insentif yang sudah dibayarkan (Perpres 76/2020 pasal 31C)."</p>
        }
    });
    let appeal = match &revocation.appeal {
        Some(appeal) => filed(appeal, now),
        None if revocation.may_appeal => view! {
            <p>"Kalau menurut Anda ini keliru, ajukan keberatan sebelum "{time(revocation.appeal_before)}" ("{left(now, revocation.appeal_before)}")."</p>
            <p><a class="button" href="/akun/keberatan/">"Ajukan keberatan"</a></p>
        }
        .into_any(),
        None => view! { <p>"Waktu mengajukan keberatan habis "{time(revocation.appeal_before)}"."</p> }
            .into_any(),
    };
    view! {
        <section aria-labelledby="pencabutan">
            <h2 id="pencabutan">{title}</h2>
            <p>"Dicabut "{time(revocation.revoked_at)}". "{revocation.reason.label(spoken())}</p>
            {note}
            {due}
            {appeal}
        </section>
    }
    .into_any()
}

fn filed(appeal: &AppealView, now: DateTime<Utc>) -> AnyView {
    let state = match &appeal.answer {
        None if appeal.late => view! {
            <p class="status-label">"Keberatan terlambat dijawab"</p>
            <p>"Jawabannya dijanjikan sebelum "{time(appeal.answer_before)}" dan belum ada. Keterlambatan ini tercatat di kami; Anda tidak perlu mengajukan lagi."</p>
        }
        .into_any(),
        None => view! {
            <p class="status-label">"Keberatan sedang diperiksa"</p>
            <p>"Dijawab sebelum "<strong>{time(appeal.answer_before)}</strong>" ("{left(now, appeal.answer_before)}"). Jawabannya juga dikirim lewat SMS."</p>
        }
        .into_any(),
        Some(answer) => answered(answer, appeal),
    };
    view! {
        {state}
        <p>"Keberatan Anda, diajukan "{time(appeal.filed_at)}":"</p>
        {paragraphs(appeal.text.as_str())}
    }
    .into_any()
}

fn answered(answer: &Decision, appeal: &AppealView) -> AnyView {
    let late = appeal
        .late
        .then_some(" Jawaban ini terlambat dari yang dijanjikan.");
    let at = appeal.answered_at.map(time);
    match answer {
        Decision::Upheld => view! {
            <p class="status-label">"Keberatan diterima"</p>
            <p>"Diputuskan "{at}". Kepesertaan Anda berlaku lagi, dan saldo yang ditarik sudah dikembalikan. Pelatihan yang waktu itu dibatalkan perlu Anda pesan lagi."{late}</p>
        }
        .into_any(),
        Decision::Rejected { because } => view! {
            <p class="status-label">"Keberatan ditolak"</p>
            <p>"Diputuskan "{at}", dengan alasan:"{late}</p>
            {paragraphs(because.as_str())}
        }
        .into_any(),
    }
}

fn paragraphs(text: &str) -> Vec<impl IntoView + use<>> {
    text.lines()
        .map(|line| view! { <p class="hint">{line.to_owned()}</p> })
        .collect()
}
