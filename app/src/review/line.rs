//! What the account says of a completed course's review, and the way to it.

use crate::ui::{Draw, Drawn, say, spoken, tell, time, to};
use chrono::{DateTime, Utc};
use domain::partner::RedeemStatus;
use domain::purchase::PurchaseView;
use domain::review::{Moderation, OwnReview};
use leptos::prelude::*;

/// Nothing before the course is completed.
pub fn line(purchase: &PurchaseView, reviews: &[OwnReview], now: DateTime<Utc>) -> Option<Drawn> {
    if purchase.redeem.status != RedeemStatus::Completed {
        return None;
    }
    let href = to(&format!("/akun/ulasan/{}/", purchase.id.as_str()));
    let Some(known) = reviews.iter().find(|one| one.purchase == purchase.id) else {
        let label = tell!("Beri penilaian untuk {}", "Rate {}", purchase.title);
        return Some(
            view! {
                <p>{say!("Beri penilaian: insentif Anda menunggu penilaian ini, dan calon peserta lain terbantu.", "Rate it: your incentive waits for it, and it helps others to choose.")}</p>
                <p><a class="button" href=href aria-label=label>{say!("Beri penilaian", "Rate it")}</a></p>
            }
            .drawn(),
        );
    };
    let change = (now < known.changeable_until).then(|| {
        let label = tell!("Ubah penilaian untuk {}", "Change the rating of {}", purchase.title);
        view! { <p><a href=href aria-label=label>{say!("Ubah penilaian", "Change the rating")}</a>{say!(" sampai ", " until ")}{time(known.changeable_until)}</p> }
    });
    Some(
        view! {
            <p>{say!("Penilaian Anda: ", "Your rating: ")}<strong>{tell!("{} dari 5 bintang", "{} of 5 stars", known.stars.get())}</strong></p>
            {state(known).map(|words| view! { <p>{words}</p> })}
            {change}
        }
        .drawn(),
    )
}

/// Whether others see the text; nothing where there is none.
fn state(known: &OwnReview) -> Option<String> {
    known.text.as_ref()?;
    Some(match known.moderation {
        Moderation::Shown => say!(
            "Ulasan Anda ditampilkan di halaman pelatihan.",
            "Your review is shown on the course’s page."
        )
        .to_owned(),
        Moderation::Waiting => say!(
            "Ulasan Anda menunggu pemeriksaan petugas, lalu ditampilkan.",
            "Your review waits to be looked at, and is then shown."
        )
        .to_owned(),
        Moderation::Hidden { reason } => tell!(
            "Ulasan Anda tidak ditampilkan. {} Bintang Anda tetap dihitung.",
            "Your review is not shown. {} Your stars still count.",
            reason.label(spoken())
        ),
    })
}
