//! What somebody who was drawn has: the card, its balance, and the day by which
//! the first course has to be bought.

use crate::ui::time;
use domain::award::Award;
use leptos::prelude::*;

/// The award's section.
pub fn award(award: &Award) -> impl IntoView + use<> {
    let deadline = match award.revoked_at {
        Some(at) => view! {
            <p>"Dicabut "{time(at)}", karena pelatihan pertama tidak dibeli sampai batas waktu. Saldo kembali ke kas negara."</p>
        }
        .into_any(),
        None => view! {
            <p>"Beli pelatihan pertama sebelum "<strong>{time(award.buy_before)}</strong>". Lewat dari itu, saldo kembali ke kas negara dan kepesertaan Anda dicabut."</p>
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
            <p><a href="/pelatihan/">"Cari dan bandingkan pelatihan"</a></p>
            <p class="hint">"Saldo hanya untuk membeli pelatihan dan tidak dapat diuangkan. Jangan berikan nomor kartu kepada siapa pun selain saat membeli pelatihan."</p>
        </section>
    }
}
