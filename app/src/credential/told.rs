//! A verdict in words, as the edge's page and the phone's program both show it:
//! what it comes to, who, what, where, and never more.

use chrono::{DateTime, Utc};
use domain::credential::{Certificate, RevocationReason, Standing, Verdict, Wrong};
use domain::time::{Zone, long_date};

/// What is shown.
pub struct Told {
    /// Class of the panel.
    pub class: &'static str,
    /// In a word or two.
    pub headline: &'static str,
    /// What it means.
    pub sentence: String,
    /// Label and value.
    pub rows: Vec<(&'static str, String)>,
}

/// A verdict in words.
pub fn told(verdict: &Verdict) -> Told {
    match verdict {
        Verdict::Wrong(wrong) => Told {
            class: "panel failed",
            headline: "Tidak sah",
            sentence: wrong_words(*wrong).to_owned(),
            rows: vec![],
        },
        Verdict::Signed(certificate, standing) => of_standing(certificate, *standing),
    }
}

fn of_standing(certificate: &Certificate, standing: Standing) -> Told {
    let mut rows = rows(certificate);
    let (class, headline, sentence) = match standing {
        Standing::Valid { as_of } => {
            rows.push(("Daftar pencabutan", updated(as_of)));
            (
                "panel drawn",
                "Sah",
                "Ditandatangani lembaga di bawah ini, isinya tidak diubah, dan tidak dicabut. Cocokkan nama dengan KTP orangnya.".to_owned(),
            )
        }
        Standing::Revoked(revocation) => (
            "panel failed",
            "Dicabut",
            format!(
                "Sertifikat ini asli, tetapi tidak berlaku lagi sejak {}: {}.",
                long_date(revocation.since),
                why(revocation.reason)
            ),
        ),
        Standing::Unknown { as_of } => {
            if let Some(as_of) = as_of {
                rows.push(("Daftar pencabutan", updated(as_of)));
            }
            (
                "panel attention",
                "Asli, tetapi belum pasti masih berlaku",
                "Tanda tangannya benar dan isinya tidak diubah. Daftar pencabutan yang baru belum ada di ponsel ini; sambungkan ke internet, lalu periksa lagi.".to_owned(),
            )
        }
    };
    Told {
        class,
        headline,
        sentence,
        rows,
    }
}

fn rows(certificate: &Certificate) -> Vec<(&'static str, String)> {
    vec![
        ("Nama", certificate.holder.clone()),
        ("Pelatihan", certificate.title.clone()),
        ("Lama", format!("{} jam", certificate.hours)),
        ("Lembaga pelatihan", certificate.institution.clone()),
        ("Selesai", long_date(Zone::Wib.date(certificate.valid_from))),
        ("Nomor sertifikat", certificate.id.as_str().to_owned()),
    ]
}

fn updated(as_of: DateTime<Utc>) -> String {
    format!("Terakhir diperbarui {}", Zone::Wib.long(as_of))
}

/// Why it was revoked.
pub const fn why(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::Mistake => "ada data yang salah tulis dan sudah diganti",
        RevocationReason::NotCompleted => "pelatihannya ternyata tidak selesai",
        RevocationReason::Fraud => "diperoleh dengan data atau cara yang tidak benar",
        RevocationReason::KeyCompromised => "kunci lembaganya jatuh ke tangan orang lain",
    }
}

const fn wrong_words(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Malformed => {
            "Ini bukan sertifikat Prakerja yang utuh. Kalau ditempel, pastikan seluruh tautan ikut tersalin."
        }
        Wrong::IssuerUnknown => {
            "Lembaga yang disebut di dalamnya bukan penerbit yang dikenal Prakerja. Jangan terima sertifikat ini."
        }
        Wrong::KeyUnknown => {
            "Kunci yang menandatanganinya bukan kunci lembaga yang disebut di dalamnya. Jangan terima sertifikat ini."
        }
        Wrong::KeyNotValidThen => {
            "Kunci lembaganya tidak berlaku pada tanggal sertifikat ini. Tanyakan kepada lembaganya sebelum menerimanya."
        }
        Wrong::Signature => {
            "Isinya tidak cocok dengan tanda tangannya: sudah diubah, atau palsu. Jangan terima sertifikat ini."
        }
        Wrong::NotYetValid => {
            "Tanggalnya masih di masa depan. Periksa juga tanggal di ponsel Anda."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_certificate_that_nobody_should_believe_is_told() {
        for wrong in Wrong::ALL {
            let told = told(&Verdict::Wrong(wrong));
            assert_eq!((told.headline, told.rows.len()), ("Tidak sah", 0));
        }
    }
}
