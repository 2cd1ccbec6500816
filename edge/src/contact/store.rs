//! What a contact shard keeps, and its rules. Only keyed hashes: the shard
//! never learns a number.

pub mod sending;

use crate::challenge::{self, ShownCode};
use crate::crypto::same;
use crate::object::{Transaction, Transactional};
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate, stored};
use domain::contact::OtpLimits;
use domain::messages::{Code, Params};
use serde::{Deserialize, Serialize};

const MIGRATIONS: &[&[&str]] = &[
    &[
        challenge::TABLE,
        // A number that was proven: by which proof, until when.
        "CREATE TABLE proof (
        contact TEXT PRIMARY KEY,
        proof_hash TEXT NOT NULL,
        until INTEGER NOT NULL
    ) WITHOUT ROWID",
        // A number that somebody registered with. `key_hash` and `body` are those of
        // the submission, so that a repeated one is known again.
        "CREATE TABLE claim (
        contact TEXT PRIMARY KEY,
        owner TEXT NOT NULL,
        key_hash TEXT NOT NULL,
        body TEXT NOT NULL,
        claimed_at INTEGER NOT NULL
    ) WITHOUT ROWID",
    ],
    challenge::CODES,
    &[
        // How many codes by e-mail were asked for with it, and when the last.
        "ALTER TABLE proof ADD COLUMN used INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE proof ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0",
    ],
    &[sending::SENT],
];

/// 5 codes by e-mail for each proof of a number, which costs a code of its own: whoever tries
/// many birth dates and registration numbers with it is through.
const USES_OF_PROOF: i64 = 5;

/// Rules and storage of one contact shard.
pub struct Contacts<S> {
    sql: S,
}

impl<S: Sql> Contacts<S> {
    /// Opens the store, bringing its tables up to date.
    pub fn open(sql: S) -> Result<Self, SqlError> {
        migrate(&sql, MIGRATIONS)?;
        Ok(Self { sql })
    }

    /// Until when that proves a number, if it still does.
    fn proven_until(
        &self,
        contact: &str,
        proof_hash: &str,
        now: Moment,
    ) -> Result<Option<Moment>, SqlError> {
        let proof = self.sql.first(
            "SELECT proof_hash, until FROM proof WHERE contact = ?",
            &[contact.into()],
        )?;
        let Some(row) = proof else { return Ok(None) };
        let until = row.moment(1)?;
        let is_good = same(row.text(0)?, proof_hash) && now < until;
        Ok(is_good.then_some(until))
    }
}

impl<S: Sql> Transactional for Contacts<S> {
    type Error = SqlError;
    type Sql = S;

    fn sql(&self) -> &S {
        &self.sql
    }
}

/// A code came back; if it is right, `proof_hash` proves the number from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct VerifyCode {
    pub code: ShownCode,
    pub proof_hash: String,
}

impl<S: Sql> Transaction<Contacts<S>> for VerifyCode {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        let verified = challenge::verify(&contacts.sql, &self.code)?;
        if let Outcome::Done(proven) = &verified {
            contacts.sql.run(
                "INSERT INTO proof (contact, proof_hash, until) VALUES (?, ?, ?)
                 ON CONFLICT (contact) DO UPDATE SET
                     proof_hash = excluded.proof_hash, until = excluded.until,
                     used = 0, used_at = 0",
                &[
                    proven.subject.as_str().into(),
                    self.proof_hash.into(),
                    stored(self.code.now + OtpLimits::PROOF_VALID),
                ],
            )?;
        }
        Ok(verified.map(drop))
    }
}

/// Somebody asks for a code elsewhere, to which a proven number entitles.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UseProof {
    pub contact: String,
    pub proof_hash: String,
    pub now: Moment,
}

impl<S: Sql> Transaction<Contacts<S>> for UseProof {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        let Some(until) = contacts.proven_until(&self.contact, &self.proof_hash, self.now)? else {
            return Ok(Outcome::refused(Code::PhoneNotProven));
        };
        let row = contacts.sql.first(
            "SELECT used, used_at FROM proof WHERE contact = ?",
            &[self.contact.as_str().into()],
        )?;
        let row = row.ok_or(SqlError::Column)?;
        let refuse = |code, until: Moment| {
            let wait = (until - self.now).num_seconds();
            let params = Params {
                wait_seconds: Some(u32::try_from(wait).unwrap_or(u32::MAX)),
                ..Params::default()
            };
            Ok(Outcome::Refused(code, params))
        };
        // Who is impatient uses none up.
        let again_at = row.moment(1)? + OtpLimits::RESEND_AFTER;
        if self.now < again_at {
            return refuse(Code::OtpTooSoon, again_at);
        }
        if row.int(0)? >= USES_OF_PROOF {
            return refuse(Code::OtpTooMany, until);
        }
        contacts.sql.run(
            "UPDATE proof SET used = used + 1, used_at = ? WHERE contact = ?",
            &[stored(self.now), self.contact.into()],
        )?;
        Ok(Outcome::Done(()))
    }
}

/// Somebody registers with this number.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClaimNumber {
    pub contact: String,
    pub proof_hash: String,
    pub owner: String,
    pub key_hash: String,
    pub body: String,
    pub now: Moment,
}

impl<S: Sql> Transaction<Contacts<S>> for ClaimNumber {
    type Answer = Outcome<()>;

    /// The same owner may come again (a repeated submission, or a second try
    /// after a failure); anyone else needs a fresh proof and a free number.
    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        let known = contacts.sql.first(
            "SELECT owner, key_hash, body FROM claim WHERE contact = ?",
            &[self.contact.as_str().into()],
        )?;
        if let Some(row) = &known {
            if row.text(1)? == self.key_hash && row.text(2)? != self.body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            if row.text(1)? == self.key_hash && row.text(0)? == self.owner {
                return Ok(Outcome::Done(()));
            }
        }
        let proven = contacts.proven_until(&self.contact, &self.proof_hash, self.now)?;
        if proven.is_none() {
            return Ok(Outcome::refused(Code::PhoneNotProven));
        }
        match &known {
            Some(row) if row.text(0)? == self.owner => {
                contacts.sql.run(
                    "UPDATE claim SET claimed_at = ? WHERE contact = ?",
                    &[stored(self.now), self.contact.into()],
                )?;
                return Ok(Outcome::Done(()));
            }
            Some(_) => return Ok(Outcome::refused(Code::PhoneTaken)),
            None => {}
        }
        contacts.sql.run(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?)",
            &[
                self.contact.as_str().into(),
                self.owner.as_str().into(),
                self.key_hash.as_str().into(),
                self.body.as_str().into(),
                stored(self.now),
            ],
        )?;
        Ok(Outcome::Done(()))
    }
}

/// A claim on a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    pub owner: String,
    pub key_hash: String,
    pub claimed_at: Moment,
}

/// Who has a number.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindClaim {
    pub contact: String,
}

impl<S: Sql> Transaction<Contacts<S>> for FindClaim {
    type Answer = Outcome<Option<Claim>>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<Option<Claim>>, SqlError> {
        let row = contacts.sql.first(
            "SELECT owner, key_hash, claimed_at FROM claim WHERE contact = ?",
            &[self.contact.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::Done(None));
        };
        Ok(Outcome::Done(Some(Claim {
            owner: row.text(0)?.to_owned(),
            key_hash: row.text(1)?.to_owned(),
            claimed_at: row.moment(2)?,
        })))
    }
}

/// Its owner has another number since then. Claimed again meanwhile, it stays theirs.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LeaveNumber {
    pub contact: String,
    pub owner: String,
    pub since: Moment,
}

impl<S: Sql> Transaction<Contacts<S>> for LeaveNumber {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        contacts.sql.run(
            "DELETE FROM claim WHERE contact = ? AND owner = ? AND claimed_at < ?",
            &[self.contact.into(), self.owner.into(), stored(self.since)],
        )?;
        Ok(Outcome::Done(()))
    }
}

/// The office is about to give its owner a number, which nobody else may register with
/// meanwhile. Of several who reserve it for the same owner the last has the claim, so that
/// whoever came before does not give it up.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReserveNumber {
    pub contact: String,
    pub owner: String,
    /// Begins with [`RESERVED`].
    pub key_hash: String,
    pub now: Moment,
}

/// Before the key of a claim that the office laid.
pub const RESERVED: &str = "office ";

impl<S: Sql> Transaction<Contacts<S>> for ReserveNumber {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        let known = contacts.sql.first(
            "SELECT owner, key_hash FROM claim WHERE contact = ?",
            &[self.contact.as_str().into()],
        )?;
        if let Some(row) = known {
            if row.text(0)? != self.owner {
                return Ok(Outcome::refused(Code::PhoneTaken));
            }
            if !row.text(1)?.starts_with(RESERVED) {
                // Theirs already, and not to be given up by anybody.
                return Ok(Outcome::Done(()));
            }
        }
        contacts.sql.run(
            "INSERT INTO claim VALUES (?, ?, ?, '', ?)
             ON CONFLICT (contact) DO UPDATE SET key_hash = excluded.key_hash",
            &[
                self.contact.into(),
                self.owner.into(),
                self.key_hash.into(),
                stored(self.now),
            ],
        )?;
        Ok(Outcome::Done(()))
    }
}

/// The office has given its owner a number, unless it is somebody's already.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HoldNumber {
    pub contact: String,
    pub owner: String,
    pub since: Moment,
}

impl<S: Sql> Transaction<Contacts<S>> for HoldNumber {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        contacts.sql.run(
            "INSERT INTO claim VALUES (?, ?, '', '', ?)
             ON CONFLICT (contact) DO UPDATE SET claimed_at = excluded.claimed_at, key_hash = ''
             WHERE owner = excluded.owner",
            &[self.contact.into(), self.owner.into(), stored(self.since)],
        )?;
        Ok(Outcome::Done(()))
    }
}

/// The claim that a submission laid is given up.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReleaseNumber {
    pub contact: String,
    pub owner: String,
    pub key_hash: String,
}

impl<S: Sql> Transaction<Contacts<S>> for ReleaseNumber {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        contacts.sql.run(
            "DELETE FROM claim WHERE contact = ? AND owner = ? AND key_hash = ?",
            &[self.contact.into(), self.owner.into(), self.key_hash.into()],
        )?;
        Ok(Outcome::Done(()))
    }
}

#[cfg(test)]
mod tests;
