//! `/lowongan/`: the search, and below it what was found, twenty to a page.

use super::asked::Asked;
use super::card::card;
use super::{PATH, PER_PAGE};
use crate::catalogue::area;
use crate::catalogue::filters::select;
use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{spoken, thousands};
use chrono::NaiveDate;
use domain::catalogue::Field;
use domain::catalogue::search::Spelling;
use domain::messages::Locale;
use domain::time::long_date;
use domain::vacancy::{Found, VacancyView};
use leptos::prelude::*;

const DESCRIPTION: &str = "Cari lowongan kerja menurut bidang dan tempat. Melamar langsung ke pemberi kerja, tanpa biaya.";

/// A question and its answer.
#[derive(Clone, Copy, Debug)]
pub struct VacancyResults<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// What was found.
    pub found: &'a Found<'a>,
    /// The day of the publication.
    pub as_of: NaiveDate,
}

/// `/lowongan/`
pub fn vacancies(locale: Locale, results: &VacancyResults<'_>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let asked = results.asked;
    let plain = asked.text.is_empty() && !asked.is_filtered() && asked.page == 1;
    let body = to_html(|| {
        view! {
            <h1>"Lowongan kerja"</h1>
            {filters(asked)}
            {found(results)}
        }
        .into_any()
    });
    let title = if asked.text.is_empty() {
        "Lowongan kerja - Prakerja".to_owned()
    } else {
        format!("{} - Lowongan kerja - Prakerja", asked.text)
    };
    Page {
        path: PATH.into(),
        lang: locale,
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

fn filters(asked: &Asked) -> AnyView {
    let fields = Field::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), one.label(spoken()).to_owned()));
    view! {
        <form method="get" action=PATH role="search">
            <div class="field">
                <label for="q">"Cari lowongan"</label>
                <p class="hint" id="q-hint">"Misalnya: barista, tukang las, admin. Salah ketik sedikit tidak apa-apa."</p>
                <input type="search" id="q" name="q" maxlength="100" autocomplete="off" aria-describedby="q-hint" value=asked.text.clone() />
            </div>
            <details class="fold" open=asked.is_filtered()>
                <summary>"Saring"</summary>
                <div class="filters">
                    {select("bidang", "Bidang", "Semua bidang", fields.collect(), asked.field.map_or("", Field::as_str))}
                    <div class="field">
                        <label for="wilayah">"Tempat kerja"</label>
                        <p class="hint" id="wilayah-hint">"Pilih provinsi lalu tekan Cari; setelah itu kota dan kabupatennya dapat dipilih."</p>
                        <select id="wilayah" name="wilayah" aria-describedby="wilayah-hint" inner_html=area::options(asked.area)></select>
                    </div>
                </div>
            </details>
            <input type="hidden" name="acak" value=asked.seed_text() />
            <button class="button" type="submit">"Cari"</button>
        </form>
    }
    .into_any()
}

fn found(results: &VacancyResults<'_>) -> AnyView {
    let VacancyResults {
        asked,
        found,
        as_of,
    } = *results;
    let count = u32::try_from(found.total).map_or_else(|_| found.total.to_string(), thousands);
    let forgiven = (found.spelling == Spelling::Forgiven && found.total > 0).then(|| {
        view! { <p>"Tidak ada yang persis seperti yang Anda ketik; ini yang paling mirip."</p> }
    });
    let inner = if found.total == 0 {
        nothing(asked)
    } else if found.vacancies.is_empty() {
        view! { <p>"Halaman ini sudah melewati hasil terakhir. "<a href=asked.address(1)>"Ke halaman pertama"</a></p> }
            .into_any()
    } else {
        let cards: Vec<_> = found
            .vacancies
            .iter()
            .map(|one| card(&VacancyView::short(one)))
            .collect();
        view! {
            <p class="hint">"Urutan diacak untuk setiap orang; tidak ada pemberi kerja yang didahulukan."</p>
            <ul class="courses">{cards}</ul>
            {pages(asked, found.total)}
        }
        .into_any()
    };
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil" tabindex="-1">{format!("{count} lowongan")}</h2>
            {forgiven}
            {inner}
            <p class="hint">{format!("Daftar lowongan per {}. Yang sudah lewat hari penutupannya tidak ditampilkan.", long_date(as_of))}</p>
        </section>
    }
    .into_any()
}

fn nothing(asked: &Asked) -> AnyView {
    if asked.text.is_empty() && !asked.is_filtered() {
        return view! { <p>"Belum ada lowongan yang terbuka. Daftar ini diperbarui berkala; lihat lagi nanti."</p> }
            .into_any();
    }
    view! {
        <p>"Tidak ada lowongan terbuka yang cocok. Coba kata lain yang lebih umum, atau lepas sebagian saringan."</p>
        <p><a href=PATH>"Lihat semua lowongan"</a></p>
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

/// Why there is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// No vacancies were published yet.
    NotPublished,
    /// They cannot be read at the moment.
    OutOfReach,
}

/// `/lowongan/` without vacancies.
pub fn no_vacancies(locale: Locale, absent: Absent) -> Page {
    let _speaking = crate::ui::speak(locale);
    let sentence = match absent {
        Absent::NotPublished => {
            "Daftar lowongan belum terbit. Lowongan akan tampil di halaman ini."
        }
        Absent::OutOfReach => {
            "Daftar lowongan sedang tidak dapat dibuka. Coba lagi beberapa menit lagi."
        }
    };
    let body = to_html(|| {
        view! {
            <h1>"Lowongan kerja"</h1>
            <p class="lead">{sentence}</p>
            <p><a href="/">"Ke beranda"</a></p>
        }
        .into_any()
    });
    Page {
        path: PATH.into(),
        lang: locale,
        title: "Lowongan kerja - Prakerja".into(),
        description: DESCRIPTION.into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
