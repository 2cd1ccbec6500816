//! What is asked. The first survey asks what was before and how the course was,
//! each later one what has come of it.

/// An answer to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Short name, as it is kept.
    pub id: &'static str,
    /// As people read it.
    pub label: &'static str,
}

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Short name, as it is kept.
    pub id: &'static str,
    /// As people read it.
    pub text: &'static str,
    /// One of these.
    pub choices: &'static [Choice],
}

macro_rules! choices {
    ($($id:literal $label:literal),+ $(,)?) => {
        &[$(Choice { id: $id, label: $label }),+]
    };
}

const WORK: &[Choice] = choices![
    "none_looking" "Belum bekerja dan sedang mencari kerja",
    "none" "Belum bekerja dan tidak mencari kerja",
    "employee" "Karyawan, buruh, atau pegawai",
    "daily" "Pekerja lepas atau harian",
    "own_business" "Punya usaha sendiri",
];

const INCOME: &[Choice] = choices![
    "none" "Tidak ada penghasilan",
    "below_1m" "Kurang dari Rp1.000.000",
    "1m_to_2_5m" "Rp1.000.000 sampai Rp2.500.000",
    "2_5m_to_5m" "Lebih dari Rp2.500.000 sampai Rp5.000.000",
    "above_5m" "Lebih dari Rp5.000.000",
    "not_told" "Tidak ingin menjawab",
];

const AGREE: &[Choice] = choices![
    "very" "Sangat",
    "fairly" "Cukup",
    "little" "Kurang",
    "not" "Tidak sama sekali",
];

const FIRST: &[Question] = &[
    Question {
        id: "work_before",
        text: "Apa pekerjaan Anda sebelum mengikuti pelatihan?",
        choices: WORK,
    },
    Question {
        id: "work_now",
        text: "Apa pekerjaan Anda sekarang?",
        choices: WORK,
    },
    Question {
        id: "income_now",
        text: "Berapa penghasilan Anda sendiri dalam sebulan terakhir?",
        choices: INCOME,
    },
    Question {
        id: "useful",
        text: "Apakah pelatihan Anda bermanfaat?",
        choices: AGREE,
    },
    Question {
        id: "level",
        text: "Bagaimana tingkat kesulitan pelatihan Anda?",
        choices: choices![
            "too_easy" "Terlalu mudah",
            "right" "Pas",
            "too_hard" "Terlalu sulit",
        ],
    },
];

const LATER: &[Question] = &[
    Question {
        id: "work_now",
        text: "Apa pekerjaan Anda sekarang?",
        choices: WORK,
    },
    Question {
        id: "income_now",
        text: "Berapa penghasilan Anda sendiri dalam sebulan terakhir?",
        choices: INCOME,
    },
    Question {
        id: "skill_used",
        text: "Seberapa sering Anda memakai keterampilan dari pelatihan itu?",
        choices: choices![
            "daily" "Hampir setiap hari",
            "weekly" "Beberapa kali dalam seminggu",
            "monthly" "Beberapa kali dalam sebulan",
            "never" "Belum pernah",
        ],
    },
    Question {
        id: "certificate_used",
        text: "Apakah sertifikatnya pernah Anda pakai untuk melamar kerja atau mencari pesanan?",
        choices: choices![
            "helped" "Ya, dan membantu",
            "no_help" "Ya, tetapi tidak membantu",
            "not_used" "Belum pernah",
        ],
    },
    Question {
        id: "incentive_use",
        text: "Untuk apa terutama insentif Anda dipakai?",
        choices: choices![
            "daily_needs" "Kebutuhan sehari-hari",
            "business" "Modal usaha",
            "job_search" "Biaya mencari kerja",
            "savings" "Ditabung",
            "debt" "Membayar utang",
            "not_received" "Belum diterima",
        ],
    },
];

/// The questions of a survey, from 1.
#[must_use]
pub const fn questions(number: u32) -> &'static [Question] {
    if number <= 1 { FIRST } else { LATER }
}
