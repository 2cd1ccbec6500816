//! The account's section for whoever is certified.

use super::card::card;
use super::words;
use crate::ui::{Draw, Drawn, say, spoken, tell};
use domain::catalogue::Field;
use domain::vacancy::SuitedVacancies;
use leptos::prelude::*;

/// The nearest open vacancies in the fields of somebody's certificates, and the way to
/// the rest.
pub fn suited(suited: &SuitedVacancies) -> Drawn {
    let cards: Vec<_> = suited.vacancies.iter().map(card).collect();
    let inner = if cards.is_empty() {
        view! { <p>{say!("Belum ada lowongan terbuka di bidang sertifikat Anda. Daftarnya diperbarui berkala.", "There is no open vacancy in the field of your certificates. The list is updated regularly.")}</p> }
            .drawn()
    } else {
        view! {
            <p>{say!("Dari bidang sertifikat Anda yang sudah diterima, yang terdekat lebih dulu.", "From the fields of your accepted certificates, the nearest first.")}</p>
            <ul class="courses">{cards}</ul>
        }
        .drawn()
    };
    let rest: Vec<_> = suited
        .fields
        .iter()
        .filter_map(|code| Field::parse(code).ok())
        .map(|field| {
            let label = tell!(
                "Semua lowongan bidang {}",
                "All vacancies in {}",
                field.label(spoken())
            );
            view! { <p><a href=words::in_field(field)>{label}</a></p> }
        })
        .collect();
    view! {
        <section aria-labelledby="lowongan-untuk-anda">
            <h2 id="lowongan-untuk-anda">{say!("Lowongan untuk Anda", "Vacancies for you")}</h2>
            {inner}
            {rest}
        </section>
    }
    .drawn()
}
