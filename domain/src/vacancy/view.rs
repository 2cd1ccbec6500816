//! Vacancies as the API speaks of them.

use super::Vacancy;
use crate::money::Rupiah;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is paid a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SalaryView {
    /// The least, in rupiah.
    pub from: Rupiah,
    /// The most, in rupiah.
    pub to: Rupiah,
}

/// A vacancy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct VacancyView {
    /// What its feed calls it.
    pub id: String,
    /// What the work is called.
    pub title: String,
    /// Who employs.
    pub employer: String,
    /// Code of the field of work, as in the catalogue.
    pub field: String,
    /// Four digits of the regency or city where the work is.
    pub place: String,
    /// `full_time`, `part_time`, `fixed_term`, `daily`, `freelance` or `internship`.
    pub contract: String,
    /// What is paid, if the employer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salary: Option<SalaryView>,
    /// How many are sought.
    pub openings: u32,
    /// The first day on which it is shown.
    pub published: NaiveDate,
    /// The last day on which one may apply, in Jakarta.
    pub closes: NaiveDate,
    /// Where one applies.
    pub apply: String,
    /// What the work is; left out in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl VacancyView {
    /// As it stands in lists, without its description.
    #[must_use]
    pub fn short(one: &Vacancy) -> Self {
        Self {
            id: one.id.to_string(),
            title: one.title.as_str().to_owned(),
            employer: one.employer.as_str().to_owned(),
            field: one.field.as_str().to_owned(),
            place: one.place.to_string(),
            contract: one.contract.as_str().to_owned(),
            salary: one.salary.map(|salary| SalaryView {
                from: salary.from(),
                to: salary.to(),
            }),
            openings: one.openings.get(),
            published: one.published,
            closes: one.closes,
            apply: one.apply.as_str().to_owned(),
            description: None,
        }
    }

    /// All of it.
    #[must_use]
    pub fn whole(one: &Vacancy) -> Self {
        Self {
            description: Some(one.description.as_str().to_owned()),
            ..Self::short(one)
        }
    }
}

/// A page of the open vacancies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct VacancyList {
    /// Which publication they are from.
    pub version: u32,
    /// The day of that publication.
    pub as_of: NaiveDate,
    /// How many fit the question.
    pub total: usize,
    /// Page, from 1.
    pub page: usize,
    /// Orders the list; sent back, it leads to the next page of the same order.
    pub seed: String,
    /// Those on the page.
    pub vacancies: Vec<VacancyView>,
}

/// What suits somebody who is certified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct SuitedVacancies {
    /// Codes of the fields that they are certified in.
    pub fields: Vec<String>,
    /// The nearest of those that are open.
    pub vacancies: Vec<VacancyView>,
}
