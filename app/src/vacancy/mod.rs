//! Vacancies as people see them: found, looked at, and shown on the account of whoever
//! is certified. Plain HTML without any program; one applies at the employer's own
//! address.

mod card;
mod json_ld;
mod list;
mod one;
mod search_parameters;
mod suited;
mod vacancy_page;
mod words;

pub use list::{VacancyResults, no_vacancies, vacancies};
pub use one::vacancy;
pub use search_parameters::SearchParameters;
pub use suited::suited;
pub use vacancy_page::VacancyPage;
pub use words::in_field;

/// Vacancies on one page of the list.
pub const PER_PAGE: usize = 20;

/// The list's address.
const PATH: &str = "/lowongan/";
