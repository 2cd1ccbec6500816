//! `/pelatihan/`: the search, and below it what was found.

use super::filters;
use super::results::{self, FOUND_ID, List, PATH};
use crate::page::{Client, Indexing, Page};
use crate::problem::{Absent, Awaited, absent};
use crate::ui::to_html;
use crate::ui::{Draw, Words, either, say};
use domain::messages::Locale;
use leptos::prelude::*;

const DESCRIPTION: Words = (
    "Cari dan bandingkan pelatihan Prakerja dari semua platform: harga, jadwal, tempat, dan penilaian.",
    "Find and compare Prakerja courses from all platforms: price, schedule, place and rating.",
);

/// `/pelatihan/`
pub fn catalogue(locale: Locale, list: &List<'_>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let asked = list.asked;
    let plain = asked.text.is_empty() && !asked.is_filtered() && asked.page == 1;
    let body = to_html(|| {
        view! {
            <h1>{say!("Pelatihan", "Courses")}</h1>
            {filters::filters(asked, list.catalogue.directory())}
            <p class="unseen" role="status" id="kabar"></p>
            <div id=FOUND_ID data-versi=list.version data-terbit=list.as_of.to_string() data-hari=list.today.to_string()>
                {results::results(list)}
            </div>
        }
        .drawn()
    });
    Page {
        path: PATH.into(),
        lang: locale,
        title: results::title(asked),
        description: either(DESCRIPTION).into(),
        indexing: if plain {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: Client::Catalogue,
        body,
    }
}

/// `/pelatihan/` without a catalogue.
pub fn no_catalogue(locale: Locale, why: Absent) -> Page {
    let awaited = Awaited {
        path: PATH,
        heading: ("Pelatihan", "Courses"),
        description: DESCRIPTION,
        not_published: (
            "Katalog pelatihan belum terbit. Pelatihan akan tampil di halaman ini.",
            "The catalogue has not been published yet. Courses will be on this page.",
        ),
        out_of_reach: (
            "Katalog pelatihan sedang tidak dapat dibuka. Coba lagi beberapa menit lagi; akun dan saldo Anda tidak terpengaruh.",
            "The catalogue cannot be opened at present. Try again in a few minutes; your account and balance are not affected.",
        ),
    };
    absent(locale, &awaited, why)
}
