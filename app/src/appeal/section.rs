//! The account's section about an award that was taken back.

use crate::ui::{Draw, Drawn, say, spoken, time, to};
use chrono::{DateTime, Utc};
use domain::appeal::{AppealView, Decision, RevocationView};
use domain::time::left;
use leptos::prelude::*;

/// Why, what is due, and how the appeal stands.
pub fn section(revocation: &RevocationView, now: DateTime<Utc>) -> Drawn {
    let title = if revocation.stands {
        say!("Pencabutan kepesertaan", "Your award was taken back")
    } else {
        say!(
            "Pencabutan kepesertaan dibatalkan",
            "Your award was given back"
        )
    };
    let note = revocation
        .note
        .as_ref()
        .map(|note| paragraphs(note.as_str()));
    let due = (revocation.stands && revocation.due.0 > 0).then(|| {
        view! {
            <p>{say!("Yang harus dikembalikan: ", "To be paid back: ")}<strong>{revocation.due.to_string()}</strong>{say!(", sebelum ", ", before ")}{time(revocation.repay_before)}" ("{left(now, revocation.repay_before, spoken())}{say!("). Itu jumlah harga pelatihan yang sudah ditukar dan insentif yang sudah dibayarkan (Perpres 76/2020 pasal 31C).", "). It is the price of courses redeemed and the incentives paid (Presidential Regulation 76/2020, article 31C).")}</p>
        }
    });
    let appeal = match &revocation.appeal {
        Some(appeal) => filed(appeal, now),
        None if revocation.may_appeal => view! {
            <p>{say!("Kalau menurut Anda ini keliru, ajukan keberatan sebelum ", "If you think that this is wrong, appeal before ")}{time(revocation.appeal_before)}" ("{left(now, revocation.appeal_before, spoken())}")."</p>
            <p><a class="button" href=to("/akun/keberatan/")>{say!("Ajukan keberatan", "Appeal")}</a></p>
        }
        .drawn(),
        None => view! { <p>{say!("Waktu mengajukan keberatan habis ", "The time to appeal ended ")}{time(revocation.appeal_before)}"."</p> }
            .drawn(),
    };
    view! {
        <section aria-labelledby="pencabutan">
            <h2 id="pencabutan">{title}</h2>
            <p>{say!("Dicabut ", "Taken back ")}{time(revocation.revoked_at)}". "{revocation.reason.label(spoken())}</p>
            {note}
            {due}
            {appeal}
        </section>
    }
    .drawn()
}

fn filed(appeal: &AppealView, now: DateTime<Utc>) -> Drawn {
    let state = match &appeal.answer {
        None if appeal.late => view! {
            <p class="status-label">{say!("Keberatan terlambat dijawab", "The answer to your appeal is late")}</p>
            <p>{say!("Jawabannya dijanjikan sebelum ", "It was promised before ")}{time(appeal.answer_before)}{say!(" dan belum ada. Keterlambatan ini tercatat di kami; Anda tidak perlu mengajukan lagi.", " and has not come. The delay is on our record; you need not appeal again.")}</p>
        }
        .drawn(),
        None => view! {
            <p class="status-label">{say!("Keberatan sedang diperiksa", "Your appeal is being examined")}</p>
            <p>{say!("Dijawab sebelum ", "Answered before ")}<strong>{time(appeal.answer_before)}</strong>" ("{left(now, appeal.answer_before, spoken())}{say!("). Jawabannya juga dikirim lewat SMS.", "). The answer is also sent by SMS.")}</p>
        }
        .drawn(),
        Some(answer) => answered(answer, appeal),
    };
    view! {
        {state}
        <p>{say!("Keberatan Anda, diajukan ", "Your appeal, made ")}{time(appeal.filed_at)}":"</p>
        {paragraphs(appeal.text.as_str())}
    }
    .drawn()
}

fn answered(answer: &Decision, appeal: &AppealView) -> Drawn {
    let late = appeal.late.then_some(say!(
        " Jawaban ini terlambat dari yang dijanjikan.",
        " This answer came later than promised."
    ));
    let at = appeal.answered_at.map(time);
    match answer {
        Decision::Upheld => view! {
            <p class="status-label">{say!("Keberatan diterima", "Your appeal was upheld")}</p>
            <p>{say!("Diputuskan ", "Decided ")}{at}{say!(". Kepesertaan Anda berlaku lagi, dan saldo yang ditarik sudah dikembalikan. Pelatihan yang waktu itu dibatalkan perlu Anda pesan lagi.", ". Your award is valid again, and the balance that was taken is back. Courses that were cancelled have to be reserved again.")}{late}</p>
        }
        .drawn(),
        Decision::Rejected { because } => view! {
            <p class="status-label">{say!("Keberatan ditolak", "Your appeal was turned down")}</p>
            <p>{say!("Diputuskan ", "Decided ")}{at}{say!(", dengan alasan:", ", because:")}{late}</p>
            {paragraphs(because.as_str())}
        }
        .drawn(),
    }
}

fn paragraphs(text: &str) -> Vec<impl IntoView + use<>> {
    text.lines()
        .map(|line| view! { <p class="hint">{line.to_owned()}</p> })
        .collect()
}
