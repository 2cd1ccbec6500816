//! Signing in, and the sessions that follow: how long they live, and whose they are.

use super::question::Answer;
use super::store::{Answered, Store};
use super::store::{PLACE, Record};
use crate::challenge;
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, stored};
use chrono::TimeDelta;
use domain::messages::Code;

/// 30 minutes without a request end a session: phones are shared and lent.
const SESSION_IDLE: TimeDelta = TimeDelta::minutes(30);
/// 12 hours end it in any case.
const SESSION_TOTAL: TimeDelta = TimeDelta::hours(12);
/// A session's last use is noted at most this often, to spare writes.
const SESSION_NOTE: TimeDelta = TimeDelta::minutes(1);

impl<S: Sql> Store<S> {
    pub(super) fn send_sign_in(
        &self,
        nik_hash: &str,
        id_hash: &str,
        code_digest: &str,
        now: Moment,
    ) -> Answered {
        if let Err(refusal) = challenge::send(&self.sql, nik_hash, id_hash, code_digest, now)? {
            let (code, params) = refusal.problem();
            return Ok(Outcome::Refused(code, params));
        }
        let row = self.sql.first(
            "SELECT sealed FROM person WHERE nik_hash = ?",
            &[nik_hash.into()],
        )?;
        self.sent_to(row.as_ref())
    }

    /// The number that a code goes to: of the person whose sealed record a row has.
    pub(super) fn sent_to(&self, row: Option<&Row>) -> Answered {
        let phone = row
            .map(|row| self.unseal::<Record>(PLACE, row.text(0)?))
            .transpose()?
            .map(|record| record.registration.phone.as_str().to_owned());
        Ok(Outcome::Done(Answer::SignInSent(phone)))
    }

    pub(super) fn sign_in(
        &self,
        id_hash: &str,
        code_digest: &str,
        session_hash: &str,
        now: Moment,
    ) -> Answered {
        let nik_hash = match challenge::verify(&self.sql, id_hash, code_digest, now)? {
            Ok(nik_hash) => nik_hash,
            Err(refusal) => {
                let (code, params) = refusal.problem();
                return Ok(Outcome::Refused(code, params));
            }
        };
        let Some(row) = self.sql.first(
            "SELECT id FROM person WHERE nik_hash = ?",
            &[nik_hash.into()],
        )?
        else {
            return Ok(Outcome::refused(Code::OtpWrong));
        };
        self.begin_session(row.int(0)?, session_hash, now)?;
        self.note(row.int(0)?, "signed_in", now)?;
        self.account(session_hash, now)
    }

    pub(super) fn begin_session(
        &self,
        person: i64,
        session_hash: &str,
        now: Moment,
    ) -> Result<(), SqlError> {
        self.sql.run(
            "DELETE FROM session WHERE person = ? AND created_at < ?",
            &[person.into(), stored(now - SESSION_TOTAL)],
        )?;
        self.sql.run(
            "INSERT INTO session VALUES (?, ?, ?, ?)",
            &[session_hash.into(), person.into(), stored(now), stored(now)],
        )?;
        Ok(())
    }

    /// Whose session this is, if it has not ended.
    pub(super) fn signed_in(
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
