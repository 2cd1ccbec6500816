//! The texts that a person agrees to. A version is never edited: a new text
//! gets a new version, and what somebody agreed to is stored with it.

use crate::messages::Locale;

/// The version of [`consent_text`] that is asked for now.
pub const CONSENT_VERSION: &str = "2026-11-01";

/// Consent to the processing of personal data (UU 27/2022, pasal 20–22).
#[must_use]
pub const fn consent_text(locale: Locale) -> &'static str {
    match locale {
        Locale::Id => {
            "Saya setuju data saya dipakai untuk memeriksa identitas ke Dukcapil, mengikuti undian gelombang, dan menghubungi saya tentang program ini. Data disimpan terenkripsi, tidak dijual, dan tidak dipakai untuk hal lain. Saya dapat meminta salinan, perbaikan, atau penghapusan data, dan menarik persetujuan ini kapan saja."
        }
        Locale::En => {
            "I agree that my data is used to check my identity with the civil registry, to take part in a wave's draw, and to contact me about the programme. It is stored encrypted, not sold, and not used for anything else. I may ask for a copy, correction or deletion, and withdraw this consent at any time."
        }
    }
}

/// What an applicant declares (Perpres 76/2020, pasal 31C and 31D say what
/// follows from a false declaration).
#[must_use]
pub const fn declaration_text(locale: Locale) -> &'static str {
    match locale {
        Locale::Id => {
            "Saya warga negara Indonesia, tidak sedang sekolah atau kuliah, bukan pejabat negara, pimpinan atau anggota DPRD, ASN, prajurit TNI, anggota Polri, kepala atau perangkat desa, maupun direksi, komisaris, atau dewan pengawas BUMN/BUMD. Data yang saya isi benar. Kalau tidak benar, bantuan harus saya kembalikan."
        }
        Locale::En => {
            "I am an Indonesian citizen, not at school or university, and not a state official, council leader or member, civil servant, member of the armed forces or police, village head or official, or board member of a state or regional enterprise. What I entered is true. If it is not, I must pay the support back."
        }
    }
}
