//! The form above the list: words, filters, order. A plain GET, so that an
//! answer has an address that can be kept and sent to others.

use super::area;
use super::search_parameters::{LENGTHS, RATINGS, SORTS, SearchParameters};
use crate::ui::{Draw, Drawn, either, say, spoken, to};
use domain::catalogue::search::{Free, Remote};
use domain::catalogue::{Area, Directory, Field, Level, Mode};
use leptos::prelude::*;

/// Value and words of an option.
pub(crate) type Choice = (String, String);

/// The form, filled in as it was asked.
pub fn filters(asked: &SearchParameters, directory: &Directory) -> Drawn {
    let fold = fold(asked, directory);
    view! {
        <form method="get" action=to("/pelatihan/") role="search">
            <div class="field">
                <label for="q">{say!("Cari pelatihan", "Find courses")}</label>
                <p class="hint" id="q-hint">{say!("Misalnya: barista, excel, las listrik. Salah ketik sedikit tidak apa-apa.", "For example: barista, excel, las listrik. Small slips do not matter.")}</p>
                <input type="search" id="q" name="q" maxlength="100" autocomplete="off" aria-describedby="q-hint" value=asked.text.clone() />
            </div>
            {fold}
            <input type="hidden" name="acak" value=asked.seed_text() />
            <button class="button" type="submit">{say!("Cari", "Search")}</button>
            <div class="notice" id="tawaran" hidden>
                <p>{say!("Ponsel Anda sedang menghemat data. Unduh pencarian cepat, sekali sekitar 200 KB? Tanpa itu Anda tetap dapat mencari dengan tombol Cari.", "Your phone is saving data. Download the quick search, once, about 200 KB? Without it you can still search with the Search button.")}</p>
                <button class="button quiet" type="button" id="unduh">{say!("Unduh", "Download")}</button>
            </div>
        </form>
    }
    .drawn()
}

fn fold(asked: &SearchParameters, directory: &Directory) -> Drawn {
    let coded = |code: &str, words: &str| (code.to_owned(), words.to_owned());
    let fields = Field::ALL
        .iter()
        .map(|one| coded(one.as_str(), one.label(spoken())));
    let modes = Mode::ALL
        .iter()
        .map(|one| coded(one.as_str(), one.label(spoken())));
    let levels = Level::ALL
        .iter()
        .map(|one| coded(one.as_str(), one.label(spoken())));
    let lengths = LENGTHS
        .iter()
        .map(|(code, _, words)| coded(code, either(*words)));
    let ratings = RATINGS
        .iter()
        .map(|(code, _, words)| coded(code, either(*words)));
    let platforms = directory
        .platforms()
        .iter()
        .map(|one| (one.id.to_string(), one.name.as_str().to_owned()));
    let sort = SORTS.iter().find(|(_, sort, _)| *sort == asked.sort);
    let sort = sort.map_or("", |(code, ..)| *code);
    let sorts: Vec<Choice> = SORTS
        .iter()
        .map(|(code, _, words)| coded(code, either(*words)))
        .collect();
    let price = asked.price.map(|one| one.rupiah().0.to_string());
    view! {
        <details class="fold" open=asked.is_filtered()>
            <summary>{say!("Saring dan urutkan", "Filter and sort")}</summary>
            <div class="filters">
                {select("bidang", say!("Bidang", "Field"), say!("Semua bidang", "All fields"), fields.collect(), asked.field.map_or("", Field::as_str))}
                {select("cara", say!("Cara belajar", "Way of learning"), say!("Semua cara", "All ways"), modes.collect(), asked.mode.map_or("", Mode::as_str))}
                {select("tingkat", say!("Tingkat", "Level"), say!("Semua tingkat", "All levels"), levels.collect(), asked.level.map_or("", Level::as_str))}
                {place(asked.area)}
                <div class="field">
                    <label for="harga">{say!("Harga sampai (rupiah)", "Price up to (rupiah)")}</label>
                    <input type="text" id="harga" name="harga" inputmode="numeric" maxlength="14" autocomplete="off" value=price />
                </div>
                {select("jam", say!("Lama", "Length"), say!("Berapa pun", "Any"), lengths.collect(), asked.length.unwrap_or_default())}
                {select("nilai", say!("Penilaian", "Rating"), say!("Berapa pun", "Any"), ratings.collect(), &asked.rating_tenths.map(|one| one.to_string()).unwrap_or_default())}
                {select("platform", say!("Platform", "Platform"), say!("Semua platform", "All platforms"), platforms.collect(), &asked.platform.map(|one| one.to_string()).unwrap_or_default())}
                {options("urut", say!("Urutkan", "Sort"), sorts, sort)}
            </div>
            <div class="choice">
                <input type="checkbox" id="gratis" name="gratis" value="sembunyi" checked=asked.free == Free::WithoutEquivalent />
                <label for="gratis">{say!("Sembunyikan yang ada gratisnya", "Hide courses that are free elsewhere")}</label>
            </div>
            <div class="choice">
                <input type="checkbox" id="daring" name="daring" value="sembunyi" checked=asked.remote == Remote::Hidden />
                <label for="daring">{say!("Sembunyikan yang hanya daring", "Hide courses that are online only")}</label>
            </div>
        </details>
    }
    // Ten fields in one type would be too deep for the compiler.
    .drawn()
}

/// A choice that may stay open.
pub(crate) fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    mut choices: Vec<Choice>,
    chosen: &str,
) -> Drawn {
    choices.insert(0, (String::new(), any.to_owned()));
    options(name, label, choices, chosen)
}

fn options(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: &str) -> Drawn {
    let options: Vec<_> = choices
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
    .drawn()
}

/// The page's program shows the regencies of a province at once.
fn place(chosen: Option<Area>) -> Drawn {
    view! {
        <div class="field">
            <label for="wilayah">{say!("Tempat belajar tatap muka", "Where to learn in person")}</label>
            <p class="hint" id="wilayah-hint">{say!("Pilih provinsi lalu tekan Cari; setelah itu kota dan kabupatennya dapat dipilih. Yang daring terbuka untuk semua, jadi tetap tampil.", "Choose a province and press Search; then its cities and regencies can be chosen. Online courses are open to all and are still shown.")}</p>
            <select id="wilayah" name="wilayah" aria-describedby="wilayah-hint" inner_html=area::options(chosen)></select>
        </div>
    }
    .drawn()
}
