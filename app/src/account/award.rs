//! What somebody who was drawn has: the card, its balance, and the day by which
//! the first course has to be bought.

use crate::ui::spoken;
use crate::ui::{Draw, say, time, to};
use domain::api::Account;
use domain::award::{Award, spend_before};
use domain::scheme::Scheme;
use domain::time::left;
use leptos::prelude::*;

/// The award's section.
pub fn award(award: &Award, account: &Account) -> impl IntoView + use<> {
    let has_bought = account
        .purchases
        .iter()
        .any(|one| one.redeem.redeem_at.is_some());
    let deadline = match award.revoked_at {
        Some(at) => view! {
            <p>{say!("Dicabut ", "Taken back ")}{time(at)}{say!(", dan sisa saldo kembali ke kas negara.", ", and what was left of the balance went back to the treasury.")}</p>
        }
        .drawn(),
        None if has_bought => ().drawn(),
        None => view! {
            <p>{say!("Beli pelatihan pertama sebelum ", "Buy your first course before ")}<strong>{time(award.buy_before)}</strong>" ("{left(account.as_of, award.buy_before, spoken())}{say!("). Lewat dari itu, saldo kembali ke kas negara dan kepesertaan Anda dicabut.", "). After that the balance goes back to the treasury and your award is taken back.")}</p>
        }
        .drawn(),
    };
    view! {
        <section aria-labelledby="kartu">
            <h2 id="kartu">{say!("Kartu Prakerja Anda", "Your Prakerja card")}</h2>
            <p class="number-label">{say!("Nomor kartu", "Card number")}</p>
            <p><code>{award.card.grouped()}</code></p>
            <dl class="facts">
                <div><dt>{say!("Saldo pelatihan", "Training balance")}</dt><dd><strong>{award.balance.to_string()}</strong></dd></div>
            </dl>
            {deadline}
            {closing(award, account)}
            {award.revoked_at.is_none().then(spending)}
        </section>
    }
}

/// What the balance is for.
fn spending() -> impl IntoView {
    view! {
        <p><a href=to("/pelatihan/")>{say!("Cari dan bandingkan pelatihan", "Find and compare courses")}</a></p>
        <p class="hint">{say!("Saldo hanya untuk membeli pelatihan dan tidak dapat diuangkan. Jangan berikan nomor kartu kepada siapa pun selain saat membeli pelatihan.", "The balance buys courses only and cannot be turned into cash. Give the card number to nobody except when you buy a course.")}</p>
    }
}

/// When the balance closes, where its scheme sets a day.
fn closing(award: &Award, account: &Account) -> Option<impl IntoView + use<>> {
    let scheme = Scheme::find(award.scheme.as_str()).ok()?;
    let closes = spend_before(&scheme, award.awarded_at)?;
    let left = left(account.as_of, closes, spoken());
    award.revoked_at.is_none().then(|| {
        view! { <p>{say!("Saldo ditutup ", "The balance closes ")}<strong>{time(closes)}</strong>" ("{left}{say!("). Sisa yang tidak dipakai kembali ke kas negara.", "). What is not used goes back to the treasury.")}</p> }
    })
}
