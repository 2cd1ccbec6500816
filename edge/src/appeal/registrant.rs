//! Awards that are taken back or given again, with everything that follows, in
//! one transaction: reservations, money, incentives, the household's seat, words
//! to the person. What the money does is decided in `domain::appeal`.

use crate::award::registrant::passes;
use crate::household::Freed;
use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::signing::{Signed, Signing};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::appeal::{
    Case, Decision, Explanation, Reason, RevocationView, WaitingAppeal, reinstate,
    settle_revocation,
};
use domain::award::{Award, buy_before, spend_before};
use domain::contact::Phone;
use domain::incentive::Event;
use domain::ledger::Account;
use domain::messages::Locale;
use domain::messages::{Code, Outgoing, Params};
use domain::security::PhoneReason;
use domain::staff::CommandState;
use domain::time::When;
use domain::time::Zone;
use serde::{Deserialize, Serialize};

/// Sealed text opens only as a person's cases.
const KIND: &str = "cases";

impl<S: Sql> Store<S> {
    /// Takes an award back. Whoever calls has seen that it stands.
    pub(crate) fn take_back(
        &self,
        person: i64,
        award: &Award,
        (reason, note): (Reason, Option<Explanation>),
        now: Moment,
    ) -> Result<(), StoreError> {
        let scheme = self.scheme_of(award)?;
        self.sql.run(
            "UPDATE award SET revoked_at = ? WHERE person = ?",
            &[stored(now), person.into()],
        )?;
        let mut cases = self.cases(person)?;
        let number = u32::try_from(cases.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1);
        let case = Case::open(number, (reason, note), &scheme, now);
        let repay_before = case.repay_before;
        cases.push(case);
        self.keep_cases(person, &cases)?;
        // What was put aside comes back first, and then goes with the rest.
        let mut purchases = self.purchases(person)?;
        let follows = purchases.revoke(now);
        self.follow(person, &purchases, follows, now)?;
        if let Some(mut incentives) = self.incentives(person)? {
            let refused = incentives.plan.refuse(reason.refuses(), &scheme, now);
            self.follow_incentives(person, &mut incentives, refused, now)?;
        }
        self.settle_revocation(person, now)?;
        self.note(person, "revoked", now)?;
        let freed = self.seat_of(person, award)?;
        self.put_out(person, &JobKind::Freed(Box::new(freed)), now)?;
        let due = self.book(person)?.balance(Account::RepaymentDue);
        let message = match reason {
            Reason::MissedDeadline => Outgoing::Revoked,
            _ => Outgoing::AwardTakenBack {
                due,
                date: Zone::Wib.long(repay_before, Locale::Id),
            },
        };
        self.put_out(person, &JobKind::Message(message), now)
    }

    /// Brings the book of somebody whose award is taken back up to date, after
    /// whatever moved money there.
    pub(crate) fn settle_revocation(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let cases = self.cases(person)?;
        let Some(case) = cases.last().filter(|case| case.stands()) else {
            return Ok(());
        };
        let entries = settle_revocation(&self.book(person)?, case.reason);
        self.write(person, entries, now)
    }

    /// An appeal was upheld: everything is as it was before.
    fn give_again(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let mut award = self.award(person)?.ok_or(StoreError::Record)?;
        let scheme = self.scheme_of(&award)?;
        let has_bought = self.purchases(person)?.has_bought();
        if !has_bought {
            // The time for the first course begins anew.
            award.buy_before = buy_before(&scheme, now);
        }
        let sealed = Award {
            revoked_at: None,
            balance: scheme.training_balance,
            ..award.clone()
        };
        self.sql.run(
            "UPDATE award SET revoked_at = NULL, sealed = ?, buy_before = ? WHERE person = ?",
            &[
                self.seal("award", person, &sealed)?.into(),
                stored(award.buy_before),
                person.into(),
            ],
        )?;
        let is_closed = spend_before(&scheme, award.awarded_at).is_some_and(|at| at <= now);
        let entries = reinstate(&self.book(person)?, is_closed);
        self.write(person, entries, now)?;
        if let Some(mut incentives) = self.incentives(person)? {
            let ids: Vec<_> = incentives
                .plan
                .instalments()
                .iter()
                .map(|one| one.id())
                .collect();
            for id in ids {
                let outcome = incentives.plan.apply(id, &Event::Reinstate, &scheme, now);
                self.follow_incentives(person, &mut incentives, outcome.unwrap_or_default(), now)?;
            }
        }
        self.note(person, "reinstated", now)?;
        let mut seat = self.seat_of(person, &award)?;
        seat.freed = false;
        self.put_out(person, &JobKind::Freed(Box::new(seat)), now)?;
        if !has_bought {
            self.put_out(person, &JobKind::Deadline, now)?;
        }
        Ok(())
    }

    fn seat_of(&self, person: i64, award: &Award) -> Result<Freed, StoreError> {
        let (_, record) = self.person(person)?;
        let household = self.household(&record);
        Ok(Freed {
            wave: award.wave,
            shard: household.shard(self.shards),
            household: household.text(),
            registrant: self.shard,
            person,
            freed: true,
        })
    }

    /// What the account shows of the last time that the award was taken back.
    pub(crate) fn revocation(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<RevocationView>, StoreError> {
        let cases = self.cases(person)?;
        let Some(case) = cases.last() else {
            return Ok(None);
        };
        let due = self.book(person)?.balance(Account::RepaymentDue);
        Ok(Some(RevocationView::of(case, due, now)))
    }

    /// The appeal of somebody, if one waits for its answer.
    pub fn waiting_appeal(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<WaitingAppeal>, StoreError> {
        let cases = self.cases(person)?;
        let Some(case) = cases.last() else {
            return Ok(None);
        };
        let Some(appeal) = case.appeal.as_ref().filter(|one| one.decision.is_none()) else {
            return Ok(None);
        };
        Ok(Some(WaitingAppeal {
            registration_number: self.person(person)?.1.number,
            case: case.number,
            reason: case.reason,
            text: appeal.text.clone(),
            filed_at: appeal.filed_at,
            answer_before: appeal.answer_before,
            late: appeal.is_late(now),
        }))
    }

    /// The same for the day until which somebody may appeal.
    pub(crate) fn put_appeal_off(
        &self,
        person: i64,
        (from, until): (Moment, Moment),
    ) -> Result<bool, StoreError> {
        let mut cases = self.cases(person)?;
        let Some(case) = cases.last_mut() else {
            return Ok(false);
        };
        let is_put_off = passes(case.appeal_before, (from, until));
        if is_put_off {
            case.appeal_before += until - from;
            self.keep_cases(person, &cases)?;
        }
        Ok(is_put_off)
    }

    fn decide(&self, person: i64, decision: &Decision, now: Moment) -> Result<(), StoreError> {
        let mut cases = self.cases(person)?;
        let case = cases.last_mut().ok_or(StoreError::Record)?;
        if !case.decide(decision, now).map_err(|_| StoreError::Record)? {
            return Ok(());
        }
        self.keep_cases(person, &cases)?;
        let message = match decision {
            Decision::Upheld => {
                self.give_again(person, now)?;
                Outgoing::AppealUpheld
            }
            Decision::Rejected { .. } => Outgoing::AppealRejected,
        };
        self.note(person, "appeal_decided", now)?;
        self.put_out(person, &JobKind::Appeal, now)?;
        self.put_out(person, &JobKind::Message(message), now)
    }

    fn cases(&self, person: i64) -> Result<Vec<Case>, StoreError> {
        let row = self.sql.first(
            "SELECT sealed FROM award_case WHERE person = ?",
            &[person.into()],
        )?;
        row.map_or(Ok(vec![]), |row| self.unseal(KIND, person, row.text(0)?))
    }

    fn keep_cases(&self, person: i64, cases: &[Case]) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO award_case VALUES (?, ?)
             ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed",
            &[person.into(), self.seal(KIND, person, &cases)?.into()],
        )?;
        Ok(())
    }
}

/// Appeal against having the award taken back.
#[derive(Debug, Serialize, Deserialize)]
pub struct FileAppeal {
    pub text: Explanation,
}

impl<S: Sql> Personal<S> for FileAppeal {
    type Answer = RevocationView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<RevocationView> {
        let mut cases = store.cases(person)?;
        let Some(case) = cases.last_mut() else {
            return Ok(Outcome::refused(Code::AppealNothing));
        };
        let scheme = store.scheme_of_person(person)?;
        let zone = store.person(person)?.0.zone;
        let is_new = case.appeal.is_none();
        if let Err(code) = case.file(self.text, &scheme, now) {
            let params = Params {
                date: Some(When::Moment(case.appeal_before, zone)),
                ..Params::default()
            };
            return Ok(Outcome::Refused(code, params));
        }
        if is_new {
            let answer = case.appeal.as_ref().map(|appeal| appeal.answer_before);
            let date = zone.long(answer.ok_or(StoreError::Record)?, Locale::Id);
            store.keep_cases(person, &cases)?;
            store.note(person, "appealed", now)?;
            store.put_out(person, &JobKind::Appeal, now)?;
            let message = JobKind::Message(Outgoing::AppealFiled { date });
            store.put_out(person, &message, now)?;
        }
        let view = store.revocation(person, now)?.ok_or(StoreError::Record)?;
        Ok(Outcome::Done(view))
    }
}

/// A member of staff signs a command about the person of that number.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignCommand {
    pub signing: Signing,
    pub number_hash: String,
    pub command: StaffCommand,
}

impl<S: Sql> Transaction<Store<S>> for SignCommand {
    type Answer = Outcome<CommandState>;

    fn execute(self, store: &Store<S>) -> Performed<CommandState> {
        let Self {
            signing,
            number_hash,
            command,
        } = self;
        let row = store.sql.first(
            "SELECT id FROM person WHERE number_hash = ?",
            &[number_hash.into()],
        )?;
        let Some(person) = row.map(|row| row.int(0)).transpose()? else {
            return Ok(Outcome::refused(Code::StaffPersonUnknown));
        };
        let now = signing.now;
        let signed = signing.take_in(&store.sql)?;
        if let Signed::Known(known) = signed {
            return Ok(known);
        }
        let refused = match &command {
            StaffCommand::Revoke { .. } => {
                let award = store.award(person)?;
                award
                    .is_none_or(|award| award.revoked_at.is_some())
                    .then_some(Code::AwardNotHeld)
            }
            StaffCommand::Decide { case, decision } => {
                let mut cases = store.cases(person)?;
                let known = cases.last_mut().filter(|known| known.number == *case);
                known.map_or(Some(Code::AppealUnknown), |known| {
                    known.decide(decision, now).err()
                })
            }
            StaffCommand::ReplacePhone { phone, .. } => store.may_replace_phone(person, phone)?,
        };
        if let Some(code) = refused {
            // A proposal that cannot be done is none.
            signing.forget_in(&store.sql)?;
            return Ok(Outcome::refused(code));
        }
        if matches!(signed, Signed::Proposed) {
            return Ok(Outcome::Done(CommandState::Proposed));
        }
        match command {
            StaffCommand::Revoke { reason, note } => {
                let award = store.award(person)?.ok_or(StoreError::Record)?;
                store.take_back(person, &award, (reason, Some(note)), now)?;
            }
            StaffCommand::Decide { decision, .. } => store.decide(person, &decision, now)?,
            StaffCommand::ReplacePhone {
                phone,
                reason,
                note,
            } => store.replace_phone_by_office(person, phone, (reason, note), now)?,
        }
        signing.done_in(&store.sql)?;
        Ok(Outcome::Done(CommandState::Done))
    }
}

/// The appeal of somebody, for staff.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadAppeal {
    pub person: i64,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for ReadAppeal {
    type Answer = Outcome<Option<WaitingAppeal>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<WaitingAppeal>> {
        Ok(Outcome::Done(store.waiting_appeal(self.person, self.now)?))
    }
}

/// What two members of staff have to agree on about one person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum StaffCommand {
    /// Take the award back.
    Revoke { reason: Reason, note: Explanation },
    /// Decide about an appeal.
    Decide { case: u32, decision: Decision },
    /// Put another mobile number in the place of the registered one.
    ReplacePhone {
        phone: Phone,
        reason: PhoneReason,
        note: Explanation,
    },
}

#[cfg(test)]
pub mod tests;
