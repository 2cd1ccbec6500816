//! From one page of a list to the next.

use super::{Draw, Drawn, say, tell};
use leptos::prelude::*;

/// Where in the list one is, with the pages beside it; nothing where there is but one.
pub fn pager(page: usize, last: usize, address: impl Fn(usize) -> String) -> Option<Drawn> {
    let before = (page > 1).then(|| {
        view! { <a class="button quiet" rel="prev" href=address(page - 1)>{say!("Sebelumnya", "Previous")}</a> }
    });
    let after = (page < last).then(|| {
        view! { <a class="button quiet" rel="next" href=address(page + 1)>{say!("Berikutnya", "Next")}</a> }
    });
    (last > 1).then(|| {
        view! {
            <nav class="actions-row" aria-label=say!("Halaman hasil", "Pages of results")>
                {before}
                <p>{tell!("Halaman {page} dari {last}", "Page {page} of {last}")}</p>
                {after}
            </nav>
        }
        .drawn()
    })
}
