//! Another number in the place of a lost one, asked for by a confirmed e-mail address: after
//! days, unless whoever has the account open objects. Then the office decides.

use crate::challenge::{self, NewCode, ShownCode};
use crate::crypto::same;
use crate::object::Transaction;
use crate::registrant::outbox::{JobKind, LeftNumber, Parting};
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::contact::{Email, Phone};
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{
    DisputedRecovery, EMAIL_IS_TRUSTED_AFTER, RecoveryView, SecurityEvent, WAIT_OF_RECOVERY, masked,
};
use serde::{Deserialize, Serialize};

/// What the new number is sealed as.
const PLACE: &str = "recovery";

/// What a code by e-mail proves: by number and birth date, so that whoever guesses dates uses
/// up nobody's codes, and is answered alike whether they are right.
fn subject(birth_check: &str) -> String {
    format!("recovery {birth_check}")
}

/// A wish that is not settled.
struct Recovery {
    phone: Phone,
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
            "SELECT sealed, begun_at, ready_at, objected_at FROM recovery WHERE person = ?",
            &[person.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let objected_at = row.int_or_null(3)?;
        Ok(Some(Recovery {
            phone: self.unseal(PLACE, row.text(0)?)?,
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
    pub(super) fn holds_number(
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
    pub(super) fn is_disputed(&self, person: i64) -> Result<bool, SqlError> {
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

    /// The address that gets somebody's account back, if there is one.
    fn trusted_email(&self, person: i64, now: Moment) -> Result<Option<Email>, StoreError> {
        let confirmed_at = self.email_confirmed_at(person)?;
        if confirmed_at.is_none_or(|at| now - at < EMAIL_IS_TRUSTED_AFTER) {
            return Ok(None);
        }
        Ok(self.person(person)?.1.registration.email)
    }

    /// Somebody is kept out of their account from one moment until another: what they would
    /// have had to do meanwhile, they may do as much later.
    /// Answers whether there was anything.
    pub(super) fn stand_still(
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
    pub(super) fn settle_recovery(
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

    /// The wish is settled, whichever way.
    pub(super) fn forget_recovery(&self, person: i64, now: Moment) -> Result<(), StoreError> {
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
            let Some(recovery) = recovery.filter(|one| one.objected_at.is_none()) else {
                return Ok(self.forget_job(id)?);
            };
            if now < recovery.ready_at {
                return Ok(self.again_at(id, recovery.ready_at)?);
            }
            self.forget_recovery(person, now)?;
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

    /// Keeps a number for somebody, whatever becomes of the request that claimed it.
    pub(super) fn hold_number(
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

/// A code is about to go to the confirmed address of whoever has that registration number and
/// birth date.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendRecoveryCode {
    pub number_hash: String,
    pub birth_check: String,
    pub code: NewCode,
}

impl<S: Sql> Transaction<Store<S>> for SendRecoveryCode {
    /// The address, if there is one.
    type Answer = Outcome<Option<Email>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<Email>> {
        let now = self.code.now;
        let sent = challenge::send(&store.sql, &subject(&self.birth_check), self.code, None)?;
        if let Outcome::Refused(code, params) = sent {
            return Ok(Outcome::Refused(code, params));
        }
        let known = store.by_number(&self.number_hash)?;
        let known = known.filter(|(_, check)| same(check, &self.birth_check));
        let email = known.map(|(person, _)| store.trusted_email(person, now));
        Ok(Outcome::Done(email.transpose()?.flatten()))
    }
}

/// It came back, and the new number is claimed.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginRecovery {
    pub number_hash: String,
    pub phone: Phone,
    pub code: ShownCode,
}

impl<S: Sql> Transaction<Store<S>> for BeginRecovery {
    type Answer = Outcome<RecoveryView>;

    fn execute(self, store: &Store<S>) -> Performed<RecoveryView> {
        let Self {
            number_hash,
            phone,
            code,
        } = self;
        let now = code.now;
        let known = store.by_number(&number_hash)?;
        let (person, check) = known.unwrap_or_default();
        // Sent again, with that number proven, it is one wish.
        if store.waits_for(person, &phone)? {
            let view = store.recovery_view(person)?.ok_or(StoreError::Record)?;
            return Ok(Outcome::Done(view));
        }
        let proven = challenge::verify_of(&store.sql, &subject(&check), &code)?;
        if let Outcome::Refused(code, params) = proven {
            return Ok(Outcome::Refused(code, params));
        }
        // A code that went nowhere proves nothing, whoever guesses it.
        if store.trusted_email(person, now)?.is_none() {
            return Ok(Outcome::refused(Code::OtpExpired));
        }
        let (facts, record) = store.person(person)?;
        if record.registration.phone == phone {
            return Ok(Outcome::refused(Code::PhoneSame));
        }
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        let recovery = Recovery {
            phone,
            begun_at: now,
            ready_at: now + WAIT_OF_RECOVERY,
            objected_at: None,
        };
        store.begin_recovery(person, &recovery)?;
        let date = facts.zone.long(recovery.ready_at, Locale::Id);
        let told = Outgoing::RecoveryBegun {
            ends_with: recovery.phone.ending().to_owned(),
            date: date.clone(),
        };
        store.put_out(person, &JobKind::Message(told), now)?;
        let taken = Parting {
            phone: recovery.phone.clone(),
            outgoing: Outgoing::RecoveryTaken { date },
        };
        store.put_out(person, &JobKind::Parting(Box::new(taken)), now)?;
        store.hold_number(person, recovery.phone.clone(), now)?;
        store.put_out(person, &JobKind::Recovery, recovery.ready_at)?;
        store.note(person, SecurityEvent::RecoveryBegun.as_str(), now)?;
        Ok(Outcome::Done(recovery.view()))
    }
}

impl<S: Sql> Store<S> {
    fn begin_recovery(&self, person: i64, recovery: &Recovery) -> Result<(), StoreError> {
        self.sql.run(
            "INSERT INTO recovery (person, sealed, begun_at, ready_at) VALUES (?, ?, ?, ?)",
            &[
                person.into(),
                self.seal(PLACE, &recovery.phone)?.into(),
                stored(recovery.begun_at),
                stored(recovery.ready_at),
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

/// Whoever has the account open objects. Said twice, or of nothing, it changes nothing.
#[derive(Debug, Serialize, Deserialize)]
pub struct RefuseRecovery;

impl<S: Sql> Personal<S> for RefuseRecovery {
    type Answer = ();

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<()> {
        let recovery = store.recovery(person)?;
        let Some(recovery) = recovery.filter(|one| one.objected_at.is_none()) else {
            return Ok(Outcome::Done(()));
        };
        store.sql.run(
            "UPDATE recovery SET objected_at = ? WHERE person = ?",
            &[stored(now), person.into()],
        )?;
        let told = Parting {
            phone: recovery.phone.clone(),
            outgoing: Outgoing::RecoveryRefused,
        };
        store.put_out(person, &JobKind::Parting(Box::new(told)), now)?;
        // Whose it is, the office finds out; until then it is anybody's who proves it.
        let left = LeftNumber {
            phone: recovery.phone,
            owner: store.owner(person)?,
            since: now,
        };
        store.put_out(person, &JobKind::LeaveNumber(Box::new(left)), now)?;
        store.put_out(person, &JobKind::Dispute, now)?;
        store.note(person, SecurityEvent::RecoveryRefused.as_str(), now)?;
        Ok(Outcome::Done(()))
    }
}

/// The wish of somebody that was objected to, for the office.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadDispute {
    pub person: i64,
}

impl<S: Sql> Transaction<Store<S>> for ReadDispute {
    type Answer = Outcome<Option<DisputedRecovery>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<DisputedRecovery>> {
        Ok(Outcome::Done(store.disputed_recovery(self.person)?))
    }
}
