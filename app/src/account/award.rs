//! What somebody who was drawn has: the card, its balance, and the day by which
//! the first course has to be bought.

use crate::ui::time;
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
            <p>"Dicabut "{time(at)}", dan sisa saldo kembali ke kas negara."</p>
        }
        .into_any(),
        None if has_bought => ().into_any(),
        None => view! {
            <p>"Beli pelatihan pertama sebelum "<strong>{time(award.buy_before)}</strong>" ("{left(account.as_of, award.buy_before)}"). Lewat dari itu, saldo kembali ke kas negara dan kepesertaan Anda dicabut."</p>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="kartu">
            <h2 id="kartu">"Kartu Prakerja Anda"</h2>
            <p class="number-label">"Nomor kartu"</p>
            <p><code>{award.card.grouped()}</code></p>
            <dl class="facts">
                <div><dt>"Saldo pelatihan"</dt><dd><strong>{award.balance.to_string()}</strong></dd></div>
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
        <p><a href="/pelatihan/">"Cari dan bandingkan pelatihan"</a></p>
        <p class="hint">"Saldo hanya untuk membeli pelatihan dan tidak dapat diuangkan. Jangan berikan nomor kartu kepada siapa pun selain saat membeli pelatihan."</p>
    }
}

/// When the balance closes, where its scheme sets a day.
fn closing(award: &Award, account: &Account) -> Option<impl IntoView + use<>> {
    let scheme = Scheme::find(award.scheme.as_str()).ok()?;
    let closes = spend_before(&scheme, award.awarded_at)?;
    let left = left(account.as_of, closes);
    award.revoked_at.is_none().then(|| {
        view! { <p>"Saldo ditutup "<strong>{time(closes)}</strong>" ("{left}"). Sisa yang tidak dipakai kembali ke kas negara."</p> }
    })
}
