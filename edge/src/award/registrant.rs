//! Awards: given once to who was drawn, with a card and a balance; taken back
//! when the first course was not bought in time.

use crate::registrant::outbox::JobKind;
use crate::registrant::store::{Store, StoreError};
use crate::sql::{Moment, Sql, stored};
use chrono::TimeDelta;
use domain::appeal::Reason;
use domain::award::{Award, REMINDERS, buy_before, spend_before};
use domain::ledger::{Account, Entry, EntryKind, Reference};
use domain::messages::Locale;
use domain::messages::Outgoing;
use domain::scheme::Scheme;
use domain::time::Zone;

impl<S: Sql> Store<S> {
    /// Gives somebody who was drawn their card and their balance. Nobody is
    /// given a second one.
    pub(crate) fn give_award(
        &self,
        person: i64,
        wave: u32,
        scheme: &Scheme,
        now: Moment,
    ) -> Result<(), StoreError> {
        if self.award(person)?.is_some() {
            return Ok(());
        }
        let award = Award {
            wave,
            scheme: scheme.id.clone(),
            card: self.fresh_card()?,
            balance: scheme.training_balance,
            awarded_at: now,
            buy_before: buy_before(scheme, now),
            revoked_at: None,
        };
        let given = self.sql.run(
            "INSERT OR IGNORE INTO award (person, sealed, buy_before, card_hash)
             VALUES (?, ?, ?, ?) RETURNING person",
            &[
                person.into(),
                self.seal("award", person, &award)?.into(),
                stored(award.buy_before),
                self.card_hash(&award.card).text().into(),
            ],
        )?;
        if given.is_empty() {
            return Ok(());
        }
        let credit = Entry::transfer(
            EntryKind::Awarded,
            reference("award/credit")?,
            Account::TrainingBudget,
            Account::TrainingBalance,
            award.balance,
        );
        self.write(person, vec![credit], now)?;
        self.note(person, "awarded", now)?;
        if let Some(closes) = spend_before(scheme, now) {
            let days = &scheme.reminders.balance_closing_days;
            self.put_out(person, &JobKind::Closing, next_reminder(days, closes, now))?;
        }
        self.put_out(person, &JobKind::Deadline, next_look(award.buy_before, now))
    }

    /// The closing's row in the outbox is due: reminds, or closes the balance.
    pub fn look_at_closing(&self, id: i64, person: i64, now: Moment) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let award = self.award(person)?.ok_or(StoreError::Record)?;
            let scheme = self.scheme_of(&award)?;
            let Some(closes) = spend_before(&scheme, award.awarded_at) else {
                return Ok(self.forget_job(id)?);
            };
            if closes <= now {
                // No reservation outlives the balance.
                let mut purchases = self.purchases(person)?;
                let follows = purchases.settle(now);
                self.follow(person, &purchases, follows, now)?;
                self.close_balance(person, now)?;
                return Ok(self.forget_job(id)?);
            }
            if award.balance.0 > 0 && award.revoked_at.is_none() {
                let message = Outgoing::BalanceCloses {
                    left: award.balance,
                    date: Zone::Wib.long(closes, Locale::Id),
                };
                self.put_out(person, &JobKind::Message(message), now)?;
            }
            let days = &scheme.reminders.balance_closing_days;
            Ok(self.again_at(id, next_reminder(days, closes, now))?)
        })
    }

    /// What stands on a balance whose day has passed is the programme's; also
    /// what comes back to it afterwards.
    pub(crate) fn close_balance(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let Some(award) = self.award(person)? else {
            return Ok(());
        };
        let closes = spend_before(&self.scheme_of(&award)?, award.awarded_at);
        if award.balance.0 <= 0 || closes.is_none_or(|closes| now < closes) {
            return Ok(());
        }
        let place = self.book(person)?.entries().len();
        let closed = Entry::transfer(
            EntryKind::Closed,
            reference(&format!("award/closing/{place}"))?,
            Account::TrainingBalance,
            Account::TrainingBudget,
            award.balance,
        );
        self.write(person, vec![closed], now)?;
        self.note(person, "balance_closed", now)?;
        Ok(())
    }

    /// Somebody's award, with the balance as it stands now.
    pub(crate) fn award(&self, person: i64) -> Result<Option<Award>, StoreError> {
        let Some(row) = self.sql.first(
            "SELECT sealed, revoked_at FROM award WHERE person = ?",
            &[person.into()],
        )?
        else {
            return Ok(None);
        };
        let mut award: Award = self.unseal("award", person, row.text(0)?)?;
        award.revoked_at = row.int_or_null(1)?.and_then(Moment::from_timestamp_millis);
        award.balance = self.book(person)?.balance(Account::TrainingBalance);
        Ok(Some(award))
    }

    /// Of somebody who is kept out of their account from one moment until another: a deadline
    /// that would pass meanwhile is put off by as long. Answers whether there was one.
    pub(crate) fn put_deadline_off(
        &self,
        person: i64,
        (from, until): (Moment, Moment),
    ) -> Result<bool, StoreError> {
        let award = self.award(person)?.filter(|one| one.revoked_at.is_none());
        let Some(mut award) = award.filter(|one| passes(one.buy_before, (from, until))) else {
            return Ok(false);
        };
        award.buy_before += until - from;
        // As credited, and not as it stands.
        award.balance = self.scheme_of(&award)?.training_balance;
        self.sql.run(
            "UPDATE award SET sealed = ?, buy_before = ? WHERE person = ?",
            &[
                self.seal("award", person, &award)?.into(),
                stored(award.buy_before),
                person.into(),
            ],
        )?;
        Ok(true)
    }

    /// The deadline's row in the outbox is due: reminds, or takes the award back
    /// with what is left of the balance.
    pub fn look_at_deadline(&self, id: i64, person: i64, now: Moment) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let award = self.award(person)?.filter(|one| one.revoked_at.is_none());
            let purchases = self.purchases(person)?;
            // Who has bought a first course keeps the award.
            let Some(award) = award.filter(|_| !purchases.has_bought()) else {
                return Ok(self.forget_job(id)?);
            };
            if now < award.buy_before {
                let date = Zone::Wib.long(award.buy_before, Locale::Id);
                self.put_out(person, &JobKind::Message(Outgoing::BuyBefore { date }), now)?;
                return Ok(self.again_at(id, next_look(award.buy_before, now))?);
            }
            // Whose the account is, the office has not decided yet.
            if self.disputed_recovery(person)?.is_some() {
                return Ok(self.again_at(id, now + TimeDelta::days(1))?);
            }
            self.take_back(person, &award, (Reason::MissedDeadline, None), now)?;
            Ok(self.forget_job(id)?)
        })
    }
}

/// Whether a deadline falls into that time.
pub(crate) fn passes(deadline: Moment, (from, until): (Moment, Moment)) -> bool {
    from < deadline && deadline <= until
}

fn reference(text: &str) -> Result<Reference, StoreError> {
    Reference::parse(text).map_err(|_| StoreError::Record)
}

/// The next reminder, or the deadline itself.
fn next_look(buy_before: Moment, now: Moment) -> Moment {
    REMINDERS
        .iter()
        .map(|days| buy_before - TimeDelta::days(*days))
        .find(|at| *at > now)
        .unwrap_or(buy_before)
}

/// The same by the scheme's own days.
fn next_reminder(days: &[u32], closes: Moment, now: Moment) -> Moment {
    days.iter()
        .map(|days| closes - TimeDelta::days(i64::from(*days)))
        .find(|at| *at > now)
        .unwrap_or(closes)
}

#[cfg(test)]
pub mod tests;
