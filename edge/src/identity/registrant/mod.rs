//! The registry's answer about a person, and what follows from it for whoever else has
//! registered with the same NIK.

mod correction;
mod rivals;
#[cfg(test)]
mod tests;

pub use correction::{Correct, ShowIdentity};
pub use rivals::{FindUse, ListPeople, NumberUse, Rival, SENT_TO};

use crate::object::Transaction;
use crate::registrant::outbox::JobKind;
use crate::registrant::store::{PERSON, Performed, Record, Store};
use crate::sql::{Moment, Outcome, Sql, json, stored};
use domain::identity::IdentityState;
use domain::messages::Outgoing;
use domain::registration::Registration;
use serde::{Deserialize, Serialize};

/// What the identity check needs, with how often it was put right; nothing if it is decided.
#[derive(Debug, Serialize, Deserialize)]
pub struct ReadIdentity {
    pub person: i64,
}

impl<S: Sql> Transaction<Store<S>> for ReadIdentity {
    type Answer = Outcome<Option<(Registration, i64)>>;

    fn execute(self, store: &Store<S>) -> Performed<Option<(Registration, i64)>> {
        let row = store.sql.first(
            "SELECT sealed, identity FROM person WHERE id = ?",
            &[self.person.into()],
        )?;
        let Some(row) = row else {
            return Ok(Outcome::Done(None));
        };
        let data = if row.json::<IdentityState>(1)? == IdentityState::Pending {
            let record: Record = store.unseal(PERSON, self.person, row.text(0)?)?;
            Some((record.registration, store.corrections(self.person)?))
        } else {
            None
        };
        Ok(Outcome::Done(data))
    }
}

/// What the registry said, or nothing if it could not be asked.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteIdentity {
    pub person: i64,
    /// How often the data that it was asked about had been put right.
    pub corrections: i64,
    pub result: Option<IdentityState>,
    pub now: Moment,
}

impl<S: Sql> Transaction<Store<S>> for NoteIdentity {
    type Answer = Outcome<()>;

    fn execute(self, store: &Store<S>) -> Performed<()> {
        let Self {
            person,
            corrections,
            result,
            now,
        } = self;
        // It speaks of what was there before.
        if corrections != store.corrections(person)? {
            return Ok(Outcome::Done(()));
        }
        let Some(state) = result else {
            store.put_off(person, now)?;
            return Ok(Outcome::Done(()));
        };
        let pending = json(&IdentityState::Pending)?;
        let changed = store.sql.run(
            "UPDATE person SET identity = ?, identity_at = ? WHERE id = ? AND identity = ? RETURNING nik",
            &[json(&state)?, stored(now), person.into(), pending],
        )?;
        store.settle(person)?;
        if let Some(row) = changed.first() {
            store.note(person, "identity_decided", now)?;
            match state {
                IdentityState::Verified if !store.take_place(person, now)? => {
                    store.displace(person, now)?;
                }
                IdentityState::Verified => {
                    store.put_out(person, &JobKind::Message(Outgoing::IdentityVerified), now)?;
                }
                _ => {
                    store.put_out(person, &JobKind::Message(Outgoing::IdentityMismatch), now)?;
                }
            }
            store.ask_registry(row.text(0)?, now)?;
        }
        Ok(Outcome::Done(()))
    }
}
