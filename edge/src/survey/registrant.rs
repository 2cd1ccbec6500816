//! Surveys: somebody is told when one opens, and answers it once.

use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::incentive::{Fact, PayoutView};
use domain::messages::{Code, Outgoing, Params};
use domain::survey::SurveyAnswers;
use domain::time::When;
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
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

/// Takes somebody's answers. Sent again, the first ones stay and nothing more is paid.
#[derive(Debug, Serialize, Deserialize)]
pub struct AnswerSurvey {
    pub number: u32,
    pub answers: SurveyAnswers,
}

impl<S: Sql> Personal<S> for AnswerSurvey {
    type Answer = PayoutView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<PayoutView> {
        let Self { number, answers } = self;
        let (scheme, incentives) = match store.participant(person)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let Some(opens) = incentives.plan.survey_opens(number, &scheme) else {
            return Ok(Outcome::refused(Code::SurveyUnknown));
        };
        let (facts, _) = store.person(person)?;
        if now < opens {
            let params = Params {
                date: Some(When::Moment(opens, facts.zone)),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::SurveyNotOpen, params));
        }
        let first = store.sql.run(
            "INSERT OR IGNORE INTO survey_answer VALUES (?, ?, ?, ?) RETURNING person",
            &[
                person.into(),
                i64::from(number).into(),
                store.seal("survey", person, &answers)?.into(),
                stored(now),
            ],
        )?;
        if !first.is_empty() {
            store.note(person, "survey_answered", now)?;
            store.learn(person, Fact::SurveyAnswered { number, at: now }, now)?;
        }
        let incentives = store.incentives_begun(person)?;
        let view = store.payout_view(person, &incentives, &scheme, now)?;
        Ok(Outcome::Done(view))
    }
}
