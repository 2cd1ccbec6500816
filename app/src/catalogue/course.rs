//! `/pelatihan/{id}/`: everything about one course.

use super::course_page::CoursePage;
use super::{json_ld, offers, words};
use crate::page::{Client, Indexing, Page};
use crate::review;
use crate::ui::to_html;
use crate::ui::{Draw, Drawn, Wrong, say, spoken, summary, tell, to};
use crate::vacancy;
use domain::catalogue::{Course, Institution, Summary};
use domain::messages::Locale;
use domain::time::long_date;
use leptos::prelude::*;

/// The page; with the sentence of a purchase that was refused, if one was.
pub fn course(locale: Locale, page: &CoursePage<'_>, refusal: Option<&str>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let course = page.course;
    let title = course.title.as_str();
    let teacher = page.directory.institution(course.institution);
    let name = teacher.map_or("", |one| one.name.as_str());
    let refused: Vec<Wrong> = refusal
        .map(|sentence| Wrong {
            target: None,
            sentence: sentence.to_owned(),
        })
        .into_iter()
        .collect();
    let wrong = if refusal.is_some() {
        say!("Salah: ", "Error: ")
    } else {
        ""
    };
    let body = to_html(|| {
        let data = json_ld::json_ld(page);
        let vacancies = vacancy::in_field(course.field);
        let free = words::free(course).map(|words| view! { <p class="warning">{words}</p> });
        view! {
            {summary(refused)}
            <h1>{title.to_owned()}</h1>
            {taught_by(teacher)}
            {free}
            {about(page.summary)}
            {facts(page)}
            {offers::offers(page)}
            {offers::schedules(page)}
            {review::reviews(page.reviews)}
            <p><a href=vacancies>{say!("Lowongan kerja di bidang ini", "Vacancies in this field")}</a></p>
            <p><a href=to("/pelatihan/")>{say!("Cari pelatihan lain", "Find other courses")}</a></p>
            <script type="application/ld+json" inner_html=data></script>
        }
        .drawn()
    });
    Page {
        path: format!("/pelatihan/{}/", course.id).into(),
        lang: locale,
        title: tell!(
            "{wrong}{title} - {name} - Prakerja",
            "{wrong}{title} - {name} - Prakerja"
        ),
        description: description(course, name),
        indexing: if refusal.is_some() {
            Indexing::Hidden
        } else {
            Indexing::Listed
        },
        client: Client::None,
        body,
    }
}

fn description(course: &Course, teacher: &str) -> String {
    let price = course
        .lowest_price()
        .map(|price| tell!(", mulai {}", ", from {}", price.rupiah()));
    tell!(
        "{} oleh {teacher}: {}, {}{}. Harga di setiap platform, jadwal, dan penilaian.",
        "{} by {teacher}: {}, {}{}. Prices on every platform, schedules and ratings.",
        course.title.as_str(),
        course.mode.label(spoken()),
        words::hours(course),
        price.unwrap_or_default()
    )
}

fn taught_by(teacher: Option<&Institution>) -> impl IntoView + use<> {
    teacher.map(|one| {
        let place = words::place_and_province(one.place);
        view! { <p class="lead">{one.name.as_str().to_owned()}<br /><span class="hint">{place}</span></p> }
    })
}

fn about(summary: Option<&Summary>) -> impl IntoView + use<> {
    let lines: Vec<_> = summary
        .map_or("", Summary::as_str)
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section aria-labelledby="isi-pelatihan">
                <h2 id="isi-pelatihan">{say!("Yang dipelajari", "What you learn")}</h2>
                {lines}
            </section>
        }
    })
}

fn facts(page: &CoursePage<'_>) -> Drawn {
    let course = page.course;
    let rows = [
        (say!("Kode pelatihan", "Course code"), course.id.to_string()),
        (
            say!("Bidang", "Field"),
            course.field.label(spoken()).to_owned(),
        ),
        (
            say!("Tingkat", "Level"),
            course.level.label(spoken()).to_owned(),
        ),
        (
            say!("Cara belajar", "Way of learning"),
            course.mode.label(spoken()).to_owned(),
        ),
        (say!("Lama", "Length"), words::hours(course)),
        (
            say!("Harga di luar program", "Price outside the programme"),
            course.outside_price.rupiah().to_string(),
        ),
        (
            say!("Penilaian dalam katalog", "Rating in the catalogue"),
            words::rating(course.rating),
        ),
        (
            say!("Hasil selama ini", "Results so far"),
            words::completed(course.completed),
        ),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> })
        .collect();
    view! {
        <section aria-labelledby="ringkas">
            <h2 id="ringkas">{say!("Sekilas", "At a glance")}</h2>
            <dl class="facts">{rows}</dl>
            <p class="hint">{tell!("Penilaian dan jumlah peserta dalam katalog: per {}.", "Rating and number of participants in the catalogue: as of {}.", long_date(page.as_of, spoken()))}</p>
        </section>
    }
    .drawn()
}
