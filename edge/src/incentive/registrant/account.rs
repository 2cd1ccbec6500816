//! The account that incentives go to: linked after the partner was asked whose it
//! is, taken off again, and never asked about too often.

use crate::incentive::registrant::Incentives;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use chrono::TimeDelta;
use domain::incentive::{Event, PayoutView};
use domain::messages::{Code, Params};
use domain::payout_account::{self, Enquiry, LinkRequest, Refused};
use domain::scheme::Scheme;
use serde::{Deserialize, Serialize};

/// 5 – mistyped numbers take two or three tries; partners lock a wallet for an
/// hour after three wrong codes, and each try costs them an inquiry.
const TRIES: usize = 5;
/// Tries are counted for an hour.
const TRIES_COUNT_FOR: TimeDelta = TimeDelta::hours(1);

/// What a partner is asked about an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HolderCheck {
    pub enquiry: Enquiry,
    pub nik: String,
    pub phone: String,
}

/// Linking an account.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum LinkBegun {
    /// The partner is to be asked.
    Ask(HolderCheck),
    /// Linked already: the form came twice.
    Linked(PayoutView),
}

impl<S: Sql> Store<S> {
    /// What belongs to the incentives of somebody who has an award: the scheme that it was
    /// given under, and how they stand.
    pub(crate) fn participant(
        &self,
        person: i64,
    ) -> Result<Result<(Scheme, Incentives), Code>, StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(Err(Code::PayoutNoAward));
        };
        let scheme = self.scheme_of(&award)?;
        Ok(Ok((scheme, self.incentives_begun(person)?)))
    }

    /// What the account shows of it; nothing without an award.
    pub(crate) fn shown_payout(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<PayoutView>, StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(None);
        };
        let scheme = self.scheme_of(&award)?;
        let incentives = self.incentives_begun(person)?;
        Ok(Some(incentives.shown(&scheme, now)))
    }
}

/// The first step of linking an account: whether it is worth asking the partner, and what
/// to ask.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginLink {
    pub request: LinkRequest,
}

impl<S: Sql> Personal<S> for BeginLink {
    type Answer = LinkBegun;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<LinkBegun> {
        let (scheme, mut incentives) = match store.participant(person)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let (_, record) = store.person(person)?;
        let registration = record.registration;
        let enquiry = match enquire(
            &incentives,
            &self.request,
            &registration.phone,
            &scheme,
            now,
        ) {
            Ok(Some(enquiry)) => enquiry,
            Ok(None) => {
                let view = incentives.shown(&scheme, now);
                return Ok(Outcome::Done(LinkBegun::Linked(view)));
            }
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
        store.keep_incentives(person, &incentives)?;
        Ok(Outcome::Done(LinkBegun::Ask(HolderCheck {
            enquiry,
            nik: registration.nik.as_str().to_owned(),
            phone: registration.phone.as_str().to_owned(),
        })))
    }
}

/// The second step: the partner's answer decides. Whatever waited for an account is due.
#[derive(Debug, Serialize, Deserialize)]
pub struct LinkAccount {
    pub enquiry: Enquiry,
    pub answer: payout_account::Answer,
}

impl<S: Sql> Personal<S> for LinkAccount {
    type Answer = PayoutView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<PayoutView> {
        let (scheme, mut incentives) = match store.participant(person)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        let (_, record) = store.person(person)?;
        let name = record.registration.name;
        if let Err(refused) = incentives
            .account
            .accept(self.enquiry, &self.answer, &name, now)
        {
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
            store.follow_incentives(person, &mut incentives, outcome.unwrap_or_default(), now)?;
        }
        store.keep_incentives(person, &incentives)?;
        store.note(person, "payout_account_linked", now)?;
        Ok(Outcome::Done(incentives.shown(&scheme, now)))
    }
}

/// Takes the account off. What was sent to it stays under way.
#[derive(Debug, Serialize, Deserialize)]
pub struct UnlinkAccount;

impl<S: Sql> Personal<S> for UnlinkAccount {
    type Answer = PayoutView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<PayoutView> {
        let (scheme, mut incentives) = match store.participant(person)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        if let Err(refused) = incentives.account.disconnect() {
            return Ok(refuse(refused));
        }
        store.keep_incentives(person, &incentives)?;
        store.note(person, "payout_account_unlinked", now)?;
        Ok(Outcome::Done(incentives.shown(&scheme, now)))
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

fn refuse<T>(refused: Refused) -> Outcome<T> {
    Outcome::Refused(refused.code(), refused.params())
}
