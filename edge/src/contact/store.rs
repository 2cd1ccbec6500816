//! What a contact shard keeps, and its rules. Only keyed hashes: the shard
//! never learns a number.

use crate::challenge;
use crate::crypto::same;
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate, stored};
use domain::contact::OtpLimits;
use domain::messages::Code;
use serde::{Deserialize, Serialize};

const MIGRATIONS: &[&[&str]] = &[&[
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
]];

/// Questions to a contact shard. Times come from the caller.
#[derive(Debug, Serialize, Deserialize)]
pub enum Question {
    /// A code is about to go out.
    Send {
        contact: String,
        id_hash: String,
        code_digest: String,
        now: Moment,
    },
    /// A code came back; if it is right, `proof_hash` proves the number from now on.
    Verify {
        id_hash: String,
        code_digest: String,
        proof_hash: String,
        now: Moment,
    },
    /// Somebody registers with this number.
    Claim(Claim),
    /// They did not, after all.
    Release {
        contact: String,
        owner: String,
        key_hash: String,
    },
}

/// See [`Question::Claim`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claim {
    pub contact: String,
    pub proof_hash: String,
    pub owner: String,
    pub key_hash: String,
    pub body: String,
    pub now: Moment,
}

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

    /// Answers one question, all of its writes or none.
    pub fn answer(&self, question: Question) -> Result<Outcome<()>, SqlError> {
        self.sql.atomically(|| match question {
            Question::Send {
                contact,
                id_hash,
                code_digest,
                now,
            } => Ok(
                match challenge::send(&self.sql, &contact, &id_hash, &code_digest, now)? {
                    Ok(()) => Outcome::Done(()),
                    Err(refusal) => {
                        let (code, params) = refusal.problem();
                        Outcome::Refused(code, params)
                    }
                },
            ),
            Question::Verify {
                id_hash,
                code_digest,
                proof_hash,
                now,
            } => self.verify(&id_hash, &code_digest, &proof_hash, now),
            Question::Claim(claim) => self.claim(&claim),
            Question::Release {
                contact,
                owner,
                key_hash,
            } => {
                self.sql.run(
                    "DELETE FROM claim WHERE contact = ? AND owner = ? AND key_hash = ?",
                    &[contact.into(), owner.into(), key_hash.into()],
                )?;
                Ok(Outcome::Done(()))
            }
        })
    }

    fn verify(
        &self,
        id_hash: &str,
        code_digest: &str,
        proof_hash: &str,
        now: Moment,
    ) -> Result<Outcome<()>, SqlError> {
        match challenge::verify(&self.sql, id_hash, code_digest, now)? {
            Err(refusal) => {
                let (code, params) = refusal.problem();
                Ok(Outcome::Refused(code, params))
            }
            Ok(contact) => {
                self.sql.run(
                    "INSERT INTO proof VALUES (?, ?, ?)
                     ON CONFLICT (contact) DO UPDATE SET proof_hash = excluded.proof_hash, until = excluded.until",
                    &[contact.into(), proof_hash.into(), stored(now + OtpLimits::PROOF_VALID)],
                )?;
                Ok(Outcome::Done(()))
            }
        }
    }

    /// The same owner may come again (a repeated submission, or a second try
    /// after a failure); anyone else needs a fresh proof and a free number.
    fn claim(&self, claim: &Claim) -> Result<Outcome<()>, SqlError> {
        let known = self.sql.first(
            "SELECT owner, key_hash, body FROM claim WHERE contact = ?",
            &[claim.contact.as_str().into()],
        )?;
        if let Some(row) = &known {
            if row.text(1)? == claim.key_hash && row.text(2)? != claim.body {
                return Ok(Outcome::refused(Code::IdempotencyKeyReused));
            }
            if row.text(1)? == claim.key_hash && row.text(0)? == claim.owner {
                return Ok(Outcome::Done(()));
            }
        }
        let proof = self.sql.first(
            "SELECT proof_hash, until FROM proof WHERE contact = ?",
            &[claim.contact.as_str().into()],
        )?;
        let proven = match &proof {
            Some(row) => same(row.text(0)?, &claim.proof_hash) && claim.now < row.moment(1)?,
            None => false,
        };
        if !proven {
            return Ok(Outcome::refused(Code::PhoneNotProven));
        }
        match &known {
            Some(row) if row.text(0)? == claim.owner => return Ok(Outcome::Done(())),
            Some(_) => return Ok(Outcome::refused(Code::PhoneTaken)),
            None => {}
        }
        self.sql.run(
            "INSERT INTO claim VALUES (?, ?, ?, ?, ?)",
            &[
                claim.contact.as_str().into(),
                claim.owner.as_str().into(),
                claim.key_hash.as_str().into(),
                claim.body.as_str().into(),
                stored(claim.now),
            ],
        )?;
        Ok(Outcome::Done(()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::tests::Native;

    fn at(seconds: i64) -> Moment {
        Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn proven() -> Contacts<Native> {
        let contacts = Contacts::open(Native::new()).unwrap();
        let send = Question::Send {
            contact: "c".into(),
            id_hash: "i".into(),
            code_digest: "right".into(),
            now: at(0),
        };
        assert_eq!(contacts.answer(send).unwrap(), Outcome::Done(()));
        let verify = Question::Verify {
            id_hash: "i".into(),
            code_digest: "right".into(),
            proof_hash: "p".into(),
            now: at(1),
        };
        assert_eq!(contacts.answer(verify).unwrap(), Outcome::Done(()));
        contacts
    }

    fn claim(owner: &str, key: &str, body: &str) -> Claim {
        Claim {
            contact: "c".into(),
            proof_hash: "p".into(),
            owner: owner.into(),
            key_hash: key.into(),
            body: body.into(),
            now: at(60),
        }
    }

    fn ask(contacts: &Contacts<Native>, claim: Claim) -> Option<Code> {
        match contacts.answer(Question::Claim(claim)).unwrap() {
            Outcome::Done(()) => None,
            Outcome::Refused(code, _) => Some(code),
        }
    }

    #[test]
    fn a_proven_number_is_claimed_by_one_person_only() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        assert_eq!(
            ask(&contacts, claim("budi", "k2", "b2")),
            Some(Code::PhoneTaken)
        );
    }

    #[test]
    fn the_same_submission_comes_again_even_after_the_proof_ran_out() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        let late = Claim {
            now: at(86_400),
            ..claim("sari", "k1", "b1")
        };
        assert_eq!(ask(&contacts, late), None);
        assert_eq!(
            ask(&contacts, claim("sari", "k1", "other")),
            Some(Code::IdempotencyKeyReused)
        );
    }

    #[test]
    fn without_a_fresh_proof_nothing_is_claimed() {
        let contacts = proven();
        let wrong = Claim {
            proof_hash: "q".into(),
            ..claim("sari", "k", "b")
        };
        assert_eq!(ask(&contacts, wrong), Some(Code::PhoneNotProven));
        let late = Claim {
            now: at(7201),
            ..claim("sari", "k", "b")
        };
        assert_eq!(ask(&contacts, late), Some(Code::PhoneNotProven));
    }

    #[test]
    fn a_released_number_is_free_again_but_only_its_claimant_releases_it() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        let release = |owner: &str| Question::Release {
            contact: "c".into(),
            owner: owner.into(),
            key_hash: "k1".into(),
        };
        contacts.answer(release("budi")).unwrap();
        assert_eq!(
            ask(&contacts, claim("budi", "k2", "b2")),
            Some(Code::PhoneTaken)
        );
        contacts.answer(release("sari")).unwrap();
        assert_eq!(ask(&contacts, claim("budi", "k2", "b2")), None);
    }
}
