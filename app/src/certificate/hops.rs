//! The way of a certificate to the payout: every stretch with who has to act, the
//! promised day, and since when it is late.

use crate::ui::time;
use domain::certificate::HopView;
use domain::certificate::hops::{Hop, HopState};
use domain::time::long_date;
use leptos::prelude::*;

/// The list; nothing before the course is completed.
pub fn hops(hops: &[HopView], course: &str) -> Option<impl IntoView + use<>> {
    let label = format!("Perjalanan sertifikat {course}");
    let rows: Vec<_> = hops.iter().map(row).collect();
    (!rows.is_empty()).then(|| view! { <ol class="timeline" aria-label=label>{rows}</ol> })
}

fn row(hop: &HopView) -> impl IntoView + use<> {
    let (class, words) = match hop.state {
        HopState::NotBegun => (
            "upcoming",
            view! { "Menunggu langkah sebelumnya" }.into_any(),
        ),
        HopState::Waiting { due: Some(due) } => (
            "current",
            view! { {format!("Dijanjikan paling lambat {}", long_date(due))} }.into_any(),
        ),
        HopState::Waiting { due: None } => ("current", view! { "Sedang berjalan" }.into_any()),
        HopState::Late { since } => (
            "needs-you",
            view! { {format!("Terlambat sejak {}", long_date(since))} }.into_any(),
        ),
        HopState::Done { at } => ("done", view! { "Selesai "{time(at)} }.into_any()),
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

const fn title(hop: Hop) -> (&'static str, &'static str) {
    match hop {
        Hop::Institution => (
            "Dari penyelenggara ke platform",
            "Penyelenggara menyerahkan sertifikat ke platform tempat Anda membeli.",
        ),
        Hop::Platform => (
            "Sampai di Prakerja",
            "Anda mengirim berkasnya di sini, atau sertifikat digitalnya kami terima.",
        ),
        Hop::PmoCheck => (
            "Diperiksa Prakerja",
            "Dicocokkan dengan laporan kehadiran dan kelulusan dari platform.",
        ),
        Hop::Payout => (
            "Insentif dibayar",
            "Jadwal dan keadaan pembayarannya ada di akun Anda.",
        ),
    }
}
