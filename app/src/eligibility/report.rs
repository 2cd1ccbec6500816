//! The outcome of every rule, with its source and what to do. Never colour
//! alone: a sign and a word beside it.

use crate::ui::spoken;
use crate::ui::{say, tell, to};
use domain::eligibility::{EligibilityDraft, Finding, Report, Verdict};
use domain::time::long_date;
use leptos::either::Either;
use leptos::prelude::*;

/// The report and where to go from it.
pub fn report(report: &Report, draft: &EligibilityDraft) -> impl IntoView + use<> {
    let (class, sentence) = overall(report);
    let findings: Vec<_> = report.findings.iter().cloned().map(finding).collect();
    view! {
        <section class=format!("panel {class}") aria-label=say!("Kesimpulan", "Conclusion")>
            <p class="verdict-line">{sentence}</p>
            {next_step(report.overall, draft)}
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

/// Whoever goes on takes along what the registration asks as well.
fn next_step(verdict: Verdict, draft: &EligibilityDraft) -> impl IntoView + use<> {
    if verdict == Verdict::Failed {
        return Either::Left(view! {
            <p class="actions-row"><a class="button" href=to("/")>{say!("Kembali ke beranda", "Home")}</a></p>
        });
    }
    let known = draft.for_registration().into_iter();
    let known = known.filter(|(_, value)| !value.is_empty());
    let fields: Vec<_> = known
        .map(|(field, value)| {
            view! { <input type="hidden" name=field.as_str() value=value.to_owned() /> }
        })
        .collect();
    let taken_along = (!fields.is_empty()).then(|| {
        view! { <p class="hint">{say!("Tanggal lahir dan pekerjaan yang Anda isi ikut dibawa, jadi tidak perlu diketik lagi.", "The birth date and the work that you entered come along, so there is no need to type them again.")}</p> }
    });
    Either::Right(view! {
        <form class="actions-row" method="post" action=to("/daftar/") novalidate>
            {fields}
            <button class="button" type="submit" name="go" value="edit:nik">{say!("Lanjut mendaftar", "Go on to register")}</button>
            {taken_along}
        </form>
    })
}

/// What is certain before everything is answered: how much is met, and what fails, with what
/// to do about it.
#[cfg(feature = "browser")]
pub fn so_far(report: &Report) -> impl IntoView + use<> {
    let count = |verdict| {
        let all = report.findings.iter();
        all.filter(|one| one.verdict == verdict).count()
    };
    let failed: Vec<_> = report
        .findings
        .iter()
        .filter(|one| one.verdict == Verdict::Failed)
        .map(
            |one| view! { <p class="failed"><b>{one.title.clone()}":"</b>" "{one.advice.clone()}</p> },
        )
        .collect();
    view! {
        <p>{tell!("Sejauh ini: {} terpenuhi, {} belum terpenuhi, {} belum diketahui.", "So far: {} met, {} not met, {} not known.", count(Verdict::Passed), count(Verdict::Failed), count(Verdict::NotKnown))}</p>
        {failed}
    }
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
