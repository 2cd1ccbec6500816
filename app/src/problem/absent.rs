//! A list's page while there is no list.

use crate::page::{Client, Indexing, Page};
use crate::ui::{Draw, Words, either, say, tell, to, to_html};
use domain::messages::Locale;
use leptos::prelude::*;

/// Why there is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// None was published yet.
    NotPublished,
    /// It cannot be read at the moment.
    OutOfReach,
}

/// What is to be there.
pub struct Awaited {
    /// The page's address.
    pub path: &'static str,
    /// Its heading.
    pub heading: Words,
    /// For search engines.
    pub description: Words,
    /// What is said before the first is published.
    pub not_published: Words,
    /// What is said while it cannot be read.
    pub out_of_reach: Words,
}

/// Its page until then.
pub fn absent(locale: Locale, awaited: &Awaited, why: Absent) -> Page {
    let _speaking = crate::ui::speak(locale);
    let heading = either(awaited.heading);
    let sentence = either(match why {
        Absent::NotPublished => awaited.not_published,
        Absent::OutOfReach => awaited.out_of_reach,
    });
    let body = to_html(|| {
        view! {
            <h1>{heading}</h1>
            <p class="lead">{sentence}</p>
            <p><a href=to("/")>{say!("Ke beranda", "Home")}</a></p>
        }
        .drawn()
    });
    Page {
        path: awaited.path.into(),
        lang: locale,
        title: tell!("{heading} - Prakerja", "{heading} - Prakerja"),
        description: either(awaited.description).into(),
        indexing: Indexing::Hidden,
        client: Client::None,
        body,
    }
}
