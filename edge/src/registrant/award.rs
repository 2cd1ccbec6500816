//! Awards: given once to who was drawn, with a card and a balance; taken back
//! when the first course was not bought in time.

use super::outbox::JobKind;
use super::store::{Store, StoreError};
use crate::crypto::CryptoError;
use crate::household::Freed;
use crate::sql::{Moment, Sql, SqlError, json, stored};
use chrono::TimeDelta;
use domain::award::{Award, CardNumber, REMINDERS, buy_before};
use domain::ledger::{Account, Journal, Posting, balance};
use domain::messages::Outgoing;
use domain::scheme::{Rupiah, Scheme};
use domain::time::Zone;

impl<S: Sql> Store<S> {
    /// Gives somebody who was drawn their card and their balance. Nobody is
    /// given a second one.
    pub(super) fn give_award(
        &self,
        person: i64,
        wave: u32,
        scheme: &Scheme,
        mut random: impl FnMut() -> Result<u64, CryptoError>,
        now: Moment,
    ) -> Result<(), StoreError> {
        let award = Award {
            wave,
            card: CardNumber::from_random(random()?),
            balance: scheme.training_balance,
            awarded_at: now,
            buy_before: buy_before(scheme, now),
            revoked_at: None,
        };
        let given = self.sql.run(
            "INSERT OR IGNORE INTO award (person, sealed, buy_before) VALUES (?, ?, ?) RETURNING person",
            &[
                person.into(),
                self.seal("award", &award)?.into(),
                stored(award.buy_before),
            ],
        )?;
        if given.is_empty() {
            return Ok(());
        }
        let credit = Journal::transfer(
            Account::TrainingBudget,
            Account::TrainingBalance,
            award.balance,
        );
        self.post(person, "award", &credit, now)?;
        self.note(person, "awarded", now)?;
        self.put_out(person, &JobKind::Deadline, next_look(award.buy_before, now))
    }

    fn post(
        &self,
        person: i64,
        journal: &str,
        entries: &Journal,
        now: Moment,
    ) -> Result<(), SqlError> {
        for posting in entries.postings() {
            self.sql.run(
                "INSERT INTO posting (person, journal, account, amount, at) VALUES (?, ?, ?, ?, ?)",
                &[
                    person.into(),
                    journal.into(),
                    json(&posting.account)?,
                    posting.amount.0.into(),
                    stored(now),
                ],
            )?;
        }
        Ok(())
    }

    /// Everything posted for a person, oldest first.
    pub(super) fn postings(&self, person: i64) -> Result<Vec<Posting>, SqlError> {
        self.sql
            .run(
                "SELECT account, amount FROM posting WHERE person = ? ORDER BY id",
                &[person.into()],
            )?
            .iter()
            .map(|row| {
                Ok(Posting {
                    account: row.json(0)?,
                    amount: Rupiah(row.int(1)?),
                })
            })
            .collect()
    }

    /// Somebody's award, with the balance as it stands now.
    pub(super) fn award(&self, person: i64) -> Result<Option<Award>, StoreError> {
        let Some(row) = self.sql.first(
            "SELECT sealed, revoked_at FROM award WHERE person = ?",
            &[person.into()],
        )?
        else {
            return Ok(None);
        };
        let mut award: Award = self.unseal("award", row.text(0)?)?;
        award.revoked_at = row.int_or_null(1)?.and_then(Moment::from_timestamp_millis);
        award.balance = balance(&self.postings(person)?, Account::TrainingBalance);
        Ok(Some(award))
    }

    /// The deadline's row in the outbox is due: reminds, or takes the award back
    /// with what is left of the balance.
    pub fn look_at_deadline(&self, id: i64, person: i64, now: Moment) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let award = self.award(person)?.filter(|one| one.revoked_at.is_none());
            let Some(award) = award else {
                return self.forget_job(id);
            };
            if now < award.buy_before {
                let date = Zone::Wib.long(award.buy_before);
                self.put_out(person, &JobKind::Message(Outgoing::BuyBefore { date }), now)?;
                self.sql.run(
                    "UPDATE outbox SET due_at = ? WHERE id = ?",
                    &[stored(next_look(award.buy_before, now)), id.into()],
                )?;
                return Ok(());
            }
            self.sql.run(
                "UPDATE award SET revoked_at = ? WHERE person = ?",
                &[stored(now), person.into()],
            )?;
            let back = Journal::transfer(
                Account::TrainingBalance,
                Account::TrainingBudget,
                award.balance,
            );
            self.post(person, "revocation", &back, now)?;
            self.note(person, "revoked", now)?;
            let (_, record) = self.person(person)?;
            let household = self.household(&record);
            let freed = Freed {
                wave: award.wave,
                shard: household.shard(self.shards),
                household: household.text(),
                registrant: self.shard,
                person,
            };
            self.put_out(person, &JobKind::Freed(Box::new(freed)), now)?;
            self.put_out(person, &JobKind::Message(Outgoing::Revoked), now)?;
            self.forget_job(id)
        })
    }

    fn forget_job(&self, id: i64) -> Result<(), StoreError> {
        self.sql
            .run("DELETE FROM outbox WHERE id = ?", &[id.into()])?;
        Ok(())
    }
}

/// The next reminder, or the deadline itself.
fn next_look(buy_before: Moment, now: Moment) -> Moment {
    REMINDERS
        .iter()
        .map(|days| buy_before - TimeDelta::days(*days))
        .find(|at| *at > now)
        .unwrap_or(buy_before)
}
