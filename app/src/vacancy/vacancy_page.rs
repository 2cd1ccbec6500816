//! What is drawn on the page of one vacancy.

use domain::vacancy::{Standing, Vacancy};

/// A vacancy with what its page needs besides.
#[derive(Clone, Copy, Debug)]
pub struct VacancyPage<'a> {
    /// The vacancy.
    pub vacancy: &'a Vacancy,
    /// How it stands today.
    pub standing: Standing,
    /// Scheme and host of the public address.
    pub origin: &'a str,
}
