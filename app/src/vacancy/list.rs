//! `/lowongan/`: the search, and below it what was found, twenty to a page.

use super::card::card;
use super::search_parameters::SearchParameters;
use super::{PATH, PER_PAGE};
use crate::catalogue::area;
use crate::catalogue::filters::select;
use crate::page::{Client, Indexing, Page};
use crate::problem::{Absent, Awaited, absent};
use crate::ui::to_html;
use crate::ui::{Draw, Drawn, Words, either, pager, say, spoken, tell, thousands, to};
use chrono::NaiveDate;
use domain::catalogue::Field;
use domain::catalogue::search::Spelling;
use domain::messages::Locale;
use domain::time::long_date;
use domain::vacancy::{Found, VacancyView};
use leptos::prelude::*;

const DESCRIPTION: Words = (
    "Cari lowongan kerja menurut bidang dan tempat. Melamar langsung ke pemberi kerja, tanpa biaya.",
    "Find vacancies by field and place. You apply to the employer directly, free of charge.",
);

/// A question and its answer.
#[derive(Clone, Copy, Debug)]
pub struct VacancyResults<'a> {
    /// What was asked.
    pub asked: &'a SearchParameters,
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
            <h1>{say!("Lowongan kerja", "Vacancies")}</h1>
            {filters(asked)}
            {found(results)}
        }
        .drawn()
    });
    let title = if asked.text.is_empty() {
        say!("Lowongan kerja - Prakerja", "Vacancies - Prakerja").to_owned()
    } else {
        tell!(
            "{} - Lowongan kerja - Prakerja",
            "{} - Vacancies - Prakerja",
            asked.text
        )
    };
    Page {
        path: PATH.into(),
        lang: locale,
        title,
        description: either(DESCRIPTION).into(),
        indexing: if plain {
            Indexing::Listed
        } else {
            Indexing::Hidden
        },
        client: Client::None,
        body,
    }
}

fn filters(asked: &SearchParameters) -> Drawn {
    let fields = Field::ALL
        .iter()
        .map(|one| (one.as_str().to_owned(), one.label(spoken()).to_owned()));
    view! {
        <form method="get" action=to(PATH) role="search">
            <div class="field">
                <label for="q">{say!("Cari lowongan", "Find vacancies")}</label>
                <p class="hint" id="q-hint">{say!("Misalnya: barista, tukang las, admin. Salah ketik sedikit tidak apa-apa.", "For example: barista, tukang las, admin. Small slips do not matter.")}</p>
                <input type="search" id="q" name="q" maxlength="100" autocomplete="off" aria-describedby="q-hint" value=asked.text.clone() />
            </div>
            <details class="fold" open=asked.is_filtered()>
                <summary>{say!("Saring", "Filter")}</summary>
                <div class="filters">
                    {select("bidang", say!("Bidang", "Field"), say!("Semua bidang", "All fields"), fields.collect(), asked.field.map_or("", Field::as_str))}
                    <div class="field">
                        <label for="wilayah">{say!("Tempat kerja", "Place of work")}</label>
                        <p class="hint" id="wilayah-hint">{say!("Pilih provinsi lalu tekan Cari; setelah itu kota dan kabupatennya dapat dipilih.", "Choose a province and press Search; then its cities and regencies can be chosen.")}</p>
                        <select id="wilayah" name="wilayah" aria-describedby="wilayah-hint" inner_html=area::options(asked.area)></select>
                    </div>
                </div>
            </details>
            <input type="hidden" name="acak" value=asked.seed_text() />
            <button class="button" type="submit">{say!("Cari", "Search")}</button>
        </form>
    }
    .drawn()
}

fn found(results: &VacancyResults<'_>) -> Drawn {
    let VacancyResults {
        asked,
        found,
        as_of,
    } = *results;
    let count = u32::try_from(found.total).map_or_else(|_| found.total.to_string(), thousands);
    let forgiven = (found.spelling == Spelling::Forgiven && found.total > 0).then(|| {
        view! { <p>{say!("Tidak ada yang persis seperti yang Anda ketik; ini yang paling mirip.", "Nothing is quite as you typed it; these are closest.")}</p> }
    });
    let inner = if found.total == 0 {
        nothing(asked)
    } else if found.vacancies.is_empty() {
        view! { <p>{say!("Halaman ini sudah melewati hasil terakhir. ", "This page is past the last result. ")}<a href=asked.address(1)>{say!("Ke halaman pertama", "To the first page")}</a></p> }
            .drawn()
    } else {
        let cards: Vec<_> = found
            .vacancies
            .iter()
            .map(|one| card(&VacancyView::short(one)))
            .collect();
        view! {
            <p class="hint">{say!("Urutan diacak untuk setiap orang; tidak ada pemberi kerja yang didahulukan.", "The order is shuffled for everybody; no employer comes first.")}</p>
            <ul class="courses">{cards}</ul>
            {pager(asked.page, found.total.div_ceil(PER_PAGE), |page| asked.address(page))}
        }
        .drawn()
    };
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil" tabindex="-1">{tell!("{count} lowongan", "Vacancies: {count}")}</h2>
            {forgiven}
            {inner}
            <p class="hint">{tell!("Daftar lowongan per {}. Yang sudah lewat hari penutupannya tidak ditampilkan.", "List of vacancies of {}. Those past their closing day are not shown.", long_date(as_of, spoken()))}</p>
        </section>
    }
    .drawn()
}

fn nothing(asked: &SearchParameters) -> Drawn {
    if asked.text.is_empty() && !asked.is_filtered() {
        return view! { <p>{say!("Belum ada lowongan yang terbuka. Daftar ini diperbarui berkala; lihat lagi nanti.", "No vacancy is open. The list is updated regularly; look again later.")}</p> }
            .drawn();
    }
    view! {
        <p>{say!("Tidak ada lowongan terbuka yang cocok. Coba kata lain yang lebih umum, atau lepas sebagian saringan.", "No open vacancy fits. Try a more general word, or take some filters off.")}</p>
        <p><a href=to(PATH)>{say!("Lihat semua lowongan", "See all vacancies")}</a></p>
    }
    .drawn()
}

/// `/lowongan/` without vacancies.
pub fn no_vacancies(locale: Locale, why: Absent) -> Page {
    let awaited = Awaited {
        path: PATH,
        heading: ("Lowongan kerja", "Vacancies"),
        description: DESCRIPTION,
        not_published: (
            "Daftar lowongan belum terbit. Lowongan akan tampil di halaman ini.",
            "The list of vacancies has not been published yet. Vacancies will be on this page.",
        ),
        out_of_reach: (
            "Daftar lowongan sedang tidak dapat dibuka. Coba lagi beberapa menit lagi.",
            "The list of vacancies cannot be opened at present. Try again in a few minutes.",
        ),
    };
    absent(locale, &awaited, why)
}
