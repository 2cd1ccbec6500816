//! Before every payment the person is looked at again: an award that was taken
//! back, data that the registry denies, a list of people who may not take part,
//! an account that is missing.

use crate::incentive::registrant::Incentives;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Store, StoreError};
use crate::sql::{Moment, Sql};
use chrono::TimeDelta;
use domain::identity::IdentityState;
use domain::incentive::{Event, HoldReason, InstalmentId, RefuseReason, Refused, State, Verdict};
use domain::lists::{ListKind, ListName};
use domain::messages::Outgoing;

impl<S: Sql> Store<S> {
    /// An instalment is due: screens the person, and has the money sent if
    /// nothing is in its way.
    pub fn screen_instalment(
        &self,
        job: i64,
        person: i64,
        id: InstalmentId,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let Some(mut incentives) = self.incentives(person)? else {
                return Ok(self.forget_job(job)?);
            };
            if let Some(until) = self.waits_until(person, &incentives, now)? {
                return Ok(self.again_at(job, until)?);
            }
            let scheme = self.scheme_of_person(person)?;
            let verdict = self.verdict(person, &incentives)?;
            let was_held = is_held(&incentives, id);
            let screened = incentives
                .plan
                .apply(id, &Event::Screen { verdict }, &scheme, now);
            let outcome = match screened {
                Ok(outcome) => outcome,
                // A clock that runs ahead, or a list that came in between.
                Err(Refused::NotDue(at)) => {
                    return Ok(self.again_at(job, at)?);
                }
                Err(Refused::TooManyAttempts) => {
                    self.note(person, "incentive_stuck", now)?;
                    return Ok(self.forget_job(job)?);
                }
                // With the partner, refused before, or the person's turn.
                Err(_) => return Ok(self.forget_job(job)?),
            };
            self.follow_incentives(person, &mut incentives, outcome, now)?;
            match verdict {
                Verdict::Eligible => {
                    let sent = incentives.plan.apply(id, &Event::Send, &scheme, now);
                    self.follow_incentives(person, &mut incentives, sent.unwrap_or_default(), now)?;
                    Ok(self.forget_job(job)?)
                }
                Verdict::Hold(HoldReason::NoAccount) => {
                    if !was_held {
                        let words = JobKind::Message(Outgoing::PayoutAccountNeeded);
                        self.put_out(person, &words, now)?;
                    }
                    Ok(self.forget_job(job)?)
                }
                Verdict::Hold(_) => {
                    let hours = i64::from(scheme.payout.retry_after_hours);
                    Ok(self.again_at(job, now + TimeDelta::hours(hours))?)
                }
                Verdict::Refuse(_) => Ok(self.forget_job(job)?),
            }
        })
    }

    /// What the person may be paid as things stand now.
    fn verdict(&self, person: i64, incentives: &Incentives) -> Result<Verdict, StoreError> {
        let (facts, _) = self.person(person)?;
        if facts.revoked {
            return Ok(Verdict::Refuse(RefuseReason::AwardRevoked));
        }
        if self.is_forbidden(person)? {
            return Ok(Verdict::Refuse(RefuseReason::NoLongerEligible));
        }
        Ok(match facts.identity {
            IdentityState::Mismatch { .. } => Verdict::Refuse(RefuseReason::FalseData),
            IdentityState::Pending => Verdict::Hold(HoldReason::RegistryAway),
            IdentityState::Verified if incentives.account.link().is_none() => {
                Verdict::Hold(HoldReason::NoAccount)
            }
            IdentityState::Verified => Verdict::Eligible,
        })
    }

    /// Whether any forbidden list names the person: those that have come since
    /// the award as well as those that counted then.
    fn is_forbidden(&self, person: i64) -> Result<bool, StoreError> {
        let rows = self.sql.run(
            "SELECT list FROM listed WHERE nik_hash = (SELECT nik_hash FROM person WHERE id = ?)",
            &[person.into()],
        )?;
        for row in rows {
            let name = ListName::parse(row.text(0)?).map_err(|_| StoreError::Record)?;
            if name.kind() == ListKind::Forbidden {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn is_held(incentives: &Incentives, id: InstalmentId) -> bool {
    let state = incentives
        .plan
        .find(id)
        .map(domain::incentive::Instalment::state);
    matches!(
        state,
        Some(State::Held {
            reason: HoldReason::NoAccount,
            ..
        })
    )
}
