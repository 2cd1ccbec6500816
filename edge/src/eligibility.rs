//! The eligibility check: nothing is stored, nobody is known.

use crate::http::{Answer, Context, odd};
use domain::eligibility::{Answers, Report, evaluate};
use domain::scheme::Scheme;
use domain::time::programme_date;

/// Holds answers against the rules in force.
pub fn check(context: &Context, answers: &Answers) -> Answer<Report> {
    let today = programme_date(context.now);
    let scheme = Scheme::in_force(today).ok_or_else(odd)?;
    Ok(evaluate(&scheme, answers, today, context.locale))
}
