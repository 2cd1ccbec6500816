//! The timeline of a registration: every step with a word for how far it is.

use super::say;
use domain::status::{Moment, Progress};
use leptos::prelude::*;

/// The steps in order.
pub fn timeline(moments: &[Moment]) -> impl IntoView + use<> {
    let rows: Vec<_> = moments.iter().cloned().map(row).collect();
    view! {
        <section aria-labelledby="perjalanan">
            <h2 id="perjalanan">{say!("Perjalanan pendaftaran", "Your registration, step by step")}</h2>
            <ol class="timeline">{rows}</ol>
        </section>
    }
}

fn row(moment: Moment) -> impl IntoView {
    let (class, words) = match moment.progress {
        Progress::Done => ("done", say!("Selesai", "Completed")),
        Progress::Current => ("current", say!("Sedang berjalan", "Under way")),
        Progress::Upcoming => ("upcoming", say!("Berikutnya", "Next")),
        Progress::NeedsYou => ("needs-you", say!("Perlu tindakan Anda", "Needs you")),
    };
    view! {
        <li class=class>
            <h3>{moment.title}</h3>
            <p class="progress-word">{words}{moment.at_words.map(|at| view! { <span>" · "{at}</span> })}</p>
            <p>{moment.detail}</p>
        </li>
    }
}
