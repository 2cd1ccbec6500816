//! Joining a wave.

use crate::registrant::outbox::JobKind;
use crate::registrant::personal::Personal;
use crate::registrant::store::{Performed, Store};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::messages::Locale;
use domain::messages::{Code, Outgoing, Params};
use domain::time::When;
use domain::wave::{Applicant, Application, JOINS, Wave, may_join};
use serde::{Deserialize, Serialize};

/// Joins a wave.
#[derive(Debug, Serialize, Deserialize)]
pub struct JoinWave {
    pub wave: Wave,
    pub key_hash: String,
    pub body: String,
}

impl<S: Sql> Personal<S> for JoinWave {
    type Answer = Application;

    fn execute(self, store: &Store<S>, person: i64, now: Moment) -> Performed<Application> {
        let Self {
            wave,
            key_hash,
            body,
        } = self;
        // Two people may send the same key: each has their own.
        let key_hash = format!("{person} {key_hash}");
        if let Some(row) = store.sql.first(
            "SELECT body, answer FROM submission WHERE key_hash = ?",
            &[key_hash.as_str().into()],
        )? {
            if row.text(0)? != body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            return Ok(Outcome::Done(store.unseal_answer(&key_hash, row.text(1)?)?));
        }
        let (facts, record) = store.person(person)?;
        let applicant = Applicant {
            birth_date: record.registration.birth_date,
            identity: &facts.identity,
            zone: facts.zone,
            applications: &facts.applications,
        };
        if let Err((code, params)) = may_join(&wave, applicant, now) {
            return Ok(Outcome::Refused(code, params));
        }
        if store.joins(person, wave.number)? >= JOINS {
            let params = Params {
                wave: Some(wave.number),
                ..Params::default()
            };
            return Ok(Outcome::Refused(Code::WaveJoinedTooOften, params));
        }
        if store.is_screened(wave.number)? {
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
        let application = store.enter(person, &record, &wave, now)?;
        let answer = store.seal_answer(&key_hash, &application)?;
        store.sql.run(
            "INSERT INTO submission VALUES (?, ?, ?, ?)",
            &[key_hash.into(), body.into(), answer.into(), stored(now)],
        )?;
        store.note(person, "joined", now)?;
        let closes = facts.zone.long(application.closes_at, Locale::Id);
        store.put_out(
            person,
            &JobKind::Message(Outgoing::Joined {
                wave: application.wave,
                closes,
            }),
            now,
        )?;
        Ok(Outcome::Done(application))
    }
}
