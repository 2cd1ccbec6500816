//! What each rule says to people, and what they can do about it.

use super::answers::Answers;
use super::rule::{RuleKind, Verdict};
use crate::messages::Locale;
use crate::time::long_date;
use chrono::NaiveDate;

/// What a rule asks, as a short sentence.
#[must_use]
pub fn title(kind: &RuleKind, locale: Locale) -> String {
    let (id, en) = match kind {
        RuleKind::Citizen => (
            "Warga negara Indonesia dengan KTP elektronik",
            "Indonesian citizen with an electronic identity card",
        ),
        RuleKind::Age { minimum, maximum } => {
            return match (locale, maximum) {
                (Locale::Id, Some(maximum)) => format!("Berusia {minimum} sampai {maximum} tahun"),
                (Locale::Id, None) => format!("Berusia {minimum} tahun atau lebih"),
                (Locale::En, Some(maximum)) => format!("Aged {minimum} to {maximum}"),
                (Locale::En, None) => format!("Aged {minimum} or over"),
            };
        }
        RuleKind::NotInFormalEducation => (
            "Tidak sedang sekolah atau kuliah",
            "Not at school or university",
        ),
        RuleKind::WorkStatus => (
            "Mencari kerja, terkena PHK, atau bekerja dan perlu menambah keterampilan",
            "Looking for work, laid off, or working and in need of skills",
        ),
        RuleKind::Occupation { .. } => (
            "Bukan pejabat negara, ASN, TNI, Polri, aparat desa, atau pengurus BUMN/BUMD",
            "Not a state official, civil servant, soldier, police officer, village official or state-enterprise board member",
        ),
        RuleKind::NeverAwarded => (
            "Belum pernah menjadi penerima Prakerja",
            "Never a recipient before",
        ),
        RuleKind::HouseholdLimit { maximum } => {
            return match locale {
                Locale::Id => format!("Paling banyak {maximum} penerima dalam satu Kartu Keluarga"),
                Locale::En => format!("At most {maximum} recipients on one family card"),
            };
        }
        RuleKind::NoSocialAid { .. } => (
            "Tidak sedang menerima bantuan sosial lain",
            "Not receiving other social aid",
        ),
    };
    match locale {
        Locale::Id => id,
        Locale::En => en,
    }
    .to_owned()
}

/// What the outcome means and what to do next.
#[must_use]
pub fn advice(
    kind: &RuleKind,
    verdict: Verdict,
    answers: &Answers,
    on: NaiveDate,
    locale: Locale,
) -> String {
    if let (RuleKind::Age { minimum, .. }, Verdict::Failed, Some(born)) =
        (kind, verdict, answers.birth_date)
        && let Some(from) = born.birthday(*minimum)
        && on < from
    {
        let day = long_date(from, locale);
        return match locale {
            Locale::Id => format!("Anda dapat mendaftar mulai {day}."),
            Locale::En => format!("You can register from {day}."),
        };
    }
    let (id, en) = match (kind, verdict) {
        (_, Verdict::Passed) => (
            "Terpenuhi. Tidak ada yang perlu Anda lakukan.",
            "Met. There is nothing to do.",
        ),
        (RuleKind::Citizen, Verdict::Failed) => (
            "Rekam data KTP elektronik di kantor Dukcapil, gratis. Setelah itu Anda dapat mendaftar.",
            "Have an electronic identity card made at the civil registry, free of charge; then register.",
        ),
        (RuleKind::Citizen, Verdict::NotKnown) => (
            "Lihat KTP Anda: KTP elektronik bertuliskan NIK 16 angka.",
            "Look at your card: it carries a NIK of 16 digits.",
        ),
        (RuleKind::Age { .. }, Verdict::Failed) => (
            "Usia Anda melewati batas tertua skema ini. Pelatihan gratis di Balai Latihan Kerja (BLK) tetap terbuka untuk Anda.",
            "You are above this scheme's age limit. Free training at public training centres (BLK) remains open to you.",
        ),
        (RuleKind::Age { .. }, Verdict::NotKnown) => (
            "Isi tanggal lahir Anda supaya kami dapat menghitungnya.",
            "Enter your birth date so that we can tell.",
        ),
        (RuleKind::NotInFormalEducation, Verdict::Failed) => (
            "Anda dapat mendaftar setelah lulus atau berhenti sekolah. Program ini mencocokkan data dengan Dapodik.",
            "You can register once you have finished. Data is compared with the register of pupils.",
        ),
        (RuleKind::NotInFormalEducation, Verdict::NotKnown) => (
            "Kursus dan pelatihan tidak dihitung sebagai sekolah. Jawab pertanyaan ini untuk mengetahuinya.",
            "Courses do not count as schooling. Answer the question to find out.",
        ),
        (RuleKind::WorkStatus, Verdict::Failed) => (
            "Program ini untuk pencari kerja, korban PHK, pelaku usaha kecil, dan pekerja yang perlu menambah keterampilan.",
            "The programme is for job seekers, the laid-off, small-business owners and workers in need of skills.",
        ),
        (RuleKind::WorkStatus, Verdict::NotKnown) => (
            "Pilih keadaan kerja yang paling dekat dengan Anda.",
            "Choose the work situation nearest to yours.",
        ),
        (RuleKind::Occupation { .. }, Verdict::Failed) => (
            "Pekerjaan ini dikecualikan oleh peraturan selama Anda masih menjabat.",
            "The regulation excludes this occupation while you hold it.",
        ),
        (RuleKind::Occupation { .. }, Verdict::NotKnown) => (
            "Pilih “Tidak satu pun” kalau Anda tidak memegang jabatan di daftar.",
            "Choose “None of these” if you hold none of them.",
        ),
        (RuleKind::NeverAwarded, Verdict::Failed) => (
            "Bantuan ini hanya diberikan satu kali seumur hidup.",
            "This support is given once in a lifetime.",
        ),
        (RuleKind::NeverAwarded, Verdict::NotKnown) => (
            "Kami memeriksanya dari NIK Anda saat mendaftar.",
            "We check it by your NIK when you register.",
        ),
        (RuleKind::HouseholdLimit { .. }, Verdict::Failed) => (
            "Batas penerima di Kartu Keluarga Anda sudah tercapai.",
            "The limit on your family card has been reached.",
        ),
        (RuleKind::HouseholdLimit { .. }, Verdict::NotKnown) => (
            "Kami memeriksanya dari nomor KK saat gelombang ditutup.",
            "We check it by the family card when the wave closes.",
        ),
        (RuleKind::NoSocialAid { .. }, Verdict::Failed) => (
            "Selama masih menerima bantuan ini Anda belum dapat ikut. Cek lagi setelah bantuan berakhir.",
            "While you receive this aid you cannot take part. Check again when it ends.",
        ),
        (RuleKind::NoSocialAid { .. }, Verdict::NotKnown) => (
            "Cek di cekbansos.kemensos.go.id apakah nama Anda terdaftar.",
            "See at cekbansos.kemensos.go.id whether you are listed.",
        ),
    };
    match locale {
        Locale::Id => id,
        Locale::En => en,
    }
    .to_owned()
}
