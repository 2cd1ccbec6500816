//! How the certificate of one course stands, inside that course's panel.

use super::hops::hops;
use crate::ui::{say, spoken, time, to};
use domain::certificate::{CertificateStatus, CertificateView};
use leptos::prelude::*;

/// What a status is called, and what it asks of the person.
fn words(status: CertificateStatus) -> (&'static str, &'static str) {
    match status {
        CertificateStatus::Awaited => (
            say!("Belum dikirim", "Not sent yet"),
            say!(
                "Setelah menerima sertifikat dari penyelenggara, kirim foto atau PDF-nya.",
                "When you have the certificate from the provider, send a photo or its PDF."
            ),
        ),
        CertificateStatus::Receiving => (
            say!("Belum selesai terkirim", "Only partly sent"),
            say!(
                "Pengiriman terputus di tengah jalan. Lanjutkan; bagian yang sudah sampai tidak dikirim ulang.",
                "Sending was interrupted. Go on; parts that have arrived are not sent again."
            ),
        ),
        CertificateStatus::Checking => (
            say!("Sedang diperiksa", "Being checked"),
            say!(
                "Berkas sudah kami terima dan sedang diperiksa dari virus. Tidak ada yang perlu Anda lakukan.",
                "We have the file and are checking it for viruses. You need not do anything."
            ),
        ),
        CertificateStatus::AwaitsReport => (
            say!(
                "Menunggu laporan platform",
                "Waiting for the platform’s report"
            ),
            say!(
                "Berkas Anda baik. Sertifikat diterima begitu platform melaporkan pelatihan ini selesai.",
                "Your file is good. The certificate is accepted as soon as the platform reports this course as completed."
            ),
        ),
        CertificateStatus::AwaitsStaff => (
            say!("Menunggu keputusan petugas", "Waiting for a decision"),
            say!(
                "Platform melaporkan pelatihan ini tidak selesai, sedangkan Anda mengirim sertifikat. Petugas memeriksa keduanya.",
                "The platform reports that this course was not completed, and you sent a certificate. Our staff look at both."
            ),
        ),
        CertificateStatus::Refused => (say!("Perlu dikirim lagi", "To be sent again"), ""),
        CertificateStatus::Accepted => (say!("Diterima", "Accepted"), ""),
    }
}

/// The part of the course's panel.
pub fn status(certificate: &CertificateView) -> impl IntoView + use<> {
    let (state, meaning) = words(certificate.status);
    let meaning = match certificate.refused {
        Some(code) => code.text(spoken()),
        None => meaning,
    };
    let accepted = certificate
        .accepted_at
        .map(|at| view! { <p>{say!("Diterima ", "Accepted ")}{time(at)}"."</p> });
    let sends = matches!(
        certificate.status,
        CertificateStatus::Awaited | CertificateStatus::Receiving | CertificateStatus::Refused
    );
    let send = sends.then(|| {
        let purchase = certificate.purchase.as_str();
        let address = to(&format!("/sertifikat/kirim/?pelatihan={purchase}"));
        let words = match certificate.status {
            CertificateStatus::Receiving => say!(
                "Lanjutkan pengiriman sertifikat",
                "Go on sending the certificate"
            ),
            _ => say!("Kirim sertifikat", "Send a certificate"),
        };
        let label = format!("{words} {}", certificate.title);
        view! { <p><a class="button" href=address aria-label=label>{words}</a></p> }
    });
    let file = certificate.file.as_ref().map(|id| {
        let address = to(&format!("/sertifikat/berkas/{}/", id.as_str()));
        view! { <p><a href=address>{say!("Lihat berkas yang Anda kirim", "Look at the file you sent")}</a></p> }
    });
    let withdraw = certificate.withdrawable.as_ref().map(|id| {
        let words = say!("Tarik berkas ini", "Withdraw this file");
        let label = format!("{words}: {}", certificate.title);
        view! {
            <details>
                <summary>{say!("Salah pelatihan, atau salah berkas?", "Wrong course, or wrong file?")}</summary>
                <p>{say!("Berkas ini kami hapus. Setelah itu, Anda dapat mengirim yang benar, atau memakai berkas yang sama untuk pelatihan lain.", "We delete this file. Then you can send the right one, or use the same file for another course.")}</p>
                <form method="post" action=to("/akun/tarik-sertifikat/")>
                    <input type="hidden" name="id" value=id.as_str().to_owned() />
                    <button class="button quiet" type="submit" aria-label=label>{words}</button>
                </form>
            </details>
        }
    });
    view! {
        <div class="certificate">
            <p class="number-label">{say!("Sertifikat", "Certificate")}</p>
            <p class="status-label">{state}</p>
            {(!meaning.is_empty()).then(|| view! { <p>{meaning}</p> })}
            {accepted}
            {send}
            {file}
            {withdraw}
            {hops(&certificate.hops, &certificate.title)}
        </div>
    }
}
