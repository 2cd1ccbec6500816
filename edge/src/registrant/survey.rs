//! Surveys: somebody is told when one opens.

use super::outbox::JobKind;
use super::store::{Store, StoreError};
use crate::sql::{Moment, Sql};
use domain::messages::Outgoing;

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
            self.forget_job(job)
        })
    }
}
