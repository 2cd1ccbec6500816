//! Surveys: somebody is told when one opens, and answers it once.

use super::outbox::JobKind;
use super::store::{Answered, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::incentive::Fact;
use domain::messages::{Code, Outgoing, Params};
use domain::survey::SurveyAnswers;
use domain::time::When;

impl<S: Sql> Store<S> {
    /// Takes somebody's answers. Sent again, the first ones stay and nothing
    /// more is paid.
    pub(super) fn answer_survey(
        &self,
        session_hash: &str,
        number: u32,
        answers: &SurveyAnswers,
        now: Moment,
    ) -> Answered {
        let (person, scheme, incentives) = match self.participant(session_hash, now)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let Some(opens) = incentives.plan.survey_opens(number, &scheme) else {
            return Ok(Outcome::refused(Code::SurveyUnknown));
        };
        let (facts, _) = self.person(person)?;
        if now < opens {
            let params = Params {
                date: Some(When::Moment(opens, facts.zone)),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::SurveyNotOpen, params));
        }
        let first = self.sql.run(
            "INSERT OR IGNORE INTO survey_answer VALUES (?, ?, ?, ?) RETURNING person",
            &[
                person.into(),
                i64::from(number).into(),
                self.seal("survey", answers)?.into(),
                stored(now),
            ],
        )?;
        if !first.is_empty() {
            self.note(person, "survey_answered", now)?;
            self.learn(person, Fact::SurveyAnswered { number, at: now }, now)?;
        }
        let incentives = self.incentives_begun(person)?;
        self.show_payout(&incentives, &scheme, now)
    }

    /// A survey's time has come: tells the person, unless nothing is paid any more.
    pub fn open_survey(
        &self,
        job: i64,
        person: i64,
        number: u32,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let award = self.award(person)?.filter(|one| one.revoked_at.is_none());
            if let Some(award) = award {
                let scheme = self.scheme_of(&award)?;
                if (1..=scheme.survey_incentive.times).contains(&number) {
                    let amount = scheme.survey_incentive.amount;
                    let words = JobKind::Message(Outgoing::SurveyOpen { amount });
                    self.put_out(person, &words, now)?;
                }
            }
            Ok(self.forget_job(job)?)
        })
    }
}
