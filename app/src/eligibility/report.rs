//! The outcome of every rule, with its source and what to do. Never colour
//! alone: a sign and a word beside it.

use crate::ui::spoken;
use crate::ui::{say, tell, to};
use domain::eligibility::{Finding, Report, Verdict};
use domain::time::long_date;
use leptos::prelude::*;

/// The report and where to go from it.
pub fn report(report: &Report) -> impl IntoView + use<> {
    let (class, sentence) = overall(report);
    let findings: Vec<_> = report.findings.iter().cloned().map(finding).collect();
    view! {
        <section class=format!("panel {class}") aria-label=say!("Kesimpulan", "Conclusion")>
            <p class="verdict-line">{sentence}</p>
            {next_step(report.overall)}
        </section>
        <h2>{say!("Syarat satu per satu", "Rule by rule")}</h2>
        <ul class="findings">{findings}</ul>
        <p class="hint">{tell!("Menurut peraturan yang berlaku pada {}. Keputusan akhir dibuat setelah data Anda dicocokkan dengan data resmi.", "By the regulations in force on {}. The final decision is made after your data has been matched with official data.", long_date(report.on, spoken()))}</p>
        <h2>{say!("Ubah jawaban", "Change answers")}</h2>
    }
}

fn overall(report: &Report) -> (&'static str, &'static str) {
    match report.overall {
        Verdict::Passed => (
            "passed",
            say!(
                "Dari jawaban Anda, semua syarat terpenuhi. Silakan mendaftar.",
                "Going by your answers, you meet every rule. You are welcome to register."
            ),
        ),
        Verdict::Failed => (
            "failed",
            say!(
                "Dari jawaban Anda, ada syarat yang belum terpenuhi. Lihat di bawah apa yang dapat Anda lakukan.",
                "Going by your answers, there are rules that you do not meet. See below what you can do."
            ),
        ),
        Verdict::NotKnown => (
            "not-known",
            say!(
                "Tidak ada syarat yang gagal, tetapi sebagian belum dapat dipastikan. Anda tetap dapat mendaftar.",
                "You fail no rule, but some cannot be decided yet. You can still register."
            ),
        ),
    }
}

fn next_step(verdict: Verdict) -> impl IntoView {
    let (address, words) = match verdict {
        Verdict::Failed => (to("/"), say!("Kembali ke beranda", "Home")),
        Verdict::Passed | Verdict::NotKnown => (
            to("/daftar/"),
            say!("Lanjut mendaftar", "Go on to register"),
        ),
    };
    view! { <p class="actions-row"><a class="button" href=address>{words}</a></p> }
}

fn finding(finding: Finding) -> impl IntoView {
    let (class, sign, words) = match finding.verdict {
        Verdict::Passed => ("passed", "✓", say!("Terpenuhi", "Met")),
        Verdict::Failed => ("failed", "✕", say!("Belum terpenuhi", "Not met")),
        Verdict::NotKnown => ("not-known", "?", say!("Belum diketahui", "Not known")),
    };
    view! {
        <li class=class>
            <h3>{finding.title}</h3>
            <p class="verdict"><span class="sign" aria-hidden="true">{sign}</span>{words}</p>
            <p>{finding.advice}</p>
            <p class="hint">{tell!("Sumber: {}", "Source: {}", finding.source)}</p>
        </li>
    }
}
