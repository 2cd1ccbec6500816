//! What a phone shows of itself: that there is no network, what it has still to
//! send, and that it belongs to somebody else.

mod borrowed;
mod outbox;

pub use borrowed::borrowed_phone;
pub use outbox::outbox;

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, speak, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// `/luring/`: shown by the phone itself in place of a page that it has no copy of.
pub fn offline(locale: Locale) -> Page {
    let _speaking = speak(locale);
    let body = to_html(|| {
        view! {
            <h1>{say!("Anda sedang luring", "You are offline")}</h1>
            <p class="lead">{say!(
                "Halaman yang Anda tuju belum pernah dibuka di ponsel ini, jadi belum ada salinannya. Coba lagi begitu ada jaringan.",
                "The page you wanted has never been opened on this phone, so there is no copy of it. Try again when there is a network."
            )}</p>
            <h2>{say!("Yang tetap dapat Anda buka", "What you can still open")}</h2>
            <ul class="ways">
                <li><a href=to("/akun/")>{say!("Akun Anda, seperti terakhir terlihat", "Your account, as last seen")}</a></li>
                <li><a href=to("/daftar/")>{say!("Formulir pendaftaran; isian Anda tersimpan", "The registration form; your answers are kept")}</a></li>
                <li><a href=to("/pelatihan/")>{say!("Daftar pelatihan, kalau sudah pernah dibuka", "The list of courses, if you have opened it before")}</a></li>
                <li><a href=to("/cek-syarat/")>{say!("Syarat peserta", "Who can take part")}</a></li>
                <li><a href=to("/sertifikat/")>{say!("Pemeriksaan sertifikat", "The check of certificates")}</a></li>
                <li><a href=to("/kiriman/")>{say!("Kiriman yang menunggu jaringan", "What is waiting for a network")}</a></li>
            </ul>
            <p class="hint">{say!(
                "Salinan selalu menyebutkan kapan dibuat. Keadaan sebenarnya dapat sudah berubah.",
                "A copy always says when it was made. Things may have changed since."
            )}</p>
        }
        .drawn()
    });
    Page {
        path: "/luring/".into(),
        lang: locale,
        title: say!(
            "Anda sedang luring - Prakerja",
            "You are offline - Prakerja"
        )
        .into(),
        description: say!(
            "Yang dapat dibuka tanpa jaringan.",
            "What can be opened without a network."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
