//! The words of each status.

use super::{Status, StatusKind};
use crate::messages::Locale;
use crate::time::Zone;
use chrono::{DateTime, Utc};

/// Puts a status into words.
pub(super) fn status(
    kind: StatusKind,
    by: Option<DateTime<Utc>>,
    wave: Option<u32>,
    open: Option<u32>,
    zone: Zone,
    locale: Locale,
) -> Status {
    let (label, meaning, next) = match locale {
        Locale::Id => indonesian(kind),
        Locale::En => english(kind),
    };
    let by_words = by.map(|by| zone.long(by, locale)).unwrap_or_default();
    let fill = |text: &str| {
        text.replace("{wave}", &wave.unwrap_or_default().to_string())
            .replace("{open}", &open.unwrap_or_default().to_string())
            .replace("{by}", &by_words)
    };
    let next = match (kind, by, locale) {
        (StatusKind::NoWaveOpen, None, Locale::Id) => "Jadwal gelombang berikutnya belum diumumkan. Data Anda tetap tersimpan; tidak perlu mendaftar lagi.".to_owned(),
        (StatusKind::NoWaveOpen, None, Locale::En) => "The next wave has no date yet. Your data is kept; there is no need to register again.".to_owned(),
        _ => fill(next),
    };
    Status {
        kind,
        label: fill(label),
        meaning: fill(meaning),
        next,
        by,
    }
}

const fn indonesian(kind: StatusKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        StatusKind::ReadyToJoin => (
            "Siap Gabung Gelombang",
            "Anda sudah terdaftar. Gelombang {open} sedang dibuka, tetapi Anda belum ikut.",
            "Masuk ke akun dan tekan Gabung sebelum {by}. Cepat atau lambat tidak mengubah peluang.",
        ),
        StatusKind::NoWaveOpen => (
            "Gelombang Tidak Ditemukan",
            "Anda sudah terdaftar. Saat ini tidak ada gelombang yang dibuka.",
            "Gelombang berikutnya dibuka {by}. Anda tinggal menekan Gabung; tidak perlu mendaftar lagi.",
        ),
        StatusKind::IdentityMismatch => (
            "Data Belum Cocok",
            "Ada data yang berbeda dari catatan Dukcapil.",
            "Lihat di bawah apa yang berbeda dan cara memperbaikinya. Pendaftaran Anda tidak hilang.",
        ),
        StatusKind::WaitingForClose => (
            "Menunggu Gelombang Ditutup",
            "Anda sudah ikut Gelombang {wave}. Pendaftaran gelombang masih dibuka.",
            "Gelombang ditutup {by}, lalu peserta diundi. Tidak ada yang perlu Anda lakukan.",
        ),
        StatusKind::InProcess => (
            "Sedang Diproses",
            "Gelombang {wave} sudah ditutup. Data semua pendaftar sedang diperiksa.",
            "Hasil diumumkan paling lambat {by}. Tidak ada yang perlu Anda lakukan.",
        ),
        StatusKind::InSelection => (
            "Dalam Proses Seleksi",
            "Gelombang {wave} sedang diundi.",
            "Hasilnya muncul di sini dan dikirim lewat SMS. Kalau belum terpilih, Anda dapat ikut gelombang berikutnya tanpa mendaftar lagi.",
        ),
        StatusKind::Drawn => (
            "Anda Terpilih",
            "Selamat! Anda terpilih dalam undian Gelombang {wave}.",
            "Langkah berikutnya ada di akun Anda. Anda tidak perlu membayar apa pun kepada siapa pun.",
        ),
        StatusKind::Revoked => (
            "Kepesertaan Dicabut",
            "Kepesertaan Anda dicabut, dan sisa saldo kembali ke kas negara. Alasannya ada di akun Anda.",
            "Kalau menurut Anda ini keliru, ajukan keberatan di akun Anda, atau datanglah ke posko terdekat dengan KTP.",
        ),
        StatusKind::NotDrawn => (
            "Belum Berhasil",
            "Anda ikut undian Gelombang {wave}, tetapi nomor undian Anda belum terpilih. Ini murni undian, bukan penilaian atas diri Anda.",
            "Data Anda tetap tersimpan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung.",
        ),
        StatusKind::HouseholdLimit => (
            "Belum Berhasil",
            "Jumlah penerima dalam satu Kartu Keluarga dibatasi. Untuk Gelombang {wave}, batas itu sudah dipenuhi anggota lain dari KK Anda.",
            "Jumlahnya dihitung lagi pada setiap gelombang. Data Anda tetap tersimpan.",
        ),
        StatusKind::ExcludedPending => (
            "Belum Ikut Undian",
            "Saat Gelombang {wave} ditutup, Dukcapil belum selesai memeriksa data Anda, sehingga Anda belum ikut undian.",
            "Pemeriksaan tetap berjalan. Begitu gelombang berikutnya dibuka, Anda tinggal menekan Gabung.",
        ),
        StatusKind::Excluded => (
            "Tidak Ikut Undian",
            "Anda tidak ikut undian Gelombang {wave}. Alasannya tertulis di riwayat di bawah.",
            "Kalau menurut Anda ini keliru, datanglah ke posko terdekat dengan KTP dan Kartu Keluarga.",
        ),
    }
}

const fn english(kind: StatusKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        StatusKind::ReadyToJoin => (
            "Ready to Join",
            "You are registered. Wave {open} is open, but you have not joined it.",
            "Sign in and press Join before {by}. Early or late makes no difference to your chance.",
        ),
        StatusKind::NoWaveOpen => (
            "No Wave Open",
            "You are registered. No wave is open now.",
            "The next wave opens {by}. Just press Join; there is no need to register again.",
        ),
        StatusKind::IdentityMismatch => (
            "Data Does Not Match",
            "Some data differs from the civil registry's.",
            "See below what differs and how to put it right. Your registration is not lost.",
        ),
        StatusKind::WaitingForClose => (
            "Waiting for the Wave to Close",
            "You have joined wave {wave}. It is still open.",
            "The wave closes {by}, then the draw is held. There is nothing to do.",
        ),
        StatusKind::InProcess => (
            "In Process",
            "Wave {wave} has closed. All applicants' data is being checked.",
            "Results come by {by}. There is nothing to do.",
        ),
        StatusKind::InSelection => (
            "In Selection",
            "Wave {wave} is being drawn.",
            "The result appears here and comes by text message. If you are not drawn, join the next wave without registering again.",
        ),
        StatusKind::Drawn => (
            "You Were Drawn",
            "Congratulations! You were drawn in wave {wave}.",
            "What comes next is in your account. You never have to pay anybody anything.",
        ),
        StatusKind::Revoked => (
            "Award Taken Back",
            "Your award was taken back, and what was left of the balance went back to the state. Your account says why.",
            "If you think this is wrong, appeal in your account, or go to the nearest posko with your identity card.",
        ),
        StatusKind::NotDrawn => (
            "Not Drawn",
            "You took part in the draw of wave {wave}, and your ticket was not drawn. It was chance alone, no judgement of you.",
            "Your data is kept. When the next wave opens, just press Join.",
        ),
        StatusKind::HouseholdLimit => (
            "Not Drawn",
            "The number of recipients on one family card is limited. In wave {wave} others on your card filled it.",
            "It is counted again in every wave. Your data is kept.",
        ),
        StatusKind::ExcludedPending => (
            "Not in the Draw Yet",
            "When wave {wave} closed, the civil registry had not finished checking your data, so you were not in the draw.",
            "The check goes on. When the next wave opens, just press Join.",
        ),
        StatusKind::Excluded => (
            "Not in the Draw",
            "You were not in the draw of wave {wave}. The reason stands in the history below.",
            "If you think this is wrong, go to the nearest posko with your identity card and family card.",
        ),
    }
}
