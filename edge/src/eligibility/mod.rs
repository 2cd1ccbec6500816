//! The eligibility check: nothing is stored, nobody is known.

pub mod page;

use crate::http::{Answer, Context};
use crate::registration;
use domain::eligibility::{Answers, Report, evaluate};
use domain::time::programme_date;

/// Holds answers against the rules in force.
pub fn check(context: &Context, answers: &Answers) -> Answer<Report> {
    let today = programme_date(context.now);
    let scheme = registration::in_force(today)?;
    Ok(evaluate(&scheme, answers, today, context.locale))
}
