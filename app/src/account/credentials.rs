//! Digital certificates that institutions have issued: the PDF, the link to
//! share, and whether one was revoked.

use crate::credential::why;
use crate::ui::spoken;
use crate::ui::{say, tell};
use domain::credential::CredentialView;
use domain::time::{Zone, long_date};
use leptos::prelude::*;

/// The section, if there are any.
pub fn credentials(credentials: &[CredentialView]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = credentials.iter().map(credential).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="sertifikat-saya">
                <h2 id="sertifikat-saya">{say!("Sertifikat digital", "Digital certificates")}</h2>
                {rows}
            </section>
        }
    })
}

fn credential(one: &CredentialView) -> impl IntoView + use<> {
    let (class, state) = match one.revoked {
        Some((since, reason)) => (
            "panel failed",
            tell!(
                "Dicabut sejak {}: {}.",
                "Revoked since {}: {}.",
                long_date(since, spoken()),
                why(reason)
            ),
        ),
        None => ("panel", say!("Berlaku", "Valid").to_owned()),
    };
    let pdf = format!("/akun/sertifikat/{}.pdf", one.purchase.as_str());
    let label = tell!(
        "Unduh PDF sertifikat {}",
        "Download the PDF of the certificate {}",
        one.title
    );
    let share = tell!(
        "Buka tautan sertifikat {}",
        "Open the link of the certificate {}",
        one.title
    );
    view! {
        <article class=class>
            <h3>{one.title.clone()}</h3>
            <p class="status-label">{state}</p>
            <dl class="facts">
                <div><dt>{say!("Lembaga pelatihan", "Training institution")}</dt><dd>{one.institution.clone()}</dd></div>
                <div><dt>{say!("Selesai", "Completed")}</dt><dd>{long_date(Zone::Wib.date(one.valid_from), spoken())}</dd></div>
                <div><dt>{say!("Nomor sertifikat", "Certificate number")}</dt><dd>{one.id.as_str().to_owned()}</dd></div>
            </dl>
            <p><a class="button" href=pdf aria-label=label>{say!("Unduh PDF", "Download the PDF")}</a></p>
            <p><a href=one.link.clone() aria-label=share>{say!("Tautan untuk dibagikan", "Link to share")}</a></p>
            <p class="hint">{say!("Siapa pun yang memegang tautan atau kode QR-nya dapat membaca nama dan pelatihan Anda. Bagikan hanya kepada yang perlu.", "Whoever has the link or its QR code can read your name and course. Share it only with those who need it.")}</p>
        </article>
    }
}
