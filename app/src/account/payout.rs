//! Being paid: what it takes, each instalment with its state, the account that
//! the money goes to, and the surveys.

use crate::ui::time;
use domain::incentive::{
    Conditions, InstalmentStatus, InstalmentView, Kind, LinkedAccount, PartnerChoice, PayoutView,
    SurveyView,
};
use domain::messages::{why_failed, why_refused};
use domain::scheme::PartnerKind;
use leptos::prelude::*;

/// The section.
pub fn payout(payout: &PayoutView) -> impl IntoView + use<> {
    let instalments: Vec<_> = payout.instalments.iter().map(instalment).collect();
    let surveys: Vec<_> = payout.surveys.iter().map(survey).collect();
    let account = match &payout.account {
        Some(account) => linked(account).into_any(),
        None => link(&payout.partners).into_any(),
    };
    view! {
        <section aria-labelledby="insentif">
            <h2 id="insentif">"Insentif Anda"</h2>
            <p>"Insentif mencari kerja sebesar "<strong>{payout.job_search_total.to_string()}</strong>" dibayarkan setelah pelatihan pertama Anda memenuhi ketiga hal ini."</p>
            {conditions(&payout.conditions)}
            {instalments}
            {surveys}
            {account}
        </section>
    }
}

fn conditions(known: &Conditions) -> impl IntoView + use<> {
    let rows = [
        ("Pelatihan selesai", known.completed_at),
        ("Sertifikat diterima", known.certificate_at),
        ("Pelatihan sudah Anda nilai", known.rated_at),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, at)| {
            let state = match at {
                Some(at) => view! { "Sudah, "{time(at)} }.into_any(),
                None => "Belum".into_any(),
            };
            view! { <div><dt>{what}</dt><dd>{state}</dd></div> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}

fn name(one: &InstalmentView) -> String {
    match one.kind {
        Kind::JobSearch if one.number == 1 => "Insentif mencari kerja".to_owned(),
        Kind::JobSearch => format!("Insentif mencari kerja ke-{}", one.number),
        Kind::Survey => format!("Insentif survei ke-{}", one.number),
    }
}

fn instalment(one: &InstalmentView) -> impl IntoView + use<> {
    let (state, meaning) = match one.status {
        InstalmentStatus::Scheduled => (
            "Menunggu diproses",
            view! { "Dibayarkan mulai "{time(one.at)}"." }.into_any(),
        ),
        InstalmentStatus::AccountNeeded => (
            "Menunggu rekening",
            "Hubungkan rekening atau dompet digital Anda di bawah; setelah itu uangnya langsung dikirim.".into_any(),
        ),
        InstalmentStatus::UnderReview => (
            "Sedang diperiksa",
            "Kami memeriksa lagi sebelum uang dikirim. Anda tidak perlu berbuat apa-apa.".into_any(),
        ),
        InstalmentStatus::Processing => (
            "Sedang diproses",
            view! { "Dikirim lewat mitra pembayaran sejak "{time(one.at)}"." }.into_any(),
        ),
        InstalmentStatus::Retrying => (
            "Belum berhasil, akan dikirim lagi",
            "Ada gangguan di mitra pembayaran. Anda tidak perlu berbuat apa-apa.".into_any(),
        ),
        InstalmentStatus::Failed => {
            let why = one.failure.map(why_failed).unwrap_or("ada kendala");
            (
                "Gagal",
                format!("Uangnya tidak sampai karena {why}. Lepaskan rekening itu, lalu hubungkan yang lain.").into_any(),
            )
        }
        InstalmentStatus::Paid => (
            "Sudah dibayarkan",
            view! { "Masuk pada "{time(one.at)}"." }.into_any(),
        ),
        InstalmentStatus::Refused => {
            let why = one.reason.map(why_refused).unwrap_or("ada kendala");
            ("Tidak dibayarkan", format!("Tidak dibayarkan karena {why}.").into_any())
        }
    };
    view! {
        <article class="panel">
            <h3>{name(one)}</h3>
            <p class="status-label">{state}</p>
            <p>{meaning}</p>
            <dl class="facts"><div><dt>"Jumlah"</dt><dd>{one.amount.to_string()}</dd></div></dl>
        </article>
    }
}

fn survey(survey: &SurveyView) -> impl IntoView + use<> {
    let number = survey.number;
    let state = match (survey.answered_at, survey.is_open) {
        (Some(at), _) => view! { <p>"Terima kasih, Anda menjawabnya pada "{time(at)}"."</p> }.into_any(),
        (None, true) => view! {
            <p>"Beberapa pertanyaan saja. Setelah dijawab, Anda menerima "{survey.amount.to_string()}"."</p>
            <p><a class="button" href=format!("/akun/survei/{number}/")>{format!("Isi survei ke-{number}")}</a></p>
        }
        .into_any(),
        (None, false) => view! { <p>"Dibuka "{time(survey.opens_at)}". Kami akan mengingatkan lewat SMS."</p> }.into_any(),
    };
    view! {
        <article class="panel">
            <h3>{format!("Survei ke-{number}")}</h3>
            {state}
        </article>
    }
}

fn linked(account: &LinkedAccount) -> impl IntoView + use<> {
    view! {
        <h3 id="rekening">"Rekening atau dompet Anda"</h3>
        <dl class="facts">
            <div><dt>"Mitra pembayaran"</dt><dd>{account.partner_name.clone()}</dd></div>
            <div><dt>"Nomor"</dt><dd>{account.number.clone()}</dd></div>
            <div><dt>"Terhubung sejak"</dt><dd>{time(account.linked_at)}</dd></div>
        </dl>
        <form method="post" action="/akun/rekening/lepas/">
            <button class="button quiet" type="submit">"Lepaskan"</button>
        </form>
        <p class="hint">"Lepaskan dulu kalau ingin memakai rekening atau dompet lain. Uang yang sedang dikirim tetap sampai ke sini."</p>
    }
}

fn link(partners: &[PartnerChoice]) -> impl IntoView + use<> {
    let choices: Vec<_> = partners
        .iter()
        .map(|one| {
            let id = format!("mitra-{}", one.id.as_str());
            let words = match one.kind {
                PartnerKind::Bank => format!("{} (rekening bank)", one.name),
                PartnerKind::Wallet => format!("{} (dompet digital)", one.name),
            };
            view! {
                <div class="choice">
                    <input id=id.clone() name="partner" type="radio" required value=one.id.as_str().to_owned() />
                    <label for=id>{words}</label>
                </div>
            }
        })
        .collect();
    view! {
        <h3 id="rekening">"Ke mana insentif dikirim?"</h3>
        <p>"Pakai rekening atau dompet atas nama Anda sendiri, yang sudah diverifikasi dengan KTP Anda. Nama dan NIK kami cocokkan lebih dulu dengan mitra pembayaran, supaya uangnya tidak gagal dikirim."</p>
        <form method="post" action="/akun/rekening/">
            <fieldset class="field">
                <legend>"Mitra pembayaran"</legend>
                {choices}
            </fieldset>
            <div class="field">
                <label for="nomor-rekening">"Nomor rekening atau nomor HP dompet"</label>
                <p class="hint" id="nomor-rekening-hint">"Dompet digital harus memakai nomor HP yang Anda daftarkan di sini."</p>
                <input id="nomor-rekening" name="number" class="wide-20" type="text" inputmode="numeric" autocomplete="off" required aria-describedby="nomor-rekening-hint" />
            </div>
            <button class="button" type="submit">"Hubungkan"</button>
        </form>
    }
}
