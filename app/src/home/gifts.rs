//! What the programme gives, straight from the scheme's data.

use domain::scheme::{Incentive, Scheme};
use leptos::prelude::*;

/// The amounts of a scheme, what each is for, and what they come to.
pub fn gifts(scheme: &Scheme) -> impl IntoView + use<> {
    let hours = scheme
        .minimum_training_hours
        .map(|hours| format!(" Lama pelatihan paling sedikit {hours} jam."));
    let days = scheme.first_purchase_within_days;
    view! {
        <section aria-labelledby="bantuan">
            <h2 id="bantuan">"Yang Anda terima bila terpilih"</h2>
            <dl class="amounts">
                <div>
                    <dt>"Saldo pelatihan"</dt>
                    <dd><strong>{scheme.training_balance.to_string()}</strong>
                    <span>"Hanya untuk membeli pelatihan, tidak dapat diuangkan."{hours}</span></dd>
                </div>
                <div>
                    <dt>"Insentif mencari kerja"</dt>
                    <dd><strong>{times(scheme.job_search_incentive)}</strong>
                    <span>"Setelah pelatihan pertama selesai."</span></dd>
                </div>
                <div>
                    <dt>"Insentif survei"</dt>
                    <dd><strong>{times(scheme.survey_incentive)}</strong>
                    <span>"Untuk setiap survei yang Anda isi."</span></dd>
                </div>
                <div class="total">
                    <dt>"Seluruhnya sampai"</dt>
                    <dd><strong>{scheme.total().to_string()}</strong></dd>
                </div>
            </dl>
            <p>{format!("Beli pelatihan pertama dalam {days} hari sejak ditetapkan sebagai penerima. Lewat dari itu, bantuan dibatalkan.")}</p>
        </section>
    }
}

fn times(incentive: Incentive) -> String {
    match incentive.times {
        1 => incentive.amount.to_string(),
        times => format!("{times} × {}", incentive.amount),
    }
}
