//! Vacancies as files (see [`crate::exchange`]): what Sisnaker-like feeds bring.
//! Days are `2026-12-01`, amounts whole rupiah a month in plain digits; a salary has
//! both ends or none.

use super::{
    AddressError, ApplyAt, Broken, Contract, Description, MOST_VACANCIES, Openings, Salary,
    SalaryError, Vacancy, VacancyId, Wage,
};
use crate::catalogue::{Field, Title};
use crate::exchange::{self, Cell, Row, Source, Table, Unreadable, columns, number, parsed};
use crate::money::Rupiah;
use chrono::NaiveDate;
use serde::Serialize;

columns! {
    /// What the feed calls it.
    Id = "id", needed;
    /// What the work is called.
    Title = "title", needed;
    /// Who employs.
    Employer = "employer", needed;
    /// Code of the field of work, as in the catalogue.
    Field = "field", needed;
    /// Four digits of the regency or city.
    Place = "place", needed;
    /// Code of the kind of contract.
    Contract = "contract", needed;
    /// The least that is paid, or empty together with the next.
    SalaryFrom = "salary_from", optional;
    /// The most that is paid.
    SalaryTo = "salary_to", optional;
    /// How many are sought.
    Openings = "openings", needed;
    /// The first day on which it is shown.
    Published = "published", needed;
    /// The last day on which one may apply.
    Closes = "closes", needed;
    /// Where one applies.
    Apply = "apply", needed;
    /// What the work is.
    Description = "description", needed;
}

/// A rule that a vacancy breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The salary's end is below its beginning.
    Salary(SalaryError),
    /// Nobody could apply any more.
    ClosedAlready,
    /// It does not fit together.
    Broken(Broken),
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Salary(error) => error.fmt(f),
            Self::ClosedAlready => f.write_str("the closing day is past"),
            Self::Broken(broken) => broken.fmt(f),
        }
    }
}

/// One thing that is wrong with a file of vacancies.
pub type Fault = exchange::Fault<Rule, VacancyId>;

/// What is wrong.
pub type Problem = exchange::Problem<Rule, VacancyId>;

impl From<AddressError> for Unreadable {
    fn from(_: AddressError) -> Self {
        Self::Address
    }
}

parsed! { VacancyId Contract Description ApplyAt }

impl Cell for Wage {
    fn read(text: &str) -> Result<Self, Unreadable> {
        Self::new(Rupiah(number(text)?)).map_err(|_| Unreadable::Bounds)
    }
}

impl Cell for Openings {
    fn read(text: &str) -> Result<Self, Unreadable> {
        Self::new(number(text)?).map_err(|_| Unreadable::Bounds)
    }
}

impl Table for Vacancy {
    type Column = Column;
    type Id = VacancyId;
    type Rule = Rule;
    /// The day in Jakarta on which the file is read.
    type Known = NaiveDate;

    const ID: Column = Column::Id;
    const MOST_ROWS: usize = MOST_VACANCIES;

    fn read<S: Source<Column>>(row: &mut Row<'_, Self, S>, today: &NaiveDate) -> Option<Self> {
        let id = row.id();
        let title: Option<Title> = row.needed(Column::Title);
        let employer: Option<Title> = row.needed(Column::Employer);
        let field: Option<Field> = row.needed(Column::Field);
        let place = row.needed(Column::Place);
        let contract = row.needed(Column::Contract);
        let salary = salary(row);
        let openings = row.needed(Column::Openings);
        let published = row.needed(Column::Published);
        let closes: Option<NaiveDate> = row.needed(Column::Closes);
        if closes.is_some_and(|day| day < *today) {
            row.fault(Column::Closes, Problem::Rule(Rule::ClosedAlready));
        }
        let apply = row.needed(Column::Apply);
        let description = row.needed(Column::Description);
        let vacancy = Self {
            id: id?,
            title: title?,
            employer: employer?,
            field: field?,
            place: place?,
            contract: contract?,
            salary,
            openings: openings?,
            published: published?,
            closes: closes?,
            apply: apply?,
            description: description?,
        };
        if let Err(broken) = vacancy.check() {
            let column = match broken {
                Broken::ClosesBeforePublished => Column::Closes,
            };
            row.fault(column, Problem::Rule(Rule::Broken(broken)));
        }
        Some(vacancy)
    }

    fn text(&self, column: Column) -> String {
        let wage = |of: fn(Salary) -> Rupiah| self.salary.map(|one| of(one).0.to_string());
        match column {
            Column::Id => self.id.to_string(),
            Column::Title => self.title.as_str().to_owned(),
            Column::Employer => self.employer.as_str().to_owned(),
            Column::Field => self.field.as_str().to_owned(),
            Column::Place => self.place.to_string(),
            Column::Contract => self.contract.as_str().to_owned(),
            Column::SalaryFrom => wage(Salary::from).unwrap_or_default(),
            Column::SalaryTo => wage(Salary::to).unwrap_or_default(),
            Column::Openings => self.openings.get().to_string(),
            Column::Published => self.published.to_string(),
            Column::Closes => self.closes.to_string(),
            Column::Apply => self.apply.as_str().to_owned(),
            Column::Description => self.description.as_str().to_owned(),
        }
    }
}

fn salary(row: &mut Row<'_, Vacancy, impl Source<Column>>) -> Option<Salary> {
    let (from, to) = row.both(Column::SalaryFrom, Column::SalaryTo)?;
    match Salary::new(from, to) {
        Ok(salary) => Some(salary),
        Err(error) => {
            row.fault(Column::SalaryTo, Problem::Rule(Rule::Salary(error)));
            None
        }
    }
}

/// Reads vacancies from CSV; the first line names the columns, in any order.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_csv(file: &[u8], today: NaiveDate) -> Result<Vec<Vacancy>, Vec<Fault>> {
    exchange::read_csv(file, &today)
}

/// Reads vacancies from JSON Lines; keys in any order, empty lines are passed over.
///
/// # Errors
/// Every [`Fault`], in the order of lines.
pub fn read_json_lines(file: &[u8], today: NaiveDate) -> Result<Vec<Vacancy>, Vec<Fault>> {
    exchange::read_json_lines(file, &today)
}

/// Writes vacancies with commas, all columns, lines ended as RFC 4180 wants it.
#[must_use]
pub fn write_csv(vacancies: &[Vacancy]) -> String {
    exchange::write_csv(vacancies)
}

/// A line, in the order of the columns.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a VacancyId,
    title: &'a str,
    employer: &'a str,
    field: Field,
    place: String,
    contract: Contract,
    salary_from: Option<Rupiah>,
    salary_to: Option<Rupiah>,
    openings: Openings,
    published: NaiveDate,
    closes: NaiveDate,
    apply: &'a ApplyAt,
    description: &'a str,
}

/// Writes vacancies, one a line.
///
/// # Errors
/// None that a vacancy can cause; serde's signature has one.
pub fn write_json_lines(vacancies: &[Vacancy]) -> serde_json::Result<String> {
    exchange::write_json_lines(vacancies.iter().map(|one| Line {
        id: &one.id,
        title: one.title.as_str(),
        employer: one.employer.as_str(),
        field: one.field,
        place: one.place.to_string(),
        contract: one.contract,
        salary_from: one.salary.map(Salary::from),
        salary_to: one.salary.map(Salary::to),
        openings: one.openings,
        published: one.published,
        closes: one.closes,
        apply: &one.apply,
        description: one.description.as_str(),
    }))
}
