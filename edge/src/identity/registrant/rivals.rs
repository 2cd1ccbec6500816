//! One NIK and several who have registered with it, by mistake or worse: it belongs to whom
//! the registry confirms, and until then to nobody.

use crate::object::Transaction;
use crate::registrant::outbox::{IDENTITY, JobKind};
use crate::registrant::store::{PERSON, Performed, Record, Store, StoreError};
use crate::sql::{Moment, Outcome, Sql, json, stored};
use chrono::TimeDelta;
use domain::contact::Phone;
use domain::identity::{IdentityState, Mismatch};
use domain::messages::{Code, Outgoing};
use domain::registration::Registration;
use domain::security::{SecurityEvent, masked};
use domain::staff::FoundPerson;
use serde::{Deserialize, Serialize};

/// 3 – of one NIK about whom the registry is asked at a time: each is a guess at what it
/// holds. Whoever comes later is asked about when one of them is decided.
const ASKED: usize = 3;
/// 30 – registrations of one NIK, each with a number that was proven; beyond them the office
/// looks.
const MOST: usize = 30;
/// 5 – who are sent a code where nobody is confirmed.
pub const SENT_TO: usize = 5;

/// Somebody who has registered with a NIK.
pub struct Rival {
    pub person: i64,
    pub identity: IdentityState,
    pub registration: Registration,
}

impl Rival {
    fn is_verified(&self) -> bool {
        self.identity == IdentityState::Verified
    }
}

/// What a number is to those who have registered with a NIK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberUse {
    /// One of them has it.
    Theirs,
    /// Everybody of them who has it was denied the NIK.
    Denied,
    /// None of them has it, or not yet.
    Nobodys,
}

/// Whether a number is in use with a NIK.
#[derive(Debug, Serialize, Deserialize)]
pub struct FindUse {
    pub nik_hash: String,
    pub phone: Phone,
}

impl<S: Sql> Transaction<Store<S>> for FindUse {
    type Answer = Outcome<NumberUse>;

    fn execute(self, store: &Store<S>) -> Performed<NumberUse> {
        let mut rivals = vec![];
        for one in store.rivals(&self.nik_hash)? {
            let is_theirs = one.registration.phone == self.phone;
            if is_theirs || store.waits_for(one.person, &self.phone)? {
                rivals.push(one);
            }
        }
        let denied = rivals.iter().all(|one| one.identity.denies_nik());
        Ok(Outcome::Done(match (rivals.is_empty(), denied) {
            (true, _) => NumberUse::Nobodys,
            (false, true) => NumberUse::Denied,
            (false, false) => NumberUse::Theirs,
        }))
    }
}

/// Everybody who has registered with a NIK, for the office.
#[derive(Debug, Serialize, Deserialize)]
pub struct ListPeople {
    pub nik_hash: String,
    /// When; nothing from a release before this one, which noted no looking.
    #[serde(default)]
    pub now: Option<Moment>,
}

/// An hour – an officer who looks several times while somebody stands there is one line of
/// their trail. The office's own log has each time.
const ONE_VISIT: TimeDelta = TimeDelta::hours(1);

impl<S: Sql> Store<S> {
    /// Notes for somebody that the office has looked at them.
    fn note_visit(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let seen = SecurityEvent::SeenByOffice.as_str();
        let known = self.sql.first(
            "SELECT 1 FROM event WHERE person = ? AND kind = ? AND at > ?",
            &[person.into(), seen.into(), stored(now - ONE_VISIT)],
        )?;
        if known.is_none() {
            self.note(person, seen, now)?;
        }
        Ok(())
    }
}

impl<S: Sql> Transaction<Store<S>> for ListPeople {
    type Answer = Outcome<Vec<FoundPerson>>;

    fn execute(self, store: &Store<S>) -> Performed<Vec<FoundPerson>> {
        let mut people = vec![];
        for rival in store.rivals(&self.nik_hash)? {
            let (facts, record) = store.person(rival.person)?;
            if let Some(now) = self.now {
                store.note_visit(rival.person, now)?;
            }
            people.push(FoundPerson {
                registration_number: record.number.grouped(),
                registered_at: facts.registered_at,
                identity: facts.identity,
                phone: masked(&record.registration.phone),
            });
        }
        Ok(Outcome::Done(people))
    }
}

impl<S: Sql> Store<S> {
    /// Everybody who has registered with that NIK, in the order in which they came.
    pub(crate) fn rivals(&self, nik_hash: &str) -> Result<Vec<Rival>, StoreError> {
        let rows = self.sql.run(
            "SELECT id, identity, sealed FROM person WHERE nik = ? ORDER BY id",
            &[nik_hash.into()],
        )?;
        rows.iter()
            .map(|row| {
                let person = row.int(0)?;
                let record: Record = self.unseal(PERSON, person, row.text(2)?)?;
                Ok(Rival {
                    person,
                    identity: row.json(1)?,
                    registration: record.registration,
                })
            })
            .collect()
    }

    /// Who signs in with that NIK: the one whom the registry has confirmed, or everybody as
    /// long as there is none.
    pub(crate) fn holders(&self, nik_hash: &str) -> Result<Vec<Rival>, StoreError> {
        let mut holders = self.rivals(nik_hash)?;
        if holders.iter().any(Rival::is_verified) {
            holders.retain(Rival::is_verified);
        }
        Ok(holders)
    }

    /// Whom a code for that NIK goes to: the one whom the registry has confirmed. As long as
    /// there is none, those among them who are `known` where it is asked from, else all.
    pub(crate) fn reached_by(
        &self,
        nik_hash: &str,
        known: &[i64],
    ) -> Result<Vec<Rival>, StoreError> {
        let mut reached = self.holders(nik_hash)?;
        if reached.iter().any(|one| known.contains(&one.person)) {
            reached.retain(|one| known.contains(&one.person));
        }
        // Those whom the registry has not answered about may be right.
        reached.sort_by_key(|one| {
            let rank = match &one.identity {
                IdentityState::Pending => 0,
                other if other.denies_nik() => 2,
                _ => 1,
            };
            (rank, -one.person)
        });
        reached.truncate(SENT_TO);
        Ok(reached)
    }

    /// Why one more may not register with that NIK.
    pub(crate) fn registers_in_vain(
        &self,
        nik_hash: &str,
        registration: &Registration,
    ) -> Result<Option<Code>, StoreError> {
        let rivals = self.rivals(nik_hash)?;
        // They sign in, and put right what is wrong.
        let is_the_same = |one: &Rival| {
            !one.identity.denies_nik() && one.registration.phone == registration.phone
        };
        if rivals
            .iter()
            .any(|one| one.is_verified() || is_the_same(one))
        {
            return Ok(Some(Code::NikTaken));
        }
        Ok((rivals.len() >= MOST).then_some(Code::NikContested))
    }

    /// What a row is found by for whom the NIK is. There is one of these for each NIK: whoever
    /// came first has it until somebody is confirmed.
    pub(crate) fn place(&self, nik_hash: &str, number_hash: &str) -> Result<String, StoreError> {
        let holder = self.sql.first(
            "SELECT 1 FROM person WHERE nik_hash = ?",
            &[nik_hash.into()],
        )?;
        Ok(match holder {
            None => nik_hash.to_owned(),
            Some(_) => format!("{nik_hash}+{number_hash}"),
        })
    }

    /// Has the registry asked about those of a NIK whose turn it is.
    pub(crate) fn ask_registry(&self, nik_hash: &str, now: Moment) -> Result<(), StoreError> {
        let rows = self.sql.run(
            "SELECT id, EXISTS (SELECT 1 FROM outbox WHERE outbox.person = person.id AND kind = ?)
             FROM person WHERE nik = ? AND identity = ? ORDER BY id",
            &[
                IDENTITY.into(),
                nik_hash.into(),
                json(&IdentityState::Pending)?,
            ],
        )?;
        let (mut asked, mut waiting) = (0, vec![]);
        for row in &rows {
            match row.int(1)? {
                0 => waiting.push(row.int(0)?),
                _ => asked += 1,
            }
        }
        for person in waiting.into_iter().take(ASKED.saturating_sub(asked)) {
            self.put_out(person, &JobKind::Identity, now)?;
        }
        Ok(())
    }

    /// The registry has confirmed somebody. Answers whether the NIK is theirs now, and not
    /// somebody's who was confirmed before.
    pub(crate) fn take_place(&self, person: i64, now: Moment) -> Result<bool, StoreError> {
        let row = self
            .sql
            .first("SELECT nik FROM person WHERE id = ?", &[person.into()])?
            .ok_or(StoreError::Record)?;
        let nik_hash = row.text(0)?;
        let mut others = self.rivals(nik_hash)?;
        others.retain(|one| one.person != person);
        if others.iter().any(Rival::is_verified) {
            return Ok(false);
        }
        self.sql.run(
            "UPDATE person SET nik_hash = nik || '+' || number_hash WHERE nik_hash = ?",
            &[nik_hash.into()],
        )?;
        self.sql.run(
            "UPDATE person SET nik_hash = nik WHERE id = ?",
            &[person.into()],
        )?;
        for other in others.iter().filter(|one| !one.identity.denies_nik()) {
            self.displace(other.person, now)?;
        }
        Ok(true)
    }

    /// Somebody else's NIK: they are told what they would be told of a NIK that there is not.
    /// All that they had stays, for the office.
    pub(crate) fn displace(&self, person: i64, now: Moment) -> Result<(), StoreError> {
        let denied = IdentityState::Mismatch {
            fields: vec![Mismatch::Nik],
        };
        self.sql.run(
            "UPDATE person SET identity = ?, identity_at = ? WHERE id = ?",
            &[json(&denied)?, stored(now), person.into()],
        )?;
        self.settle(person)?;
        self.note(person, "displaced", now)?;
        self.put_out(person, &JobKind::Message(Outgoing::IdentityMismatch), now)
    }
}
