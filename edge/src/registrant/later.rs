//! What happens to a registered person later: joining a wave, and the
//! registry's answer.

use super::outbox::JobKind;
use super::question::Answer;
use super::store::{Answered, PLACE, Record, Store};
use crate::crypto::CryptoError;
use crate::sql::{Moment, Outcome, Sql, json, stored};
use domain::identity::IdentityState;
use domain::messages::Locale;
use domain::messages::{Code, Outgoing, Params};
use domain::time::When;
use domain::wave::{Applicant, Wave, may_join};

impl<S: Sql> Store<S> {
    pub(super) fn join(
        &self,
        session_hash: &str,
        wave: &Wave,
        (key_hash, body): (&str, &str),
        random: impl FnMut() -> Result<u64, CryptoError>,
        now: Moment,
    ) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        // Two people may send the same key: each has their own.
        let key_hash = format!("{person} {key_hash}");
        if let Some(row) = self.sql.first(
            "SELECT body, answer FROM submission WHERE key_hash = ?",
            &[key_hash.as_str().into()],
        )? {
            if row.text(0)? != body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            return Ok(Outcome::Done(Answer::Joined(
                self.unseal("submission", row.text(1)?)?,
            )));
        }
        let (facts, record) = self.person(person)?;
        let applicant = Applicant {
            birth_date: record.registration.birth_date,
            identity: &facts.identity,
            zone: facts.zone,
            applications: &facts.applications,
        };
        if let Err((code, params)) = may_join(wave, applicant, now) {
            return Ok(Outcome::Refused(code, params));
        }
        if self.is_screened(wave.number)? {
            // Asked for before the closing, arrived after it.
            return Ok(Outcome::Refused(
                Code::WaveClosed,
                Params {
                    wave: Some(wave.number),
                    date: Some(When::Moment(wave.closes_at, facts.zone)),
                    ..Params::default()
                },
            ));
        }
        let application = self.enter(person, &record, wave, random, now)?;
        self.sql.run(
            "INSERT INTO submission VALUES (?, ?, ?, ?)",
            &[
                key_hash.into(),
                body.into(),
                self.seal("submission", &application)?.into(),
                stored(now),
            ],
        )?;
        self.note(person, "joined", now)?;
        let closes = facts.zone.long(application.closes_at, Locale::Id);
        self.put_out(
            person,
            &JobKind::Message(Outgoing::Joined {
                wave: application.wave,
                closes,
            }),
            now,
        )?;
        Ok(Outcome::Done(Answer::Joined(application)))
    }

    pub(super) fn identity_data(&self, person: i64) -> Answered {
        let row = self.sql.first(
            "SELECT sealed, identity FROM person WHERE id = ?",
            &[person.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::Done(Answer::IdentityData(None)));
        };
        let data = if row.json::<IdentityState>(1)? == IdentityState::Pending {
            Some(Box::new(
                self.unseal::<Record>(PLACE, row.text(0)?)?.registration,
            ))
        } else {
            None
        };
        Ok(Outcome::Done(Answer::IdentityData(data)))
    }

    pub(super) fn identity_result(
        &self,
        person: i64,
        result: Option<IdentityState>,
        now: Moment,
    ) -> Answered {
        let Some(state) = result else {
            self.put_off(person, now)?;
            return Ok(Outcome::Done(Answer::Nothing));
        };
        let pending = json(&IdentityState::Pending)?;
        let changed = self.sql.run(
            "UPDATE person SET identity = ?, identity_at = ? WHERE id = ? AND identity = ? RETURNING id",
            &[json(&state)?, stored(now), person.into(), pending],
        )?;
        self.settle(person)?;
        if !changed.is_empty() {
            let message = match state {
                IdentityState::Mismatch { .. } => Outgoing::IdentityMismatch,
                _ => Outgoing::IdentityVerified,
            };
            self.note(person, "identity_decided", now)?;
            self.put_out(person, &JobKind::Message(message), now)?;
        }
        Ok(Outcome::Done(Answer::Nothing))
    }
}
