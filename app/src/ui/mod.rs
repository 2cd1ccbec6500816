//! Parts that several pages are made of: plain data in, views out. No page, no
//! rule and no event handler lives here.

mod choices;
#[cfg(feature = "ssr")]
mod data;
mod date;
mod domicile;
mod drawn;
mod errors;
#[cfg(feature = "ssr")]
mod faults;
mod held;
mod language;
#[cfg(feature = "ssr")]
mod moment;
mod number;
mod pager;
mod text;
#[cfg(feature = "ssr")]
mod timeline;
mod turn;
#[cfg(feature = "ssr")]
mod typed;

pub use choices::{Choice, Choices, choices};
#[cfg(feature = "ssr")]
pub use data::data_block;
pub use date::{DateQuestion, date_question};
pub use domicile::{DomicileQuestion, domicile_question};
#[cfg(feature = "ssr")]
pub(crate) use drawn::to_html;
pub use drawn::{Draw, Drawn};
pub use errors::{Wrong, error_text, in_words, lines, sentence, summary};
#[cfg(feature = "ssr")]
pub use faults::{Faults, faults};
pub use language::{Words, either, speak, spoken, to};
pub(crate) use language::{say, tell};
#[cfg(feature = "ssr")]
pub use moment::{clock, clocks, hash, read_clock, time};
pub use number::thousands;
pub use pager::pager;
pub use text::{TextQuestion, text_question};
#[cfg(feature = "ssr")]
pub use timeline::timeline;
pub use turn::turn;
#[cfg(feature = "ssr")]
pub use typed::typed;

/// Whether a label is also the heading of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The only question of the page.
    Alone,
    /// One question among others.
    AmongOthers,
}

pub(crate) const fn field_class(wrong: bool) -> &'static str {
    if wrong { "field field-wrong" } else { "field" }
}

/// The ids that describe an input: its hint, and its error if there is one.
pub(crate) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    let ids: Vec<String> = [(hint, "hint"), (error, "error")]
        .into_iter()
        .filter(|(there, _)| *there)
        .map(|(_, end)| format!("{id}-{end}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
