//! Being paid: what it takes, each instalment with its state, the account that
//! the money goes to, and the surveys.

use crate::ui::{Draw, say, spoken, tell, time, to};
use chrono::{DateTime, Utc};
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
        Some(account) => linked(account, payout.waits_until).drawn(),
        None => link(&payout.partners).drawn(),
    };
    view! {
        <section aria-labelledby="insentif">
            <h2 id="insentif">{say!("Insentif Anda", "Your incentives")}</h2>
            <p>{say!("Insentif mencari kerja sebesar ", "The job-search incentive of ")}<strong>{payout.job_search_total.to_string()}</strong>{say!(" dibayarkan setelah pelatihan pertama Anda memenuhi ketiga hal ini.", " is paid when your first course has met these three.")}</p>
            {conditions(&payout.conditions)}
            {instalments}
            {surveys}
            {account}
        </section>
    }
}

fn conditions(known: &Conditions) -> impl IntoView + use<> {
    let rows = [
        (
            say!("Pelatihan selesai", "Course completed"),
            known.completed_at,
        ),
        (
            say!("Sertifikat diterima", "Certificate accepted"),
            known.certificate_at,
        ),
        (
            say!("Pelatihan sudah Anda nilai", "Course rated by you"),
            known.rated_at,
        ),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, at)| {
            let state = match at {
                Some(at) => view! { {say!("Sudah, ", "Yes, ")}{time(at)} }.drawn(),
                None => say!("Belum", "Not yet").drawn(),
            };
            view! { <div><dt>{what}</dt><dd>{state}</dd></div> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}

fn name(one: &InstalmentView) -> String {
    match one.kind {
        Kind::JobSearch if one.number == 1 => {
            say!("Insentif mencari kerja", "Job-search incentive").to_owned()
        }
        Kind::JobSearch => tell!(
            "Insentif mencari kerja ke-{}",
            "Job-search incentive no. {}",
            one.number
        ),
        Kind::Survey => tell!(
            "Insentif survei ke-{}",
            "Survey incentive no. {}",
            one.number
        ),
    }
}

fn instalment(one: &InstalmentView) -> impl IntoView + use<> {
    let (state, meaning) = match one.status {
        InstalmentStatus::Scheduled => (
            say!("Menunggu diproses", "Waiting"),
            view! { {say!("Dibayarkan mulai ", "Paid from ")}{time(one.at)}"." }.drawn(),
        ),
        InstalmentStatus::AccountNeeded => (
            say!("Menunggu rekening", "Waiting for an account"),
            say!("Hubungkan rekening atau dompet digital Anda di bawah; setelah itu uangnya langsung dikirim.", "Link your bank account or digital wallet below; the money is then sent at once.").drawn(),
        ),
        InstalmentStatus::UnderReview => (
            say!("Sedang diperiksa", "Being checked"),
            say!("Kami memeriksa lagi sebelum uang dikirim. Anda tidak perlu berbuat apa-apa.", "We check once more before money is sent. You need not do anything.").drawn(),
        ),
        InstalmentStatus::Processing => (
            say!("Sedang diproses", "Being processed"),
            view! { {say!("Dikirim lewat mitra pembayaran sejak ", "Sent through the payment partner since ")}{time(one.at)}"." }.drawn(),
        ),
        InstalmentStatus::Retrying => (
            say!("Belum berhasil, akan dikirim lagi", "Not yet; it will be sent again"),
            say!("Ada gangguan di mitra pembayaran. Anda tidak perlu berbuat apa-apa.", "The payment partner has a fault. You need not do anything.").drawn(),
        ),
        InstalmentStatus::Failed => {
            let why = one.failure.map(|one| why_failed(one, spoken())).unwrap_or(say!("ada kendala", "something went wrong"));
            (
                say!("Gagal", "Failed"),
                tell!("Uangnya tidak sampai karena {why}. Lepaskan rekening itu, lalu hubungkan yang lain.", "The money did not arrive because {why}. Unlink that account, then link another.").drawn(),
            )
        }
        InstalmentStatus::Paid => (
            say!("Sudah dibayarkan", "Paid"),
            view! { {say!("Masuk pada ", "Arrived on ")}{time(one.at)}"." }.drawn(),
        ),
        InstalmentStatus::Refused => {
            let why = one.reason.map(|one| why_refused(one, spoken())).unwrap_or(say!("ada kendala", "something went wrong"));
            (say!("Tidak dibayarkan", "Not paid"), tell!("Tidak dibayarkan karena {why}.", "Not paid because {why}.").drawn())
        }
    };
    view! {
        <article class="panel">
            <h3>{name(one)}</h3>
            <p class="status-label">{state}</p>
            <p>{meaning}</p>
            <dl class="facts"><div><dt>{say!("Jumlah", "Amount")}</dt><dd>{one.amount.to_string()}</dd></div></dl>
        </article>
    }
}

fn survey(survey: &SurveyView) -> impl IntoView + use<> {
    let number = survey.number;
    let state = match (survey.answered_at, survey.is_open) {
        (Some(at), _) => view! { <p>{say!("Terima kasih, Anda menjawabnya pada ", "Thank you; you answered it on ")}{time(at)}"."</p> }.drawn(),
        (None, true) => view! {
            <p>{say!("Beberapa pertanyaan saja. Setelah dijawab, Anda menerima ", "A few questions only. When you have answered, you receive ")}{survey.amount.to_string()}"."</p>
            <p><a class="button" href=to(&format!("/akun/survei/{number}/"))>{tell!("Isi survei ke-{number}", "Answer survey {number}")}</a></p>
        }
        .drawn(),
        (None, false) => view! { <p>{say!("Dibuka ", "Opens ")}{time(survey.opens_at)}{say!(". Kami akan mengingatkan lewat SMS.", ". We will remind you by SMS.")}</p> }.drawn(),
    };
    view! {
        <article class="panel">
            <h3>{tell!("Survei ke-{number}", "Survey {number}")}</h3>
            {state}
        </article>
    }
}

fn linked(account: &LinkedAccount, waits_until: Option<DateTime<Utc>>) -> impl IntoView + use<> {
    view! {
        <h3 id="rekening">{say!("Rekening atau dompet Anda", "Your account or wallet")}</h3>
        <dl class="facts">
            <div><dt>{say!("Mitra pembayaran", "Payment partner")}</dt><dd>{account.partner_name.clone()}</dd></div>
            <div><dt>{say!("Nomor", "Number")}</dt><dd>{account.number.clone()}</dd></div>
            <div><dt>{say!("Terhubung sejak", "Linked since")}</dt><dd>{time(account.linked_at)}</dd></div>
        </dl>
        {waits_until.map(|until| view! {
            <p class="warning">{say!("Rekening atau dompet ini baru menggantikan yang lama. Demi keamanan, insentif dikirim ke sini mulai ", "This account or wallet has just taken the place of another. To be safe, incentives are sent here from ")}{time(until)}"."</p>
        })}
        <form method="post" action=to("/akun/rekening/lepas/")>
            <button class="button quiet" type="submit">{say!("Lepaskan", "Unlink")}</button>
        </form>
        <p class="hint">{say!("Lepaskan dulu kalau ingin memakai rekening atau dompet lain. Uang yang sedang dikirim tetap sampai ke sini.", "Unlink it first if you want to use another account or wallet. Money that is on its way still comes here.")}</p>
    }
}

fn link(partners: &[PartnerChoice]) -> impl IntoView + use<> {
    let choices: Vec<_> = partners
        .iter()
        .map(|one| {
            let id = format!("mitra-{}", one.id.as_str());
            let words = match one.kind {
                PartnerKind::Bank => tell!("{} (rekening bank)", "{} (bank account)", one.name),
                PartnerKind::Wallet => tell!("{} (dompet digital)", "{} (digital wallet)", one.name),
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
        <h3 id="rekening">{say!("Ke mana insentif dikirim?", "Where should incentives be sent?")}</h3>
        <p>{say!("Pakai rekening atau dompet atas nama Anda sendiri, yang sudah diverifikasi dengan KTP Anda. Nama dan NIK kami cocokkan lebih dulu dengan mitra pembayaran, supaya uangnya tidak gagal dikirim.", "Use an account or wallet in your own name, verified with your identity card. We match name and NIK with the payment partner first, so that the money does not fail to arrive.")}</p>
        <form method="post" action=to("/akun/rekening/")>
            <fieldset class="field">
                <legend>{say!("Mitra pembayaran", "Payment partner")}</legend>
                {choices}
            </fieldset>
            <div class="field">
                <label for="nomor-rekening">{say!("Nomor rekening atau nomor HP dompet", "Account number, or mobile number of the wallet")}</label>
                <p class="hint" id="nomor-rekening-hint">{say!("Dompet digital harus memakai nomor HP yang Anda daftarkan di sini.", "A digital wallet must use the mobile number that you registered here.")}</p>
                <input id="nomor-rekening" name="number" class="wide-20" type="text" inputmode="numeric" autocomplete="off" required aria-describedby="nomor-rekening-hint" />
            </div>
            <button class="button" type="submit">{say!("Hubungkan", "Link")}</button>
        </form>
    }
}
