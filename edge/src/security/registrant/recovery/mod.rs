//! Another number in the place of a lost one, asked for by a confirmed e-mail address: after
//! days, unless whoever has the account open objects. Then the office decides.

mod ask;

pub use ask::{BeginRecovery, ReadDispute, RefuseRecovery, SendRecoveryCode};

use crate::registrant::outbox::{JobKind, LeftNumber};
use crate::registrant::store::{Store, StoreError};
use crate::sql::{Moment, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::contact::{Email, Phone};
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{DISPUTE_LASTS, DisputedRecovery, RecoveryView, SecurityEvent, masked};

/// What the new number is sealed as.
const KIND: &str = "recovery";
/// What the address that asked is sealed as.
const ASKED_BY: &str = "recovery asked by";

/// A week before a dispute ends whoever asked is reminded.
const REMINDER: TimeDelta = TimeDelta::days(7);

/// What a code by e-mail proves: by registration number and birth date, so that whoever guesses
/// dates is answered alike whether they are right; and by the new number (`contact`, its keyed
/// hash), so that nobody uses up the codes of whoever else asks.
fn subject(birth_check: &str, contact: &str) -> String {
    format!("recovery {birth_check} {contact}")
}

/// A wish that is not settled.
struct Recovery {
    phone: Phone,
    /// The address that asked, and since when it was confirmed.
    asked_by: (Email, Moment),
    begun_at: Moment,
    ready_at: Moment,
    objected_at: Option<Moment>,
}

impl Recovery {
    fn view(&self) -> RecoveryView {
        RecoveryView {
            phone: masked(&self.phone),
            begun_at: self.begun_at,
            ready_at: self.ready_at,
            objected_at: self.objected_at,
        }
    }
}

impl<S: Sql> Store<S> {
    fn recovery(&self, person: i64) -> Result<Option<Recovery>, StoreError> {
        let row = self.sql.first(
            "SELECT sealed, begun_at, ready_at, objected_at, asked_by FROM recovery
             WHERE person = ?",
            &[person.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let objected_at = row.int_or_null(3)?;
        Ok(Some(Recovery {
            phone: self.unseal(KIND, person, row.text(0)?)?,
            asked_by: self.unseal(ASKED_BY, person, row.text(4)?)?,
            begun_at: row.moment(1)?,
            ready_at: row.moment(2)?,
            objected_at: objected_at.and_then(Moment::from_timestamp_millis),
        }))
    }

    /// The number that is to take the place of somebody's, if one is.
    pub(crate) fn recovery_view(&self, person: i64) -> Result<Option<RecoveryView>, StoreError> {
        Ok(self.recovery(person)?.map(|one| one.view()))
    }

    /// Whether that number is to take the place of somebody's: until then it is claimed, though
    /// nobody is registered with it.
    pub(crate) fn waits_for(&self, person: i64, phone: &Phone) -> Result<bool, StoreError> {
        let recovery = self.recovery(person)?;
        let is_it = |one: Recovery| one.phone == *phone && one.objected_at.is_none();
        Ok(recovery.is_some_and(is_it))
    }

    /// Why no way to an account may be changed from within it, if it may not: whoever has it
    /// open may be the one who has the lost phone.
    pub(crate) fn holds_ways(&self, person: i64) -> Result<Option<Code>, StoreError> {
        Ok(self.recovery(person)?.map(|_| Code::RecoveryWaits))
    }

    /// The same of a number: whoever finds the phone again may hurry the one that waits.
    pub(in crate::security::registrant) fn holds_number(
        &self,
        person: i64,
        phone: &Phone,
    ) -> Result<Option<Code>, StoreError> {
        if self.waits_for(person, phone)? {
            return Ok(None);
        }
        self.holds_ways(person)
    }

    /// Whether the office has to find out whose somebody's account is.
    pub(in crate::security::registrant) fn is_disputed(
        &self,
        person: i64,
    ) -> Result<bool, SqlError> {
        let row = self.sql.first(
            "SELECT 1 FROM recovery WHERE person = ? AND objected_at IS NOT NULL",
            &[person.into()],
        )?;
        Ok(row.is_some())
    }

    /// Whose registration number that is, and what their birth date is held against.
    fn by_number(&self, number_hash: &str) -> Result<Option<(i64, String)>, SqlError> {
        let row = self.sql.first(
            "SELECT id, birth_check FROM person WHERE number_hash = ?",
            &[number_hash.into()],
        )?;
        row.map(|row| Ok((row.int(0)?, row.text(1)?.to_owned())))
            .transpose()
    }

    /// Somebody is kept out of their account from one moment until another: what they would
    /// have had to do meanwhile, they may do as much later.
    /// Answers whether there was anything.
    pub(in crate::security::registrant) fn stand_still(
        &self,
        person: i64,
        time: (Moment, Moment),
    ) -> Result<bool, StoreError> {
        let award = self.put_deadline_off(person, time)?;
        let appeal = self.put_appeal_off(person, time)?;
        Ok(award || appeal)
    }

    /// The same of who asks for it alone: once, so that nobody puts a deadline off for ever.
    fn stand_still_once(&self, person: i64, time: (Moment, Moment)) -> Result<(), StoreError> {
        let row = self.sql.first(
            "SELECT stood_still_at FROM person WHERE id = ?",
            &[person.into()],
        )?;
        let before = row.ok_or(SqlError::Column)?.int_or_null(0)?;
        if before.is_none() && self.stand_still(person, time)? {
            self.sql.run(
                "UPDATE person SET stood_still_at = ? WHERE id = ?",
                &[stored(time.0), person.into()],
            )?;
        }
        Ok(())
    }

    /// The office has found out whose the account is, and which number it gets.
    pub(in crate::security::registrant) fn settle_recovery(
        &self,
        person: i64,
        phone: &Phone,
        now: Moment,
    ) -> Result<(), StoreError> {
        if let Some(recovery) = self.recovery(person)?
            && recovery.objected_at.is_none()
            && recovery.phone != *phone
        {
            let left = LeftNumber {
                phone: recovery.phone,
                owner: self.owner(person)?,
                since: now,
            };
            self.put_out(person, &JobKind::LeaveNumber(Box::new(left)), now)?;
        }
        self.forget_recovery(person, now)
    }

    /// The office has found that the number stays: whoever asked has the address.
    pub(in crate::security::registrant) fn office_refuses_asker(
        &self,
        person: i64,
    ) -> Result<(), StoreError> {
        let Some(recovery) = self.recovery(person)? else {
            return Ok(());
        };
        let (_, record) = self.person(person)?;
        if record.registration.email == Some(recovery.asked_by.0) {
            self.sql.run(
                "UPDATE person SET email_at = NULL WHERE id = ?",
                &[person.into()],
            )?;
        }
        self.forget_former(person)
    }

    /// The wish is settled, whichever way.
    pub(in crate::security::registrant) fn forget_recovery(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<(), StoreError> {
        let Some(recovery) = self.recovery(person)? else {
            return Ok(());
        };
        self.sql
            .run("DELETE FROM recovery WHERE person = ?", &[person.into()])?;
        if let Some(objected_at) = recovery.objected_at {
            self.put_out(person, &JobKind::Dispute, now)?;
            // A day is left to do what the dispute has held up.
            self.stand_still(person, (objected_at, now + TimeDelta::days(1)))?;
        }
        Ok(())
    }

    /// The days are over: unless somebody objected, the number takes the lost one's place.
    pub(crate) fn finish_recovery(
        &self,
        id: i64,
        person: i64,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.atomically(|| {
            let recovery = self.recovery(person)?;
            let Some(recovery) = recovery else {
                return Ok(self.forget_job(id)?);
            };
            if let Some(objected_at) = recovery.objected_at {
                return self.look_at_dispute(id, person, (recovery, objected_at), now);
            }
            if now < recovery.ready_at {
                return Ok(self.again_at(id, recovery.ready_at)?);
            }
            self.forget_recovery(person, now)?;
            self.register_asker(person, recovery.asked_by, now)?;
            let told = Outgoing::PhoneReplaced {
                ends_with: recovery.phone.ending().to_owned(),
            };
            let event = SecurityEvent::PhoneReplaced;
            self.hold_number(person, recovery.phone.clone(), now)?;
            self.replace_phone(person, recovery.phone, (told, event), now)?;
            // Whoever found the phone is out, with all that they may have made meanwhile.
            self.end_others(person, ("", None))?;
            self.sql
                .run("DELETE FROM backup_code WHERE person = ?", &[person.into()])?;
            self.sql
                .run("DELETE FROM push WHERE person = ?", &[person.into()])?;
            Ok(self.forget_job(id)?)
        })
    }

    /// The address that asked is the account's again, if another had taken its place since.
    fn register_asker(
        &self,
        person: i64,
        asked_by: (Email, Moment),
        now: Moment,
    ) -> Result<(), StoreError> {
        let (_, record) = self.person(person)?;
        if record.registration.email.as_ref() == Some(&asked_by.0) {
            return Ok(());
        }
        if let Some(email) = record.registration.email
            && self.email_confirmed_at(person)?.is_some()
        {
            let told = (email, Outgoing::EmailLeft { until: None });
            self.part_by_email(person, told, now)?;
        }
        self.register_email(person, Some(asked_by))
    }

    /// The address that asked is trusted no more; another stays as it is.
    fn distrust_asker(&self, person: i64, asked_by: &Email) -> Result<(), StoreError> {
        let (_, record) = self.person(person)?;
        if record.registration.email.as_ref() == Some(asked_by) {
            self.register_email(person, None)?;
        }
        self.forget_former(person)
    }

    fn tell_asker(
        &self,
        person: i64,
        recovery: &Recovery,
        outgoing: Outgoing,
        now: Moment,
    ) -> Result<(), StoreError> {
        let email = recovery.asked_by.0.clone();
        self.part_by_email(person, (email, outgoing.clone()), now)?;
        self.part(person, (recovery.phone.clone(), outgoing), now)
    }

    /// Until when whoever asked may come to the office, as it is told.
    fn refused(&self, person: i64, objected_at: Moment) -> Result<Outgoing, StoreError> {
        let zone = self.person(person)?.0.zone;
        let until = zone.long(objected_at + DISPUTE_LASTS, Locale::Id);
        Ok(Outgoing::RecoveryRefused { until })
    }

    /// The office has to find out: reminds whoever asked, or lets it lapse.
    fn look_at_dispute(
        &self,
        id: i64,
        person: i64,
        (recovery, objected_at): (Recovery, Moment),
        now: Moment,
    ) -> Result<(), StoreError> {
        let ends = objected_at + DISPUTE_LASTS;
        if now < ends - REMINDER {
            return Ok(self.again_at(id, ends - REMINDER)?);
        }
        if now < ends {
            let told = self.refused(person, objected_at)?;
            self.tell_asker(person, &recovery, told, now)?;
            return Ok(self.again_at(id, ends)?);
        }
        self.let_dispute_lapse(person, &recovery, now)?;
        Ok(self.forget_job(id)?)
    }

    /// Nobody came to the office: everything stays as it was, and deadlines that waited pass,
    /// so that nobody puts one off by asking and objecting. The address that asked is trusted
    /// no more.
    fn let_dispute_lapse(
        &self,
        person: i64,
        recovery: &Recovery,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql
            .run("DELETE FROM recovery WHERE person = ?", &[person.into()])?;
        self.put_out(person, &JobKind::Dispute, now)?;
        self.distrust_asker(person, &recovery.asked_by.0)?;
        self.put_out(person, &JobKind::Message(Outgoing::RecoveryLapsed), now)?;
        self.tell_asker(person, recovery, Outgoing::RecoveryLapsed, now)?;
        self.note(person, SecurityEvent::RecoveryLapsed.as_str(), now)?;
        Ok(())
    }

    /// Keeps a number for somebody, whatever becomes of the request that claimed it.
    pub(in crate::security::registrant) fn hold_number(
        &self,
        person: i64,
        phone: Phone,
        now: Moment,
    ) -> Result<(), StoreError> {
        let hold = LeftNumber {
            phone,
            owner: self.owner(person)?,
            since: now,
        };
        self.put_out(person, &JobKind::HoldNumber(Box::new(hold)), now)
    }

    /// The wish of somebody that waits for the office.
    pub(crate) fn disputed_recovery(
        &self,
        person: i64,
    ) -> Result<Option<DisputedRecovery>, StoreError> {
        let recovery = self.recovery(person)?;
        let Some(recovery) = recovery.filter(|one| one.objected_at.is_some()) else {
            return Ok(None);
        };
        let (_, record) = self.person(person)?;
        Ok(Some(DisputedRecovery {
            registration_number: record.number.grouped(),
            registered: masked(&record.registration.phone),
            recovery: recovery.view(),
        }))
    }
}

impl<S: Sql> Store<S> {
    fn begin_recovery(&self, person: i64, recovery: &Recovery) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO recovery (person, sealed, begun_at, ready_at, asked_by)
             VALUES (?, ?, ?, ?, ?)",
            &[
                person.into(),
                self.seal(KIND, person, &recovery.phone)?.into(),
                stored(recovery.begun_at),
                stored(recovery.ready_at),
                self.seal(ASKED_BY, person, &recovery.asked_by)?.into(),
            ],
        )?;
        // A day is left to do what it has held up.
        let until = recovery.ready_at + TimeDelta::days(1);
        self.stand_still_once(person, (recovery.begun_at, until))?;
        // Money that has not gone out waits with it.
        self.sql.run(
            "UPDATE person SET frozen_until = MAX(COALESCE(frozen_until, 0), ?) WHERE id = ?",
            &[stored(recovery.ready_at), person.into()],
        )?;
        Ok(())
    }
}
