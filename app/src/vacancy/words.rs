//! Words and figures that several of the vacancies' pages use.

use super::PATH;
use crate::ui::{say, tell, to};
use domain::catalogue::Field;
use domain::vacancy::SalaryView;

/// `Rp3.000.000 sampai Rp4.500.000 sebulan`
pub fn salary(salary: Option<SalaryView>) -> String {
    match salary {
        None => say!("Gaji tidak disebutkan", "Pay not stated").to_owned(),
        Some(one) if one.from == one.to => tell!("{} sebulan", "{} a month", one.from),
        Some(one) => tell!("{} sampai {} sebulan", "{} to {} a month", one.from, one.to),
    }
}

/// The address of all vacancies in a field.
pub fn in_field(field: Field) -> String {
    to(&format!("{PATH}?bidang={}", field.as_str()))
}
