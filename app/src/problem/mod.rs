//! Pages for what went wrong as a whole: an address that names nothing, a
//! service that is busy. One sentence, and a way on.

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use domain::messages::Locale;
use leptos::prelude::*;

/// The page for a status and the catalogue's sentence.
pub fn problem(locale: Locale, status: u16, sentence: &str) -> Page {
    let _speaking = crate::ui::speak(locale);
    let heading = match status {
        404 => "Halaman tidak ditemukan",
        401 => "Masuk dulu",
        400..=499 => "Permintaan tidak dapat diproses",
        503 => "Layanan sedang sibuk",
        _ => "Ada gangguan di pihak kami",
    };
    let sentence = sentence.to_owned();
    let body = to_html(move || {
        view! {
            <h1>{heading}</h1>
            <p class="lead">{sentence}</p>
            <ul class="ways">
                {(status == 401).then(|| view! { <li><a href="/masuk/">"Masuk dengan NIK dan kode SMS"</a></li> })}
                <li><a href="/">"Ke beranda"</a></li>
                <li><a href="/status/">"Cek status pendaftaran"</a></li>
            </ul>
        }
        .into_any()
    });
    Page {
        path: if status == 404 {
            "/404.html".into()
        } else {
            "/galat/".into()
        },
        lang: locale,
        title: format!("{heading} - Prakerja"),
        description: "Permintaan ini tidak menghasilkan halaman.".into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
