//! The words of the made-up catalogue. Names are generic on purpose: none is
//! meant to be a platform or an institution that exists.

use crate::catalogue::{Field, Level};

const TOPICS: &str = include_str!("../../../data/demo/topics.txt");

/// The platforms.
pub const PLATFORMS: [&str; 8] = [
    "Platform Nusa",
    "Kelas Samudra",
    "Pasar Lentera",
    "Balai Cakrawala",
    "Platform Khatulistiwa",
    "Jendela Terampil",
    "Kelas Merapi",
    "Sentra Karya Nusa",
];

/// What institutions are.
pub const KINDS: [&str; 10] = [
    "LPK",
    "LKP",
    "Lembaga Kursus",
    "Akademi",
    "Sanggar",
    "Pusat Pelatihan",
    "Rumah Belajar",
    "Studio",
    "Balai",
    "Bengkel Belajar",
];

/// First words of their names.
pub const FIRST: [&str; 24] = [
    "Cempaka",
    "Melati",
    "Anggrek",
    "Kenanga",
    "Seroja",
    "Dahlia",
    "Merbabu",
    "Rinjani",
    "Singgalang",
    "Kelimutu",
    "Barito",
    "Musi",
    "Serayu",
    "Brantas",
    "Kapuas",
    "Asahan",
    "Rajawali",
    "Kutilang",
    "Cendrawasih",
    "Jalak",
    "Meranti",
    "Jati",
    "Cendana",
    "Ulin",
];

/// Second words.
pub const SECOND: [&str; 16] = [
    "Mandiri",
    "Terampil",
    "Sejahtera",
    "Berdaya",
    "Gemilang",
    "Bersinar",
    "Sentosa",
    "Makmur",
    "Cemerlang",
    "Lestari",
    "Utama",
    "Berkarya",
    "Mulia",
    "Bestari",
    "Jaya",
    "Harapan",
];

/// For whom a title says it is.
pub const FOR_WHOM: [&str; 14] = [
    "untuk Ibu Rumah Tangga",
    "untuk Pencari Kerja",
    "untuk Pelaku UMKM",
    "untuk Lulusan SMA/SMK",
    "untuk Pekerja Lepas",
    "untuk Usaha Rumahan",
    "untuk Karyawan",
    "untuk Pemuda Desa",
    "untuk Calon Pekerja Migran",
    "untuk Penyandang Disabilitas",
    "untuk Wirausaha Muda",
    "untuk Penghasilan Tambahan",
    "untuk Persiapan Kerja",
    "untuk Komunitas",
];

/// How a title of this level is put, around `{}`.
pub const fn patterns(level: Level) -> &'static [&'static str] {
    match level {
        Level::Basic => &[
            "Dasar {}",
            "{} untuk Pemula",
            "Pengenalan {}",
            "Langkah Awal {}",
            "Dasar-Dasar {}",
        ],
        Level::Intermediate => &["{}", "Praktik {}", "Terampil {}", "Keterampilan {}"],
        Level::Advanced => &[
            "Mahir {}",
            "{} Tingkat Lanjut",
            "{} Profesional",
            "Pendalaman {}",
        ],
    }
}

/// The sentences of a summary, around `{}`.
pub const SUMMARY: [&[&str]; 3] = [
    &[
        "Pelatihan ini mengajarkan {} dari langkah pertama sampai dapat dikerjakan sendiri.",
        "Peserta mempelajari {} lewat contoh yang dekat dengan pekerjaan sehari-hari.",
        "Di pelatihan ini {} dibahas tahap demi tahap dan langsung dipraktikkan.",
    ],
    &[
        "Setiap materi ditutup dengan latihan yang diperiksa pengajar.",
        "Tugas dikerjakan dengan alat yang ada di rumah.",
        "Pengajar menjawab pertanyaan selama pelatihan berlangsung.",
    ],
    &[
        "Sertifikat diberikan setelah tugas akhir dinilai.",
        "Pelatihan ditutup dengan ujian praktik dan sertifikat.",
        "Peserta menyusun satu hasil karya sebagai bukti kemampuan.",
    ],
];

/// A topic of a field.
#[derive(Clone, Copy, Debug)]
pub struct Topic {
    /// Its field.
    pub field: Field,
    /// Its name.
    pub name: &'static str,
    /// What its title may add.
    pub more: &'static str,
}

/// All topics; what does not read as one is left out, and a test counts them.
pub fn topics() -> Vec<Topic> {
    let mut field = None;
    let mut topics = vec![];
    for line in TOPICS.lines().filter(|line| !line.starts_with('#')) {
        if let Some(code) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            field = Field::parse(code).ok();
        } else if let (Some(field), Some((name, more))) = (field, line.split_once('|')) {
            topics.push(Topic { field, name, more });
        }
    }
    topics
}
