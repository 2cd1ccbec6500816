//! `/gaya/`: every value and every part that pages are made of, in each of its states,
//! drawn by the very code that pages use. It is among the pages that the tests of
//! HTML and accessibility go through, so whoever changes a part sees and proves it here.

mod parts;
mod values;

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, speak};
use domain::messages::Locale;
use leptos::prelude::*;

/// The page.
pub fn style_guide(locale: Locale) -> Page {
    let _speaking = speak(locale);
    let body = to_html(|| {
        view! {
            <h1>{say!("Gaya", "Style")}</h1>
            <p class="lead">{say!(
                "Semua nilai dan bagian yang membentuk halaman, dalam setiap keadaannya. Halaman ini digambar oleh kode yang sama.",
                "All values and parts that make up pages, in each of their states. This page is drawn by the same code."
            )}</p>
            {values::values()}
            {parts::words()}
            {parts::buttons()}
            {parts::questions()}
            {parts::messages()}
            {parts::panels()}
            {parts::amounts()}
            {parts::lists()}
        }
        .drawn()
    });
    Page {
        path: "/gaya/".into(),
        lang: locale,
        title: say!("Gaya - Prakerja", "Style - Prakerja").into(),
        description: say!(
            "Nilai dan bagian yang membentuk halaman layanan ini.",
            "Values and parts that make up this service's pages."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
