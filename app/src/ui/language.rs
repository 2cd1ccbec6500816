//! The language of what is being drawn. A page's function takes it and speaks it
//! until the page is finished; everything beneath says its words with [`say!`] and
//! [`tell!`], which do not compile without both languages.

use super::held::Held;
use domain::messages::Locale;
use std::cell::Cell;

/// Words, first in Indonesian, then in English: `say!("Daftar", "Register")`.
macro_rules! say {
    ($id:expr, $en:expr $(,)?) => {
        match $crate::ui::spoken() {
            domain::messages::Locale::Id => $id,
            domain::messages::Locale::En => $en,
        }
    };
}

/// The same with values in it, as `format!` takes them:
/// `tell!("Gelombang {wave}", "Wave {wave}")`.
macro_rules! tell {
    ($id:literal, $en:literal $(, $($value:tt)+)?) => {
        match $crate::ui::spoken() {
            domain::messages::Locale::Id => format!($id $(, $($value)+)?),
            domain::messages::Locale::En => format!($en $(, $($value)+)?),
        }
    };
}

thread_local! {
    static SPOKEN: Cell<Locale> = const { Cell::new(Locale::Id) };
}

/// Speaks a language from here on.
pub fn speak(locale: Locale) -> Held<Locale> {
    Held::put(&SPOKEN, locale)
}

/// The language that is spoken.
pub fn spoken() -> Locale {
    SPOKEN.get()
}

/// The address of one of our pages, in the language that is spoken:
/// `/status/` is `/en/status/` in English.
pub fn to(address: &str) -> String {
    spoken().address(address)
}

/// Words of a table, in Indonesian and in English.
pub type Words = (&'static str, &'static str);

/// Which of the two are spoken.
pub fn either((id, en): Words) -> &'static str {
    say!(id, en)
}

pub(crate) use {say, tell};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_spoken_until_its_page_is_finished() {
        let wave = 72;
        {
            let _english = speak(Locale::En);
            assert_eq!(say!("Daftar", "Register"), "Register");
            assert_eq!(tell!("Gelombang {wave}", "Wave {wave}"), "Wave 72");
            assert_eq!(to("/status/"), "/en/status/");
        }
        assert_eq!(say!("Daftar", "Register"), "Daftar");
        assert_eq!(to("/status/"), "/status/");
    }
}
