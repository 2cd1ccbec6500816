//! What the programme gives, straight from the scheme's data.

use crate::ui::{say, tell};
use domain::scheme::{Incentive, Scheme};
use leptos::prelude::*;

/// The amounts of a scheme, what each is for, and what they come to.
pub fn gifts(scheme: &Scheme) -> impl IntoView + use<> {
    let hours = scheme.minimum_training_hours.map(|hours| {
        tell!(
            " Lama pelatihan paling sedikit {hours} jam.",
            " A course takes {hours} hours or more."
        )
    });
    let days = scheme.first_purchase_within_days;
    view! {
        <section aria-labelledby="bantuan">
            <h2 id="bantuan">{say!("Yang Anda terima bila terpilih", "What you receive if you are drawn")}</h2>
            <dl class="amounts">
                <div>
                    <dt>{say!("Saldo pelatihan", "Training balance")}</dt>
                    <dd><strong>{scheme.training_balance.to_string()}</strong>
                    <span>{say!("Hanya untuk membeli pelatihan, tidak dapat diuangkan.", "For buying courses only; it cannot be turned into cash.")}{hours}</span></dd>
                </div>
                <div>
                    <dt>{say!("Insentif mencari kerja", "Job-search incentive")}</dt>
                    <dd><strong>{times(scheme.job_search_incentive)}</strong>
                    <span>{say!("Setelah pelatihan pertama selesai.", "After you complete your first course.")}</span></dd>
                </div>
                <div>
                    <dt>{say!("Insentif survei", "Survey incentive")}</dt>
                    <dd><strong>{times(scheme.survey_incentive)}</strong>
                    <span>{say!("Untuk setiap survei yang Anda isi.", "For each survey that you answer.")}</span></dd>
                </div>
                <div class="total">
                    <dt>{say!("Seluruhnya sampai", "Altogether up to")}</dt>
                    <dd><strong>{scheme.total().to_string()}</strong></dd>
                </div>
            </dl>
            <p>{tell!("Beli pelatihan pertama dalam {days} hari sejak ditetapkan sebagai penerima. Lewat dari itu, bantuan dibatalkan.", "Buy your first course within {days} days of your award. After that, it is taken back.")}</p>
        </section>
    }
}

fn times(incentive: Incentive) -> String {
    match incentive.times {
        1 => incentive.amount.to_string(),
        times => tell!("{times} × {}", "{times} × {}", incentive.amount),
    }
}
