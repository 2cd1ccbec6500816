//! The first page: what the programme gives, which wave is open and until when,
//! and where to go. Pure HTML.

use crate::ui::{Draw, say, to};
mod gifts;
mod waves;

pub use gifts::gifts;
pub use waves::LiveWaves;

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
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
        .drawn()
    });
    Page {
        path: "/".into(),
        lang: locale,
        title: say!("Prakerja: bantuan biaya pelatihan kerja", "Prakerja: help with the cost of job training").into(),
        description: say!("Bantuan biaya pelatihan bagi pencari kerja dan pekerja di Indonesia: syarat, pendaftaran, gelombang, dan status.", "Help with the cost of training for jobseekers and workers in Indonesia: eligibility, registration, waves and status.").into(),
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
        <h1 class="big">{say!("Biaya pelatihan kerja dibantu negara", "The state helps to pay for your training")}</h1>
        <p class="lead">{say!("Saldo untuk membeli pelatihan, lalu insentif setelah selesai. Untuk pencari kerja, korban PHK, pekerja, dan pelaku usaha kecil. Mendaftar gratis.", "A balance that buys courses, then an incentive when you finish. For jobseekers, people who were laid off, workers and small traders. Registering is free.")}</p>
        <p class="actions-row">
            <a class="button" href=to("/daftar/")>{say!("Daftar", "Register")}</a>
            <a class="button quiet" href=to("/cek-syarat/")>{say!("Cek syarat", "Check eligibility")}</a>
        </p>
    }
}

fn not_first_come() -> impl IntoView {
    view! {
        <section class="callout" aria-labelledby="undian">
            <h2 id="undian">{say!("Bukan siapa cepat", "Not first come, first served")}</h2>
            <p>{say!("Ikut di hari pertama atau di jam terakhir, peluang Anda tidak berubah. Setelah gelombang ditutup, penerima dipilih lewat undian terbuka yang dapat diperiksa siapa pun.", "Whether you join on the first day or in the last hour, your chances are the same. After a wave closes, recipients are chosen by an open draw that anybody can check.")}</p>
            <p>{say!("Jadi tidak perlu begadang, dan tidak perlu joki. ", "So there is no need to stay up all night, and no need for a tout. ")}<a href=to("/undian/")>{say!("Lihat undian dan cara memeriksanya", "See the draw and how to check it")}</a></p>
        </section>
    }
}

fn way() -> impl IntoView {
    view! {
        <section aria-labelledby="langkah">
            <h2 id="langkah">{say!("Dari mendaftar sampai bekerja", "From registering to working")}</h2>
            <ol class="way">
                <li><h3><a href=to("/cek-syarat/")>{say!("Cek syarat", "Check eligibility")}</a></h3><p>{say!("Satu menit, tanpa akun. Jawaban Anda tidak disimpan.", "One minute, no account. Your answers are not kept.")}</p></li>
                <li><h3><a href=to("/daftar/")>{say!("Daftar", "Register")}</a></h3><p>{say!("Sekali saja. Siapkan KTP, Kartu Keluarga, dan HP yang dapat menerima SMS.", "Once only. Have your identity card (KTP), family card (KK) and a phone that can receive SMS at hand.")}</p></li>
                <li><h3><a href=to("/masuk/")>{say!("Gabung gelombang", "Join a wave")}</a></h3><p>{say!("Sudah terdaftar? Masuk, lalu tekan Gabung selama gelombang dibuka. Tidak perlu mendaftar lagi.", "Registered already? Sign in and press Join while a wave is open. There is no need to register again.")}</p></li>
                <li><h3><a href=to("/status/")>{say!("Lihat status", "See your status")}</a></h3><p>{say!("Hasil undian tampil di akun dan dikirim lewat SMS. Status juga dapat dicek dengan nomor pendaftaran dan tanggal lahir.", "The result of the draw is on your account and is sent by SMS. You can also look your status up with your registration number and birth date.")}</p></li>
                <li><h3><a href=to("/pelatihan/")>{say!("Pilih pelatihan", "Choose a course")}</a></h3><p>{say!("Lihat-lihat dari sekarang: harga di semua platform, jadwal, dan penilaian. Membelinya setelah terpilih.", "Look around from now on: prices on all platforms, schedules and ratings. You buy once you have been drawn.")}</p></li>
                <li><h3><a href=to("/lowongan/")>{say!("Cari pekerjaan", "Find work")}</a></h3><p>{say!("Setelah sertifikat diterima, lowongan yang cocok dan dekat tampil di akun. Daftarnya terbuka untuk semua.", "Once your certificate is accepted, vacancies that fit and are near are on your account. The list is open to all.")}</p></li>
            </ol>
        </section>
    }
}
