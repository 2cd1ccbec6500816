//! What people who completed a course say of it, on the course's page. The
//! catalogue's own figures from before stand beside these and stay what they are.

use crate::ui::spoken;
use crate::ui::{Draw, Drawn, say, tell, thousands};
use domain::region::provinces;
use domain::review::{CourseReviews, Figures, PublicReview, Stars};
use domain::time::long_date;
use leptos::prelude::*;

/// The section; says so where the reviews could not be read.
pub fn reviews(reviews: Option<&CourseReviews>) -> Drawn {
    let inside = match reviews {
        None => {
            view! { <p>{say!("Penilaian sedang tidak dapat ditampilkan. Coba lagi sebentar lagi.", "Ratings cannot be shown at present. Try again in a moment.")}</p> }
                .drawn()
        }
        Some(reviews) => match reviews.figures.mean_tenths() {
            None => {
                view! { <p>{say!("Belum ada peserta yang menilai pelatihan ini di sini.", "Nobody has rated this course here yet.")}</p> }.drawn()
            }
            Some(tenths) => rated(reviews, tenths),
        },
    };
    view! {
        <section aria-labelledby="penilaian">
            <h2 id="penilaian">{say!("Penilaian dari peserta yang selesai", "Ratings by those who completed it")}</h2>
            {inside}
        </section>
    }
    .drawn()
}

fn rated(reviews: &CourseReviews, tenths: u32) -> Drawn {
    let mean = tell!("{},{} dari 5", "{}.{} of 5", tenths / 10, tenths % 10);
    let count = tell!(
        " dari {} penilaian",
        " from ratings: {}",
        thousands(reviews.figures.count())
    );
    let texts: Vec<_> = reviews.reviews.iter().map(one).collect();
    let newest = (reviews.texts as usize > texts.len()).then(|| {
        let words = tell!(
            "{} ulasan terbaru dari {}.",
            "The latest {} of {} reviews.",
            texts.len(),
            thousands(reviews.texts)
        );
        view! { <p class="hint">{words}</p> }
    });
    view! {
        <p><strong>{mean}</strong>{count}</p>
        {bars(&reviews.figures)}
        <ul class="courses">{texts}</ul>
        {newest}
        <p class="hint">{say!("Hanya peserta yang menyelesaikan pelatihan ini yang dapat menilai, satu kali untuk setiap pembelian. Bintang dihitung juga kalau ulasannya tidak ditampilkan.", "Only participants who completed this course can rate it, once for each purchase. Stars count even if the review is not shown.")}</p>
    }
    .drawn()
}

/// How many gave how many stars, best first.
fn bars(figures: &Figures) -> impl IntoView + use<> {
    let rows: Vec<_> = Stars::ALL
        .into_iter()
        .rev()
        .map(|stars| {
            let words = tell!("{} bintang", "Stars: {}", stars.get());
            let count = figures.of(stars);
            view! { <div><dt>{words}</dt><dd>{thousands(count)}</dd></div> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}

fn one(review: &PublicReview) -> impl IntoView + use<> {
    let province = provinces().find(|one| one.code == review.province);
    let from = province.map_or("", |one| one.name);
    let lines: Vec<_> = review
        .text
        .lines()
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    let stars = tell!("{} dari 5 bintang", "{} of 5 stars", review.stars.get());
    let by = tell!(
        "{}, {from}, {}",
        "{}, {from}, {}",
        review.by,
        long_date(review.on, spoken())
    );
    view! { <li><p><strong>{stars}</strong></p>{lines}<p class="hint">{by}</p></li> }
}
