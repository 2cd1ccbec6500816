//! The language in which states are drawn.

use domain::messages::Locale;
use std::cell::Cell;

thread_local! {
    static SPOKEN: Cell<Locale> = const { Cell::new(Locale::Id) };
}

/// The language of the page that is being made.
pub fn spoken() -> Locale {
    SPOKEN.get()
}

/// Makes pages in a language.
#[allow(dead_code, reason = "the gallery shows one language")]
pub fn in_language<T>(locale: Locale, make: impl FnOnce() -> T) -> T {
    let before = SPOKEN.replace(locale);
    let made = make();
    SPOKEN.set(before);
    made
}
