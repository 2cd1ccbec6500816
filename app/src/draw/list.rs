//! `/undian/`: every wave with where it stands, and how the draw works.

use super::words;
use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, say, tell, thousands, time, to};
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
            view! { <p>{say!("Belum ada gelombang. Jadwalnya diumumkan di halaman ini.", "There is no wave yet. Its dates will be announced on this page.")}</p> }
        });
        view! {
            <h1>{say!("Undian terbuka", "The open draw")}</h1>
            <p class="lead">{say!("Penerima dipilih lewat undian, bukan siapa cepat. Siapa pun dapat memeriksanya, tanpa perlu percaya kepada kami.", "Recipients are chosen by a draw, not by who is first. Anybody can check it, without having to trust us.")}</p>
            <section aria-labelledby="gelombang">
                <h2 id="gelombang">{say!("Gelombang", "Waves")}</h2>
                {none}
                <ul class="waves">{waves.into_iter().map(wave).collect_view()}</ul>
                <p class="hint">{say!("WITA satu jam lebih, WIT dua jam lebih dari WIB.", "WITA is one hour ahead of WIB, WIT two hours.")}</p>
            </section>
            {way()}
            {check()}
        }
        .drawn()
    });
    Page {
        path: "/undian/".into(),
        lang: locale,
        title: say!("Undian terbuka - Prakerja", "The open draw - Prakerja").into(),
        description: say!("Undian penerima Prakerja per gelombang: jadwal, hasil, dan cara siapa pun memeriksanya.", "Draws of Prakerja recipients by wave: dates, results, and how anybody can check them.").into(),
        indexing: Indexing::Listed,
        client: Client::None,
        body,
    }
}

fn wave(listed: &ListedWave) -> impl IntoView + use<> {
    let ListedWave { wave, phase } = listed;
    let address = to(&format!("/undian/{}/", wave.number));
    let (what, at) = match phase {
        Phase::Draft | Phase::Scheduled => (say!("Dibuka ", "Opens "), wave.opens_at),
        Phase::Open => (say!("Dibuka sampai ", "Open until "), wave.closes_at),
        Phase::Drawn => (
            say!("Hasil diumumkan paling lambat ", "Results by "),
            wave.announces_at,
        ),
        Phase::Closed | Phase::Committed | Phase::Announced | Phase::Settled => {
            (say!("Diundi ", "Drawn "), wave.draws_at)
        }
    };
    view! {
        <li class="panel">
            <h3><a href=address>{tell!("Undian Gelombang {}", "Draw of wave {}", wave.number)}</a></h3>
            <p><span class=tag(*phase)>{words::phase(*phase)}</span></p>
            <p>{tell!("{} tempat. ", "Seats: {}. ", thousands(wave.quota))}{what}{time(at)}"."</p>
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
            <h2 id="cara">{say!("Begini undian berjalan", "How the draw works")}</h2>
            <ol class="way">
                <li><h3>{say!("Daftar peserta dikunci", "The list of participants is locked")}</h3><p>{say!("Setelah gelombang ditutup, daftar peserta dikunci dan sidik jarinya diumumkan. Sesudah itu tidak ada peserta yang dapat ditambah, dihapus, atau diganti tanpa ketahuan.", "After a wave closes, the list of participants is locked and its fingerprint is published. After that nobody can be added, removed or replaced unnoticed.")}</p></li>
                <li><h3>{say!("Nomor acak datang dari luar", "The random number comes from outside")}</h3><p>{say!("Undian memakai nomor acak dari drand, layanan publik yang dijalankan bersama oleh banyak lembaga di berbagai negara. Nomornya baru terbit setelah daftar dikunci. Tidak ada yang dapat mengetahuinya lebih dulu, termasuk kami.", "The draw uses a random number from drand, a public service run jointly by many organisations in several countries. It comes out only after the list is locked. Nobody can know it beforehand, and neither can we.")}</p></li>
                <li><h3>{say!("Setiap peserta mendapat nomor undian", "Everybody gets a draw number")}</h3><p>{say!("Nomor undian dihitung dari nomor acak itu. Di setiap provinsi dan kelompok, nomor terkecil terpilih sampai tempat habis. Kapan Anda mendaftar tidak ikut dihitung.", "Draw numbers are computed from that random number. In each province and group the smallest numbers are drawn until the seats are filled. When you registered does not count.")}</p></li>
                <li><h3>{say!("Satu keluarga dibatasi", "Families are limited")}</h3><p>{say!("Jumlah penerima dalam satu Kartu Keluarga dibatasi. Kalau batasnya penuh, anggota keluarga dengan nomor terkecil didahulukan.", "The number of recipients on one family card is limited. Where it is full, those with the smallest numbers go first.")}</p></li>
            </ol>
        </section>
    }
}

fn check() -> impl IntoView {
    view! {
        <section aria-labelledby="periksa">
            <h2 id="periksa">{say!("Cara memeriksanya", "How to check it")}</h2>
            <p>{say!("Undian Anda sendiri: buka halaman gelombang Anda, lalu isi nomor pendaftaran dan kode undian dari akun. Ponsel Anda menghitung sendiri apakah Anda ada dalam daftar, berapa nomor undian Anda, dan apakah masuk batas.", "Your own draw: open the page of your wave and enter the registration number and draw code from your account. Your phone works out for itself whether you are on the list, what your draw number is, and whether it is within the limit.")}</p>
            <p>{say!("Seluruh undian: di halaman setiap gelombang ada semua berkas undian dan program untuk menghitungnya ulang. Berkas itu tidak memuat nama, NIK, atau nomor HP siapa pun.", "The whole draw: the page of each wave has all files of the draw and a program that computes it again. The files hold nobody’s name, NIK or mobile number.")}</p>
        </section>
    }
}
