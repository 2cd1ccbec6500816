//! What a vacancy is made of. Every type can only be made from what it allows.

mod apply;
mod id;
mod terms;
mod text;
mod whole;

pub use apply::{ADDRESS_BYTES, AddressError, ApplyAt};
pub use id::{ID_BYTES, VacancyId};
pub use terms::{Contract, MOST_OPENINGS, MOST_SALARY, Openings, Salary, SalaryError, Wage};
pub use text::{DESCRIPTION_LENGTH, Description};
pub use whole::{Broken, Standing, Vacancy};
