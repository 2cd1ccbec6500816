//! The account that incentives go to: linked after the partner was asked whose it
//! is, taken off again, and never asked about too often.

use super::Incentives;
use crate::registrant::carried::HolderCheck;
use crate::registrant::question::Answer;
use crate::registrant::store::{Answered, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use chrono::TimeDelta;
use domain::incentive::{Event, PayoutView};
use domain::messages::{Code, Params};
use domain::payout_account::{self, Enquiry, LinkRequest, Refused};
use domain::scheme::Scheme;

/// 5 – mistyped numbers take two or three tries; partners lock a wallet for an
/// hour after three wrong codes, and each try costs them an inquiry.
const TRIES: usize = 5;
/// Tries are counted for an hour.
const TRIES_COUNT_FOR: TimeDelta = TimeDelta::hours(1);

impl<S: Sql> Store<S> {
    /// The first step: whether it is worth asking the partner, and what to ask.
    pub(in crate::registrant) fn begin_link(
        &self,
        session_hash: &str,
        request: &LinkRequest,
        now: Moment,
    ) -> Answered {
        let (person, scheme, mut incentives) = match self.participant(session_hash, now)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let (_, record) = self.person(person)?;
        let registration = record.registration;
        let enquiry = match enquire(&incentives, request, &registration.phone, &scheme, now) {
            Ok(Some(enquiry)) => enquiry,
            Ok(None) => return self.show_payout(&incentives, &scheme, now),
            Err(refused) => return Ok(refuse(refused)),
        };
        incentives.asked.retain(|at| now - *at < TRIES_COUNT_FOR);
        if incentives.asked.len() >= TRIES {
            let since = incentives.asked.iter().min().copied().unwrap_or(now);
            let wait = (since + TRIES_COUNT_FOR - now).num_seconds().max(1);
            let params = Params {
                wait_seconds: u32::try_from(wait).ok(),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::PayoutTooManyTries, params));
        }
        incentives.asked.push(now);
        self.keep_incentives(person, &incentives)?;
        Ok(Outcome::Done(Answer::LinkBegun(Box::new(HolderCheck {
            enquiry,
            nik: registration.nik.as_str().to_owned(),
            phone: registration.phone.as_str().to_owned(),
        }))))
    }

    /// The second step: the partner's answer decides. Whatever waited for an
    /// account is due.
    pub(in crate::registrant) fn link(
        &self,
        session_hash: &str,
        enquiry: Enquiry,
        answer: &payout_account::Answer,
        now: Moment,
    ) -> Answered {
        let (person, scheme, mut incentives) = match self.participant(session_hash, now)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let (_, record) = self.person(person)?;
        let name = record.registration.name;
        if let Err(refused) = incentives.account.accept(enquiry, answer, &name, now) {
            return Ok(refuse(refused));
        }
        incentives.asked.clear();
        let ids: Vec<_> = incentives
            .plan
            .instalments()
            .iter()
            .map(|one| one.id())
            .collect();
        for id in ids {
            let outcome = incentives
                .plan
                .apply(id, &Event::AccountLinked, &scheme, now);
            self.follow_incentives(person, &mut incentives, outcome.unwrap_or_default(), now)?;
        }
        self.keep_incentives(person, &incentives)?;
        self.note(person, "payout_account_linked", now)?;
        self.show_payout(&incentives, &scheme, now)
    }

    /// Takes the account off. What was sent to it stays under way.
    pub(in crate::registrant) fn unlink(&self, session_hash: &str, now: Moment) -> Answered {
        let (person, scheme, mut incentives) = match self.participant(session_hash, now)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        if let Err(refused) = incentives.account.disconnect() {
            return Ok(refuse(refused));
        }
        self.keep_incentives(person, &incentives)?;
        self.note(person, "payout_account_unlinked", now)?;
        self.show_payout(&incentives, &scheme, now)
    }

    /// Somebody signed in who has an award, with the scheme it was given under.
    pub(in crate::registrant) fn participant(
        &self,
        session_hash: &str,
        now: Moment,
    ) -> Result<Result<(i64, Scheme, Incentives), Code>, StoreError> {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Err(Code::SignInNeeded));
        };
        let Some(award) = self.award(person)? else {
            return Ok(Err(Code::PayoutNoAward));
        };
        let scheme = self.scheme_of(&award)?;
        Ok(Ok((person, scheme, self.incentives_begun(person)?)))
    }

    pub(in crate::registrant) fn show_payout(
        &self,
        incentives: &Incentives,
        scheme: &Scheme,
        now: Moment,
    ) -> Answered {
        let view = PayoutView::of(&incentives.plan, &incentives.account, scheme, now);
        Ok(Outcome::Done(Answer::Payout(Box::new(view))))
    }

    /// What the account shows of it; nothing without an award.
    pub(in crate::registrant) fn shown_payout(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<PayoutView>, StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(None);
        };
        let scheme = self.scheme_of(&award)?;
        let incentives = self.incentives_begun(person)?;
        Ok(Some(PayoutView::of(
            &incentives.plan,
            &incentives.account,
            &scheme,
            now,
        )))
    }
}

/// What to ask; nothing where the very account is linked already, because the
/// form came twice.
fn enquire(
    incentives: &Incentives,
    request: &LinkRequest,
    phone: &domain::contact::Phone,
    scheme: &Scheme,
    now: Moment,
) -> Result<Option<Enquiry>, Refused> {
    match incentives.account.enquire(request, phone, scheme, now) {
        Err(Refused::AlreadyLinked) => {
            let linked = incentives.account.link().ok_or(Refused::AlreadyLinked)?;
            let fresh = payout_account::PayoutAccount::default();
            let again = fresh.enquire(request, phone, scheme, now)?;
            if again.partner == linked.partner && again.number == linked.number {
                Ok(None)
            } else {
                Err(Refused::AlreadyLinked)
            }
        }
        other => other.map(Some),
    }
}

fn refuse(refused: Refused) -> Outcome<Answer> {
    Outcome::Refused(refused.code(), refused.params())
}
