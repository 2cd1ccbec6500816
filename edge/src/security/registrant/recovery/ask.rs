//! The wish itself: asked for with a code, objected to by whoever has the account open, read by
//! the office.

use super::{Recovery, subject};
use crate::challenge::{self, NewCode, ShownCode};
use crate::crypto::same;
use crate::object::Transaction;
use crate::registrant::outbox::{JobKind, LeftNumber};
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::contact::{Email, Phone};
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{DisputedRecovery, RecoveryView, SecurityEvent, WAIT_OF_RECOVERY};
use serde::{Deserialize, Serialize};

/// A code is about to go to the confirmed address of whoever has that registration number and
/// birth date.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendRecoveryCode {
    pub number_hash: String,
    pub birth_check: String,
    /// Keyed hash of the new number, which is proven.
    pub contact: String,
    pub code: NewCode,
}

impl<S: Sql> Transaction<Store<S>> for SendRecoveryCode {
    /// The address, if there is one.
    type Answer = Outcome<Option<Email>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<Email>> {
        let now = self.code.now;
        let subject = subject(&self.birth_check, &self.contact);
        let sent = challenge::send(&store.sql, &subject, self.code, None)?;
        if let Outcome::Refused(code, params) = sent {
            return Ok(Outcome::Refused(code, params));
        }
        let known = store.by_number(&self.number_hash)?;
        let known = known.filter(|(_, check)| same(check, &self.birth_check));
        let email = known.map(|(person, _)| store.trusted_email(person, now));
        let email = email.transpose()?.flatten();
        Ok(Outcome::Done(email.map(|(email, _)| email)))
    }
}

/// It came back, and the new number is claimed.
#[derive(Debug, Serialize, Deserialize)]
pub struct BeginRecovery {
    pub number_hash: String,
    pub phone: Phone,
    /// Its keyed hash.
    pub contact: String,
    pub code: ShownCode,
}

impl<S: Sql> Transaction<Store<S>> for BeginRecovery {
    type Answer = Outcome<RecoveryView>;

    fn execute(self, store: &Store<S>) -> Performed<RecoveryView> {
        let Self {
            number_hash,
            phone,
            contact,
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
        // The address that it went to then is the one that asks.
        let sent_at = challenge::sent_at(&store.sql, &code)?.unwrap_or(now);
        let proven = challenge::verify_of(&store.sql, &subject(&check, &contact), &code)?;
        if let Outcome::Refused(code, params) = proven {
            return Ok(Outcome::Refused(code, params));
        }
        // A code that went nowhere proves nothing, whoever guesses it.
        let Some(asked_by) = store.trusted_email(person, sent_at)? else {
            return Ok(Outcome::refused(Code::OtpExpired));
        };
        let (facts, record) = store.person(person)?;
        if record.registration.phone == phone {
            return Ok(Outcome::refused(Code::PhoneSame));
        }
        if let Some(code) = store.holds_ways(person)? {
            return Ok(Outcome::refused(code));
        }
        let recovery = Recovery {
            phone,
            asked_by,
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
        let taken = Outgoing::RecoveryTaken { date };
        store.part(person, (recovery.phone.clone(), taken), now)?;
        store.hold_number(person, recovery.phone.clone(), now)?;
        store.put_out(person, &JobKind::Recovery, recovery.ready_at)?;
        store.note(person, SecurityEvent::RecoveryBegun.as_str(), now)?;
        Ok(Outcome::Done(recovery.view()))
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
        let told = store.refused(person, now)?;
        store.tell_asker(person, &recovery, told, now)?;
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
