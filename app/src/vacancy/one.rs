//! `/lowongan/{id}/`: everything about one vacancy. A closed one says so, leads to
//! others, and no longer offers itself to search engines.

use super::vacancy_page::VacancyPage;
use super::{PATH, json_ld, words};
use crate::catalogue::words::place_and_province;
use crate::page::{Client, Indexing, Page};
use crate::ui::to_html;
use crate::ui::{Draw, Drawn, say, spoken, tell, thousands, to};
use domain::messages::Locale;
use domain::time::long_date;
use domain::vacancy::{Standing, Vacancy, VacancyView};
use leptos::prelude::*;

/// The page.
pub fn vacancy(locale: Locale, page: &VacancyPage<'_>) -> Page {
    let _speaking = crate::ui::speak(locale);
    let one = page.vacancy;
    let title = one.title.as_str();
    let employer = one.employer.as_str();
    let place = place_and_province(one.place);
    let closed = page.standing == Standing::Closed;
    let body = to_html(|| {
        let data = (!closed).then(|| {
            let data = json_ld::json_ld(page);
            view! { <script type="application/ld+json" inner_html=data></script> }
        });
        let field = one.field;
        view! {
            <h1>{title.to_owned()}</h1>
            <p class="lead">{employer.to_owned()}<br /><span class="hint">{place.clone()}</span></p>
            {closed.then(|| ended(one))}
            {facts(one)}
            {about(one)}
            {(!closed).then(|| apply(one))}
            <p><a href=words::in_field(field)>{say!("Lowongan lain di bidang ini", "Other vacancies in this field")}</a></p>
            <p><a href=to(&format!("/pelatihan/?bidang={}", field.as_str()))>{say!("Pelatihan di bidang ini", "Courses in this field")}</a></p>
            {data}
        }
        .drawn()
    });
    let (until, indexing) = if closed {
        (say!("sudah ditutup", "closed").to_owned(), Indexing::Hidden)
    } else {
        let until = tell!(
            "lamar paling lambat {}",
            "apply by {}",
            long_date(one.closes, spoken())
        );
        (until, Indexing::Listed)
    };
    Page {
        path: format!("{PATH}{}/", one.id).into(),
        lang: locale,
        title: tell!(
            "{title} - {employer} - Prakerja",
            "{title} - {employer} - Prakerja"
        ),
        description: tell!(
            "{title} di {employer}, {place}: {until}.",
            "{title} at {employer}, {place}: {until}."
        ),
        indexing,
        client: Client::None,
        body,
    }
}

fn ended(one: &Vacancy) -> impl IntoView + use<> {
    let day = long_date(one.closes, spoken());
    view! {
        <p class="warning"><strong>{say!("Lowongan ini sudah ditutup.", "This vacancy has closed.")}</strong>{tell!(" Hari terakhir melamar: {day}.", " Last day to apply: {day}.")}</p>
    }
}

fn facts(one: &Vacancy) -> Drawn {
    let view = VacancyView::short(one);
    let rows = [
        (
            say!("Bidang", "Field"),
            one.field.label(spoken()).to_owned(),
        ),
        (
            say!("Hubungan kerja", "Contract"),
            one.contract.label(spoken()).to_owned(),
        ),
        (say!("Gaji", "Pay"), words::salary(view.salary)),
        (
            say!("Dibutuhkan", "Wanted"),
            tell!("{} orang", "People: {}", thousands(one.openings.get())),
        ),
        (
            say!("Terbit", "Published"),
            long_date(one.published, spoken()),
        ),
        (
            say!("Lamar paling lambat", "Apply by"),
            long_date(one.closes, spoken()),
        ),
        (say!("Kode lowongan", "Vacancy code"), view.id),
    ];
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(what, value)| view! { <div><dt>{what}</dt><dd>{value}</dd></div> })
        .collect();
    view! {
        <section aria-labelledby="ringkas">
            <h2 id="ringkas">{say!("Sekilas", "At a glance")}</h2>
            <dl class="facts">{rows}</dl>
        </section>
    }
    .drawn()
}

fn about(one: &Vacancy) -> impl IntoView + use<> {
    let lines: Vec<_> = json_ld::paragraphs(one)
        .map(|line| view! { <p>{line.to_owned()}</p> })
        .collect();
    view! {
        <section aria-labelledby="tentang">
            <h2 id="tentang">{say!("Tentang pekerjaan ini", "About this job")}</h2>
            {lines}
        </section>
    }
}

fn apply(one: &Vacancy) -> impl IntoView + use<> {
    let address = one.apply.as_str().to_owned();
    let host = one.apply.host().to_owned();
    view! {
        <section aria-labelledby="melamar">
            <h2 id="melamar">{say!("Melamar", "Apply")}</h2>
            <p>{say!("Anda melamar langsung di situs pemberi kerja, bukan di sini.", "You apply directly on the employer’s site, not here.")}</p>
            <p><a class="button" href=address rel="external nofollow noopener noreferrer">{tell!("Lamar di {host}", "Apply at {host}")}</a></p>
            <p class="hint">{say!("Melamar kerja tidak dipungut biaya. Jangan kirim uang atau kode SMS kepada siapa pun.", "Applying for work is free of charge. Send money or codes from text messages to nobody.")}</p>
        </section>
    }
}
