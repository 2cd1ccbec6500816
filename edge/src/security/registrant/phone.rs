//! Another mobile number in the place of the one that is registered: with both phones in
//! hand, or with a code on paper instead of the old one.

use super::backup::Proof;
use super::email;
use crate::challenge::{self, NewCode};
use crate::data_copy;
use crate::object::Transaction;
use crate::registrant::outbox::{JobKind, LeftNumber};
use crate::registrant::personal::Personal;
use crate::registrant::store::{PERSON, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::appeal::Explanation;
use domain::contact::Phone;
use domain::messages::{Code, Outgoing};
use domain::security::{PhoneReason, SecurityEvent, SecurityView, WAIT_AFTER_CLAIM};
use serde::{Deserialize, Serialize};

/// What a code to the old number proves. The new one is part of what it is compared by.
fn subject(person: i64) -> String {
    format!("phone {person}")
}

/// What the office has kept of giving an account another number.
#[derive(Debug, Serialize, Deserialize)]
struct PhoneClaim {
    before: Phone,
    reason: PhoneReason,
    note: Explanation,
}

/// Keyed hash of the signed-in person's NIK, which is what owns their number, and the number.
#[derive(Debug, Serialize, Deserialize)]
pub struct ShowOwner;

impl<S: Sql> Personal<S> for ShowOwner {
    type Answer = (String, Phone);

    fn execute(self, store: &Store<S>, person: i64, _: Moment) -> Performed<Self::Answer> {
        let (_, record) = store.person(person)?;
        let owner = store.owner(person)?;
        Ok(Outcome::Done((owner, record.registration.phone)))
    }
}

/// The same, of whoever has that registration number.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindOwner {
    pub number_hash: String,
}

impl<S: Sql> Transaction<Store<S>> for FindOwner {
    type Answer = Outcome<String>;

    fn execute(self, store: &Store<S>) -> Performed<String> {
        let row = store.sql.first(
            "SELECT nik FROM person WHERE number_hash = ?",
            &[self.number_hash.into()],
        )?;
        Ok(match row {
            Some(row) => Outcome::Done(row.text(0)?.to_owned()),
            None => Outcome::refused(Code::StaffPersonUnknown),
        })
    }
}

impl<S: Sql> Store<S> {
    pub(super) fn owner(&self, person: i64) -> Result<String, SqlError> {
        let row = self
            .sql
            .first("SELECT nik FROM person WHERE id = ?", &[person.into()])?
            .ok_or(SqlError::Column)?;
        row.text(0).map(str::to_owned)
    }

    /// Since when somebody's number is that which took the place of another.
    pub(crate) fn phone_replaced_at(&self, person: i64) -> Result<Option<Moment>, SqlError> {
        let row = self
            .sql
            .first("SELECT phone_at FROM person WHERE id = ?", &[person.into()])?
            .ok_or(SqlError::Column)?;
        Ok(row.int_or_null(0)?.and_then(Moment::from_timestamp_millis))
    }

    /// Until when nobody is paid whose account the office has given another number, or is
    /// asked to give one, if that is still to come.
    pub(crate) fn frozen_until(
        &self,
        person: i64,
        now: Moment,
    ) -> Result<Option<Moment>, SqlError> {
        let row = self
            .sql
            .first(
                "SELECT frozen_until FROM person WHERE id = ?",
                &[person.into()],
            )?
            .ok_or(SqlError::Column)?;
        if self.is_disputed(person)? {
            // As long as the office takes: to be asked again.
            return Ok(Some(now + TimeDelta::days(1)));
        }
        let until = row.int_or_null(0)?.and_then(Moment::from_timestamp_millis);
        Ok(until.filter(|until| now < *until))
    }

    /// Whether the office may give somebody's account that number.
    pub(crate) fn may_replace_phone(
        &self,
        person: i64,
        phone: &Phone,
    ) -> Result<Option<Code>, StoreError> {
        let (_, record) = self.person(person)?;
        let is_same = record.registration.phone == *phone;
        // Where somebody asked for another, the office may find that it stays as it is.
        let is_settled = self.recovery_view(person)?.is_none();
        Ok((is_same && is_settled).then_some(Code::PhoneSame))
    }

    /// The office gives somebody's account another number: all that the one before could sign
    /// in with is void, and payments under way wait.
    pub(crate) fn replace_phone_by_office(
        &self,
        person: i64,
        phone: Phone,
        (reason, note): (PhoneReason, Explanation),
        now: Moment,
    ) -> Result<(), StoreError> {
        if self.person(person)?.1.registration.phone == phone {
            self.office_refuses_asker(person)?;
        }
        self.settle_recovery(person, &phone, now)?;
        self.stand_still(person, (now, now + WAIT_AFTER_CLAIM))?;
        let (_, record) = self.person(person)?;
        let claim = PhoneClaim {
            before: record.registration.phone,
            reason,
            note,
        };
        self.sql.run(
            "INSERT INTO phone_claim (person, sealed, at) VALUES (?, ?, ?)",
            &[
                person.into(),
                self.seal("phone_claim", person, &claim)?.into(),
                stored(now),
            ],
        )?;
        let ends_with = phone.ending().to_owned();
        let (told, event) = if claim.before == phone {
            (
                Outgoing::PhoneKeptByOffice { ends_with },
                SecurityEvent::PhoneKeptByOffice,
            )
        } else {
            (
                Outgoing::PhoneReplacedByOffice { ends_with },
                SecurityEvent::PhoneReplacedByOffice,
            )
        };
        self.replace_phone(person, phone.clone(), (told, event), now)?;
        self.hold_number(person, phone, now)?;
        self.end_others(person, ("", None))?;
        self.sql
            .run("DELETE FROM backup_code WHERE person = ?", &[person.into()])?;
        self.sql.run(
            "UPDATE person SET frozen_until = ? WHERE id = ?",
            &[stored(now + WAIT_AFTER_CLAIM), person.into()],
        )?;
        if reason == PhoneReason::Claimed {
            // Whoever had it meanwhile reads no more of it.
            self.forget_email(person)?;
            self.sql
                .run("DELETE FROM push WHERE person = ?", &[person.into()])?;
        }
        Ok(())
    }

    /// Puts a number in the place of another: both are told, and the old one is free.
    pub(super) fn replace_phone(
        &self,
        person: i64,
        phone: Phone,
        (told, event): (Outgoing, SecurityEvent),
        now: Moment,
    ) -> Result<(), StoreError> {
        let (
            _,
            Record {
                number,
                mut registration,
            },
        ) = self.person(person)?;
        let is_same = registration.phone == phone;
        let before = std::mem::replace(&mut registration.phone, phone);
        let record = Record {
            number,
            registration,
        };
        self.sql.run(
            "UPDATE person SET sealed = ?, phone_at = ? WHERE id = ?",
            &[
                self.seal(PERSON, person, &record)?.into(),
                stored(now),
                person.into(),
            ],
        )?;
        // Codes that are out went to whoever had the number before.
        for subject in [
            self.owner(person)?,
            subject(person),
            email::subject(person),
            data_copy::registrant::subject(person),
        ] {
            challenge::void(&self.sql, &subject)?;
        }
        self.put_out(person, &JobKind::Message(told.clone()), now)?;
        // The office may have found that the registered one stays.
        if !is_same {
            self.part(person, (before.clone(), told), now)?;
            let left = LeftNumber {
                phone: before,
                owner: self.owner(person)?,
                since: now,
            };
            self.put_out(person, &JobKind::LeaveNumber(Box::new(left)), now)?;
        }
        self.note(person, event.as_str(), now)?;
        Ok(())
    }
}

/// A code is about to go to the old number.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendPhoneCode {
    /// The new one.
    pub phone: Phone,
    pub code: NewCode,
}

impl<S: Sql> Personal<S> for SendPhoneCode {
    /// The old one.
    type Answer = String;

    fn execute(self, store: &Store<S>, person: i64, _: Moment) -> Performed<String> {
        let (_, record) = store.person(person)?;
        let phone = record.registration.phone;
        if phone == self.phone {
            return Ok(Outcome::refused(Code::PhoneSame));
        }
        if let Some(code) = store.holds_number(person, &self.phone)? {
            return Ok(Outcome::refused(code));
        }
        let sent = challenge::send(&store.sql, &subject(person), self.code, None)?;
        Ok(sent.map(|()| phone.into()))
    }
}

/// It came back, and the new number is claimed. Sent again, it is done once.
#[derive(Debug, Serialize, Deserialize)]
pub struct ChangePhone {
    pub phone: Phone,
    pub proof: Proof,
    /// Of the session that asks; all others end.
    pub session_hash: String,
    /// Keyed hash of the cookie of the device that asks.
    pub device_hash: Option<String>,
}

impl<S: Sql> Personal<S> for ChangePhone {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        let (_, record) = store.person(person)?;
        if record.registration.phone == self.phone {
            return store.security(person, &self.session_hash, now);
        }
        if let Some(code) = store.holds_number(person, &self.phone)? {
            return Ok(Outcome::refused(code));
        }
        if let Outcome::Refused(code, params) =
            store.prove(person, &subject(person), &self.proof, now)?
        {
            return Ok(Outcome::Refused(code, params));
        }
        let told = Outgoing::PhoneReplaced {
            ends_with: self.phone.ending().to_owned(),
        };
        let event = SecurityEvent::PhoneReplaced;
        // With both phones in hand it is settled at once.
        store.forget_recovery(person, now)?;
        store.replace_phone(person, self.phone, (told, event), now)?;
        let own = (self.session_hash.as_str(), self.device_hash);
        store.end_others(person, own)?;
        store.security(person, &self.session_hash, now)
    }
}
