//! Pages for what went wrong as a whole: an address that names nothing, a
//! service that is busy. One sentence, and a way on.

mod absent;

pub use absent::{Absent, Awaited, absent};

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, tell, to};
use domain::messages::Locale;
use leptos::prelude::*;

/// The page for a status and the catalogue's sentence.
pub fn problem(locale: Locale, status: u16, sentence: &str) -> Page {
    let _speaking = crate::ui::speak(locale);
    let heading = match status {
        404 => say!("Halaman tidak ditemukan", "Page not found"),
        401 => say!("Masuk dulu", "Sign in first"),
        400..=499 => say!("Permintaan tidak dapat diproses", "This cannot be done"),
        503 => say!("Layanan sedang sibuk", "The service is busy"),
        _ => say!("Ada gangguan di pihak kami", "Something failed on our side"),
    };
    let sentence = sentence.to_owned();
    let body = to_html(move || {
        view! {
            <h1>{heading}</h1>
            <p class="lead">{sentence}</p>
            <ul class="ways">
                {(status == 401).then(|| view! { <li><a href=to("/masuk/")>{say!("Masuk dengan NIK dan kode SMS", "Sign in with NIK and a code by SMS")}</a></li> })}
                <li><a href=to("/")>{say!("Ke beranda", "Home")}</a></li>
                <li><a href=to("/status/")>{say!("Cek status pendaftaran", "Look up a registration")}</a></li>
            </ul>
        }
        .drawn()
    });
    Page {
        path: if status == 404 {
            "/404.html".into()
        } else {
            "/galat/".into()
        },
        lang: locale,
        title: tell!("{heading} - Prakerja", "{heading} - Prakerja"),
        description: say!(
            "Permintaan ini tidak menghasilkan halaman.",
            "This request leads to no page."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
