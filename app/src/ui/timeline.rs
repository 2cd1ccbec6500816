//! The timeline of a registration: every step with a word for how far it is.

use domain::status::{Moment, Progress};
use leptos::prelude::*;

/// The steps in order.
pub fn timeline(moments: &[Moment]) -> impl IntoView + use<> {
    let rows: Vec<_> = moments.iter().cloned().map(row).collect();
    view! {
        <section aria-labelledby="perjalanan">
            <h2 id="perjalanan">"Perjalanan pendaftaran"</h2>
            <ol class="timeline">{rows}</ol>
        </section>
    }
}

fn row(moment: Moment) -> impl IntoView {
    let (class, words) = match moment.progress {
        Progress::Done => ("done", "Selesai"),
        Progress::Current => ("current", "Sedang berjalan"),
        Progress::Upcoming => ("upcoming", "Berikutnya"),
        Progress::NeedsYou => ("needs-you", "Perlu tindakan Anda"),
    };
    view! {
        <li class=class>
            <h3>{moment.title}</h3>
            <p class="progress-word">{words}{moment.at_words.map(|at| view! { <span>" · "{at}</span> })}</p>
            <p>{moment.detail}</p>
        </li>
    }
}
