//! Rules and storage of one registrant shard. Everything one request writes is
//! written in one transaction. Knows no network and no clock.

use super::carried::{AccountView, StatusView};
use super::question::{Answer, Question};
use super::tables::MIGRATIONS;
use crate::crypto::{CryptoError, Keys, same};
use crate::sql::{Moment, Outcome, Row, Sql, SqlError, migrate, stored};
use domain::messages::Code;
use domain::registration::{Registration, RegistrationNumber};
use domain::status::Facts;
use domain::time::Zone;
use domain::wave::Application;
use serde::{Deserialize, Serialize};
use std::cell::Cell;

/// Sealed text opens only as a person's record.
pub(super) const PLACE: &str = "person";

/// What is sealed for each person.
#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) number: RegistrationNumber,
    pub(super) registration: Registration,
}

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error(transparent)]
    Sql(#[from] SqlError),
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    #[error("the book does not balance: {0}")]
    Book(#[from] domain::ledger::BookError),
    #[error("a record does not parse")]
    Record,
}

/// The core of a registrant shard.
pub struct Store<S> {
    pub(super) sql: S,
    pub(super) keys: Keys,
    pub(super) shard: u16,
    pub(super) shards: u16,
    /// Whether the outbox was written to: see [`Store::outbox_moved`].
    pub(super) outbox_moved: Cell<bool>,
}

pub(super) type Answered = Result<Outcome<Answer>, StoreError>;

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
            outbox_moved: Cell::default(),
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
            } => self.join(&session_hash, &wave, (&key_hash, &body), random, now),
            Question::Leave {
                session_hash,
                wave,
                now,
            } => self.leave(&session_hash, &wave, now),
            Question::Screen {
                wave,
                lists,
                after,
                now,
            } => self.screen((wave, &lists), after, now),
            Question::ChangeList {
                list,
                change,
                nik_hashes,
            } => self.change_list(&list, change, &nik_hashes),
            Question::Outcomes {
                wave,
                scheme,
                outcomes,
                now,
            } => self.outcomes((wave, &scheme), &outcomes, random, now),
            Question::BeginPurchase {
                buyer,
                key,
                offer,
                quote,
                now,
            } => self.begin_purchase(&buyer, &key, (&offer, quote), now),
            Question::Reserve {
                buyer,
                key,
                offer,
                quote,
                now,
            } => self.reserve(&buyer, &key, (offer, quote), random, now),
            Question::SendEnrolment {
                card_hash,
                code_digest,
                now,
            } => self.send_enrolment(&card_hash, &code_digest, now),
            Question::CancelPurchase {
                session_hash,
                id,
                now,
            } => self.cancel_purchase(&session_hash, &id, now),
            Question::Platform { ask, now } => self.platform(*ask, now),
            Question::FileAppeal {
                session_hash,
                text,
                now,
            } => self.file_appeal(&session_hash, text, now),
            Question::WaitingAppeal { person, now } => {
                let waiting = self.waiting_appeal(person, now)?.map(Box::new);
                Ok(Outcome::Done(Answer::WaitingAppeal(waiting)))
            }
            Question::Command {
                signing,
                number_hash,
                command,
            } => self.command(&signing, &number_hash, command),
            Question::Rate {
                session_hash,
                id,
                stars,
                text,
                now,
            } => self.rate(&session_hash, &id, (stars, text), now),
            Question::ReviewModerated {
                person,
                purchase,
                version,
                moderation,
                now,
            } => self.review_moderated(person, &purchase, (version, moderation), now),
            Question::Statement { session_hash, now } => self.statement(&session_hash, now),
            Question::DraftCertificate { ask, now } => self.draft_certificate(&ask, random, now),
            Question::TakeCertificate {
                ask,
                certificate,
                jwt,
                now,
            } => self.take_certificate(&ask, &certificate, &jwt, now),
            Question::Credential {
                session_hash,
                purchase,
                now,
            } => self.credential(&session_hash, &purchase, now),
            Question::Certificate {
                session_hash,
                ask,
                now,
            } => self.certificate(&session_hash, *ask, now),
            Question::Unscanned { person } => self.unscanned(person),
            Question::Scanned {
                person,
                verdicts,
                now,
            } => self.scanned(person, verdicts, now),
            Question::DecideCertificate {
                signing,
                number_hash,
                purchase,
                decision,
            } => self.decide_certificate(&signing, (&number_hash, &purchase), decision),
            Question::IdentityData { person } => self.identity_data(person),
            Question::IdentityResult {
                person,
                result,
                now,
            } => self.identity_result(person, result, now),
            Question::BeginLink {
                session_hash,
                request,
                now,
            } => self.begin_link(&session_hash, &request, now),
            Question::Link {
                session_hash,
                enquiry,
                answer,
                now,
            } => self.link(&session_hash, enquiry, &answer, now),
            Question::Unlink { session_hash, now } => self.unlink(&session_hash, now),
            Question::AnswerSurvey {
                session_hash,
                number,
                answers,
                now,
            } => self.answer_survey(&session_hash, number, &answers, now),
            Question::Subscribe {
                session_hash,
                endpoint_hash,
                endpoint,
                now,
            } => self.subscribe(&session_hash, (&endpoint_hash, &endpoint), now),
            Question::Unsubscribe {
                session_hash,
                endpoint_hash,
                now,
            } => self.unsubscribe(&session_hash, endpoint_hash, now),
            Question::PhoneGone {
                person,
                endpoint_hash,
                now,
            } => self.phone_gone(person, endpoint_hash, now),
            Question::PaymentOrder {
                person,
                reference,
                now,
            } => self.payment_order(person, &reference, now),
            Question::PaymentReport {
                person,
                reference,
                report,
                now,
            } => self.payment_report(person, &reference, &report, now),
            Question::Reconcile {
                partner,
                from,
                until,
                lines,
                now,
            } => self.reconcile(&partner, (from, until), lines, now),
            Question::Tick { .. } => Ok(Outcome::Done(Answer::Nothing)),
        })
    }

    /// The same work whether or not the number is known.
    pub(super) fn status(&self, number_hash: &str, given: &str) -> Answered {
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

    pub(super) fn account(&self, session_hash: &str, now: Moment) -> Answered {
        let Some(person) = self.signed_in(session_hash, now)? else {
            return Ok(Outcome::refused(Code::SignInNeeded));
        };
        let (facts, record) = self.person(person)?;
        Ok(Outcome::Done(Answer::Account(Box::new(AccountView {
            number: record.number,
            name: record.registration.name.as_str().to_owned(),
            home: record.registration.domicile.clone(),
            award: self.award(person)?,
            revocation: self.revocation(person, now)?,
            purchases: self.shown_purchases(person, now)?,
            credentials: self.shown_credentials(person)?,
            certificates: self.shown_certificates(person, now)?,
            reviews: self.own_reviews(person)?,
            payout: self.shown_payout(person, now)?,
            phones: self.phones(person)?,
            facts,
        }))))
    }

    pub(super) fn person(&self, person: i64) -> Result<(Facts, Record), StoreError> {
        let row = self
            .sql
            .first(&format!("{FACTS} WHERE id = ?"), &[person.into()])?
            .ok_or(StoreError::Record)?;
        Ok((self.facts(&row)?, self.unseal(PLACE, row.text(2)?)?))
    }

    fn facts(&self, row: &Row) -> Result<Facts, StoreError> {
        let zone: Zone = row.json(3)?;
        Ok(Facts {
            registered_at: row.moment(4)?,
            identity: row.json(5)?,
            identity_at: row.int_or_null(6)?.and_then(Moment::from_timestamp_millis),
            applications: self.applications(row.int(0)?)?,
            revoked: row.int(7)? != 0,
            zone,
        })
    }

    fn applications(&self, person: i64) -> Result<Vec<Application>, StoreError> {
        self.sql
            .run(
                "SELECT wave, joined_at, closes_at, announces_at, slip, outcome
                 FROM application WHERE person = ? AND left_at IS NULL ORDER BY joined_at",
                &[person.into()],
            )?
            .iter()
            .map(|row| {
                Ok(Application {
                    wave: u32::try_from(row.int(0)?).map_err(|_| StoreError::Record)?,
                    joined_at: row.moment(1)?,
                    closes_at: row.moment(2)?,
                    announces_at: row.moment(3)?,
                    slip: self.unseal("slip", row.text(4)?)?,
                    outcome: row.json_or_null(5)?,
                })
            })
            .collect()
    }

    pub(super) fn note(&self, person: i64, kind: &str, now: Moment) -> Result<(), SqlError> {
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

const FACTS: &str = "SELECT id, birth_check, sealed, zone, registered_at, identity, identity_at,
         (SELECT COUNT(*) FROM award WHERE award.person = person.id AND revoked_at IS NOT NULL)
     FROM person";
