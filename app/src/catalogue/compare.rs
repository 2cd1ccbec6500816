//! `/pelatihan/banding/`: up to four courses side by side. A table with heads on
//! both sides, which a small phone scrolls sideways.

use super::words;
use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, Drawn, say, spoken, tell, to};
use chrono::NaiveDate;
use domain::catalogue::search::Seed;
use domain::catalogue::{COMPARED_AT_MOST, Course, CourseId, Directory};
use domain::messages::Locale;
use leptos::prelude::*;

/// Why a chosen course is not beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Four are there already.
    TooMany,
    /// The catalogue has no such code.
    Unknown,
}

/// The courses that were found, in the order in which they were chosen, and what
/// is to be said of those that are not shown.
pub fn compare(
    locale: Locale,
    courses: &[&Course],
    directory: &Directory,
    left_out: Option<LeftOut>,
    seed: Seed,
    today: NaiveDate,
) -> Page {
    let _speaking = crate::ui::speak(locale);
    let notice = left_out.map(|why| match why {
        LeftOut::TooMany => {
            say!(
                "Paling banyak empat pelatihan dapat dibandingkan; yang lain tidak ditampilkan.",
                "Up to four courses can be compared; the others are not shown."
            )
        }
        LeftOut::Unknown => say!(
            "Ada kode pelatihan yang tidak ada di katalog.",
            "A course code is not in the catalogue."
        ),
    });
    let body = to_html(|| {
        let inner = if courses.is_empty() {
            view! { <p>{say!("Belum ada yang dibandingkan. Centang \u{201c}Bandingkan\u{201d} pada pelatihan di daftar.", "Nothing to compare yet. Tick \u{201c}Compare\u{201d} beside courses in the list.")}</p> }
                .drawn()
        } else {
            view! { {table(courses, directory, seed, today)}{more(courses)} }.drawn()
        };
        view! {
            <h1>{say!("Bandingkan pelatihan", "Compare courses")}</h1>
            {notice.map(|words| view! { <p class="notice">{words}</p> })}
            {inner}
            <p><a href=to("/pelatihan/")>{say!("Cari pelatihan", "Find courses")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/pelatihan/banding/".into(),
        lang: locale,
        title: say!(
            "Bandingkan pelatihan - Prakerja",
            "Compare courses - Prakerja"
        )
        .into(),
        description: say!(
            "Sampai empat pelatihan berdampingan: harga, lama, jadwal, penilaian.",
            "Up to four courses side by side: price, length, schedule, rating."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn table(courses: &[&Course], directory: &Directory, seed: Seed, today: NaiveDate) -> Drawn {
    let heads: Vec<_> = courses
        .iter()
        .map(|course| {
            let title = course.title.as_str().to_owned();
            let others = courses.iter().map(|one| one.id);
            let rest: Vec<CourseId> = others.filter(|id| *id != course.id).collect();
            view! {
                <th scope="col">
                    <a href=to(&format!("/pelatihan/{}/", course.id))>{title.clone()}</a>
                    <a class="away" href=address(&rest)>{say!("Hapus", "Remove")}<span class="unseen">{tell!(": {title}", ": {title}")}</span></a>
                </th>
            }
        })
        .collect();
    let row = |what: &'static str, value: &dyn Fn(&Course) -> String| {
        let cells: Vec<_> = courses
            .iter()
            .map(|course| view! { <td>{value(course)}</td> })
            .collect();
        view! { <tr><th scope="row">{what}</th>{cells}</tr> }
    };
    let rows = [
        row(say!("Harga", "Price"), &|one| prices(one, directory, seed)),
        row(say!("Di luar program", "Outside the programme"), &|one| {
            one.outside_price.rupiah().to_string()
        }),
        row(say!("Gratis di tempat lain", "Free elsewhere"), &|one| {
            words::free(one).unwrap_or_else(|| say!("Tidak diketahui ada", "None known").to_owned())
        }),
        row(say!("Lembaga", "Institution"), &|one| {
            let teacher = directory.institution(one.institution);
            teacher.map_or(String::new(), |one| one.name.as_str().to_owned())
        }),
        row(say!("Cara belajar", "Way of learning"), &|one| {
            one.mode.label(spoken()).to_owned()
        }),
        row(say!("Tingkat", "Level"), &|one| {
            one.level.label(spoken()).to_owned()
        }),
        row(say!("Lama", "Length"), &|one| words::hours(one)),
        row(say!("Jadwal", "Schedule"), &|one| {
            words::soonest(one, today)
        }),
        row(say!("Penilaian", "Rating"), &|one| {
            words::rating(one.rating)
        }),
        row(say!("Selesai", "Completed"), &|one| {
            words::completed(one.completed)
        }),
    ];
    // Takes focus, so that arrow keys scroll it.
    view! {
        <div class="beside" role="region" aria-labelledby="berdampingan" tabindex="0">
            <table>
                <caption id="berdampingan">{say!("Pelatihan berdampingan", "Courses side by side")}</caption>
                <thead><tr><th scope="col"><span class="unseen">{say!("Hal", "What")}</span></th>{heads}</tr></thead>
                <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .drawn()
}

fn prices(course: &Course, directory: &Directory, seed: Seed) -> String {
    let offers: Vec<String> = seed
        .offers(course)
        .into_iter()
        .map(|offer| {
            let at = directory.platform(offer.platform);
            let at = at.map_or("", |one| one.name.as_str());
            tell!("{} di {at}", "{} in {at}", offer.price.rupiah())
        })
        .collect();
    if offers.is_empty() {
        say!("Tidak dijual saat ini", "Not sold at present").to_owned()
    } else {
        offers.join("; ")
    }
}

fn address(ids: &[CourseId]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("id={id}")).collect();
    to(&format!("/pelatihan/banding/?{}", ids.join("&")))
}

/// One more by its code, which its page shows.
fn more(courses: &[&Course]) -> impl IntoView + use<> {
    let ids: Vec<_> = courses
        .iter()
        .map(|one| view! { <input type="hidden" name="id" value=one.id.to_string() /> })
        .collect();
    (courses.len() < COMPARED_AT_MOST).then(|| {
        view! {
            <form method="get" action=to("/pelatihan/banding/")>
                {ids}
                <div class="field">
                    <label for="id">{say!("Tambah pelatihan", "Add a course")}</label>
                    <p class="hint" id="id-hint">{say!("Kode pelatihan ada di halamannya, misalnya K00042.", "The course code is on the course’s page, such as K00042.")}</p>
                    <input class="wide-6" type="text" id="id" name="id" autocomplete="off" maxlength="11" aria-describedby="id-hint" />
                </div>
                <button class="button quiet" type="submit">{say!("Tambahkan", "Add")}</button>
            </form>
        }
    })
}
