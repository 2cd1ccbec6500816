//! What came of somebody's own check: computed here by the edge, said in plain
//! words to everyone alike, and computed once more on the phone.

use super::block::{self, BLOCK_ID};
use super::{Answer, DrawPage, Found, published, words};
use crate::ui::{Draw, Drawn, hash, say, spoken, tell, to};
use domain::draw::{Check, Hex, ProofError, Standing, Verdict};
use domain::messages::{Code, Params};
use domain::time::Zone;
use leptos::prelude::*;

/// The answer above everything else.
pub fn answer(answer: &Answer, shown: &DrawPage) -> Drawn {
    let checked = match answer {
        Answer::Found(found) => found.check(shown).map(|check| (found, check)),
        Answer::NotFound => return not_found(shown.wave.number).drawn(),
        Answer::TooEarly => None,
    };
    match checked {
        Some((found, check)) => verdict(found, &check, shown).drawn(),
        None => too_early(shown).drawn(),
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
            <h2 class="status-label" id="hasil-periksa">{say!("Tidak ada dalam daftar", "Not on the list")}</h2>
            <p>{sentence(Code::SlipNotFound, wave)}</p>
            <h3>{say!("Yang dapat Anda lakukan", "What you can do")}</h3>
            <ul>
                <li>{say!("Pastikan gelombangnya: setiap gelombang mempunyai kode undian sendiri.", "Make sure of the wave: each wave has a draw code of its own.")}</li>
                <li><a href=to("/akun/")>{say!("Buka akun Anda", "Open your account")}</a>{say!(" dan tekan Periksa undian saya di sana, supaya tidak perlu mengetik.", " and press Check my draw there, so that you need not type.")}</li>
                <li>{say!("Kalau Anda tidak ikut diundi, misalnya karena data belum cocok dengan Dukcapil, alasannya tertulis di akun.", "If you were not in the draw, for example because your data did not match the civil registry (Dukcapil), the reason is on your account.")}</li>
                <li>{say!("Kalau menurut akun Anda ikut diundi tetapi tidak ada di sini, laporkan ke posko terdekat. Hal itu tidak boleh terjadi.", "If your account says that you were in the draw but you are not here, report it to the nearest help desk (posko). That must not happen.")}</li>
            </ul>
        </section>
    }
}

fn too_early(shown: &DrawPage) -> impl IntoView + use<> {
    view! {
        <section class="panel attention" aria-labelledby="hasil-periksa">
            <h2 class="status-label" id="hasil-periksa">{say!("Belum dapat diperiksa", "Cannot be checked yet")}</h2>
            <p>{sentence(Code::DrawTooEarly, shown.wave.number)}{say!(" Simpan kode undian Anda dan periksa lagi setelah daftar dikunci.", " Keep your draw code and check again when the list is locked.")}</p>
        </section>
    }
}

fn verdict(found: &Found, check: &Check, shown: &DrawPage) -> impl IntoView + use<> {
    let verdict = check.verify();
    let data = block::write(check, found.slip, &verdict);
    let (class, heading) = match &verdict {
        Ok(Verdict { standing, .. }) => (look(*standing), words::headline(*standing)),
        Err(_) => (
            "panel failed",
            say!("Bukti tidak cocok", "The proof does not fit"),
        ),
    };
    view! {
        <section class=class aria-labelledby="hasil-periksa">
            <h2 class="status-label" id="hasil-periksa">{heading}</h2>
            {match &verdict {
                Ok(verdict) => said(verdict, check, shown),
                Err(error) => broken(*error),
            }}
            <p class="checked" id="diperiksa" role="status">{say!("Dihitung oleh server kami. Kalau program halaman ini dapat berjalan di ponsel Anda, ponsel menghitungnya sekali lagi.", "Computed by our server. If this page’s program can run on your phone, the phone computes it again.")}</p>
            <button class="button quiet" type="button" id="periksa-lagi" hidden>{say!("Periksa lagi", "Check again")}</button>
            <p class="only-alive hint">{say!("Tombol ini bekerja tanpa internet: yang menghitung hanya ponsel Anda.", "This button works without internet: only your phone computes.")}</p>
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

fn said(verdict: &Verdict, check: &Check, shown: &DrawPage) -> Drawn {
    let stratum = verdict.entry.stratum;
    let place = tell!(
        "{}, kelompok {}",
        "{}, group {}",
        words::province(stratum.province),
        words::group(stratum.group).to_lowercase()
    );
    let listed = tell!(
        "Nomor pendaftaran dan kode undian Anda ada dalam daftar yang dikunci sebelum nomor acak terbit: {place}.",
        "Your registration number and draw code are on the list that was locked before the random number came out: {place}."
    );
    let threshold = check.draw.and_then(|draw| draw.threshold);
    view! {
        {meaning(verdict.standing, threshold.is_some(), shown).map(|line| view! { <p>{line}</p> })}
        {verdict.ticket.map(|ticket| figures(ticket, threshold))}
        <p>{listed}</p>
    }
    .drawn()
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
                Some(tell!(
                    "Undian memakai nomor acak yang terbit {}. Setelah hasilnya keluar, periksa lagi di sini.",
                    "The draw uses the random number that comes out {}. Check again here when the result is out.",
                    Zone::Wib.long(at, spoken())
                )),
                None,
            ];
        }
        Standing::Drawn => [
            say!(
                "Selamat! Nomor undian Anda tidak melebihi batas.",
                "Congratulations! Your draw number is within the limit."
            ),
            say!(
                "Langkah berikutnya ada di akun Anda. Anda tidak perlu membayar apa pun kepada siapa pun.",
                "The next step is on your account. You need not pay anybody anything."
            ),
        ],
        Standing::AtOrBelow => [
            say!(
                "Nomor undian Anda tidak melebihi batas. Artinya Anda terpilih, kecuali jumlah penerima dalam Kartu Keluarga Anda sudah penuh.",
                "Your draw number is within the limit. That means that you were drawn, unless your family card already has all the recipients it may have."
            ),
            say!(
                "Kalau dalam satu Kartu Keluarga terlalu banyak yang masuk batas, nomor yang lebih kecil didahulukan. Hasil pastinya ada di akun Anda.",
                "If too many of one family card are within the limit, the smaller numbers go first. The final result is on your account."
            ),
        ],
        Standing::NotDrawn if somebody => [
            say!(
                "Nomor undian Anda di atas batas. Ini murni undian, bukan penilaian atas diri Anda, dan mendaftar lebih awal pun tidak akan mengubahnya.",
                "Your draw number is above the limit. This is a draw and no judgement on you, and registering earlier would not have changed it."
            ),
            say!(
                "Data Anda tetap tersimpan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung dan mendapat nomor undian baru.",
                "Your data is kept. When the next wave opens, you only press Join and get a new draw number."
            ),
        ],
        Standing::NotDrawn => [
            say!(
                "Di provinsi dan kelompok Anda tidak ada yang terpilih pada gelombang ini. Ini bukan penilaian atas diri Anda, dan mendaftar lebih awal pun tidak akan mengubahnya.",
                "Nobody in your province and group was drawn in this wave. This is no judgement on you, and registering earlier would not have changed it."
            ),
            say!(
                "Data Anda tetap tersimpan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung dan mendapat nomor undian baru.",
                "Your data is kept. When the next wave opens, you only press Join and get a new draw number."
            ),
        ],
        Standing::HouseholdLimit => [
            say!(
                "Jumlah penerima dalam satu Kartu Keluarga dibatasi. Batas itu sudah dipenuhi anggota lain dari Kartu Keluarga Anda, yaitu penerima terdahulu atau yang nomor undiannya lebih kecil. Karena itu Anda belum terpilih, juga kalau nomor undian Anda masuk batas.",
                "The number of recipients on one family card is limited. Others on your family card have filled it: earlier recipients, or those with smaller draw numbers. So you were not drawn, even if your draw number is within the limit."
            ),
            say!(
                "Jumlahnya dihitung lagi pada setiap gelombang. Data Anda tetap tersimpan.",
                "It is counted again in each wave. Your data is kept."
            ),
        ],
        Standing::Contradiction => [
            say!(
                "Hasil yang kami catat untuk Anda tidak sesuai dengan nomor undian dan batas yang diumumkan. Ini tidak boleh terjadi.",
                "The result that we recorded for you does not fit your draw number and the published limit. That must not happen."
            ),
            say!(
                "Potret layar halaman ini dan laporkan ke posko terdekat.",
                "Take a screenshot of this page and report it to the nearest help desk (posko)."
            ),
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
            <div><dt>{say!("Nomor undian Anda", "Your draw number")}</dt><dd><strong>{mine}</strong>" "<code>{start(ticket)}</code></dd></div>
            {limit.map(|(limit, start)| view! { <div><dt>{say!("Batas", "Limit")}</dt><dd><strong>{limit}</strong>" "<code>{start}</code></dd></div> })}
        </dl>
        <details class="fold">
            <summary>{say!("Apa arti angka ini?", "What do these numbers mean?")}</summary>
            <p>{say!("Nomor undian adalah angka acak antara 0 dan 1. Di setiap provinsi dan kelompok, nomor terkecil terpilih sampai tempat habis. Batas adalah nomor undian orang terakhir yang terpilih.", "A draw number is a random number between 0 and 1. In each province and group the smallest numbers are drawn until the seats are filled. The limit is the draw number of the last person drawn.")}</p>
            <p>{say!("Nomor undian dihitung dari nomor acak publik dan kode undian Anda. Cepat atau lambat mendaftar tidak berpengaruh. Nomor lengkapnya seperti dalam berkas undian:", "Your draw number is computed from the public random number and your draw code. Registering early or late makes no difference. The whole number, as in the files of the draw:")}</p>
            {hash(ticket)}
        </details>
    }
}

/// The first eight digits are enough to compare by eye.
fn start(ticket: Hex<32>) -> String {
    let digits: String = ticket.to_string().chars().take(8).collect();
    format!("{digits}…")
}

fn broken(error: ProofError) -> Drawn {
    let why = match error {
        ProofError::Format => say!(
            "Bukti yang kami kirim tidak dapat dibaca.",
            "The proof that we sent cannot be read."
        ),
        ProofError::Root => say!(
            "Bukti yang kami kirim tidak mengarah ke daftar yang sudah dikunci.",
            "The proof that we sent does not lead to the locked list."
        ),
        ProofError::OtherEntry => say!(
            "Bukti yang kami kirim bukan untuk kode undian Anda.",
            "The proof that we sent is not for your draw code."
        ),
    };
    view! {
        <p>{why}{say!(" Ini tidak boleh terjadi. Potret layar halaman ini dan laporkan ke posko terdekat.", " That must not happen. Take a screenshot of this page and report it to the nearest help desk (posko).")}</p>
    }
    .drawn()
}
