//! The design tokens of `style/tokens.css`, as the browser understands them: dark and
//! light follow the phone.

use crate::ui::{Words, either, say};
use leptos::prelude::*;

/// Name of the token, and what it is for.
const COLOURS: [(&str, Words); 15] = [
    ("ink", ("tulisan", "text")),
    ("soft", ("tulisan pendamping", "text beside")),
    ("paper", ("latar halaman", "the page")),
    ("card", ("latar panel", "panels")),
    ("line", ("garis isian", "edges of inputs")),
    ("faint", ("garis pemisah", "dividing lines")),
    ("red", ("nama dan hiasan", "name and ornament")),
    ("act", ("tombol dan tautan", "buttons and links")),
    (
        "act-dark",
        ("tombol yang disentuh", "a button that is touched"),
    ),
    ("wash", ("latar keadaan baik", "behind good news")),
    ("focus", ("penanda fokus", "focus")),
    ("error", ("salah", "errors")),
    ("error-wash", ("latar ringkasan salah", "behind errors")),
    ("warm", ("latar perhatian", "behind notices")),
    ("good", ("selesai", "done")),
];

/// Colours with their names.
pub fn values() -> impl IntoView {
    let colours = COLOURS.map(|(name, purpose)| {
        let fill = format!("var(--{name})");
        view! {
            <div>
                <dt><svg class="swatch" width="40" height="24" aria-hidden="true"><rect width="40" height="24" rx="4" fill=fill stroke="var(--line)" /></svg>" "<code>{name}</code></dt>
                <dd>{either(purpose)}</dd>
            </div>
        }
    });
    view! {
        <section aria-labelledby="nilai">
            <h2 id="nilai">{say!("Warna", "Colours")}</h2>
            <dl class="facts">{colours.into_iter().collect_view()}</dl>
        </section>
    }
}
