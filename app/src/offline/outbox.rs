//! `/kiriman/`: what this phone has still to send, and what has arrived. The list
//! is the phone's own (`app/start/outbox.js`); the edge never sees it.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, speak, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// The page around the list.
pub fn outbox(locale: Locale) -> Page {
    let _speaking = speak(locale);
    let body = to_html(|| {
        view! {
            <h1>{say!("Kiriman dari ponsel ini", "Sent from this phone")}</h1>
            <p class="lead">{say!(
                "Yang belum terkirim tersimpan di ponsel ini dan dikirim sendiri begitu ada jaringan. Setiap kiriman hanya dihitung satu kali.",
                "What has not been sent is kept on this phone and sent by itself when there is a network. Each counts only once."
            )}</p>
            <p id="kosong">{say!("Tidak ada yang menunggu.", "Nothing is waiting.")}</p>
            <ul id="kiriman" class="courses" aria-live="polite"></ul>
            <p class="actions-row">
                <button class="button" type="button" id="kirim-sekarang">{say!("Coba kirim sekarang", "Try to send now")}</button>
                <a class="button quiet" href=to("/akun/")>{say!("Ke akun Anda", "To your account")}</a>
            </p>
        }
        .drawn()
    });
    Page {
        path: "/kiriman/".into(),
        lang: locale,
        title: say!(
            "Kiriman dari ponsel ini - Prakerja",
            "Sent from this phone - Prakerja"
        )
        .into(),
        description: say!(
            "Kiriman yang menunggu jaringan, dan yang sudah sampai.",
            "What waits for a network, and what has arrived."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::Outbox,
        body,
    }
}
