//! One vacancy.

use super::{ApplyAt, Contract, Description, Openings, Salary, VacancyId};
use crate::catalogue::{Field, Place, Title};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A vacancy, as its feed brought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vacancy {
    /// What the feed calls it.
    pub id: VacancyId,
    /// What the work is called.
    pub title: Title,
    /// Who employs.
    pub employer: Title,
    /// The field of work: the catalogue's own, so that a course leads to it.
    pub field: Field,
    /// Where the work is.
    pub place: Place,
    /// How somebody is employed.
    pub contract: Contract,
    /// What is paid a month, if the employer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salary: Option<Salary>,
    /// How many are sought.
    pub openings: Openings,
    /// The first day on which it is shown, in Jakarta.
    pub published: NaiveDate,
    /// The last day on which one may apply, in Jakarta.
    pub closes: NaiveDate,
    /// Where one applies.
    pub apply: ApplyAt,
    /// What the work is and who is sought.
    pub description: Description,
}

/// A rule that a vacancy breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It closes before it is published.
    ClosesBeforePublished,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::ClosesBeforePublished => "closes before it is published",
        })
    }
}

/// How a vacancy stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not to be shown yet.
    Ahead,
    /// One may apply.
    Open,
    /// The closing day is past.
    Closed,
}

impl Vacancy {
    /// What concerns several of its parts together.
    ///
    /// # Errors
    /// [`Broken`].
    pub fn check(&self) -> Result<(), Broken> {
        if self.closes < self.published {
            return Err(Broken::ClosesBeforePublished);
        }
        Ok(())
    }

    /// How it stands on a day in Jakarta; open on the closing day itself.
    #[must_use]
    pub fn standing(&self, today: NaiveDate) -> Standing {
        if today < self.published {
            Standing::Ahead
        } else if today <= self.closes {
            Standing::Open
        } else {
            Standing::Closed
        }
    }
}
