//! Search on the phone, without the network: words in any form, with slips of
//! the finger, beginnings while somebody types; filters; and an order that favours
//! nobody. Equals are shuffled by a seed of the person's own, which the page says;
//! no platform, price or rating moves a course unless the person sorts by it.
//! Platforms are a filter and not searched: their names would be advertising.

mod distance;
mod index;
mod matching;
mod query;
mod ranking;
mod stem;
mod synonyms;
#[cfg(test)]
mod tests;
mod text;
mod vocabulary;

pub(crate) use distance::{Part, slips};
pub use index::Index;
pub use query::{Filters, Free, Hits, Query, Remote, Seed, Sort, Spelling};
pub(crate) use stem::roots;
pub(crate) use text::{normalise, words};
