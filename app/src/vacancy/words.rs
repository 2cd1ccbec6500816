//! Words and figures that several of the vacancies' pages use.

use super::PATH;
use domain::catalogue::Field;
use domain::vacancy::SalaryView;

/// `Rp3.000.000 sampai Rp4.500.000 sebulan`
pub fn salary(salary: Option<SalaryView>) -> String {
    match salary {
        None => "Gaji tidak disebutkan".to_owned(),
        Some(one) if one.from == one.to => format!("{} sebulan", one.from),
        Some(one) => format!("{} sampai {} sebulan", one.from, one.to),
    }
}

/// The address of all vacancies in a field.
pub fn in_field(field: Field) -> String {
    format!("{PATH}?bidang={}", field.as_str())
}
