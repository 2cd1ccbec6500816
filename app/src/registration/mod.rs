//! Registration: the form that makes a person known.

mod page;

pub use page::RegistrationPage;
