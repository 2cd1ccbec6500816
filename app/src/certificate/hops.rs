//! The way of a certificate to the payout: every stretch with who has to act, the
//! promised day, and since when it is late.

use crate::ui::spoken;
use crate::ui::{Draw, say, tell, time};
use domain::certificate::HopView;
use domain::certificate::hops::{Hop, HopState};
use domain::time::long_date;
use leptos::prelude::*;

/// The list; nothing before the course is completed.
pub fn hops(hops: &[HopView], course: &str) -> Option<impl IntoView + use<>> {
    let label = tell!(
        "Perjalanan sertifikat {course}",
        "The certificate {course}, step by step"
    );
    let rows: Vec<_> = hops.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <ol class="timeline" aria-label=label>{rows}</ol> })
}

fn row(hop: &HopView) -> impl IntoView + use<> {
    let (class, words) = match hop.state {
        HopState::NotBegun => (
            "upcoming",
            say!("Menunggu langkah sebelumnya", "Waiting for the step before").drawn(),
        ),
        HopState::Waiting { due: Some(due) } => (
            "current",
            view! { {tell!("Dijanjikan paling lambat {}", "Promised by {}", long_date(due, spoken()))} }
                .drawn(),
        ),
        HopState::Waiting { due: None } => (
            "current",
            say!("Sedang berjalan", "Under way").drawn(),
        ),
        HopState::Late { since } => (
            "needs-you",
            view! { {tell!("Terlambat sejak {}", "Late since {}", long_date(since, spoken()))} }.drawn(),
        ),
        HopState::Done { at } => (
            "done",
            view! { {say!("Selesai ", "Done ")}{time(at)} }.drawn(),
        ),
    };
    let (title, detail) = title(hop.hop);
    view! {
        <li class=class>
            <h4>{title}</h4>
            <p class="progress-word">{words}</p>
            <p>{detail}</p>
        </li>
    }
}

fn title(hop: Hop) -> (&'static str, &'static str) {
    match hop {
        Hop::Institution => (
            say!(
                "Dari penyelenggara ke platform",
                "From the provider to the platform"
            ),
            say!(
                "Penyelenggara menyerahkan sertifikat ke platform tempat Anda membeli.",
                "The provider hands the certificate to the platform where you bought the course."
            ),
        ),
        Hop::Platform => (
            say!("Sampai di Prakerja", "At Prakerja"),
            say!(
                "Anda mengirim berkasnya di sini, atau sertifikat digitalnya kami terima.",
                "You send the file here, or we receive the digital certificate."
            ),
        ),
        Hop::PmoCheck => (
            say!("Diperiksa Prakerja", "Checked by Prakerja"),
            say!(
                "Dicocokkan dengan laporan kehadiran dan kelulusan dari platform.",
                "Matched with the platform’s reports of attendance and completion."
            ),
        ),
        Hop::Payout => (
            say!("Insentif dibayar", "Incentive paid"),
            say!(
                "Jadwal dan keadaan pembayarannya ada di akun Anda.",
                "When and how it is paid is on your account."
            ),
        ),
    }
}
