//! What came of somebody's own check: computed here by the edge, said in plain
//! words to everyone alike, and computed once more on the phone.

use super::block::{self, BLOCK_ID};
use super::{Answer, DrawPage, Found, published, words};
use crate::ui::{hash, spoken};
use domain::draw::{Check, Hex, ProofError, Standing, Verdict};
use domain::messages::{Code, Params};
use domain::time::Zone;
use leptos::prelude::*;

/// The answer above everything else.
pub fn answer(answer: &Answer, shown: &DrawPage) -> AnyView {
    let checked = match answer {
        Answer::Found(found) => found.check(shown).map(|check| (found, check)),
        Answer::NotFound => return not_found(shown.wave.number).into_any(),
        Answer::TooEarly => None,
    };
    match checked {
        Some((found, check)) => verdict(found, &check, shown).into_any(),
        None => too_early(shown).into_any(),
    }
}

fn sentence(code: Code, wave: u32) -> String {
    let params = Params {
        wave: Some(wave),
        ..Params::default()
    };
    code.sentence(spoken(), &params)
}

fn not_found(wave: u32) -> impl IntoView {
    view! {
        <section class="panel attention" aria-labelledby="hasil-periksa">
            <h2 class="status-label" id="hasil-periksa">"Tidak ada dalam daftar"</h2>
            <p>{sentence(Code::SlipNotFound, wave)}</p>
            <h3>"Yang dapat Anda lakukan"</h3>
            <ul>
                <li>"Pastikan gelombangnya: setiap gelombang mempunyai kode undian sendiri."</li>
                <li><a href="/akun/">"Buka akun Anda"</a>" dan tekan Periksa undian saya di sana, supaya tidak perlu mengetik."</li>
                <li>"Kalau Anda tidak ikut diundi, misalnya karena data belum cocok dengan Dukcapil, alasannya tertulis di akun."</li>
                <li>"Kalau menurut akun Anda ikut diundi tetapi tidak ada di sini, laporkan ke posko terdekat. Hal itu tidak boleh terjadi."</li>
            </ul>
        </section>
    }
}

fn too_early(shown: &DrawPage) -> impl IntoView + use<> {
    view! {
        <section class="panel attention" aria-labelledby="hasil-periksa">
            <h2 class="status-label" id="hasil-periksa">"Belum dapat diperiksa"</h2>
            <p>{sentence(Code::DrawTooEarly, shown.wave.number)}" Simpan kode undian Anda dan periksa lagi setelah daftar dikunci."</p>
        </section>
    }
}

fn verdict(found: &Found, check: &Check, shown: &DrawPage) -> impl IntoView + use<> {
    let verdict = check.verify();
    let data = block::write(check, found.slip, &verdict);
    let (class, heading) = match &verdict {
        Ok(Verdict { standing, .. }) => (look(*standing), words::headline(*standing)),
        Err(_) => ("panel failed", "Bukti tidak cocok"),
    };
    view! {
        <section class=class aria-labelledby="hasil-periksa">
            <h2 class="status-label" id="hasil-periksa">{heading}</h2>
            {match &verdict {
                Ok(verdict) => said(verdict, check, shown),
                Err(error) => broken(*error),
            }}
            <p class="checked" id="diperiksa" role="status">"Dihitung oleh server kami. Kalau program halaman ini dapat berjalan di ponsel Anda, ponsel menghitungnya sekali lagi."</p>
            <button class="button quiet" type="button" id="periksa-lagi" hidden>"Periksa lagi"</button>
            <p class="only-alive hint">"Tombol ini bekerja tanpa internet: yang menghitung hanya ponsel Anda."</p>
        </section>
        <script type="application/json" id=BLOCK_ID inner_html=data></script>
    }
}

const fn look(standing: Standing) -> &'static str {
    match standing {
        Standing::Drawn => "panel drawn",
        Standing::AtOrBelow => "panel attention",
        Standing::Waiting | Standing::NotDrawn | Standing::HouseholdLimit => "panel",
        Standing::Contradiction => "panel failed",
    }
}

fn said(verdict: &Verdict, check: &Check, shown: &DrawPage) -> AnyView {
    let stratum = verdict.entry.stratum;
    let place = format!(
        "{}, kelompok {}",
        words::province(stratum.province),
        words::group(stratum.group).to_lowercase()
    );
    let listed = format!(
        "Nomor pendaftaran dan kode undian Anda ada dalam daftar yang dikunci sebelum nomor acak terbit: {place}."
    );
    let threshold = check.draw.and_then(|draw| draw.threshold);
    view! {
        {meaning(verdict.standing, threshold.is_some(), shown).map(|line| view! { <p>{line}</p> })}
        {verdict.ticket.map(|ticket| figures(ticket, threshold))}
        <p>{listed}</p>
    }
    .into_any()
}

/// What a standing means for the person, kindly to everyone.
fn meaning(standing: Standing, somebody: bool, shown: &DrawPage) -> [Option<String>; 2] {
    let lines = match standing {
        Standing::Waiting => {
            let at = shown
                .commitment
                .as_ref()
                .and_then(|(commitment, _)| published::beacon_time(commitment))
                .unwrap_or(shown.wave.draws_at);
            return [
                Some(format!(
                    "Undian memakai nomor acak yang terbit {}. Setelah hasilnya keluar, periksa lagi di sini.",
                    Zone::Wib.long(at)
                )),
                None,
            ];
        }
        Standing::Drawn => [
            "Selamat! Nomor undian Anda tidak melebihi batas.",
            "Langkah berikutnya ada di akun Anda. Anda tidak perlu membayar apa pun kepada siapa pun.",
        ],
        Standing::AtOrBelow => [
            "Nomor undian Anda tidak melebihi batas. Artinya Anda terpilih, kecuali jumlah penerima dalam Kartu Keluarga Anda sudah penuh.",
            "Kalau dalam satu Kartu Keluarga terlalu banyak yang masuk batas, nomor yang lebih kecil didahulukan. Hasil pastinya ada di akun Anda.",
        ],
        Standing::NotDrawn if somebody => [
            "Nomor undian Anda di atas batas. Ini murni undian, bukan penilaian atas diri Anda, dan mendaftar lebih awal pun tidak akan mengubahnya.",
            "Data Anda tetap tersimpan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung dan mendapat nomor undian baru.",
        ],
        Standing::NotDrawn => [
            "Di provinsi dan kelompok Anda tidak ada yang terpilih pada gelombang ini. Ini bukan penilaian atas diri Anda, dan mendaftar lebih awal pun tidak akan mengubahnya.",
            "Data Anda tetap tersimpan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung dan mendapat nomor undian baru.",
        ],
        Standing::HouseholdLimit => [
            "Jumlah penerima dalam satu Kartu Keluarga dibatasi. Batas itu sudah dipenuhi anggota lain dari Kartu Keluarga Anda, yaitu penerima terdahulu atau yang nomor undiannya lebih kecil. Karena itu Anda belum terpilih, juga kalau nomor undian Anda masuk batas.",
            "Jumlahnya dihitung lagi pada setiap gelombang. Data Anda tetap tersimpan.",
        ],
        Standing::Contradiction => [
            "Hasil yang kami catat untuk Anda tidak sesuai dengan nomor undian dan batas yang diumumkan. Ini tidak boleh terjadi.",
            "Potret layar halaman ini dan laporkan ke posko terdekat.",
        ],
    };
    lines.map(|line| Some(line.to_owned()))
}

/// The ticket and the threshold, as numbers and as the files have them.
fn figures(ticket: Hex<32>, threshold: Option<Hex<32>>) -> impl IntoView {
    let (mine, limit) = match threshold {
        Some(threshold) => {
            let (mine, limit) = words::fractions(ticket, threshold);
            (mine, Some((limit, start(threshold))))
        }
        None => (words::fraction(ticket, 4), None),
    };
    view! {
        <dl class="facts figures">
            <div><dt>"Nomor undian Anda"</dt><dd><strong>{mine}</strong>" "<code>{start(ticket)}</code></dd></div>
            {limit.map(|(limit, start)| view! { <div><dt>"Batas"</dt><dd><strong>{limit}</strong>" "<code>{start}</code></dd></div> })}
        </dl>
        <details class="fold">
            <summary>"Apa arti angka ini?"</summary>
            <p>"Nomor undian adalah angka acak antara 0 dan 1. Di setiap provinsi dan kelompok, nomor terkecil terpilih sampai tempat habis. Batas adalah nomor undian orang terakhir yang terpilih."</p>
            <p>"Nomor undian dihitung dari nomor acak publik dan kode undian Anda. Cepat atau lambat mendaftar tidak berpengaruh. Nomor lengkapnya seperti dalam berkas undian:"</p>
            {hash(ticket)}
        </details>
    }
}

/// The first eight digits are enough to compare by eye.
fn start(ticket: Hex<32>) -> String {
    let digits: String = ticket.to_string().chars().take(8).collect();
    format!("{digits}…")
}

fn broken(error: ProofError) -> AnyView {
    let why = match error {
        ProofError::Format => "Bukti yang kami kirim tidak dapat dibaca.",
        ProofError::Root => "Bukti yang kami kirim tidak mengarah ke daftar yang sudah dikunci.",
        ProofError::OtherEntry => "Bukti yang kami kirim bukan untuk kode undian Anda.",
    };
    view! {
        <p>{why}" Ini tidak boleh terjadi. Potret layar halaman ini dan laporkan ke posko terdekat."</p>
    }
    .into_any()
}
