//! Where an account is open, and ending that.

use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{FROM, Performed, Store, StoreError};
use crate::sign_in::registrant::{SESSION_IDLE, SESSION_TOTAL};
use crate::sql::{Moment, Outcome, Sql, SqlError, stored};
use domain::messages::{Code, Locale, Outgoing};
use domain::security::{Origin, SecurityEvent, SecurityView, SessionView};
use serde::{Deserialize, Serialize};

/// 12 letters of a session's keyed hash tell a person's sessions apart. What opens one is
/// what was hashed.
const ID_LENGTH: usize = 12;

impl<S: Sql> Store<S> {
    /// Somebody's sessions that have not ended.
    pub(super) fn sessions(
        &self,
        person: i64,
        own: &str,
        now: Moment,
    ) -> Result<Vec<SessionView>, StoreError> {
        let rows = self.sql.run(
            "SELECT token_hash, created_at, seen_at, sealed FROM session
             WHERE person = ? AND created_at > ? AND seen_at > ?
             ORDER BY seen_at DESC, created_at DESC",
            &[
                person.into(),
                stored(now - SESSION_TOTAL),
                stored(now - SESSION_IDLE),
            ],
        )?;
        let mut sessions = vec![];
        for row in rows {
            let from = row.text_or_null(3)?;
            let hash = row.text(0)?;
            sessions.push(SessionView {
                id: hash.chars().take(ID_LENGTH).collect(),
                from: from
                    .map(|from| self.unseal(FROM, person, &from))
                    .transpose()?,
                since: row.moment(1)?,
                last_used: row.moment(2)?,
                is_own: hash == own,
            });
        }
        Ok(sessions)
    }

    /// Ends all sessions but the one that asks, on its device. Devices that have signed in
    /// before are strangers again: one of them may be why.
    pub(super) fn end_others(
        &self,
        person: i64,
        (session_hash, device_hash): (&str, Option<String>),
    ) -> Result<(), SqlError> {
        self.sql.run(
            "DELETE FROM session WHERE person = ? AND token_hash <> ?",
            &[person.into(), session_hash.into()],
        )?;
        self.sql.run(
            "DELETE FROM device WHERE person = ? AND device_hash <> ?",
            &[person.into(), device_hash.unwrap_or_default().into()],
        )?;
        Ok(())
    }

    /// Notes that somebody has signed in. Where they never had on that device, they are told:
    /// not by SMS, since the code that it took has come by one.
    pub(crate) fn note_sign_in(
        &self,
        person: i64,
        is_known: bool,
        from: &Origin,
        now: Moment,
    ) -> Result<(), StoreError> {
        if is_known {
            return self.note_from(person, SecurityEvent::SignedIn.as_str(), from, now);
        }
        self.note_from(person, SecurityEvent::SignedInAnew.as_str(), from, now)?;
        let zone = self.person(person)?.0.zone;
        let told = Outgoing::SignedInAnew {
            from: from.words(Locale::Id),
            date: zone.long(now, Locale::Id),
        };
        self.put_out(person, &JobKind::Message(told), now)
    }
}

/// Ends one of the signed-in person's sessions.
#[derive(Debug, Serialize, Deserialize)]
pub struct EndSession {
    pub id: String,
    /// Of the session that asks.
    pub session_hash: String,
}

impl<S: Sql> Personal<S> for EndSession {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        let ended = store.sql.run(
            "DELETE FROM session WHERE person = ? AND substr(token_hash, 1, ?) = ?
             RETURNING token_hash",
            &[
                person.into(),
                i64::try_from(ID_LENGTH).unwrap_or_default().into(),
                self.id.into(),
            ],
        )?;
        if ended.is_empty() {
            return Ok(Outcome::refused(Code::SessionUnknown));
        }
        store.note(person, SecurityEvent::SessionsEnded.as_str(), now)?;
        store.security(person, &self.session_hash, now)
    }
}

/// Ends all of them but the one that asks.
#[derive(Debug, Serialize, Deserialize)]
pub struct EndOtherSessions {
    pub session_hash: String,
    /// Keyed hash of the cookie of the device that asks.
    pub device_hash: Option<String>,
}

impl<S: Sql> Personal<S> for EndOtherSessions {
    type Answer = SecurityView;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<SecurityView> {
        let own = (self.session_hash.as_str(), self.device_hash);
        store.end_others(person, own)?;
        store.note(person, SecurityEvent::SessionsEnded.as_str(), now)?;
        store.security(person, &self.session_hash, now)
    }
}
