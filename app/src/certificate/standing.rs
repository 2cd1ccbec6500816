//! How the certificate of one course stands, inside that course's panel.

use super::hops::hops;
use crate::ui::{spoken, time};
use domain::certificate::{CertificateStatus, CertificateView};
use leptos::prelude::*;

/// What a status is called, and what it asks of the person.
const fn words(status: CertificateStatus) -> (&'static str, &'static str) {
    match status {
        CertificateStatus::Awaited => (
            "Belum dikirim",
            "Setelah menerima sertifikat dari penyelenggara, kirim foto atau PDF-nya.",
        ),
        CertificateStatus::Receiving => (
            "Belum selesai terkirim",
            "Pengiriman terputus di tengah jalan. Lanjutkan; bagian yang sudah sampai tidak dikirim ulang.",
        ),
        CertificateStatus::Checking => (
            "Sedang diperiksa",
            "Berkas sudah kami terima dan sedang diperiksa dari virus. Tidak ada yang perlu Anda lakukan.",
        ),
        CertificateStatus::AwaitsReport => (
            "Menunggu laporan platform",
            "Berkas Anda baik. Sertifikat diterima begitu platform melaporkan pelatihan ini selesai.",
        ),
        CertificateStatus::AwaitsStaff => (
            "Menunggu keputusan petugas",
            "Platform melaporkan pelatihan ini tidak selesai, sedangkan Anda mengirim sertifikat. Petugas memeriksa keduanya.",
        ),
        CertificateStatus::Refused => ("Perlu dikirim lagi", ""),
        CertificateStatus::Accepted => ("Diterima", ""),
    }
}

/// The part of the course's panel.
pub fn standing(certificate: &CertificateView) -> impl IntoView + use<> {
    let (state, meaning) = words(certificate.status);
    let meaning = match certificate.refused {
        Some(code) => code.text(spoken()),
        None => meaning,
    };
    let accepted = certificate
        .accepted_at
        .map(|at| view! { <p>"Diterima "{time(at)}"."</p> });
    let sends = matches!(
        certificate.status,
        CertificateStatus::Awaited | CertificateStatus::Receiving | CertificateStatus::Refused
    );
    let send = sends.then(|| {
        let address = format!(
            "/sertifikat/kirim/?pelatihan={}",
            certificate.purchase.as_str()
        );
        let words = match certificate.status {
            CertificateStatus::Receiving => "Lanjutkan pengiriman sertifikat",
            _ => "Kirim sertifikat",
        };
        let label = format!("{words} {}", certificate.title);
        view! { <p><a class="button" href=address aria-label=label>{words}</a></p> }
    });
    let file = certificate.file.as_ref().map(|id| {
        let address = format!("/sertifikat/berkas/{}/", id.as_str());
        view! { <p><a href=address>"Lihat berkas yang Anda kirim"</a></p> }
    });
    view! {
        <div class="certificate">
            <p class="number-label">"Sertifikat"</p>
            <p class="status-label">{state}</p>
            {(!meaning.is_empty()).then(|| view! { <p>{meaning}</p> })}
            {accepted}
            {send}
            {file}
            {hops(&certificate.hops, &certificate.title)}
        </div>
    }
}
