//! A verdict in words, as the edge's page and the phone's program both show it:
//! what it comes to, who, what, where, and never more.

use crate::ui::spoken;
use crate::ui::{say, tell};
use chrono::{DateTime, Utc};
use domain::credential::{Credential, RevocationReason, Standing, Verdict, Wrong};
use domain::time::{Zone, long_date};

/// What is shown.
pub struct Panel {
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
pub fn panel(verdict: &Verdict) -> Panel {
    match verdict {
        Verdict::Wrong(wrong) => Panel {
            class: "panel failed",
            headline: say!("Tidak sah", "Not valid"),
            sentence: wrong_words(*wrong).to_owned(),
            rows: vec![],
        },
        Verdict::Signed(credential, standing) => of_standing(credential, *standing),
    }
}

fn of_standing(credential: &Credential, standing: Standing) -> Panel {
    let mut rows = rows(credential);
    let (class, headline, sentence) = match standing {
        Standing::Valid { as_of } => {
            rows.push((
                say!("Daftar pencabutan", "List of revocations"),
                updated(as_of),
            ));
            (
                "panel drawn",
                say!("Sah", "Valid"),
                say!("Ditandatangani lembaga di bawah ini, isinya tidak diubah, dan tidak dicabut. Cocokkan nama dengan KTP orangnya.", "Signed by the institution below, not changed, and not revoked. Compare the name with the person’s identity card.").to_owned(),
            )
        }
        Standing::Revoked(revocation) => (
            "panel failed",
            say!("Dicabut", "Revoked"),
            tell!(
                "Sertifikat ini asli, tetapi tidak berlaku lagi sejak {}: {}.",
                "This certificate is genuine, but has not been valid since {}: {}.",
                long_date(revocation.since, spoken()),
                why(revocation.reason)
            ),
        ),
        Standing::Unknown { as_of } => {
            if let Some(as_of) = as_of {
                rows.push((
                    say!("Daftar pencabutan", "List of revocations"),
                    updated(as_of),
                ));
            }
            (
                "panel attention",
                say!("Asli, tetapi belum pasti masih berlaku", "Genuine, but perhaps no longer valid"),
                say!("Tanda tangannya benar dan isinya tidak diubah. Daftar pencabutan yang baru belum ada di ponsel ini; sambungkan ke internet, lalu periksa lagi.", "The signature is right and nothing was changed. A recent list of revocations is not on this phone; connect to the internet, then check again.").to_owned(),
            )
        }
    };
    Panel {
        class,
        headline,
        sentence,
        rows,
    }
}

fn rows(credential: &Credential) -> Vec<(&'static str, String)> {
    vec![
        (say!("Nama", "Name"), credential.holder.clone()),
        (say!("Pelatihan", "Course"), credential.title.clone()),
        (
            say!("Lama", "Length"),
            match credential.hours {
                1 => say!("1 jam", "1 hour").to_owned(),
                more => tell!("{more} jam", "{more} hours"),
            },
        ),
        (
            say!("Lembaga pelatihan", "Training institution"),
            credential.institution.clone(),
        ),
        (
            say!("Selesai", "Completed"),
            long_date(Zone::Wib.date(credential.valid_from), spoken()),
        ),
        (
            say!("Nomor sertifikat", "Certificate number"),
            credential.id.as_str().to_owned(),
        ),
    ]
}

fn updated(as_of: DateTime<Utc>) -> String {
    tell!(
        "Terakhir diperbarui {}",
        "Last updated {}",
        Zone::Wib.long(as_of, spoken())
    )
}

/// Why it was revoked.
pub fn why(reason: RevocationReason) -> &'static str {
    match reason {
        RevocationReason::Mistake => say!(
            "ada data yang salah tulis dan sudah diganti",
            "something in it was written wrongly, and it has been replaced"
        ),
        RevocationReason::NotCompleted => say!(
            "pelatihannya ternyata tidak selesai",
            "the course turned out not to be completed"
        ),
        RevocationReason::Fraud => say!(
            "diperoleh dengan data atau cara yang tidak benar",
            "it was obtained with false data or by improper means"
        ),
        RevocationReason::KeyCompromised => say!(
            "kunci lembaganya jatuh ke tangan orang lain",
            "the institution’s key fell into other hands"
        ),
    }
}

fn wrong_words(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::Malformed => {
            say!(
                "Ini bukan sertifikat Prakerja yang utuh. Kalau ditempel, pastikan seluruh tautan ikut tersalin.",
                "This is not a whole Prakerja certificate. If you pasted it, make sure that the whole link was copied."
            )
        }
        Wrong::IssuerUnknown => {
            say!(
                "Lembaga yang disebut di dalamnya bukan penerbit yang dikenal Prakerja. Jangan terima sertifikat ini.",
                "The institution that it names is no issuer known to Prakerja. Do not accept this certificate."
            )
        }
        Wrong::KeyUnknown => {
            say!(
                "Kunci yang menandatanganinya bukan kunci lembaga yang disebut di dalamnya. Jangan terima sertifikat ini.",
                "The key that signed it is not that of the institution that it names. Do not accept this certificate."
            )
        }
        Wrong::KeyNotValidThen => {
            say!(
                "Kunci lembaganya tidak berlaku pada tanggal sertifikat ini. Tanyakan kepada lembaganya sebelum menerimanya.",
                "The institution’s key was not valid on the date of this certificate. Ask the institution before you accept it."
            )
        }
        Wrong::Signature => {
            say!(
                "Isinya tidak cocok dengan tanda tangannya: sudah diubah, atau palsu. Jangan terima sertifikat ini.",
                "Its content does not fit its signature: it was changed, or is forged. Do not accept this certificate."
            )
        }
        Wrong::NotYetValid => {
            say!(
                "Tanggalnya masih di masa depan. Periksa juga tanggal di ponsel Anda.",
                "Its date is in the future. Check the date on your phone, too."
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_certificate_that_nobody_should_believe_is_told() {
        for wrong in Wrong::ALL {
            let told = panel(&Verdict::Wrong(wrong));
            assert_eq!((told.headline, told.rows.len()), ("Tidak sah", 0));
        }
    }
}
