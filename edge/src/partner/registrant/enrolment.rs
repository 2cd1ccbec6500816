//! Cards at an institution's desk: numbers that lead to this shard, and codes by which
//! a card's holder agrees to one course.

use crate::challenge::{self, NewCode, ShownCode};
use crate::crypto::{Digest, Purpose};
use crate::object::Transaction;
use crate::registrant::store::{Performed, Store, StoreError};
use crate::sql::{Outcome, Sql, stored};
use domain::award::CardNumber;
use domain::messages::Code;
use serde::{Deserialize, Serialize};

impl<S: Sql> Store<S> {
    pub(crate) fn card_hash(&self, card: &CardNumber) -> Digest {
        self.keys.digest(Purpose::Card, &[card.as_str()])
    }

    /// Draws until the number's own hash falls into this shard: the card alone leads
    /// an institution's call here.
    pub(crate) fn fresh_card(&self) -> Result<CardNumber, StoreError> {
        loop {
            let card = CardNumber::from_random(self.random()?);
            let hash = self.card_hash(&card);
            if hash.shard(self.shards) == self.shard && self.holder(&hash.text())?.is_none() {
                return Ok(card);
            }
        }
    }

    fn holder(&self, card_hash: &str) -> Result<Option<i64>, StoreError> {
        let row = self.sql.first(
            "SELECT person FROM award WHERE card_hash = ?",
            &[card_hash.into()],
        )?;
        Ok(row.map(|row| row.int(0)).transpose()?)
    }

    /// Whose agreement a code is. It is used up when it is first shown, and is
    /// remembered for that very course: the steps of buying ask more than once, and
    /// so does a platform that was cut off.
    pub(crate) fn agreed(
        &self,
        card_hash: &str,
        code: &ShownCode,
    ) -> Result<Outcome<i64>, StoreError> {
        let known = self.sql.first(
            "SELECT person FROM enrolment WHERE agreed = ?",
            &[code.digest.as_str().into()],
        )?;
        if let Some(row) = known {
            return Ok(Outcome::Done(row.int(0)?));
        }
        let verified = challenge::verify(&self.sql, code)?;
        if let Outcome::Refused(code, params) = verified {
            return Ok(Outcome::Refused(code, params));
        }
        let Some(person) = self.holder(card_hash)? else {
            return Ok(Outcome::refused(Code::OtpWrong));
        };
        self.sql.run(
            "INSERT INTO enrolment VALUES (?, ?, ?)",
            &[code.digest.as_str().into(), person.into(), stored(code.now)],
        )?;
        self.note(person, "enrolled_at_desk", code.now)?;
        Ok(Outcome::Done(person))
    }
}

/// A code for taking part at an institution's desk is about to go out. Limits count for
/// each card and platform, whatever course is asked for, and for cards that are nobody's:
/// they are answered alike.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendEnrolmentCode {
    pub card_hash: String,
    pub code: NewCode,
}

impl<S: Sql> Transaction<Store<S>> for SendEnrolmentCode {
    /// The number that it goes to.
    type Answer = Outcome<Option<String>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<String>> {
        let Self { card_hash, code } = self;
        let sent = challenge::send(&store.sql, &card_hash, code, None)?;
        if let Outcome::Refused(code, params) = sent {
            return Ok(Outcome::Refused(code, params));
        }
        let row = store.sql.first(
            "SELECT person.id, person.sealed FROM award JOIN person ON person.id = award.person
             WHERE award.card_hash = ?",
            &[card_hash.into()],
        )?;
        Ok(Outcome::Done(store.sent_to(row.as_ref())?))
    }
}
