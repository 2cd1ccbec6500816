//! `/akun/profil/`: where somebody lives, what they learned and how they work, to be changed.
//! Works without a program.

use crate::page::{Client, Indexing, Page};
use crate::registration::words::{heading, hint, row};
use crate::ui::to_html;
use crate::ui::{
    self, Asked, Choices, DomicileQuestion, Draw, Drawn, Faults, choices, domicile_question, say,
    spoken, tell, to,
};
use domain::eligibility::WorkStatus;
use domain::messages::Locale;
use domain::profile::{ProfileRequest, ProfileView};
use domain::region::Domicile;
use domain::registration::{Education, Field, FieldError, Step};
use leptos::prelude::*;

/// The page, with what is chosen and what is wrong with it.
pub fn profile(
    locale: Locale,
    view: &ProfileView,
    typed: &ProfileRequest,
    (errors, refusal): (&[FieldError], Option<&str>),
) -> Page {
    let _speaking = ui::speak(locale);
    let mut faults = ui::faults(errors, refusal);
    let wrong = faults.title;
    let summary = std::mem::take(&mut faults.summary);
    let body = to_html(|| {
        view! {
            {ui::summary(summary)}
            <h1 data-personal="">{say!("Ubah tempat tinggal dan pekerjaan", "Change home and work")}</h1>
            {form(view, typed, &faults)}
            <p class="after"><a href=to("/akun/data/")>{say!("Kembali ke data Anda", "Back to your data")}</a></p>
        }
        .drawn()
    });
    Page {
        path: "/akun/profil/".into(),
        lang: locale,
        title: tell!(
            "{wrong}Ubah tempat tinggal dan pekerjaan - Prakerja",
            "{wrong}Change home and work - Prakerja"
        ),
        description: say!(
            "Tempat tinggal, pendidikan, dan pekerjaan Anda di Prakerja.",
            "Your home, education and work at Prakerja."
        )
        .into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}

fn form(view: &ProfileView, typed: &ProfileRequest, faults: &Faults) -> Drawn {
    let domicile = domicile_question(DomicileQuestion {
        label: heading(Step::Domicile),
        hint: hint(Step::Domicile),
        chosen: &typed.domicile,
        error: ui::sentence(&faults.fields, Field::Domicile),
        asked: Asked::AmongOthers,
    });
    let rest = match view.wave {
        Some(wave) => fixed(view, wave),
        None => open(typed, faults),
    };
    view! {
        <form method="post" action=to("/akun/profil/") novalidate>
            {domicile}
            {rest}
            <button class="button" type="submit">{say!("Simpan", "Save")}</button>
        </form>
    }
    .drawn()
}

fn open(typed: &ProfileRequest, faults: &Faults) -> Drawn {
    let radios = |field: Field, step, options, chosen| {
        choices(Choices {
            name: field.as_str(),
            label: heading(step),
            hint: hint(step),
            options,
            chosen,
            error: ui::sentence(&faults.fields, field),
            asked: Asked::AmongOthers,
        })
    };
    let educations = Education::ALL
        .iter()
        .map(|one| (one.as_str(), one.label(spoken())));
    let statuses = WorkStatus::ALL
        .iter()
        .filter(|one| **one != WorkStatus::NoneOfThese)
        .map(|one| (one.as_str(), one.label(spoken())));
    view! {
        {radios(Field::Education, Step::Education, educations.collect(), &typed.education)}
        {radios(Field::WorkStatus, Step::WorkStatus, statuses.collect(), &typed.work_status)}
    }
    .drawn()
}

/// For the draw they stay as they were.
fn fixed(view: &ProfileView, wave: u32) -> Drawn {
    view! {
        <p class="notice">{tell!("Anda sedang ikut Gelombang {wave}. Tempat tinggal yang baru berlaku untuk gelombang berikutnya; pendidikan dan pekerjaan dapat diubah setelah hasilnya diumumkan.", "You are in wave {wave}. A new home counts in later waves; education and work can be changed once its result is out.")}</p>
        <dl class="facts">{life(view)}</dl>
    }
    .drawn()
}

fn life(view: &ProfileView) -> Drawn {
    let education = Education::parse(&view.education).ok().flatten();
    let education = education.map(|one| one.label(spoken()));
    let work = WorkStatus::parse(&view.work_status).ok().flatten();
    let work = work.map(|one| one.label(spoken()));
    view! {
        <dt>{row(Step::Education)}</dt>
        <dd>{education}</dd>
        <dt>{row(Step::WorkStatus)}</dt>
        <dd>{work}</dd>
    }
    .drawn()
}

/// The same to read, with the way to change it.
pub fn section(view: &ProfileView) -> Drawn {
    let home =
        Domicile::parse(&view.domicile).map_or_else(|_| String::new(), |one| one.full_name());
    view! {
        <section aria-labelledby="profil">
            <h2 id="profil">{say!("Tempat tinggal dan pekerjaan", "Home and work")}</h2>
            <dl class="facts">
                <dt>{row(Step::Domicile)}</dt>
                <dd>{home}</dd>
                {life(view)}
            </dl>
            <p><a class="button quiet" href=to("/akun/profil/")>{say!("Ubah", "Change")}</a></p>
        </section>
    }
    .drawn()
}
