//! What was found, twenty to a page: drawn by the edge, and by the page's program
//! while somebody types, with the same code.

use super::search_parameters::SearchParameters;
use super::{PER_PAGE, card};
use crate::ui::spoken;
use crate::ui::{Draw, Drawn, pager, say, tell, thousands, to};
use chrono::NaiveDate;
use domain::catalogue::Catalogue;
use domain::catalogue::search::{Hits, Sort, Spelling};
use domain::time::long_date;
use leptos::prelude::*;

/// Where the section stands, and the page's program draws it anew.
pub const FOUND_ID: &str = "temuan";
/// The list of courses in it.
pub const COURSES_ID: &str = "daftar-temuan";
/// The list's address.
pub const PATH: &str = "/pelatihan/";

/// Who has searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The edge.
    Edge,
    /// The phone.
    Phone,
    /// The phone, without a network.
    PhoneOffline,
}

/// A question and its answer.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// What was asked.
    pub asked: &'a SearchParameters,
    /// What was found.
    pub hits: &'a Hits<'a>,
    /// In which catalogue.
    pub catalogue: &'a Catalogue,
    /// Which version of it.
    pub version: u32,
    /// Published on which day.
    pub as_of: NaiveDate,
    /// On which day it is asked.
    pub today: NaiveDate,
    /// By whom.
    pub source: Source,
    /// How many courses of the page are drawn; [`more`] draws the rest.
    pub drawn: usize,
}

/// The title of the page.
pub fn title(asked: &SearchParameters) -> String {
    if asked.text.is_empty() {
        say!("Pelatihan - Prakerja", "Courses - Prakerja").to_owned()
    } else {
        tell!(
            "{} - Pelatihan - Prakerja",
            "{} - Courses - Prakerja",
            asked.text
        )
    }
}

/// How many were found, in figures and a word.
pub fn count(total: usize) -> String {
    let count = u32::try_from(total).map_or_else(|_| total.to_string(), thousands);
    tell!("{count} pelatihan", "Courses: {count}")
}

/// The section with what was found.
pub fn results(list: &List<'_>) -> Drawn {
    let List { asked, hits, .. } = *list;
    let forgiven = (hits.spelling == Spelling::Forgiven && hits.total > 0).then(|| {
        view! { <p>{say!("Tidak ada yang persis seperti yang Anda ketik; ini yang paling mirip.", "Nothing is quite as you typed it; these are closest.")}</p> }
    });
    let inner = if hits.total == 0 {
        nothing().drawn()
    } else if hits.courses.is_empty() {
        view! { <p>{say!("Halaman ini sudah melewati hasil terakhir. ", "This page is past the last result. ")}<a href=asked.address(1)>{say!("Ke halaman pertama", "To the first page")}</a></p> }
            .drawn()
    } else {
        cards_and_pages(list).drawn()
    };
    view! {
        <section aria-labelledby="hasil">
            <h2 id="hasil" tabindex="-1">{count(hits.total)}</h2>
            {offline(list)}
            {forgiven}
            {inner}
            <p class="hint" id="katalog-per">{dated(list)}</p>
        </section>
    }
    .drawn()
}

fn cards_and_pages(list: &List<'_>) -> Drawn {
    let List { asked, hits, .. } = *list;
    let cards = cards(list, 0, list.drawn);
    view! {
        <p class="hint">{order(asked.sort)}</p>
        <form method="get" action=to("/pelatihan/banding/")>
            <ul class="courses" id=COURSES_ID>{cards}</ul>
            <button class="button quiet" type="submit">{say!("Bandingkan yang dicentang", "Compare the courses ticked")}</button>
            <p class="hint">{say!("Paling banyak empat pelatihan.", "Four courses at most.")}</p>
        </form>
        {pager(asked.page, hits.total.div_ceil(PER_PAGE), |page| asked.address(page))}
    }
    .drawn()
}

fn cards(list: &List<'_>, skip: usize, take: usize) -> Vec<Drawn> {
    let directory = list.catalogue.directory();
    let courses = list.hits.courses.iter().skip(skip).take(take);
    courses
        .map(|course| card::card(course, directory, list.asked.seed, list.today))
        .collect()
}

/// The courses of the page that were not drawn at first, to be put after the others.
#[cfg(feature = "browser")]
pub fn more(list: &List<'_>) -> Drawn {
    cards(list, list.drawn, PER_PAGE).drawn()
}

fn nothing() -> impl IntoView {
    view! {
        <p>{say!("Tidak ada pelatihan yang cocok. Coba kata lain yang lebih umum, atau lepas sebagian saringan.", "No course fits. Try a more general word, or take some filters off.")}</p>
        <p><a href=to(PATH)>{say!("Lihat semua pelatihan", "See all courses")}</a></p>
    }
}

/// What the order is, and that nobody has a way to a better place.
fn order(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => say!(
            "Urutan diacak untuk setiap orang; tidak ada platform yang didahulukan.",
            "The order is shuffled for everybody; no platform comes first."
        ),
        Sort::Price | Sort::SoonestStart => {
            say!(
                "Yang sama diurutkan acak untuk setiap orang; tidak ada platform yang didahulukan.",
                "Equals are shuffled for everybody; no platform comes first."
            )
        }
        Sort::Rating => {
            say!(
                "Agar satu-dua penilaian tidak menentukan, setiap pelatihan diurutkan seolah-olah sudah mendapat sepuluh penilaian 4,0. Yang sama diurutkan acak; tidak ada platform yang didahulukan.",
                "So that one or two ratings do not decide, each course is sorted as if it had ten more ratings of 4.0. Equals are shuffled; no platform comes first."
            )
        }
    }
}

fn offline(list: &List<'_>) -> impl IntoView + use<> {
    let day = long_date(list.as_of, spoken());
    (list.source == Source::PhoneOffline).then(|| {
        view! { <p class="notice">{tell!("Tanpa jaringan: hasil ini dari katalog per {day} yang tersimpan di ponsel Anda. Harga dan kursi diperiksa lagi saat Anda membeli.", "No network: these results are from the catalogue of {day} that is kept on your phone. Prices and seats are checked again when you buy.")}</p> }
    })
}

fn dated(list: &List<'_>) -> String {
    let day = long_date(list.as_of, spoken());
    match list.source {
        Source::Edge => tell!("Katalog per {day}.", "Catalogue of {day}."),
        Source::Phone | Source::PhoneOffline => tell!(
            "Katalog per {day}, tersimpan di ponsel ini. Pencarian berjalan di ponsel dan tidak memakai kuota.",
            "Catalogue of {day}, kept on this phone. The search runs on the phone and uses no data."
        ),
    }
}
