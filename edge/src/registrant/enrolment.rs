//! Cards at an institution's desk: numbers that lead to this shard, and codes by which
//! a card's holder agrees to one course.

use super::store::{Answered, Store, StoreError};
use crate::challenge;
use crate::crypto::{CryptoError, Digest, Purpose};
use crate::sql::{Moment, Outcome, Sql, stored};
use domain::award::CardNumber;
use domain::messages::Code;

impl<S: Sql> Store<S> {
    pub(super) fn card_hash(&self, card: &CardNumber) -> Digest {
        self.keys.digest(Purpose::Card, &[card.as_str()])
    }

    /// Draws until the number's own hash falls into this shard: the card alone leads
    /// an institution's call here.
    pub(super) fn fresh_card(
        &self,
        random: &mut impl FnMut() -> Result<u64, CryptoError>,
    ) -> Result<CardNumber, StoreError> {
        loop {
            let card = CardNumber::from_random(random()?);
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

    /// Notes that a code goes out; answers the number that it goes to. Limits count
    /// for each card, whatever course is asked for, and for cards that are nobody's.
    pub(super) fn send_enrolment(
        &self,
        card_hash: &str,
        code_digest: &str,
        now: Moment,
    ) -> Answered {
        if let Err(refusal) = challenge::send(&self.sql, card_hash, card_hash, code_digest, now)? {
            let (code, params) = refusal.problem();
            return Ok(Outcome::Refused(code, params));
        }
        let row = self.sql.first(
            "SELECT person.sealed FROM award JOIN person ON person.id = award.person
             WHERE award.card_hash = ?",
            &[card_hash.into()],
        )?;
        self.sent_to(row.as_ref())
    }

    /// Whose agreement a code is. It is used up when it is first shown, and is
    /// remembered for that very course: the steps of buying ask more than once, and
    /// so does a platform that was cut off.
    pub(super) fn agreed(
        &self,
        card_hash: &str,
        code_digest: &str,
        now: Moment,
    ) -> Result<Outcome<i64>, StoreError> {
        let known = self.sql.first(
            "SELECT person FROM enrolment WHERE agreed = ?",
            &[code_digest.into()],
        )?;
        if let Some(row) = known {
            return Ok(Outcome::Done(row.int(0)?));
        }
        if let Err(refusal) = challenge::verify(&self.sql, card_hash, code_digest, now)? {
            let (code, params) = refusal.problem();
            return Ok(Outcome::Refused(code, params));
        }
        let Some(person) = self.holder(card_hash)? else {
            return Ok(Outcome::refused(Code::OtpWrong));
        };
        self.sql.run(
            "INSERT INTO enrolment VALUES (?, ?, ?)",
            &[code_digest.into(), person.into(), stored(now)],
        )?;
        self.note(person, "enrolled_at_desk", now)?;
        Ok(Outcome::Done(person))
    }
}
