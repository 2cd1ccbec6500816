//! Digital certificates that institutions have issued: the PDF, the link to
//! share, and whether one was revoked.

use crate::credential::why;
use domain::credential::CredentialView;
use domain::time::{Zone, long_date};
use leptos::prelude::*;

/// The section, if there are any.
pub fn credentials(credentials: &[CredentialView]) -> Option<impl IntoView + use<>> {
    let rows: Vec<_> = credentials.iter().map(credential).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="sertifikat-saya">
                <h2 id="sertifikat-saya">"Sertifikat digital"</h2>
                {rows}
            </section>
        }
    })
}

fn credential(one: &CredentialView) -> impl IntoView + use<> {
    let (class, state) = match one.revoked {
        Some((since, reason)) => (
            "panel failed",
            format!("Dicabut sejak {}: {}.", long_date(since), why(reason)),
        ),
        None => ("panel", "Berlaku".to_owned()),
    };
    let pdf = format!("/akun/sertifikat/{}.pdf", one.purchase.as_str());
    let label = format!("Unduh PDF sertifikat {}", one.title);
    let share = format!("Buka tautan sertifikat {}", one.title);
    view! {
        <article class=class>
            <h3>{one.title.clone()}</h3>
            <p class="status-label">{state}</p>
            <dl class="facts">
                <div><dt>"Lembaga pelatihan"</dt><dd>{one.institution.clone()}</dd></div>
                <div><dt>"Selesai"</dt><dd>{long_date(Zone::Wib.date(one.valid_from))}</dd></div>
                <div><dt>"Nomor sertifikat"</dt><dd>{one.id.as_str().to_owned()}</dd></div>
            </dl>
            <p><a class="button" href=pdf aria-label=label>"Unduh PDF"</a></p>
            <p><a href=one.link.clone() aria-label=share>"Tautan untuk dibagikan"</a></p>
            <p class="hint">"Siapa pun yang memegang tautan atau kode QR-nya dapat membaca nama dan pelatihan Anda. Bagikan hanya kepada yang perlu."</p>
        </article>
    }
}
