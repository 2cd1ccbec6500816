//! `/pelatihan/`: what was found, twenty to a page.

use super::asked::Asked;
use super::{PER_PAGE, card, filters};
use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::thousands;
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::catalogue::search::{Hits, Spelling};
use leptos::prelude::*;

/// A question and its answer.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// What was found.
    pub hits: &'a Hits<'a>,
    /// In which catalogue.
    pub catalogue: &'a Catalogue,
    /// On which day.
    pub today: NaiveDate,
}

const PATH: &str = "/pelatihan/";
const DESCRIPTION: &str = "Cari dan bandingkan pelatihan Prakerja dari semua platform: harga, jadwal, tempat, dan penilaian.";

/// `/pelatihan/`
pub fn catalogue(list: &List<'_>) -> Page {
    let asked = list.asked;
    let plain = asked.text.is_empty() && !asked.is_filtered() && asked.page == 1;
    let title = if asked.text.is_empty() {
        "Pelatihan - Prakerja".to_owned()
    } else {
        format!("{} - Pelatihan - Prakerja", asked.text)
    };
    let body = to_html(|| {
        view! {
            <h1>"Pelatihan"</h1>
            {filters::filters(asked, list.catalogue.directory())}
            {found(list)}
        }
        .into_any()
    });
    Page {
        path: PATH.into(),
        lang: "id",
        title,
        description: DESCRIPTION.into(),
        indexing: if plain {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: Client::None,
        body,
    }
}

fn found(list: &List<'_>) -> AnyView {
    let List { asked, hits, .. } = *list;
    let count = u32::try_from(hits.total).map_or_else(|_| hits.total.to_string(), thousands);
    let forgiven = (hits.spelling == Spelling::Forgiven && hits.total > 0).then(|| {
        view! { <p>"Tidak ada yang persis seperti yang Anda ketik; ini yang paling mirip."</p> }
    });
    let inner = if hits.total == 0 {
        nothing().into_any()
    } else if hits.courses.is_empty() {
        view! { <p>"Halaman ini sudah melewati hasil terakhir. "<a href=asked.address(1)>"Ke halaman pertama"</a></p> }
            .into_any()
    } else {
        results(list).into_any()
    };
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil">{format!("{count} pelatihan")}</h2>
            {forgiven}
            {inner}
        </section>
    }
    .into_any()
}

fn results(list: &List<'_>) -> AnyView {
    let List { asked, hits, .. } = *list;
    let directory = list.catalogue.directory();
    let cards: Vec<_> = hits
        .courses
        .iter()
        .map(|course| card::card(course, directory, asked.seed, list.today))
        .collect();
    view! {
        <p class="hint">"Urutan diacak untuk setiap orang; tidak ada platform yang didahulukan."</p>
        <form method="get" action="/pelatihan/banding/">
            <ul class="courses">{cards}</ul>
            <button class="button quiet" type="submit">"Bandingkan yang dicentang"</button>
            <p class="hint">"Paling banyak empat pelatihan."</p>
        </form>
        {pages(asked, hits.total)}
    }
    .into_any()
}

fn pages(asked: &Asked, total: usize) -> impl IntoView + use<> {
    let last = total.div_ceil(PER_PAGE);
    let page = asked.page;
    let before = (page > 1).then(|| {
        view! { <a class="button quiet" rel="prev" href=asked.address(page - 1)>"Sebelumnya"</a> }
    });
    let after = (page < last).then(|| {
        view! { <a class="button quiet" rel="next" href=asked.address(page + 1)>"Berikutnya"</a> }
    });
    (last > 1).then(|| {
        view! {
            <nav class="actions-row" aria-label="Halaman hasil">
                {before}
                <p>{format!("Halaman {page} dari {last}")}</p>
                {after}
            </nav>
        }
    })
}

fn nothing() -> impl IntoView {
    view! {
        <p>"Tidak ada pelatihan yang cocok. Coba kata lain yang lebih umum, atau lepas sebagian saringan."</p>
        <p><a href=PATH>"Lihat semua pelatihan"</a></p>
    }
}

/// Why there is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No catalogue was published yet.
    NotPublished,
    /// It cannot be read at the moment.
    OutOfReach,
}

/// `/pelatihan/` without a catalogue.
pub fn no_catalogue(absent: Absent) -> Page {
    let sentence = match absent {
        Absent::NotPublished => {
            "Katalog pelatihan belum terbit. Pelatihan akan tampil di halaman ini."
        }
        Absent::OutOfReach => {
            "Katalog pelatihan sedang tidak dapat dibuka. Coba lagi beberapa menit lagi; akun dan saldo Anda tidak terpengaruh."
        }
    };
    let body = to_html(|| {
        view! {
            <h1>"Pelatihan"</h1>
            <p class="lead">{sentence}</p>
            <p><a href="/">"Ke beranda"</a></p>
        }
        .into_any()
    });
    Page {
        path: PATH.into(),
        lang: "id",
        title: "Pelatihan - Prakerja".into(),
        description: DESCRIPTION.into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
