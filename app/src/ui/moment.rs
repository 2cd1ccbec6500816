//! Moments and hashes as people read them.

use super::held::Held;
use crate::ui::spoken;
use chrono::{DateTime, Utc};
use domain::time::Zone;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static CLOCK: Cell<Zone> = const { Cell::new(Zone::Wib) };
}

/// Tells times by somebody's own clock from here on; otherwise it is the capital's.
pub fn read_clock(zone: Zone) -> Held<Zone> {
    Held::put(&CLOCK, zone)
}

/// The clock by which times are told.
pub fn clock() -> Zone {
    CLOCK.get()
}

/// A moment that matters, in all three clocks.
pub fn clocks(at: DateTime<Utc>) -> impl IntoView {
    view! {
        <p class="moment">{time(at)}</p>
        <p class="hint"><span class="nowrap">{Zone::Wita.short(at, spoken())}</span>" · "<span class="nowrap">{Zone::Wit.short(at, spoken())}</span></p>
    }
}

/// A moment in a sentence or a list, by the clock of whom the page is for.
pub fn time(at: DateTime<Utc>) -> impl IntoView {
    view! { <time datetime=format!("{at:?}")>{clock().long(at, spoken())}</time> }
}

/// A long string of digits: wraps anywhere, and one tap selects all of it.
pub fn hash(digits: impl ToString) -> impl IntoView {
    view! { <code class="hash">{digits.to_string()}</code> }
}
