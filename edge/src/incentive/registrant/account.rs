//! The account that incentives go to: linked after the partner was asked whose it
//! is, taken off again, and never asked about too often.

use crate::incentive::registrant::Incentives;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql};
use chrono::TimeDelta;
use domain::incentive::{Event, PayoutView};
use domain::messages::{Code, Outgoing, Params};
use domain::payout_account::{self, Enquiry, Link, LinkRequest, Refused};
use domain::scheme::Scheme;
use domain::security::{SecurityEvent, WAIT_AFTER_REPLACING};
use domain::time::programme_date;
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
        self.payout_view(person, &incentives, &scheme, now)
            .map(Some)
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
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
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
                let view = store.payout_view(person, &incentives, &scheme, now)?;
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
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
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
        // Linked by this very call, and not before.
        let link = incentives.account.link().cloned();
        let link = link.filter(|link| link.linked_at == now);
        let is_other = |before: &Link, link: &Link| {
            (&before.partner, &before.number) != (&link.partner, &link.number)
        };
        if let Some((before, link)) = incentives.unlinked.as_ref().zip(link.as_ref())
            && is_other(before, link)
        {
            incentives.payable_from = Some(now + WAIT_AFTER_REPLACING);
        }
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
        store.note(person, SecurityEvent::PayoutAccountLinked.as_str(), now)?;
        if let Some(link) = link {
            let partner = scheme.payment_partner(link.partner.as_str(), programme_date(now));
            let told = Outgoing::PayoutAccountLinked {
                partner: partner.map_or_else(String::new, |partner| partner.name.clone()),
                ends_with: link.number.ending().to_owned(),
            };
            store.put_out(person, &JobKind::Message(told), now)?;
        }
        let view = store.payout_view(person, &incentives, &scheme, now)?;
        Ok(Outcome::Done(view))
    }
}

/// Takes the account off. What was sent to it stays under way.
#[derive(Debug, Serialize, Deserialize)]
pub struct UnlinkAccount;

impl<S: Sql> Personal<S> for UnlinkAccount {
    type Answer = PayoutView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<PayoutView> {
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        let (scheme, mut incentives) = match store.participant(person)? {
            Ok(one) => one,
            Err(code) => return Ok(Outcome::refused(code)),
        };
        match incentives.account.disconnect() {
            Ok(link) => incentives.unlinked = Some(link),
            Err(refused) => return Ok(refuse(refused)),
        }
        store.keep_incentives(person, &incentives)?;
        store.note(person, SecurityEvent::PayoutAccountUnlinked.as_str(), now)?;
        let told = JobKind::Message(Outgoing::PayoutAccountUnlinked);
        store.put_out(person, &told, now)?;
        let view = store.payout_view(person, &incentives, &scheme, now)?;
        Ok(Outcome::Done(view))
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
