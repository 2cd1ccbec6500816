//! The form above the list: words, filters, order. A plain GET, so that an
//! answer has an address that can be kept and sent to others.

use super::area;
use super::asked::{Asked, LENGTHS, RATINGS, SORTS};
use crate::ui::spoken;
use domain::catalogue::search::{Free, Remote};
use domain::catalogue::{Area, Directory, Field, Level, Mode};
use leptos::prelude::*;

/// Value and words of an option.
pub(crate) type Choice = (String, String);

/// The form, filled in as it was asked.
pub fn filters(asked: &Asked, directory: &Directory) -> AnyView {
    let fold = fold(asked, directory);
    view! {
        <form method="get" action="/pelatihan/" role="search">
            <div class="field">
                <label for="q">"Cari pelatihan"</label>
                <p class="hint" id="q-hint">"Misalnya: barista, excel, las listrik. Salah ketik sedikit tidak apa-apa."</p>
                <input type="search" id="q" name="q" maxlength="100" autocomplete="off" aria-describedby="q-hint" value=asked.text.clone() />
            </div>
            {fold}
            <input type="hidden" name="acak" value=asked.seed_text() />
            <button class="button" type="submit">"Cari"</button>
            <div class="notice" id="tawaran" hidden>
                <p>"Ponsel Anda sedang menghemat data. Unduh pencarian cepat, sekali sekitar 200 KB? Tanpa itu Anda tetap dapat mencari dengan tombol Cari."</p>
                <button class="button quiet" type="button" id="unduh">"Unduh"</button>
            </div>
        </form>
    }
    .into_any()
}

fn fold(asked: &Asked, directory: &Directory) -> AnyView {
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
    let lengths = LENGTHS.iter().map(|(code, _, words)| coded(code, words));
    let ratings = RATINGS.iter().map(|(code, _, words)| coded(code, words));
    let platforms = directory
        .platforms()
        .iter()
        .map(|one| (one.id.to_string(), one.name.as_str().to_owned()));
    let sort = SORTS.iter().find(|(_, sort, _)| *sort == asked.sort);
    let sort = sort.map_or("", |(code, ..)| *code);
    let sorts: Vec<Choice> = SORTS
        .iter()
        .map(|(code, _, words)| coded(code, words))
        .collect();
    let price = asked.price.map(|one| one.rupiah().0.to_string());
    view! {
        <details class="fold" open=asked.is_filtered()>
            <summary>"Saring dan urutkan"</summary>
            <div class="filters">
                {select("bidang", "Bidang", "Semua bidang", fields.collect(), asked.field.map_or("", Field::as_str))}
                {select("cara", "Cara belajar", "Semua cara", modes.collect(), asked.mode.map_or("", Mode::as_str))}
                {select("tingkat", "Tingkat", "Semua tingkat", levels.collect(), asked.level.map_or("", Level::as_str))}
                {place(asked.area)}
                <div class="field">
                    <label for="harga">"Harga sampai (rupiah)"</label>
                    <input type="text" id="harga" name="harga" inputmode="numeric" maxlength="14" autocomplete="off" value=price />
                </div>
                {select("jam", "Lama", "Berapa pun", lengths.collect(), asked.length.unwrap_or_default())}
                {select("nilai", "Penilaian", "Berapa pun", ratings.collect(), &asked.rating_tenths.map(|one| one.to_string()).unwrap_or_default())}
                {select("platform", "Platform", "Semua platform", platforms.collect(), &asked.platform.map(|one| one.to_string()).unwrap_or_default())}
                {options("urut", "Urutkan", sorts, sort)}
            </div>
            <div class="choice">
                <input type="checkbox" id="gratis" name="gratis" value="sembunyi" checked=asked.free == Free::WithoutEquivalent />
                <label for="gratis">"Sembunyikan yang ada gratisnya"</label>
            </div>
            <div class="choice">
                <input type="checkbox" id="daring" name="daring" value="sembunyi" checked=asked.remote == Remote::Hidden />
                <label for="daring">"Sembunyikan yang hanya daring"</label>
            </div>
        </details>
    }
    // Ten fields in one type would be too deep for the compiler.
    .into_any()
}

/// A choice that may stay open.
pub(crate) fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    mut choices: Vec<Choice>,
    chosen: &str,
) -> AnyView {
    choices.insert(0, (String::new(), any.to_owned()));
    options(name, label, choices, chosen)
}

fn options(name: &'static str, label: &'static str, choices: Vec<Choice>, chosen: &str) -> AnyView {
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
    .into_any()
}

/// The page's program shows the regencies of a province at once.
fn place(chosen: Option<Area>) -> AnyView {
    view! {
        <div class="field">
            <label for="wilayah">"Tempat belajar tatap muka"</label>
            <p class="hint" id="wilayah-hint">"Pilih provinsi lalu tekan Cari; setelah itu kota dan kabupatennya dapat dipilih. Yang daring terbuka untuk semua, jadi tetap tampil."</p>
            <select id="wilayah" name="wilayah" aria-describedby="wilayah-hint" inner_html=area::options(chosen)></select>
        </div>
    }
    .into_any()
}
