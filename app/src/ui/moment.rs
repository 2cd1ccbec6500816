//! Moments and hashes as people read them.

use crate::ui::spoken;
use chrono::{DateTime, Utc};
use domain::time::Zone;
use leptos::prelude::*;

/// A moment that matters, in all three clocks.
pub fn clocks(at: DateTime<Utc>) -> impl IntoView {
    view! {
        <p class="moment">{time(at)}</p>
        <p class="hint"><span class="nowrap">{Zone::Wita.short(at, spoken())}</span>" · "<span class="nowrap">{Zone::Wit.short(at, spoken())}</span></p>
    }
}

/// A moment in a sentence or a list, in the capital's clock.
pub fn time(at: DateTime<Utc>) -> impl IntoView {
    view! { <time datetime=format!("{at:?}")>{Zone::Wib.long(at, spoken())}</time> }
}

/// A long string of digits: wraps anywhere, and one tap selects all of it.
pub fn hash(digits: impl ToString) -> impl IntoView {
    view! { <code class="hash">{digits.to_string()}</code> }
}
