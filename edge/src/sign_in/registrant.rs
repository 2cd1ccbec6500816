//! Signing in, and the sessions that follow: how long they live, and whose they are.

use crate::account::registrant::{AccountView, ShowAccount};
use crate::challenge::{self, NewCode, ShownCode};
use crate::identity::registrant::Rival;
use crate::object::Transaction;
use crate::registrant::personal::Personal;
use crate::registrant::store::{FROM, PERSON, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::messages::Code;
use domain::security::{BackupCode, CHANGED_HANDS, Origin};
use serde::{Deserialize, Serialize};

/// 30 minutes without a request end a session: phones are shared and lent.
pub(crate) const SESSION_IDLE: TimeDelta = TimeDelta::minutes(30);
/// 12 hours end it in any case.
pub(crate) const SESSION_TOTAL: TimeDelta = TimeDelta::hours(12);
/// A session's last use is noted at most this often, to spare writes.
const SESSION_NOTE: TimeDelta = TimeDelta::minutes(1);
/// 5 devices of a person are known, those that signed in last.
const DEVICES: i64 = 5;

impl<S: Sql> Store<S> {
    /// The number that a code goes to: of the person whom a row names, with their sealed record.
    pub(crate) fn sent_to(&self, row: Option<&Row>) -> Result<Option<String>, StoreError> {
        Ok(row
            .map(|row| self.unseal::<Record>(PERSON, row.int(0)?, row.text(1)?))
            .transpose()?
            .map(|record| record.registration.phone.as_str().to_owned()))
    }

    pub(crate) fn begin_session(
        &self,
        person: i64,
        session_hash: &str,
        from: &Origin,
        now: Moment,
    ) -> Result<(), StoreError> {
        self.sql.run(
            "DELETE FROM session WHERE person = ? AND (created_at <= ? OR seen_at <= ?)",
            &[
                person.into(),
                stored(now - SESSION_TOTAL),
                stored(now - SESSION_IDLE),
            ],
        )?;
        self.sql.run(
            "INSERT INTO session (token_hash, person, created_at, seen_at, sealed)
             VALUES (?, ?, ?, ?, ?)",
            &[
                session_hash.into(),
                person.into(),
                stored(now),
                stored(now),
                self.seal(FROM, person, from)?.into(),
            ],
        )?;
        Ok(())
    }

    /// Remembers a device that somebody has just signed in on. Answers whether they had before.
    pub(crate) fn know_device(
        &self,
        person: i64,
        device_hash: &str,
        now: Moment,
    ) -> Result<bool, SqlError> {
        let known = self.known_on(device_hash)?.contains(&person);
        self.sql.run(
            "INSERT INTO device VALUES (?, ?, ?, ?)
             ON CONFLICT (person, device_hash) DO UPDATE SET seen_at = excluded.seen_at",
            &[person.into(), device_hash.into(), stored(now), stored(now)],
        )?;
        self.sql.run(
            "DELETE FROM device WHERE person = ? AND device_hash NOT IN
             (SELECT device_hash FROM device WHERE person = ? ORDER BY seen_at DESC LIMIT ?)",
            &[person.into(), person.into(), DEVICES.into()],
        )?;
        Ok(known)
    }

    /// Who has signed in on that device.
    pub(crate) fn known_on(&self, device_hash: &str) -> Result<Vec<i64>, SqlError> {
        let rows = self.sql.run(
            "SELECT person FROM device WHERE device_hash = ?",
            &[device_hash.into()],
        )?;
        rows.iter().map(|row| row.int(0)).collect()
    }

    /// Whether nobody has used the account for so long that its number may be another's.
    fn may_have_changed_hands(&self, person: i64, now: Moment) -> Result<bool, SqlError> {
        let row = self.sql.first(
            "SELECT MAX(at) FROM event WHERE person = ?
             AND kind IN ('registered', 'signed_in', 'signed_in_anew', 'backup_code_used',
                 'phone_replaced', 'phone_replaced_by_office', 'phone_kept_by_office')",
            &[person.into()],
        )?;
        let last = row.ok_or(SqlError::Column)?.int_or_null(0)?;
        let last = last.and_then(Moment::from_timestamp_millis);
        Ok(last.is_none_or(|last| now - last >= CHANGED_HANDS))
    }

    /// Whether somebody knows what their number's next owner does not.
    fn knows(&self, person: i64, nik_hash: &str, second: SecondAnswer) -> Result<bool, SqlError> {
        let row = self.sql.first(
            "SELECT 1 FROM person WHERE id = ? AND number_hash = ?",
            &[person.into(), second.number_hash.unwrap_or_default().into()],
        )?;
        if row.is_some() {
            return Ok(true);
        }
        match second.paper {
            Some(code) => Ok(self.use_backup_code(nik_hash, &code)? == Some(person)),
            None => Ok(false),
        }
    }

    /// Whose session this is, if it has not ended.
    pub(crate) fn signed_in(
        &self,
        session_hash: &str,
        now: Moment,
    ) -> Result<Option<i64>, SqlError> {
        let row = self.sql.first(
            "SELECT person, created_at, seen_at FROM session WHERE token_hash = ?",
            &[session_hash.into()],
        )?;
        let Some(row) = row else { return Ok(None) };
        let (created, seen) = (row.moment(1)?, row.moment(2)?);
        if now - created >= SESSION_TOTAL || now - seen >= SESSION_IDLE {
            self.sql.run(
                "DELETE FROM session WHERE token_hash = ?",
                &[session_hash.into()],
            )?;
            return Ok(None);
        }
        if now - seen >= SESSION_NOTE {
            self.sql.run(
                "UPDATE session SET seen_at = ? WHERE token_hash = ?",
                &[stored(now), session_hash.into()],
            )?;
        }
        row.int(0).map(Some)
    }
}

/// Sign-in codes are about to go out; answered alike for NIKs that are not registered.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendSignInCode {
    pub nik_hash: String,
    /// The code of whoever it goes to.
    pub code: NewCode,
    /// Keyed hashes of more codes, for more who have registered with that NIK.
    pub more: Vec<String>,
    /// Keyed hash of the device's cookie, if it sent one.
    pub device_hash: Option<String>,
}

impl<S: Sql> Transaction<Store<S>> for SendSignInCode {
    /// The numbers that they go to, none if the NIK is not registered.
    type Answer = Outcome<Vec<String>>;

    fn execute(self, store: &Store<S>) -> Performed<Vec<String>> {
        let Self {
            nik_hash,
            mut code,
            more,
            device_hash,
        } = self;
        let known = match &device_hash {
            Some(device_hash) => store.known_on(device_hash)?,
            None => vec![],
        };
        let reached = store.reached_by(&nik_hash, &known)?;
        // Only whoever the code goes to has a budget of their own here.
        let device = device_hash.filter(|_| reached.iter().any(|one| known.contains(&one.person)));
        let digests = std::iter::once(code.digest.clone()).chain(more);
        let codes: Vec<_> = digests.zip(reached.iter().map(|one| one.person)).collect();
        if !codes.is_empty() {
            code.digest = challenge::digest_for_each(&codes);
        }
        let sent = challenge::send(&store.sql, &nik_hash, code, device)?;
        if let Outcome::Refused(code, params) = sent {
            return Ok(Outcome::Refused(code, params));
        }
        let numbers = reached
            .iter()
            .map(|one| one.registration.phone.as_str().to_owned());
        Ok(Outcome::Done(numbers.collect()))
    }
}

/// A sign-in code came back.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignIn {
    pub code: ShownCode,
    pub session_hash: String,
    /// Keyed hash of the device's cookie, unless it is somebody else's device.
    pub device_hash: Option<String>,
    /// Asked for where the number may have changed hands.
    pub second: SecondAnswer,
    pub from: Origin,
}

/// What only somebody who had the account before can say.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct SecondAnswer {
    /// Keyed hash of a registration number.
    pub number_hash: Option<String>,
    pub paper: Option<BackupCode>,
}

impl<S: Sql> Transaction<Store<S>> for SignIn {
    type Answer = Outcome<AccountView>;

    fn execute(self, store: &Store<S>) -> Performed<AccountView> {
        let Self {
            code,
            session_hash,
            device_hash,
            second,
            from,
        } = self;
        let now = code.now;
        let digest = challenge::peek(&store.sql, &code)?;
        let proven = match challenge::verify(&store.sql, &code)? {
            Outcome::Done(proven) => proven,
            Outcome::Refused(code, params) => return Ok(Outcome::Refused(code, params)),
        };
        // Meanwhile the NIK may have become another's, or the first one's that there is.
        let holders = store.holders(&proven.subject)?;
        let whose = |one: &&Rival| proven.person.is_none_or(|person| person == one.person);
        let Some(person) = holders.iter().find(whose).map(|one| one.person) else {
            return Ok(Outcome::refused(Code::OtpExpired));
        };
        let devices = match &device_hash {
            Some(device_hash) => store.known_on(device_hash)?,
            None => vec![],
        };
        if !devices.contains(&person)
            && store.may_have_changed_hands(person, now)?
            && !store.knows(person, &proven.subject, second)?
        {
            challenge::put_back(&store.sql, &code, digest)?;
            return Ok(Outcome::refused(Code::SecondAnswerNeeded));
        }
        store.begin_session(person, &session_hash, &from, now)?;
        let is_known = match device_hash {
            Some(device_hash) => store.know_device(person, &device_hash, now)?,
            None => false,
        };
        store.note_sign_in(person, is_known, &from, now)?;
        ShowAccount.execute(store, person, now)
    }
}

/// The session ends.
#[derive(Debug, Serialize, Deserialize)]
pub struct SignOut {
    pub session_hash: String,
}

impl<S: Sql> Transaction<Store<S>> for SignOut {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        store.sql.run(
            "DELETE FROM session WHERE token_hash = ?",
            &[self.session_hash.into()],
        )?;
        Ok(Outcome::Done(()))
    }
}
