//! What the account says of a completed course's review, and the way to it.

use crate::ui::{spoken, time};
use chrono::{DateTime, Utc};
use domain::partner::RedeemStatus;
use domain::purchase::PurchaseView;
use domain::review::{Moderation, OwnReview};
use leptos::prelude::*;

/// Nothing before the course is completed.
pub fn line(purchase: &PurchaseView, reviews: &[OwnReview], now: DateTime<Utc>) -> Option<AnyView> {
    if purchase.redeem.status != RedeemStatus::Completed {
        return None;
    }
    let href = format!("/akun/ulasan/{}/", purchase.id.as_str());
    let Some(known) = reviews.iter().find(|one| one.purchase == purchase.id) else {
        let label = format!("Beri penilaian untuk {}", purchase.title);
        return Some(
            view! {
                <p>"Beri penilaian: insentif Anda menunggu penilaian ini, dan calon peserta lain terbantu."</p>
                <p><a class="button" href=href aria-label=label>"Beri penilaian"</a></p>
            }
            .into_any(),
        );
    };
    let change = (now < known.changeable_until).then(|| {
        let label = format!("Ubah penilaian untuk {}", purchase.title);
        view! { <p><a href=href aria-label=label>"Ubah penilaian"</a>" sampai "{time(known.changeable_until)}</p> }
    });
    Some(
        view! {
            <p>"Penilaian Anda: "<strong>{format!("{} dari 5 bintang", known.stars.get())}</strong></p>
            {state(known).map(|words| view! { <p>{words}</p> })}
            {change}
        }
        .into_any(),
    )
}

/// Whether others see the text; nothing where there is none.
fn state(known: &OwnReview) -> Option<String> {
    known.text.as_ref()?;
    Some(match known.moderation {
        Moderation::Shown => "Ulasan Anda ditampilkan di halaman pelatihan.".to_owned(),
        Moderation::Waiting => {
            "Ulasan Anda menunggu pemeriksaan petugas, lalu ditampilkan.".to_owned()
        }
        Moderation::Hidden { reason } => format!(
            "Ulasan Anda tidak ditampilkan. {} Bintang Anda tetap dihitung.",
            reason.label(spoken())
        ),
    })
}
