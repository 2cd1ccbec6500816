//! What a contact shard keeps, and its rules. Only keyed hashes: the shard
//! never learns a number.
//!
//! Long: a few operations on one table, with the tests that hold them against each other.

use crate::challenge::{self, NewCode, ShownCode};
use crate::crypto::same;
use crate::object::{Transaction, Transactional};
use crate::sql::{Moment, Outcome, Sql, SqlError, migrate, stored};
use domain::contact::OtpLimits;
use domain::messages::Code;
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
];

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
}

impl<S: Sql> Transactional for Contacts<S> {
    type Error = SqlError;
    type Sql = S;

    fn sql(&self) -> &S {
        &self.sql
    }
}

/// A code is about to go out.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendCode {
    pub contact: String,
    pub code: NewCode,
}

impl<S: Sql> Transaction<Contacts<S>> for SendCode {
    type Answer = Outcome<()>;

    fn execute(self, contacts: &Contacts<S>) -> Result<Outcome<()>, SqlError> {
        // No number has signed in anywhere before it is registered.
        challenge::send(&contacts.sql, &self.contact, self.code, None)
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
                "INSERT INTO proof VALUES (?, ?, ?)
                 ON CONFLICT (contact) DO UPDATE SET proof_hash = excluded.proof_hash, until = excluded.until",
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
        let proof = contacts.sql.first(
            "SELECT proof_hash, until FROM proof WHERE contact = ?",
            &[self.contact.as_str().into()],
        )?;
        let proven = match &proof {
            Some(row) => same(row.text(0)?, &self.proof_hash) && self.now < row.moment(1)?,
            None => false,
        };
        if !proven {
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
mod tests {
    use super::*;
    use crate::sql::tests::Native;

    fn at(seconds: i64) -> Moment {
        Moment::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    fn proven() -> Contacts<Native> {
        let contacts = Contacts::open(Native::new()).unwrap();
        let send = SendCode {
            contact: "c".into(),
            code: NewCode {
                id_hash: "i".into(),
                digest: "right".into(),
                stranger: "home".into(),
                now: at(0),
            },
        };
        assert_eq!(contacts.perform(send).unwrap(), Outcome::Done(()));
        let verify = VerifyCode {
            code: ShownCode {
                id_hash: "i".into(),
                digest: "right".into(),
                now: at(1),
            },
            proof_hash: "p".into(),
        };
        assert_eq!(contacts.perform(verify).unwrap(), Outcome::Done(()));
        contacts
    }

    fn claim(owner: &str, key: &str, body: &str) -> ClaimNumber {
        ClaimNumber {
            contact: "c".into(),
            proof_hash: "p".into(),
            owner: owner.into(),
            key_hash: key.into(),
            body: body.into(),
            now: at(60),
        }
    }

    fn ask(contacts: &Contacts<Native>, claim: ClaimNumber) -> Option<Code> {
        match contacts.perform(claim).unwrap() {
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
        let late = ClaimNumber {
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
        let wrong = ClaimNumber {
            proof_hash: "q".into(),
            ..claim("sari", "k", "b")
        };
        assert_eq!(ask(&contacts, wrong), Some(Code::PhoneNotProven));
        let late = ClaimNumber {
            now: at(7201),
            ..claim("sari", "k", "b")
        };
        assert_eq!(ask(&contacts, late), Some(Code::PhoneNotProven));
    }

    #[test]
    fn a_released_number_is_free_again_but_only_its_claimant_releases_it() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        let release = |owner: &str| ReleaseNumber {
            contact: "c".into(),
            owner: owner.into(),
            key_hash: "k1".into(),
        };
        contacts.perform(release("budi")).unwrap();
        assert_eq!(
            ask(&contacts, claim("budi", "k2", "b2")),
            Some(Code::PhoneTaken)
        );
        contacts.perform(release("sari")).unwrap();
        assert_eq!(ask(&contacts, claim("budi", "k2", "b2")), None);
    }

    #[test]
    fn whoever_comes_back_to_a_number_that_they_left_keeps_it() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        let leave = LeaveNumber {
            contact: "c".into(),
            owner: "sari".into(),
            since: at(100),
        };
        let back = ClaimNumber {
            now: at(200),
            ..claim("sari", "k2", "b2")
        };
        assert_eq!(ask(&contacts, back), None);
        // What was to be done when they left is done late.
        contacts.perform(leave.clone()).unwrap();
        assert_eq!(
            ask(&contacts, claim("budi", "k3", "b3")),
            Some(Code::PhoneTaken)
        );
        let since = at(300);
        contacts.perform(LeaveNumber { since, ..leave }).unwrap();
        assert_eq!(ask(&contacts, claim("budi", "k3", "b3")), None);
    }

    #[test]
    fn the_office_gives_nobody_a_number_that_is_anothers() {
        let contacts = proven();
        assert_eq!(ask(&contacts, claim("sari", "k1", "b1")), None);
        let hold = |contact: &str, owner: &str| HoldNumber {
            contact: contact.into(),
            owner: owner.into(),
            since: at(100),
        };
        contacts.perform(hold("c", "budi")).unwrap();
        contacts.perform(hold("d", "budi")).unwrap();
        let owner = |contact: &str| {
            let find = FindClaim {
                contact: contact.into(),
            };
            match contacts.perform(find).unwrap() {
                Outcome::Done(Some(claim)) => claim.owner,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!((owner("c"), owner("d")), ("sari".into(), "budi".into()));
    }

    #[test]
    fn a_number_that_the_office_reserves_is_given_up_by_nobody_who_came_before() {
        let contacts = proven();
        let reserve = |owner: &str, key: &str| ReserveNumber {
            contact: "c".into(),
            owner: owner.into(),
            key_hash: format!("{RESERVED}{key}"),
            now: at(100),
        };
        let release = |key: &str| ReleaseNumber {
            contact: "c".into(),
            owner: "budi".into(),
            key_hash: format!("{RESERVED}{key}"),
        };
        // Two sign at the same time; the one that comes to nothing gives its own up.
        for key in ["1", "2"] {
            let reserved = contacts.perform(reserve("budi", key)).unwrap();
            assert_eq!(reserved, Outcome::Done(()));
        }
        contacts.perform(release("1")).unwrap();
        let taken = Some(Code::PhoneTaken);
        assert_eq!(ask(&contacts, claim("sari", "k", "b")), taken);
        contacts.perform(release("2")).unwrap();
        assert_eq!(ask(&contacts, claim("sari", "k", "b")), None);
        // Now it is another's; and hers stays hers when the office thinks better of it.
        assert_eq!(
            contacts.perform(reserve("budi", "3")).unwrap(),
            Outcome::refused(Code::PhoneTaken)
        );
        let kept = contacts.perform(reserve("sari", "4")).unwrap();
        assert_eq!(kept, Outcome::Done(()));
        let release = ReleaseNumber {
            owner: "sari".into(),
            ..release("4")
        };
        contacts.perform(release).unwrap();
        assert_eq!(ask(&contacts, claim("budi", "k2", "b2")), taken);
    }

    #[test]
    fn a_number_that_the_office_has_given_is_not_given_up_with_a_later_command() {
        let contacts = proven();
        let key_hash = format!("{RESERVED}1");
        let mut reserve = ReserveNumber {
            contact: "c".into(),
            owner: "budi".into(),
            key_hash,
            now: at(100),
        };
        contacts.perform(reserve.clone()).unwrap();
        let hold = HoldNumber {
            contact: "c".into(),
            owner: "budi".into(),
            since: at(101),
        };
        contacts.perform(hold).unwrap();
        reserve.key_hash = format!("{RESERVED}2");
        contacts.perform(reserve.clone()).unwrap();
        let release = ReleaseNumber {
            contact: "c".into(),
            owner: "budi".into(),
            key_hash: reserve.key_hash,
        };
        contacts.perform(release).unwrap();
        assert_eq!(
            ask(&contacts, claim("sari", "k", "b")),
            Some(Code::PhoneTaken)
        );
    }

    #[test]
    fn a_code_that_was_out_before_the_tables_changed_still_proves_its_number() {
        let sql = Native::new();
        migrate(&sql, &MIGRATIONS[..1]).unwrap();
        let sent: Vec<Moment> = vec![at(-60), at(0)];
        let state = serde_json::json!({
            "sent": sent, "digest": "right", "wrong": 1, "locked_until": null,
        });
        let used = serde_json::json!({
            "sent": [at(0)], "digest": null, "wrong": 0, "locked_until": null,
        });
        for (subject, id, state) in [("c", "i", state), ("d", "j", used)] {
            let values = [subject.into(), id.into(), state.to_string().into()];
            sql.run("INSERT INTO challenge VALUES (?, ?, ?)", &values)
                .unwrap();
        }
        let contacts = Contacts::open(sql).unwrap();
        let verify = |id: &str, seconds| {
            let verify = VerifyCode {
                code: ShownCode {
                    id_hash: id.into(),
                    digest: "right".into(),
                    now: at(seconds),
                },
                proof_hash: "p".into(),
            };
            match contacts.perform(verify).unwrap() {
                Outcome::Done(()) => None,
                Outcome::Refused(code, _) => Some(code),
            }
        };
        assert_eq!(verify("j", 1), Some(Code::OtpExpired));
        assert_eq!(verify("i", 600), Some(Code::OtpExpired));
        assert_eq!(verify("i", 599), None);
    }

    #[test]
    fn codes_that_anybody_asked_for_are_gone_after_a_day() {
        let contacts = Contacts::open(Native::new()).unwrap();
        for n in 0..100 {
            let send = SendCode {
                contact: format!("c{n}"),
                code: NewCode {
                    id_hash: format!("i{n}"),
                    digest: "right".into(),
                    stranger: "home".into(),
                    now: at(n),
                },
            };
            contacts.perform(send).unwrap();
        }
        let send = SendCode {
            contact: "last".into(),
            code: NewCode {
                id_hash: "last".into(),
                digest: "right".into(),
                stranger: "home".into(),
                now: at(86_400 + 49),
            },
        };
        contacts.perform(send).unwrap();
        let rows = contacts.sql.first("SELECT COUNT(*) FROM code", &[]);
        assert_eq!(rows.unwrap().unwrap().int(0).unwrap(), 51);
    }
}
