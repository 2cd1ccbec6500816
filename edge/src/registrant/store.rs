//! Rules and storage of one registrant shard. Everything one request writes is
//! written in one transaction. Knows no network and no clock.

use super::outbox::{Job, JobKind};
use super::tables::MIGRATIONS;
use crate::challenge;
use crate::crypto::{CryptoError, Keys, Purpose, same};
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, json, migrate, stored};
use chrono::TimeDelta;
use domain::identity::IdentityState;
use domain::messages::{Code, Outgoing};
use domain::registration::{Registration, RegistrationNumber, RegistrationReceipt};
use domain::status::Facts;
use domain::time::Zone;
use domain::wave::{Applicant, Application, Wave, may_join};
use serde::{Deserialize, Serialize};

/// 30 minutes without a request end a session: phones are shared and lent.
const SESSION_IDLE: TimeDelta = TimeDelta::minutes(30);
/// 12 hours end it in any case.
const SESSION_TOTAL: TimeDelta = TimeDelta::hours(12);
/// A session's last use is noted at most this often, to spare writes.
const SESSION_NOTE: TimeDelta = TimeDelta::minutes(1);

/// Sealed text opens only as a person's record.
const PLACE: &str = "person";

/// A registration on its way in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NewRegistration {
    pub registration: Registration,
    pub key_hash: String,
    pub body: String,
    pub session_hash: String,
    pub now: Moment,
}

/// Questions to a registrant shard. Times come from the caller.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    Register(Box<NewRegistration>),
    /// Public status: by number and the hash of number and birth date.
    Status {
        number_hash: String,
        birth_check: String,
        now: Moment,
    },
    /// Sign-in code about to go out; answered alike for unknown NIKs.
    SendSignIn {
        nik_hash: String,
        id_hash: String,
        code_digest: String,
        now: Moment,
    },
    SignIn {
        id_hash: String,
        code_digest: String,
        session_hash: String,
        now: Moment,
    },
    SignOut {
        session_hash: String,
    },
    Account {
        session_hash: String,
        now: Moment,
    },
    Join {
        session_hash: String,
        wave: Wave,
        key_hash: String,
        body: String,
        now: Moment,
    },
    /// What the identity check needs; nothing if it is decided.
    IdentityData {
        person: i64,
    },
    /// What the registry said, or nothing if it could not be asked.
    IdentityResult {
        person: i64,
        result: Option<IdentityState>,
        now: Moment,
    },
    /// The clock was moved (only the sandbox does that).
    Tick {
        now: Moment,
    },
}

/// Answers of a registrant shard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Registered(Registered),
    Status(Option<StatusView>),
    /// The number to send the code to, if the NIK is registered.
    SignInSent(Option<String>),
    Account(Box<AccountView>),
    Joined(Application),
    IdentityData(Option<Box<Registration>>),
    Nothing,
}

/// A stored registration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    pub receipt: RegistrationReceipt,
    /// Whether this submission stored it, or an earlier one with the same key.
    pub fresh: bool,
}

/// What the public status is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatusView {
    pub facts: Facts,
}

/// What an account is made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AccountView {
    pub number: RegistrationNumber,
    pub name: String,
    pub facts: Facts,
}

/// What is sealed for each person.
#[derive(Serialize, Deserialize)]
struct Record {
    number: RegistrationNumber,
    registration: Registration,
}

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error("a record does not parse")]
    Record,
}

/// The core of a registrant shard.
pub struct Store<S> {
    pub(super) sql: S,
    pub(super) keys: Keys,
    shard: u16,
    shards: u16,
}

type Answered = Result<Outcome<Answer>, StoreError>;

impl<S: Sql> Store<S> {
    /// Opens the store of shard `shard` of `shards`, bringing its tables up to
    /// date. Without a number (an alarm does not bring one along) it is the one
    /// that was noted when the shard was first asked.
    pub fn open(sql: S, keys: Keys, shard: Option<u16>, shards: u16) -> Result<Self, SqlError> {
        migrate(&sql, MIGRATIONS)?;
        let noted = sql
            .first("SELECT number FROM shard", &[])?
            .map(|row| row.int(0))
            .transpose()?;
        let shard = match (noted, shard) {
            (Some(noted), _) => u16::try_from(noted).map_err(|_| SqlError::Column)?,
            (None, Some(shard)) => {
                sql.run("INSERT INTO shard VALUES (?)", &[i64::from(shard).into()])?;
                shard
            }
            (None, None) => return Err(SqlError::Column),
        };
        Ok(Self {
            sql,
            keys,
            shard,
            shards,
        })
    }

    /// Which shard this is.
    pub fn shard(&self) -> u16 {
        self.shard
    }

    /// Answers one question, all of its writes or none.
    pub fn answer(
        &self,
        question: Question,
        random: impl FnMut() -> Result<u64, CryptoError>,
    ) -> Answered {
        self.sql.atomically(|| match question {
            Question::Register(new) => self.register(*new, random),
            Question::Status {
                number_hash,
                birth_check,
                now: _,
            } => self.status(&number_hash, &birth_check),
            Question::SendSignIn {
                nik_hash,
                id_hash,
                code_digest,
                now,
            } => self.send_sign_in(&nik_hash, &id_hash, &code_digest, now),
            Question::SignIn {
                id_hash,
                code_digest,
                session_hash,
                now,
            } => self.sign_in(&id_hash, &code_digest, &session_hash, now),
            Question::SignOut { session_hash } => {
                self.sql.run(
                    "DELETE FROM session WHERE token_hash = ?",
                    &[session_hash.into()],
                )?;
                Ok(Outcome::Done(Answer::Nothing))
            }
            Question::Account { session_hash, now } => self.account(&session_hash, now),
            Question::Join {
                session_hash,
                wave,
                key_hash,
                body,
                now,
            } => self.join(&session_hash, &wave, &key_hash, &body, now),
            Question::IdentityData { person } => self.identity_data(person),
            Question::IdentityResult {
                person,
                result,
                now,
            } => self.identity_result(person, result, now),
            Question::Tick { .. } => Ok(Outcome::Done(Answer::Nothing)),
        })
    }

    fn register(
        &self,
        new: NewRegistration,
        random: impl FnMut() -> Result<u64, CryptoError>,
    ) -> Answered {
        if let Some(row) = self.sql.first(
            "SELECT body, answer FROM submission WHERE key_hash = ?",
            &[new.key_hash.as_str().into()],
        )? {
            if row.text(0)? != new.body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            let receipt: RegistrationReceipt = self.unseal("submission", row.text(1)?)?;
            let nik_hash = self.nik_hash(&new.registration);
            if let Some(person) = self.sql.first(
                "SELECT id FROM person WHERE nik_hash = ?",
                &[nik_hash.into()],
            )? {
                self.begin_session(person.int(0)?, &new.session_hash, new.now)?;
            }
            return Ok(Outcome::Done(Answer::Registered(Registered {
                receipt,
                fresh: false,
            })));
        }
        let nik_hash = self.nik_hash(&new.registration);
        if self
            .sql
            .first(
                "SELECT 1 FROM person WHERE nik_hash = ?",
                &[nik_hash.as_str().into()],
            )?
            .is_some()
        {
            return Ok(Outcome::refused(Code::NikTaken));
        }
        let number = self.fresh_number(random)?;
        let number_hash = self
            .keys
            .digest(Purpose::RegistrationNumber, &[number.as_str()])
            .text();
        let birth_check = birth_check(&self.keys, &number, new.registration.birth_date);
        let zone = new.registration.domicile.zone();
        let record = Record {
            number,
            registration: new.registration,
        };
        let receipt = RegistrationReceipt {
            registration_number: record.number.grouped(),
            registered_at: new.now,
        };
        let person = self
            .sql
            .first(
                "INSERT INTO person (nik_hash, number_hash, birth_check, sealed, zone, registered_at, identity)
                 VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
                &[
                    nik_hash.into(),
                    number_hash.into(),
                    birth_check.into(),
                    self.seal(PLACE, &record)?.into(),
                    json(&zone)?,
                    stored(new.now),
                    json(&IdentityState::Pending)?,
                ],
            )?
            .ok_or(SqlError::Column)?
            .int(0)?;
        self.sql.run(
            "INSERT INTO submission VALUES (?, ?, ?, ?)",
            &[
                new.key_hash.into(),
                new.body.into(),
                self.seal("submission", &receipt)?.into(),
                stored(new.now),
            ],
        )?;
        self.note(person, "registered", new.now)?;
        self.put_out(person, &JobKind::Identity, new.now)?;
        self.put_out(
            person,
            &JobKind::Message(Outgoing::Registered {
                registration_number: receipt.registration_number.clone(),
            }),
            new.now,
        )?;
        self.begin_session(person, &new.session_hash, new.now)?;
        Ok(Outcome::Done(Answer::Registered(Registered {
            receipt,
            fresh: true,
        })))
    }

    fn nik_hash(&self, registration: &Registration) -> String {
        self.keys
            .digest(Purpose::Nik, &[registration.nik.as_str()])
            .text()
    }

    /// Draws until a number's own hash falls into this shard, so that the
    /// number alone leads back here and tells nothing: `shards` draws on
    /// average, a microsecond each.
    fn fresh_number(
        &self,
        mut random: impl FnMut() -> Result<u64, CryptoError>,
    ) -> Result<RegistrationNumber, StoreError> {
        loop {
            let number = RegistrationNumber::from_random(random()?);
            let digest = self
                .keys
                .digest(Purpose::RegistrationNumber, &[number.as_str()]);
            if digest.shard(self.shards) == self.shard
                && self
                    .sql
                    .first(
                        "SELECT 1 FROM person WHERE number_hash = ?",
                        &[digest.text().into()],
                    )?
                    .is_none()
            {
                return Ok(number);
            }
        }
    }

    /// The same work whether or not the number is known.
    fn status(&self, number_hash: &str, given: &str) -> Answered {
        let row = self.sql.first(
            &format!("{FACTS} WHERE number_hash = ?"),
            &[number_hash.into()],
        )?;
        let (known, facts) = match &row {
            Some(row) => (row.text(1)?, Some(self.facts(row)?)),
            None => {
                // Stands in for reading the applications of somebody.
                self.applications(0)?;
                ("", None)
            }
        };
        let right = same(known, given);
        Ok(Outcome::Done(Answer::Status(
            facts.filter(|_| right).map(|facts| StatusView { facts }),
        )))
    }

    fn send_sign_in(
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
        let phone = row
            .map(|row| self.unseal::<Record>(PLACE, row.text(0)?))
            .transpose()?
            .map(|record| record.registration.phone.as_str().to_owned());
        Ok(Outcome::Done(Answer::SignInSent(phone)))
    }

    fn sign_in(
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

    fn begin_session(&self, person: i64, session_hash: &str, now: Moment) -> Result<(), SqlError> {
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
    fn signed_in(&self, session_hash: &str, now: Moment) -> Result<Option<i64>, SqlError> {
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

    fn account(&self, session_hash: &str, now: Moment) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        let (facts, record) = self.person(person)?;
        Ok(Outcome::Done(Answer::Account(Box::new(AccountView {
            number: record.number,
            name: record.registration.name.as_str().to_owned(),
            facts,
        }))))
    }

    fn join(
        &self,
        session_hash: &str,
        wave: &Wave,
        key_hash: &str,
        body: &str,
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
        let application = match may_join(wave, applicant, now) {
            Ok(application) => application,
            Err((code, params)) => return Ok(Outcome::Refused(code, params)),
        };
        self.sql.run(
            "INSERT INTO application VALUES (?, ?, ?, ?, ?)",
            &[
                person.into(),
                i64::from(application.wave).into(),
                stored(application.joined_at),
                stored(application.closes_at),
                stored(application.announces_at),
            ],
        )?;
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
        let closes = facts.zone.long(application.closes_at);
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

    fn identity_data(&self, person: i64) -> Answered {
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

    fn identity_result(&self, person: i64, result: Option<IdentityState>, now: Moment) -> Answered {
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

    /// Where to send a message, e-mail too if one was given.
    pub fn contacts(&self, person: i64) -> Result<(String, Option<String>), StoreError> {
        let registration = self.person(person)?.1.registration;
        Ok((
            registration.phone.as_str().to_owned(),
            registration.email.map(|email| email.as_str().to_owned()),
        ))
    }

    /// Work that is due, noted as handed over.
    pub fn due(&self, now: Moment, most: u32) -> Result<Vec<Job>, StoreError> {
        self.sql.atomically(|| self.take_due(now, most))
    }

    fn person(&self, person: i64) -> Result<(Facts, Record), StoreError> {
        let row = self
            .sql
            .first(&format!("{FACTS} WHERE id = ?"), &[person.into()])?
            .ok_or(StoreError::Record)?;
        Ok((self.facts(&row)?, self.unseal(PLACE, row.text(2)?)?))
    }

    fn facts(&self, row: &Row) -> Result<Facts, SqlError> {
        let zone: Zone = row.json(3)?;
        Ok(Facts {
            registered_at: row.moment(4)?,
            identity: row.json(5)?,
            identity_at: row.int_or_null(6)?.and_then(Moment::from_timestamp_millis),
            applications: self.applications(row.int(0)?)?,
            zone,
        })
    }

    fn applications(&self, person: i64) -> Result<Vec<Application>, SqlError> {
        self.sql
            .run(
                "SELECT wave, joined_at, closes_at, announces_at FROM application WHERE person = ? ORDER BY joined_at",
                &[person.into()],
            )?
            .iter()
            .map(|row| {
                Ok(Application {
                    wave: u32::try_from(row.int(0)?).map_err(|_| SqlError::Column)?,
                    joined_at: row.moment(1)?,
                    closes_at: row.moment(2)?,
                    announces_at: row.moment(3)?,
                })
            })
            .collect()
    }

    fn note(&self, person: i64, kind: &str, now: Moment) -> Result<(), SqlError> {
        self.sql
            .run(
                "INSERT INTO event (person, kind, at) VALUES (?, ?, ?)",
                &[person.into(), kind.into(), stored(now)],
            )
            .map(drop)
    }

    pub(super) fn seal<T: Serialize>(&self, place: &str, value: &T) -> Result<String, StoreError> {
        let plain = serde_json::to_vec(value).map_err(|_| StoreError::Record)?;
        Ok(self.keys.seal(place, &plain)?)
    }

    pub(super) fn unseal<T: for<'de> Deserialize<'de>>(
        &self,
        place: &str,
        sealed: &str,
    ) -> Result<T, StoreError> {
        let plain = self.keys.open(place, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| StoreError::Record)
    }
}

const FACTS: &str =
    "SELECT id, birth_check, sealed, zone, registered_at, identity, identity_at FROM person";

/// What the public status check compares.
pub fn birth_check(
    keys: &Keys,
    number: &RegistrationNumber,
    birth_date: domain::identity::BirthDate,
) -> String {
    keys.digest(
        Purpose::StatusCheck,
        &[number.as_str(), &String::from(birth_date)],
    )
    .text()
}
