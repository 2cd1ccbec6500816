//! One vacancy in a list.

use super::{PATH, words};
use crate::catalogue::words::place_and_province;
use crate::ui::{Draw, Drawn, spoken, tell, to};
use domain::catalogue::Place;
use domain::time::long_date;
use domain::vacancy::{Contract, VacancyView};
use leptos::prelude::*;

/// The vacancy, as a list item.
pub fn card(one: &VacancyView) -> Drawn {
    let place = Place::parse(&one.place).map_or_else(|_| String::new(), place_and_province);
    let contract = Contract::parse(&one.contract).map_or("", |one| one.label(spoken()));
    view! {
        <li>
            <h3><a href=to(&format!("{PATH}{}/", one.id))>{one.title.clone()}</a></h3>
            <p class="soft">{tell!("{} · {place} · {contract}", "{} · {place} · {contract}", one.employer)}</p>
            <p>{words::salary(one.salary)}</p>
            <p>{tell!("Lamar paling lambat {}", "Apply by {}", long_date(one.closes, spoken()))}</p>
        </li>
    }
    .drawn()
}
