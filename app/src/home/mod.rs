//! The first page: what the programme gives, which wave is open and until when,
//! and where to go. Pure HTML.

mod gifts;
mod waves;

pub use gifts::gifts;
pub use waves::LiveWaves;

use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use domain::messages::Locale;
use domain::scheme::Scheme;
use leptos::prelude::*;

/// `/`. Without live waves (the prerendered page) the words stay neutral.
pub fn home(locale: Locale, waves: Option<&LiveWaves>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let scheme = scheme(waves);
    let schedule = waves::schedule(waves);
    let body = to_html(move || {
        view! {
            {hero()}
            {schedule}
            {not_first_come()}
            {scheme.as_ref().map(gifts)}
            {way()}
        }
        .into_any()
    });
    Page {
        path: "/".into(),
        lang: locale,
        title: "Prakerja: bantuan biaya pelatihan kerja".into(),
        description: "Bantuan biaya pelatihan bagi pencari kerja dan pekerja di Indonesia: syarat, pendaftaran, gelombang, dan status.".into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}

/// The scheme of the wave that people would join, else the newest.
fn scheme(waves: Option<&LiveWaves>) -> Option<Scheme> {
    waves
        .and_then(|waves| waves.open.as_ref().or(waves.next.as_ref()))
        .and_then(|wave| Scheme::find(wave.scheme.as_str()).ok())
        .or_else(|| Scheme::shipped().pop())
}

fn hero() -> impl IntoView {
    view! {
        <h1 class="big">"Biaya pelatihan kerja dibantu negara"</h1>
        <p class="lead">"Saldo untuk membeli pelatihan, lalu insentif setelah selesai. Untuk pencari kerja, korban PHK, pekerja, dan pelaku usaha kecil. Mendaftar gratis."</p>
        <p class="actions-row">
            <a class="button" href="/daftar/">"Daftar"</a>
            <a class="button quiet" href="/cek-syarat/">"Cek syarat"</a>
        </p>
    }
}

fn not_first_come() -> impl IntoView {
    view! {
        <section class="callout" aria-labelledby="undian">
            <h2 id="undian">"Bukan siapa cepat"</h2>
            <p>"Ikut di hari pertama atau di jam terakhir, peluang Anda tidak berubah. Setelah gelombang ditutup, penerima dipilih lewat undian terbuka yang dapat diperiksa siapa pun."</p>
            <p>"Jadi tidak perlu begadang, dan tidak perlu joki. "<a href="/undian/">"Lihat undian dan cara memeriksanya"</a></p>
        </section>
    }
}

fn way() -> impl IntoView {
    view! {
        <section aria-labelledby="langkah">
            <h2 id="langkah">"Dari mendaftar sampai bekerja"</h2>
            <ol class="way">
                <li><h3><a href="/cek-syarat/">"Cek syarat"</a></h3><p>"Satu menit, tanpa akun. Jawaban Anda tidak disimpan."</p></li>
                <li><h3><a href="/daftar/">"Daftar"</a></h3><p>"Sekali saja. Siapkan KTP, Kartu Keluarga, dan HP yang dapat menerima SMS."</p></li>
                <li><h3><a href="/masuk/">"Gabung gelombang"</a></h3><p>"Sudah terdaftar? Masuk, lalu tekan Gabung selama gelombang dibuka. Tidak perlu mendaftar lagi."</p></li>
                <li><h3><a href="/status/">"Lihat status"</a></h3><p>"Hasil undian tampil di akun dan dikirim lewat SMS. Status juga dapat dicek dengan nomor pendaftaran dan tanggal lahir."</p></li>
                <li><h3><a href="/pelatihan/">"Pilih pelatihan"</a></h3><p>"Lihat-lihat dari sekarang: harga di semua platform, jadwal, dan penilaian. Membelinya setelah terpilih."</p></li>
                <li><h3><a href="/lowongan/">"Cari pekerjaan"</a></h3><p>"Setelah sertifikat diterima, lowongan yang cocok dan dekat tampil di akun. Daftarnya terbuka untuk semua."</p></li>
            </ol>
        </section>
    }
}
