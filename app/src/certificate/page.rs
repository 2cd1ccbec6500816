//! `/sertifikat/kirim/`: sends the certificate of one course. A form with one
//! file; where the browser's program runs, it shrinks the photo and sends it in
//! parts instead, and the form stays for whoever has none.

use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{self, Draw, Wrong, say, spoken, to};
use domain::certificate::{CertificateStatus, CertificateView};
use domain::messages::Locale;
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct SendPage<'a> {
    /// The course, if the person has redeemed it.
    pub certificate: Option<&'a CertificateView>,
    /// Made for this form.
    pub idempotency_key: &'a str,
    /// What is wrong with what was sent.
    pub refusal: Option<&'a str>,
}

const PATH: &str = "/sertifikat/kirim/";

/// The page.
pub fn send(locale: Locale, page: SendPage<'_>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let wrongs: Vec<Wrong> = page
        .refusal
        .map(|sentence| Wrong {
            target: Some("berkas".to_owned()).filter(|_| takes_one(page.certificate)),
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let title = if wrongs.is_empty() {
        say!(
            "Kirim sertifikat - Prakerja",
            "Send a certificate - Prakerja"
        )
    } else {
        say!(
            "Salah: Kirim sertifikat - Prakerja",
            "Error: Send a certificate - Prakerja"
        )
    };
    let body = to_html(|| {
        let main = match page.certificate {
            Some(certificate) if takes_one(page.certificate) => {
                form(certificate, page.idempotency_key, page.refusal).drawn()
            }
            Some(certificate) => there(certificate).drawn(),
            None => nothing().drawn(),
        };
        view! {
            {ui::summary(wrongs)}
            <h1>{say!("Kirim sertifikat", "Send a certificate")}</h1>
            {main}
            <p class="after"><a href=to("/akun/#pelatihan-saya")>{say!("Kembali ke akun", "Back to your account")}</a></p>
        }
        .drawn()
    });
    Page {
        path: PATH.into(),
        lang: locale,
        title: title.into(),
        description: say!(
            "Kirim foto atau PDF sertifikat pelatihan Anda.",
            "Send a photo or PDF of your course certificate."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: if takes_one(page.certificate) {
            Client::Certificate
        } else {
            Client::None
        },
        body,
    }
}

fn takes_one(certificate: Option<&CertificateView>) -> bool {
    certificate.is_some_and(|one| one.status != CertificateStatus::Accepted)
}

fn form(certificate: &CertificateView, key: &str, refusal: Option<&str>) -> impl IntoView + use<> {
    let before = match certificate.status {
        CertificateStatus::Refused => certificate.refused.map(|code| code.text(spoken())),
        CertificateStatus::Checking
        | CertificateStatus::AwaitsReport
        | CertificateStatus::AwaitsStaff => Some(say!(
            "Satu berkas sudah kami terima untuk pelatihan ini. Berkas baru menggantikannya.",
            "We have received a file for this course. A new file takes its place."
        )),
        _ => None,
    };
    let wrong = refusal.is_some();
    let described = ui::described_by("berkas", true, wrong);
    view! {
        <p>{say!("Pelatihan: ", "Course: ")}<strong>{certificate.title.clone()}</strong></p>
        {before.map(|words| view! { <p class="notice">{words}</p> })}
        <form
            id="kirim-sertifikat" method="post" action=to(PATH) enctype="multipart/form-data"
            data-pelatihan=certificate.purchase.as_str().to_owned()
        >
            <input type="hidden" name="pelatihan" value=certificate.purchase.as_str().to_owned() />
            <input type="hidden" name="idempotency_key" value=key.to_owned() />
            <div class=ui::field_class(wrong)>
                <label for="berkas">{say!("Foto atau PDF sertifikat", "Photo or PDF of the certificate")}</label>
                <p class="hint" id="berkas-hint">{say!("JPG, PNG, atau PDF, paling besar 5 MB; foto yang lebih besar dikecilkan dulu di ponsel Anda. Foto seluruh halaman di tempat terang, sampai tulisannya terbaca. Keterangan tempat di dalam foto kami hapus.", "JPG, PNG or PDF, 5 MB at most; a larger photo is made smaller on your phone first. Photograph the whole page in good light, so that the writing can be read. We remove the photo’s notes on where it was taken.")}</p>
                {ui::error_text("berkas", refusal.map(str::to_owned))}
                <input
                    type="file" id="berkas" name="berkas" required
                    accept="image/*,application/pdf"
                    aria-describedby=described aria-invalid=wrong.then_some("true")
                />
            </div>
            <button class="button" type="submit">{say!("Kirim", "Send")}</button>
        </form>
        <div id="kirim-jalannya" class="panel" hidden>
            <p id="kirim-keadaan" role="status"></p>
            <progress id="kirim-kemajuan" max="100" value="0" aria-label=say!("Kemajuan pengiriman", "Progress of sending")></progress>
            <p id="kirim-lagi" hidden><button class="button" type="button" id="kirim-ulang">{say!("Coba lagi sekarang", "Try again now")}</button></p>
            <p id="kirim-masuk" hidden><a class="button" href=to("/masuk/")>{say!("Masuk", "Sign in")}</a></p>
        </div>
    }
}

fn there(certificate: &CertificateView) -> impl IntoView + use<> {
    view! {
        <p>{say!("Pelatihan: ", "Course: ")}<strong>{certificate.title.clone()}</strong></p>
        <p>{say!("Sertifikat pelatihan ini sudah diterima. Tidak perlu mengirim lagi.", "The certificate of this course has been accepted. There is no need to send it again.")}</p>
    }
}

fn nothing() -> impl IntoView {
    view! {
        <p>{say!("Pelatihan ini tidak ada di akun Anda, atau kode tukarnya belum dipakai di platform. Sertifikat dapat dikirim setelah itu.", "This course is not on your account, or its redeem code has not been used on the platform. The certificate can be sent after that.")}</p>
    }
}
