//! On which terms: kind of contract, pay, and for how many.

use crate::catalogue::{AmountError, choices};
use crate::money::Rupiah;
use serde::{Deserialize, Serialize};

/// Rupiah a month: ten times what is paid at the top of a listed company; beyond it
/// somebody typed zeros too many.
pub const MOST_SALARY: i64 = 1_000_000_000;

/// People sought by one vacancy: more than any one factory has ever opened with.
pub const MOST_OPENINGS: u32 = 10_000;

choices! {
    /// How somebody is employed.
    Contract {
        FullTime = "full_time", "Penuh waktu", "Full time";
        PartTime = "part_time", "Paruh waktu", "Part time";
        FixedTerm = "fixed_term", "Kontrak waktu tertentu", "Fixed term";
        Daily = "daily", "Harian lepas", "By the day";
        Freelance = "freelance", "Pekerja lepas", "Freelance";
        Internship = "internship", "Magang", "Internship";
    }
}

/// An amount a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Wage(i64);

impl Wage {
    /// Takes 1 to [`MOST_SALARY`] rupiah.
    ///
    /// # Errors
    /// [`AmountError`].
    pub fn new(rupiah: Rupiah) -> Result<Self, AmountError> {
        if (1..=MOST_SALARY).contains(&rupiah.0) {
            Ok(Self(rupiah.0))
        } else {
            Err(AmountError)
        }
    }

    /// In rupiah a month.
    #[must_use]
    pub const fn rupiah(self) -> Rupiah {
        Rupiah(self.0)
    }
}

impl TryFrom<i64> for Wage {
    type Error = AmountError;
    fn try_from(rupiah: i64) -> Result<Self, AmountError> {
        Self::new(Rupiah(rupiah))
    }
}

impl From<Wage> for i64 {
    fn from(wage: Wage) -> Self {
        wage.0
    }
}

/// A range of pay whose end is below its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SalaryError;

impl std::fmt::Display for SalaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the highest salary is below the lowest")
    }
}

impl std::error::Error for SalaryError {}

/// What is paid a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(Wage, Wage)", into = "(Wage, Wage)")]
pub struct Salary {
    from: Wage,
    to: Wage,
}

impl Salary {
    /// From one amount to another, which may be the same.
    ///
    /// # Errors
    /// [`SalaryError`].
    pub fn new(from: Wage, to: Wage) -> Result<Self, SalaryError> {
        if from <= to {
            Ok(Self { from, to })
        } else {
            Err(SalaryError)
        }
    }

    /// The least.
    #[must_use]
    pub const fn from(self) -> Rupiah {
        self.from.rupiah()
    }

    /// The most.
    #[must_use]
    pub const fn to(self) -> Rupiah {
        self.to.rupiah()
    }
}

impl TryFrom<(Wage, Wage)> for Salary {
    type Error = SalaryError;
    fn try_from((from, to): (Wage, Wage)) -> Result<Self, SalaryError> {
        Self::new(from, to)
    }
}

impl From<Salary> for (Wage, Wage) {
    fn from(salary: Salary) -> Self {
        (salary.from, salary.to)
    }
}

/// How many are sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Openings(u32);

impl Openings {
    /// Takes 1 to [`MOST_OPENINGS`] people.
    ///
    /// # Errors
    /// [`AmountError`].
    pub fn new(people: u32) -> Result<Self, AmountError> {
        if (1..=MOST_OPENINGS).contains(&people) {
            Ok(Self(people))
        } else {
            Err(AmountError)
        }
    }

    /// In people.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl TryFrom<u32> for Openings {
    type Error = AmountError;
    fn try_from(people: u32) -> Result<Self, AmountError> {
        Self::new(people)
    }
}

impl From<Openings> for u32 {
    fn from(openings: Openings) -> Self {
        openings.0
    }
}
