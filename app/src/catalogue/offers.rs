//! What a course costs where, the form that buys it, and when it is held.

use super::course_page::CoursePage;
use super::words;
use crate::ui::spoken;
use crate::ui::{Draw, Drawn, say, tell, thousands, to};
use domain::catalogue::{Mode, Offer, Schedule};
use domain::time::long_date;
use leptos::prelude::*;

/// Every platform with its price, cheapest first.
pub fn offers(page: &CoursePage<'_>) -> Drawn {
    let ahead = words::ahead(page.course, page.today);
    let offers: Vec<_> = page
        .seed
        .offers(page.course)
        .into_iter()
        .enumerate()
        .map(|(at, offer)| {
            let key = page.keys.get(at).map(String::as_str);
            one(page, offer, &ahead, key)
        })
        .collect();
    let none = offers
        .is_empty()
        .then(|| view! { <p>{say!("Pelatihan ini tidak dijual saat ini.", "This course is not sold at present.")}</p> });
    let limit = (!offers.is_empty()).then(|| {
        view! { <p class="hint">{say!("Dibayar dengan saldo pelatihan. Di dalam program tidak boleh lebih mahal daripada di luar. Harga sama diurutkan acak; tidak ada platform yang didahulukan.", "Paid with the training balance. It may not cost more inside the programme than outside. Equal prices are shuffled; no platform comes first.")}</p> }
    });
    view! {
        <section aria-labelledby="harga">
            <h2 id="harga">{say!("Harga di setiap platform", "Prices on every platform")}</h2>
            {none}
            <ul class="courses">{offers}</ul>
            {limit}
        </section>
    }
    .drawn()
}

fn one(page: &CoursePage<'_>, offer: &Offer, ahead: &[Schedule], key: Option<&str>) -> Drawn {
    let platform = page
        .directory
        .platform(offer.platform)
        .map_or("", |one| one.name.as_str())
        .to_owned();
    let earlier: Vec<_> = offer
        .earlier
        .iter()
        .map(|one| {
            let words = tell!(
                "{} sejak {}",
                "{} since {}",
                one.price.rupiah(),
                long_date(one.since, spoken())
            );
            view! { <li>{words}</li> }
        })
        .collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! { <p class="hint">{say!("Harga sebelumnya:", "Earlier prices:")}</p><ul class="prices soft">{earlier}</ul> }
    });
    let form = key.and_then(|key| buy(page, offer, &platform, ahead, key));
    view! {
        <li>
            <h3>{platform}</h3>
            <p><strong>{offer.price.rupiah().to_string()}</strong></p>
            {earlier}
            {form}
        </li>
    }
    .drawn()
}

impl CoursePage<'_> {
    fn left(&self, schedule: &Schedule) -> Option<u32> {
        let mut known = self.left.iter();
        known
            .find(|(number, _)| *number == schedule.number)
            .map(|(_, left)| *left)
    }
}

/// `sisa 3 dari 20 kursi`
fn seats(left: Option<u32>, all: u16) -> String {
    let all = thousands(u32::from(all));
    match left {
        None => tell!("{all} kursi", "seats: {all}"),
        Some(0) => tell!("penuh ({all} kursi)", "full (seats: {all})"),
        Some(left) => tell!(
            "sisa {} dari {all} kursi",
            "seats left: {} of {all}",
            thousands(left)
        ),
    }
}

/// The form; none where nobody can begin any more.
fn buy(
    page: &CoursePage<'_>,
    offer: &Offer,
    platform: &str,
    ahead: &[Schedule],
    key: &str,
) -> Option<impl IntoView + use<>> {
    let course = page.course;
    if ahead.is_empty() && course.mode != Mode::Online {
        return None;
    }
    let name = format!("jadwal-{}", offer.platform);
    let options: Vec<_> = ahead
        .iter()
        .map(|one| {
            let at = one.place.map(|at| format!(", {}", words::place(at)));
            // The last day stands in the list of schedules; phones cut long options.
            let full = page.left(one) == Some(0);
            let end = if full { say!(", penuh", ", full") } else { "" };
            let words = format!("{}{}{end}", long_date(one.starts, spoken()), at.unwrap_or_default());
            view! { <option value=format!("{}-{}", course.id, one.number) disabled=full>{words}</option> }
        })
        .collect();
    let select = (!options.is_empty()).then(|| {
        view! {
            <div class="field">
                <label for=name.clone()>{tell!("Jadwal di {platform}", "Schedules on {platform}")}</label>
                <select id=name name="schedule">{options}</select>
            </div>
        }
    });
    Some(view! {
        <form method="post" action=to(&format!("/pelatihan/{}/beli/", course.id))>
            <input type="hidden" name="platform" value=offer.platform.to_string() />
            <input type="hidden" name="price" value=offer.price.rupiah().0.to_string() />
            <input type="hidden" name="idempotency_key" value=key.to_owned() />
            {select}
            <button class="button" type="submit">{tell!("Beli di {platform}", "Buy on {platform}")}</button>
        </form>
    })
}

/// When and where, with the seats that are left as of a few seconds ago.
pub fn schedules(page: &CoursePage<'_>) -> Drawn {
    let course = page.course;
    let rows: Vec<_> = words::ahead(course, page.today)
        .iter()
        .map(|one| {
            let at = one.place.map(words::place_and_province);
            let seats = seats(page.left(one), one.seats);
            view! { <li><strong>{words::days(one)}</strong><br />{at.map(|at| tell!("{at}, ", "{at}, "))}{seats}</li> }
        })
        .collect();
    let none = rows.is_empty().then(|| {
        let words = match course.mode {
            Mode::Online => say!(
                "Belajar kapan saja, sesuai waktu Anda.",
                "Learn whenever you have time."
            ),
            _ => say!("Belum ada jadwal baru.", "No new schedule yet."),
        };
        view! { <p>{words}</p> }
    });
    view! {
        <section aria-labelledby="jadwal">
            <h2 id="jadwal">{say!("Jadwal", "Schedule")}</h2>
            {none}
            <ul class="courses">{rows}</ul>
        </section>
    }
    .drawn()
}
