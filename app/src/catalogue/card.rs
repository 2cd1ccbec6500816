//! One course in the list: once, with every platform that sells it.

use super::words;
use crate::ui::{Draw, Drawn, say, spoken, tell, to};
use chrono::NaiveDate;
use domain::catalogue::search::Seed;
use domain::catalogue::{Course, Directory};
use leptos::prelude::*;

/// The course; a tick puts it beside others.
pub fn card(course: &Course, directory: &Directory, seed: Seed, today: NaiveDate) -> Drawn {
    let id = course.id.to_string();
    let tick = format!("banding-{id}");
    let teacher = directory
        .institution(course.institution)
        .map_or("", |one| one.name.as_str());
    let head = tell!(
        "{teacher} · {} · {} · {}",
        "{teacher} · {} · {} · {}",
        course.mode.label(spoken()),
        course.level.label(spoken()),
        words::hours(course)
    );
    let prices: Vec<_> = seed
        .offers(course)
        .into_iter()
        .map(|offer| {
            let at = directory
                .platform(offer.platform)
                .map_or("", |one| one.name.as_str());
            let price = offer.price.rupiah().to_string();
            view! { <li><strong>{price}</strong>{tell!(" di {at}", " in {at}")}</li> }
        })
        .collect();
    let unsold = prices
        .is_empty()
        .then(|| view! { <li>{say!("Tidak dijual saat ini", "Not sold at present")}</li> });
    let free = words::free(course).map(|words| view! { <p class="warning">{words}</p> });
    view! {
        <li>
            <h3><a href=to(&format!("/pelatihan/{id}/"))>{course.title.as_str().to_owned()}</a></h3>
            <p class="soft">{head}</p>
            {free}
            <ul class="prices">{prices}{unsold}</ul>
            <p>{words::rating(course.rating)}" · "{words::completed(course.completed)}</p>
            <p>{words::soonest(course, today)}</p>
            <div class="choice">
                <input type="checkbox" id=tick.clone() name="id" value=id />
                <label for=tick>{say!("Bandingkan", "Compare")}<span class="unseen">{format!(": {}", course.title.as_str())}</span></label>
            </div>
        </li>
    }
    .drawn()
}
