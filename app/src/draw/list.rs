//! `/undian/`: every wave with where it stands, and how the draw works.

use super::words;
use crate::document::{Client, Indexing, Page};
use crate::pages::to_html;
use crate::ui::{thousands, time};
use domain::messages::Locale;
use domain::wave::{ListedWave, Phase};
use leptos::prelude::*;

/// `/undian/`, the newest wave first.
pub fn draws(locale: Locale, waves: &[ListedWave]) -> Page {
    let _speaking = crate::ui::speak(locale);
    let mut waves: Vec<&ListedWave> = waves
        .iter()
        .filter(|listed| listed.phase != Phase::Draft)
        .collect();
    waves.sort_by_key(|listed| std::cmp::Reverse(listed.wave.number));
    let body = to_html(|| {
        let none = waves.is_empty().then(|| {
            view! { <p>"Belum ada gelombang. Jadwalnya diumumkan di halaman ini."</p> }
        });
        view! {
            <h1>"Undian terbuka"</h1>
            <p class="lead">"Penerima dipilih lewat undian, bukan siapa cepat. Siapa pun dapat memeriksanya, tanpa perlu percaya kepada kami."</p>
            <section aria-labelledby="gelombang">
                <h2 id="gelombang">"Gelombang"</h2>
                {none}
                <ul class="waves">{waves.into_iter().map(wave).collect_view()}</ul>
                <p class="hint">"WITA satu jam lebih, WIT dua jam lebih dari WIB."</p>
            </section>
            {way()}
            {check()}
        }
        .into_any()
    });
    Page {
        path: "/undian/".into(),
        lang: locale,
        title: "Undian terbuka - Prakerja".into(),
        description: "Undian penerima Prakerja per gelombang: jadwal, hasil, dan cara siapa pun memeriksanya.".into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}

fn wave(listed: &ListedWave) -> impl IntoView + use<> {
    let ListedWave { wave, phase } = listed;
    let address = format!("/undian/{}/", wave.number);
    let (what, at) = match phase {
        Phase::Draft | Phase::Scheduled => ("Dibuka ", wave.opens_at),
        Phase::Open => ("Dibuka sampai ", wave.closes_at),
        Phase::Drawn => ("Hasil diumumkan paling lambat ", wave.announces_at),
        Phase::Closed | Phase::Committed | Phase::Announced | Phase::Settled => {
            ("Diundi ", wave.draws_at)
        }
    };
    view! {
        <li class="panel">
            <h3><a href=address>{format!("Undian Gelombang {}", wave.number)}</a></h3>
            <p><span class=tag(*phase)>{words::phase(*phase)}</span></p>
            <p>{format!("{} tempat. ", thousands(wave.quota))}{what}{time(at)}"."</p>
        </li>
    }
}

/// How a phase's mark looks.
pub const fn tag(phase: Phase) -> &'static str {
    match phase {
        Phase::Open => "tag",
        Phase::Drawn | Phase::Announced | Phase::Settled => "tag done",
        Phase::Draft | Phase::Scheduled | Phase::Closed | Phase::Committed => "tag waiting",
    }
}

fn way() -> impl IntoView {
    view! {
        <section aria-labelledby="cara">
            <h2 id="cara">"Begini undian berjalan"</h2>
            <ol class="way">
                <li><h3>"Daftar peserta dikunci"</h3><p>"Setelah gelombang ditutup, daftar peserta dikunci dan sidik jarinya diumumkan. Sesudah itu tidak ada peserta yang dapat ditambah, dihapus, atau diganti tanpa ketahuan."</p></li>
                <li><h3>"Nomor acak datang dari luar"</h3><p>"Undian memakai nomor acak dari drand, layanan publik yang dijalankan bersama oleh banyak lembaga di berbagai negara. Nomornya baru terbit setelah daftar dikunci. Tidak ada yang dapat mengetahuinya lebih dulu, termasuk kami."</p></li>
                <li><h3>"Setiap peserta mendapat nomor undian"</h3><p>"Nomor undian dihitung dari nomor acak itu. Di setiap provinsi dan kelompok, nomor terkecil terpilih sampai tempat habis. Kapan Anda mendaftar tidak ikut dihitung."</p></li>
                <li><h3>"Satu keluarga dibatasi"</h3><p>"Jumlah penerima dalam satu Kartu Keluarga dibatasi. Kalau batasnya penuh, anggota keluarga dengan nomor terkecil didahulukan."</p></li>
            </ol>
        </section>
    }
}

fn check() -> impl IntoView {
    view! {
        <section aria-labelledby="periksa">
            <h2 id="periksa">"Cara memeriksanya"</h2>
            <p>"Undian Anda sendiri: buka halaman gelombang Anda, lalu isi nomor pendaftaran dan kode undian dari akun. Ponsel Anda menghitung sendiri apakah Anda ada dalam daftar, berapa nomor undian Anda, dan apakah masuk batas."</p>
            <p>"Seluruh undian: di halaman setiap gelombang ada semua berkas undian dan program untuk menghitungnya ulang. Berkas itu tidak memuat nama, NIK, atau nomor HP siapa pun."</p>
        </section>
    }
}
