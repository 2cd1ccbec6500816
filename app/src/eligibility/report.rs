//! The outcome of every rule, with its source and what to do. Never colour
//! alone: a sign and a word beside it.

use domain::eligibility::{Finding, Report, Verdict};
use domain::time::long_date;
use leptos::prelude::*;

/// The report and where to go from it.
pub fn report(report: &Report) -> impl IntoView + use<> {
    let (class, sentence) = overall(report);
    let findings: Vec<_> = report.findings.iter().cloned().map(finding).collect();
    view! {
        <section class=format!("panel {class}") aria-label="Kesimpulan">
            <p class="verdict-line">{sentence}</p>
            {next_step(report.overall)}
        </section>
        <h2>"Syarat satu per satu"</h2>
        <ul class="findings">{findings}</ul>
        <p class="hint">{format!("Menurut peraturan yang berlaku pada {}. Keputusan akhir dibuat setelah data Anda dicocokkan dengan data resmi.", long_date(report.on))}</p>
        <h2>"Ubah jawaban"</h2>
    }
}

const fn overall(report: &Report) -> (&'static str, &'static str) {
    match report.overall {
        Verdict::Passed => (
            "passed",
            "Dari jawaban Anda, semua syarat terpenuhi. Silakan mendaftar.",
        ),
        Verdict::Failed => (
            "failed",
            "Dari jawaban Anda, ada syarat yang belum terpenuhi. Lihat di bawah apa yang dapat Anda lakukan.",
        ),
        Verdict::NotKnown => (
            "not-known",
            "Tidak ada syarat yang gagal, tetapi sebagian belum dapat dipastikan. Anda tetap dapat mendaftar.",
        ),
    }
}

fn next_step(verdict: Verdict) -> impl IntoView {
    let (address, words) = match verdict {
        Verdict::Failed => ("/", "Kembali ke beranda"),
        Verdict::Passed | Verdict::NotKnown => ("/daftar/", "Lanjut mendaftar"),
    };
    view! { <p class="actions-row"><a class="button" href=address>{words}</a></p> }
}

fn finding(finding: Finding) -> impl IntoView {
    let (class, sign, words) = match finding.verdict {
        Verdict::Passed => ("passed", "✓", "Terpenuhi"),
        Verdict::Failed => ("failed", "✕", "Belum terpenuhi"),
        Verdict::NotKnown => ("not-known", "?", "Belum diketahui"),
    };
    view! {
        <li class=class>
            <h3>{finding.title}</h3>
            <p class="verdict"><span class="sign" aria-hidden="true">{sign}</span>{words}</p>
            <p>{finding.advice}</p>
            <p class="hint">{format!("Sumber: {}", finding.source)}</p>
        </li>
    }
}
